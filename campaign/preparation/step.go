package preparation

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Correct puts another text in the place of the playbook's. It may still have
// mistakes. What the steps have settled stays.
func (s *Service) Correct(ctx context.Context, who people.Actor, id ID, revision int64, source []byte) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(_ Tx, p *Preparation) error {
		p.Source = strings.ReplaceAll(string(source), "\r\n", "\n")
		return readable(source)
	})
}

// Heading is what a campaign is called and the head of its official document.
type Heading struct {
	Title  string
	Start  calendar.Date // zero where the dates of the playbook do not follow one
	Number string        // "" for a document without a number
	Issued calendar.Date // zero for one without a date
}

const maxTitle = 100 // characters

// Describe settles the heading.
func (s *Service) Describe(ctx context.Context, who people.Actor, id ID, revision int64, h Heading) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(_ Tx, p *Preparation) error {
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
		c := &p.Choices
		c.Title, c.Start, c.Number, c.Issued = h.Title, h.Start, h.Number, h.Issued
		return fault.Violations(bad)
	})
}

// Attach keeps the official document, which the launch attaches to the
// campaign. What cannot be read is refused with the places where it cannot.
func (s *Service) Attach(ctx context.Context, who people.Actor, id ID, revision int64, name string, body []byte) (Preparation, error) {
	if len(body) > original.MaxSize {
		return Preparation{}, fault.New(fault.TooLarge, "official.too_large", original.MaxSize>>20)
	}
	_, unread := official.Read(body) // outside of the transaction, which others wait for
	return s.change(ctx, who, id, revision, func(tx Tx, p *Preparation) error {
		if unread != nil {
			return unread
		}
		p.File = name
		return tx.KeepPrepared(p.ID, body)
	})
}

// Detach takes the official document away.
func (s *Service) Detach(ctx context.Context, who people.Actor, id ID, revision int64) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(tx Tx, p *Preparation) error {
		p.File = ""
		return tx.KeepPrepared(p.ID, nil)
	})
}

// Address settles who is asked: the categories, and the units of them that are
// left out. A unit that is founded later in one of the categories joins by
// itself.
func (s *Service) Address(ctx context.Context, who people.Actor, id ID, revision int64, categories []organisation.Category, except []organisation.UnitID) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(tx Tx, p *Preparation) error {
		for _, c := range categories {
			if !c.Known() || c == organisation.Federation {
				return fault.Violations([]fault.Field{{Path: "categories", Key: "organisation.unknown_category", Args: []any{string(c)}}})
			}
		}
		p.Choices.Categories = append([]organisation.Category{}, categories...)
		p.Choices.Except = nil
		a, err := s.audience(tx, *p)
		if err != nil {
			return err
		}
		for _, g := range a.Groups {
			for _, u := range g.Units {
				if g.Asked && slices.Contains(except, u.ID) {
					p.Choices.Except = append(p.Choices.Except, u.ID)
				}
			}
		}
		if a.Units == len(p.Choices.Except) {
			return fault.Violations([]fault.Field{{Path: "categories", Key: "preparation.nobody"}})
		}
		return nil
	})
}

// Name settles who holds the posts. A post without a name waits for its holder
// (P-44).
func (s *Service) Name(ctx context.Context, who people.Actor, id ID, revision int64, holders map[string][]organisation.PersonID) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(tx Tx, p *Preparation) error {
		named := map[string][]organisation.PersonID{}
		var bad []fault.Field
		for post, persons := range holders {
			for _, id := range persons {
				person, err := tx.Person(id)
				if err != nil || person.Root != p.Root || !person.Erased.IsZero() {
					bad = append(bad, fault.Field{Path: post, Key: "people.unknown_person"})
				} else if !slices.Contains(named[post], id) {
					named[post] = append(named[post], id)
				}
			}
		}
		p.Choices.Holders = named
		return fault.Violations(bad)
	})
}
