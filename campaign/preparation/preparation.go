// Package preparation gathers, step by step, what a campaign is launched with:
// the playbook, its head and its official document, the units that are asked,
// who holds the posts. What is half-way is kept; nothing of it binds anybody
// until the launch, which makes the campaign, its duties, its posts and its
// document in one transaction. A launch of thousands of units takes longer than
// a request may: it is asked for, and a job carries it out.
package preparation

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ID identifies a preparation.
type ID = asking.ID

// Preparation is a campaign that is being prepared.
type Preparation struct {
	ID       ID
	Unit     organisation.UnitID // who will organise it
	Root     organisation.UnitID // its federation
	Template string              // id of a playbook of the program, "" for an uploaded one
	Source   string              // text of the playbook as it was chosen; it may have mistakes
	Title    string              // what lists call it
	Choices  choice.Choices
	File     string           // name of the official document, "" for none
	By       people.AccountID // who began it
	Began    time.Time
	Changed  time.Time
	Asked    *asking.Launch  // the launch that waits or runs, nil for none
	Refusal  *asking.Refusal // why the last launch came to nothing, nil for none
	Campaign campaign.ID     // that it became, "" until it is launched
	Revision int64
}

// View is a preparation with all that its pages show.
type View struct {
	Preparation
	choice.Plan
	Organiser organisation.Node  // as it is today
	Beside    *original.Original // the official document beside the playbook; nil without one
	Tree      *organisation.Tree // the units of today
}

// plan parses the playbook with the choices in it; one with mistakes is refused.
func (p Preparation) plan() (choice.Plan, error) {
	return choice.Must(p.Template, p.Source, p.Choices)
}
