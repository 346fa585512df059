package choice

import (
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// Heading is what a campaign is called and the head of its official document.
type Heading struct {
	Title  string
	Start  calendar.Date // zero where the dates of the playbook do not follow one
	Number string        // "" for a document without a number
	Issued calendar.Date // zero for one without a date
}

const maxTitle = 100 // characters

// Set settles the heading, or names what is wrong with it.
func (c *Choices) Set(h Heading) error {
	h.Title, h.Number = strings.TrimSpace(h.Title), strings.TrimSpace(h.Number)
	var bad []fault.Field
	if h.Title == "" {
		bad = append(bad, fault.Field{Path: "title", Key: "fault.required"})
	}
	if utf8.RuneCountInString(h.Title) > maxTitle {
		bad = append(bad, fault.Field{Path: "title", Key: "preparation.title_long", Args: []any{maxTitle}})
	}
	if h.Number != "" {
		proper, err := docno.Proper(h.Number)
		if err != nil {
			bad = append(bad, fault.Field{Path: "number", Key: "preparation.bad_number", Args: []any{h.Number}})
		}
		h.Number = proper
	}
	c.Title, c.Start, c.Number, c.Issued = h.Title, h.Start, h.Number, h.Issued
	return fault.Violations(bad)
}
