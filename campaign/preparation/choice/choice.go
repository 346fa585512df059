// Package choice puts what a preparation has settled into the text of its
// playbook: what the campaign is called, when it starts, the head of its
// document, which categories it asks. It is pure.
package choice

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Choices are what the steps have settled. They go into the text of the
// playbook at the launch.
type Choices struct {
	Title      string                             // "" for the playbook's own
	Start      calendar.Date                      // zero for the playbook's own
	Number     string                             // of the official document, "" for the playbook's own
	Issued     calendar.Date                      // of the official document, zero for the playbook's own
	Sender     *Sender                            // nil for the playbook's own
	Categories []organisation.Category            // nil for the playbook's own
	Except     []organisation.UnitID              // units left out
	Holders    map[string][]organisation.PersonID // by post
}

// Added are the categories that are asked although the plan does not ask them.
func (c Choices) Added(pb *playbook.Playbook) (out []string) {
	for _, cat := range c.Categories {
		if !slices.Contains(Asks(pb), cat) {
			out = append(out, string(cat))
		}
	}
	return out
}

// Without are the categories that are left out although the plan asks them.
func (c Choices) Without(pb *playbook.Playbook) (out []organisation.Category) {
	if c.Categories == nil {
		return nil
	}
	for _, cat := range Asks(pb) {
		if !slices.Contains(c.Categories, cat) {
			out = append(out, cat)
		}
	}
	return out
}

// Asks lists the categories that the plan asks anything of.
func Asks(pb *playbook.Playbook) (out []organisation.Category) {
	all := slices.Clone(pb.Audience.Categories)
	for _, ob := range pb.Obligations {
		if ob.Units {
			all = append(all, ob.Categories...)
		}
	}
	for _, cat := range all {
		if c := organisation.Category(cat); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
