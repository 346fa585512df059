package preparation

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
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

// Describe settles what the campaign is called and the head of its document.
func (s *Service) Describe(ctx context.Context, who people.Actor, id ID, revision int64, h choice.Heading) (Preparation, error) {
	return s.change(ctx, who, id, revision, func(_ Tx, p *Preparation) error {
		before, err := choice.Read(p.Template, p.Source, p.Choices)
		if err != nil {
			return err
		}
		if err := p.Choices.Set(h, before.Book); err != nil || !before.Ready() {
			return err
		}
		after, err := choice.Read(p.Template, p.Source, p.Choices)
		if err == nil && !after.Ready() {
			err = fault.Violations([]fault.Field{{Path: "issuers", Key: "preparation.issuer_bound"}})
		}
		return err
	})
}

// Attach keeps the official document, which the launch attaches to the
// campaign. What cannot be read is refused with the places where it cannot.
func (s *Service) Attach(ctx context.Context, who people.Actor, id ID, revision int64, name string, body []byte) (Preparation, error) {
	unread := original.Readable(body) // outside of the transaction, which others wait for
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
