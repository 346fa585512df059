package preparation

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// MaxSource is how long the text of a playbook may be, in bytes.
const MaxSource = 1 << 20

// Template begins a preparation from a playbook that comes with the program. One
// whose dates follow a start is to start on the next working day, and what its
// document says of its sender is that of the organiser.
func (s *Service) Template(ctx context.Context, who people.Actor, unit organisation.UnitID, template string) (Preparation, error) {
	source, err := choice.Template(template)
	if err != nil {
		return Preparation{}, err
	}
	return s.begin(ctx, who, Preparation{Unit: unit, Template: template, Source: source})
}

// propose settles what a template must not say of itself: when it starts, and
// who sends it.
func (s *Service) propose(tx Tx, p *Preparation) error {
	plan, err := p.plan()
	if err != nil || plan.Book.Anchor.IsZero() {
		return err
	}
	today := organisation.DayOf(s.clock())
	cal, err := s.campaigns.Calendar(tx, p.Root, today)
	if err != nil {
		return err
	}
	tree, err := s.trees.At(tx, p.Root, today)
	if err != nil {
		return err
	}
	organiser, _ := tree.Unit(p.Unit)
	p.Choices.Start = cal.AddWorkdays(today, 1)
	p.Choices.Sender = &choice.Sender{Issuers: []string{organiser.Name}}
	return nil
}

// Upload begins a preparation from a text. One with mistakes is kept, so that
// they can be corrected: View names them all.
func (s *Service) Upload(ctx context.Context, who people.Actor, unit organisation.UnitID, name string, source []byte) (Preparation, error) {
	if err := readable(source); err != nil {
		return Preparation{}, err
	}
	p := Preparation{Unit: unit, Source: string(source), Title: strings.TrimSpace(name)}
	return s.begin(ctx, who, p)
}

// readable refuses what is no text that a person could correct.
func readable(source []byte) error {
	switch {
	case len(strings.TrimSpace(string(source))) == 0:
		return fault.Violations([]fault.Field{{Path: "source", Key: "fault.required"}})
	case len(source) > MaxSource:
		return fault.New(fault.TooLarge, "preparation.too_large", MaxSource>>20)
	case !utf8.Valid(source) || strings.ContainsRune(string(source), 0):
		return fault.Violations([]fault.Field{{Path: "source", Key: "preparation.no_text"}})
	}
	return nil
}

func (s *Service) begin(ctx context.Context, who people.Actor, p Preparation) (Preparation, error) {
	now := s.clock()
	p.Title = choice.Title(p.Source, p.Choices, p.Title)
	p.ID, p.By, p.Began, p.Changed, p.Revision = asking.NewID(), who.Account, now, now, 1
	err := s.db.Update(ctx, func(tx Tx) error {
		u, err := tx.Unit(p.Unit)
		if err != nil {
			return err
		}
		p.Root = u.Root
		if err := who.May(people.CampaignLaunch, at(p.Root, p.Unit)); err != nil {
			return err
		}
		if p.Template != "" {
			if err := s.propose(tx, &p); err != nil {
				return err
			}
		}
		return tx.InsertPreparation(&p)
	})
	return p, err
}

// List returns what the actor may go on with, the last changed first, without
// the texts. What was launched is no longer among it.
func (s *Service) List(ctx context.Context, who people.Actor) (out []Preparation, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		all, err := tx.PreparationsOf(who.Root)
		for _, p := range all {
			if who.May(people.CampaignLaunch, at(p.Root, p.Unit)) == nil {
				out = append(out, p)
			}
		}
		return err
	})
	return out, err
}

// Discard gives a preparation up. Nothing of it stays.
func (s *Service) Discard(ctx context.Context, who people.Actor, id ID, revision int64) error {
	return s.db.Update(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		if err := p.idle(); err != nil {
			return err
		}
		return tx.DropPreparation(p.ID, revision)
	})
}
