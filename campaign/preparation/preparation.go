// Package preparation gathers, step by step, what a campaign is launched with:
// the playbook, its head and its official document, the units that are asked,
// who holds the posts. What is half-way is kept; nothing of it binds anybody
// until the launch, which makes the campaign, its duties, its posts and its
// document in one transaction.
package preparation

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// ID identifies a preparation.
type ID string

// Preparation is a campaign that is being prepared.
type Preparation struct {
	ID       ID
	Unit     organisation.UnitID // who will organise it
	Root     organisation.UnitID // its federation
	Template string              // id of a playbook of the program, "" for an uploaded one
	Source   string              // text of the playbook as it was chosen; it may have mistakes
	Title    string              // what lists call it
	Choices  Choices
	File     string           // name of the official document, "" for none
	By       people.AccountID // who began it
	Began    time.Time
	Changed  time.Time
	Revision int64
}

// Choices are what the steps have settled. They go into the text of the
// playbook at the launch.
type Choices struct {
	Title      string                             // "" for the playbook's own
	Start      calendar.Date                      // zero for the playbook's own
	Number     string                             // of the official document, "" for the playbook's own
	Issued     calendar.Date                      // of the official document, zero for the playbook's own
	Categories []organisation.Category            // nil for the playbook's own
	Except     []organisation.UnitID              // units left out
	Holders    map[string][]organisation.PersonID // by post
}

// View is a preparation with all that its pages show.
type View struct {
	Preparation
	Book      *playbook.Playbook // with the choices in it; nil where the text has mistakes
	Problems  []playbook.Problem // mistakes of the text, which hold up the launch
	Warnings  []playbook.Problem
	Organiser organisation.Node  // as it is today
	Beside    *passage.Alignment // the official document beside the playbook; nil without one
	Tree      *organisation.Tree // the units of today
	Today     calendar.Date
}

// Ready reports whether nothing holds up the launch.
func (v *View) Ready() bool { return v.Book != nil }
