package dashboard

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// letterhead is what the head and the foot of the document say: who issues it,
// to whom, on what basis, and who gets a copy.
type letterhead struct {
	Issuers    string
	Joint      bool // several issue it together (H-75)
	Number     string
	Issued     calendar.Date
	Addressees string
	Copies     string // they read, and owe nothing (H-77)
	Basis      []playbook.Basis
	Contact    playbook.Contact
}

func letterheadOf(p *locale.Printer, d *playbook.Document) letterhead {
	comma := p.T("core.list_comma")
	return letterhead{
		Issuers: strings.Join(d.Issuers, comma), Joint: len(d.Issuers) > 1, Number: d.Number, Issued: d.Issued,
		Addressees: strings.Join(d.Addressees, comma), Copies: strings.Join(d.Copies, comma), Basis: d.Basis, Contact: d.Contact,
	}
}
