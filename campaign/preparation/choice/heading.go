package choice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Heading is what a campaign is called and the head of its official document.
type Heading struct {
	Title  string
	Start  calendar.Date // zero where the dates of the playbook do not follow one
	Number string        // "" for a document without a number
	Issued calendar.Date // zero for one without a date
	Sender *Sender       // nil leaves the sender as it is
}

// Sender is who sends the official document, whom to ask and who reads it too.
type Sender struct {
	Issuers     []string // bodies, at least one
	Phone, Mail string   // only of a plan that names a contact; "" for none
	Copies      []string // bodies that get a copy
}

const maxTitle = 100 // characters

// Set settles the heading of a playbook, nil for a text with mistakes, or names
// what is wrong with it.
func (c *Choices) Set(h Heading, pb *playbook.Playbook) error {
	h.Title, h.Number = strings.TrimSpace(h.Title), strings.TrimSpace(h.Number)
	var bad []fault.Field
	if h.Title == "" {
		bad = append(bad, fault.Field{Path: "title", Key: "fault.required"})
	}
	if utf8.RuneCountInString(h.Title) > maxTitle {
		bad = append(bad, fault.Field{Path: "title", Key: "preparation.title_long", Args: []any{maxTitle}})
	}
	if h.Start.IsZero() && pb != nil && !pb.Anchor.IsZero() {
		bad = append(bad, fault.Field{Path: "start", Key: "fault.required"})
	}
	if h.Sender != nil {
		bad = append(bad, h.Sender.wrong()...)
		c.Sender = h.Sender
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

const maxSender = 200 // characters of all issuers, of all copies

func (s *Sender) wrong() (bad []fault.Field) {
	if len(s.Issuers) == 0 {
		bad = append(bad, fault.Field{Path: "issuers", Key: "fault.required"})
	}
	for _, x := range []struct{ path, text string }{{"issuers", strings.Join(s.Issuers, "")}, {"copies", strings.Join(s.Copies, "")}, {"phone", s.Phone}, {"mail", s.Mail}} {
		if utf8.RuneCountInString(x.text) > maxSender {
			bad = append(bad, fault.Field{Path: x.path, Key: "preparation.title_long", Args: []any{maxSender}})
		}
	}
	if s.Mail != "" && !strings.Contains(s.Mail, "@") {
		bad = append(bad, fault.Field{Path: "mail", Key: "preparation.bad_mail", Args: []any{s.Mail}})
	}
	return bad
}

// Bodies reads a list of bodies as an office writes it: «省总工会，市农业农村局。»
func Bodies(text string) (out []string) {
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，,、；;。\r\n", r) }) {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
