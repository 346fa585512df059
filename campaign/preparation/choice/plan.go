package choice

import (
	"errors"
	"regexp"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// Plan is a playbook with the choices in it.
type Plan struct {
	Book     *playbook.Playbook // nil where the text has mistakes
	Problems []playbook.Problem // mistakes of the text, which hold up the launch
	Warnings []playbook.Problem
}

// Ready reports whether nothing holds up the launch.
func (p Plan) Ready() bool { return p.Book != nil }

// Read parses the text with the choices in it. The choices of a text with
// mistakes wait until it is corrected: it is no failure.
func Read(name, source string, c Choices) (p Plan, err error) {
	if name == "" {
		name = "playbook"
	}
	text := []byte(source)
	p.Book, p.Warnings, err = playbook.Parse(name, text)
	if err == nil {
		if text, err = fit(text, p.Book, c); err != nil {
			return Plan{}, err
		}
		p.Book, p.Warnings, err = playbook.Parse(name, text)
	}
	if bad, ok := errors.AsType[*playbook.Problems](err); ok {
		return Plan{Problems: bad.List, Warnings: p.Warnings}, nil
	}
	return p, err
}

// playbookKey begins a line of every playbook.
var playbookKey = regexp.MustCompile(`(?m)^(\x{FEFF})?["']?(playbook|clauses)["']?[ \t]*:`)

// Playbook reports whether a text, right or wrong, is meant to be a playbook: it
// says so, or it has clauses.
func Playbook(source string) bool { return playbookKey.MatchString(source) }

// Must is Read for who can do nothing with a text that has mistakes.
func Must(name, source string, c Choices) (Plan, error) {
	p, err := Read(name, source, c)
	if err == nil && !p.Ready() {
		err = fault.New(fault.Invalid, "campaign.bad_playbook")
	}
	return p, err
}

// Template returns the text of a playbook that comes with the program.
func Template(id string) (string, error) {
	if id == "" {
		return "", fault.Violations([]fault.Field{{Path: "template", Key: "preparation.no_template"}})
	}
	pb, err := playbooks.Open(id)
	if fault.Is(err, fault.NotFound) {
		err = fault.Violations([]fault.Field{{Path: "template", Key: "playbook.unknown", Args: []any{id}}})
	}
	if err != nil {
		return "", err
	}
	return string(pb.Source), nil
}

// Title is what lists call a preparation: what was chosen, else what the text
// says, else what it was called before.
func Title(source string, c Choices, before string) string {
	if c.Title != "" {
		return c.Title
	}
	if pb, _, err := playbook.Parse("", []byte(source)); err == nil {
		return pb.Title
	}
	return before
}

// Unlike returns the text under an id that is not taken: a template may be
// launched year after year.
func (p Plan) Unlike(taken func(id string) bool) ([]byte, error) {
	id := p.Book.ID
	for n := 2; taken(id); n++ {
		id = p.Book.ID + "-" + strconv.Itoa(n)
	}
	return edit.Of(p.Book.Source).Set("id", id).Bytes()
}

// fit writes the choices into the text of the playbook, and leaves the rest as
// it was written.
func fit(source []byte, pb *playbook.Playbook, c Choices) ([]byte, error) {
	text := edit.Of(source)
	if c.Title != "" && c.Title != pb.Title {
		text.Set("title", c.Title)
	}
	if !c.Start.IsZero() && !pb.Anchor.IsZero() && c.Start != pb.Anchor {
		text.Set("start", c.Start.String())
	}
	if c.Number != "" && c.Number != pb.Document.Number {
		text.Set("document/number", c.Number)
	}
	if !c.Issued.IsZero() && c.Issued != pb.Document.Issued {
		text.Set("document/issued", c.Issued.String())
	}
	if c.Sender != nil {
		c.Sender.write(text, pb)
	}
	if more := c.Added(pb); len(more) > 0 {
		text.SetList("audience/categories", append(slices.Clone(pb.Audience.Categories), more...))
	}
	return text.Bytes()
}

// write puts the sender into the text. What is left empty is left out; a plan
// that names no contact gets none, for no clause asks for it.
func (s *Sender) write(text *edit.Text, pb *playbook.Playbook) {
	if !slices.Equal(s.Issuers, pb.Document.Issuers) {
		text.SetList("document/issuers", s.Issuers)
	}
	if pb.Document.Contact.Clause != "" {
		text.Set("document/contact/phone", s.Phone).Set("document/contact/mail", s.Mail)
	}
	switch {
	case len(s.Copies) == 0:
		text.Remove("document/copies")
	case !slices.Equal(s.Copies, pb.Document.Copies):
		text.SetList("document/copies", s.Copies)
	}
}
