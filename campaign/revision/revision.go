// Package revision changes a running plan: it compares a new text of the
// playbook with the version in force, says what it would do to whom, and
// publishes it as a new version with effect on open and future duties only.
package revision

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Effect is what a new version does to the duties of one obligation and form.
type Effect = effect.Effect

// Preview is what publishing a text would do; nothing is stored by it.
type Preview struct {
	Base     int64              // the version in force that it is compared with
	Book     *playbook.Playbook // nil where the text has errors
	Problems []playbook.Problem // errors: it cannot be published
	Warnings []playbook.Problem
	Changes  []change.Change
	Effects  []Effect
	Duties   int // how many duties change, come or go
	Units    int // how many units owe them
}

// Decision settles a reading: by one of its options, or in words where it has
// none.
type Decision struct {
	Option string // id of the option, "" for a reading settled in words
	Words  string // what holds, "" for a reading with options
}

// Draft is the text that somebody is working on; nobody else sees it.
type Draft struct {
	Campaign campaign.ID
	Account  people.AccountID
	Base     int64 // the version it was begun from
	Source   string
	Saved    time.Time
}
