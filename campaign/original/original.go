// Package original keeps the official document (公文) of a campaign beside its
// playbook: who attached which version of it, and where each clause of the
// playbook stands in its words.
package original

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// MaxSize is the size in bytes above which a document is not taken.
const MaxSize = 5 << 20

// MaxName is the length in runes above which the name of a file is cut.
const MaxName = 120

// Document is one version of the official document of a campaign. It is never
// changed: another file is another version, and the old one stays.
type Document struct {
	Campaign campaign.ID
	Version  int64  // from 1
	Name     string // of the file as it was sent
	Size     int64  // bytes
	Digest   string // SHA-256 of the file, hexadecimal
	Body     []byte // the file; nil in a list
	Attached time.Time
	By       people.AccountID // who attached it, "" for the program itself
}

// Original is the newest document of a campaign beside the playbook in force.
type Original struct {
	Document // without its body
	*passage.Alignment
}
