package revision

import (
	"bytes"
	"context"
	"errors"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Preview says what publishing a text would do. A text with mistakes is no
// failure: they are what it answers with.
func (s *Service) Preview(ctx context.Context, who people.Actor, id campaign.ID, source []byte) (p Preview, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
		if err == nil {
			p, err = s.preview(tx, r, source)
		}
		return err
	})
	return p, err
}

func (s *Service) preview(tx Tx, r campaign.Running, source []byte) (Preview, error) {
	p, err := read(r, source)
	if err != nil || p.Book == nil {
		return p, err
	}
	out, _, err := s.turn(tx, r, p.Book)
	p.Effects, p.Duties, p.Units = out.Effects, out.Duties, out.Units
	return p, err
}

// read parses a text and compares it with the version in force.
func read(r campaign.Running, source []byte) (Preview, error) {
	p := Preview{Base: r.Version}
	book, warnings, err := playbook.Parse("playbook", source)
	p.Warnings = warnings
	if bad, ok := errors.AsType[*playbook.Problems](err); ok {
		p.Problems = bad.List
		return p, nil
	}
	if err != nil {
		return p, err
	}
	if book.ID != r.Playbook {
		p.Problems = []playbook.Problem{otherPlan(r.Playbook, book.ID, source)}
		return p, nil
	}
	p.Book, p.Changes = book, change.Compare(r.Book, book)
	return p, nil
}

// otherPlan is the mistake of a text that is the playbook of another plan: its
// id names the campaign's plan for as long as it runs.
func otherPlan(want, found string, source []byte) playbook.Problem {
	line := 1
	if at := bytes.Index(source, []byte("\nid:")); at >= 0 {
		line += bytes.Count(source[:at+1], []byte("\n"))
	}
	return playbook.Problem{
		Code: "other_plan", Severity: "error", File: "playbook", Line: line, Column: 1, Path: "id", Found: found, Allowed: []string{want},
		Chinese: "这是另一个方案“" + found + "”的定义", English: "this is the playbook of another plan, «" + found + "»",
	}
}

// turn plays the campaign from the version in force to another one. It returns
// what is to be written and every duty as it is.
func (s *Service) turn(tx Tx, r campaign.Running, book *playbook.Playbook) (effect.Outcome, []campaign.Item, error) {
	cal, err := s.campaigns.Calendar(tx, r.Root, r.Today())
	if err != nil {
		return effect.Outcome{}, nil, err
	}
	items, err := tx.Duties(campaign.Filter{Campaign: r.ID})
	if err != nil {
		return effect.Outcome{}, nil, err
	}
	released, err := tx.Released(r.ID)
	if err != nil {
		return effect.Outcome{}, nil, err
	}
	scene := effect.Scene{Before: r.Frame(cal), After: next(r, book).Frame(cal), Items: items, Released: released, Now: r.Now}
	out, err := scene.Outcome(tx)
	return out, items, err
}

// next returns the campaign as it is with the next version in force.
func next(r campaign.Running, book *playbook.Playbook) campaign.Running {
	r.Version++
	r.Digest, r.Title, r.Ends = book.Digest, book.Title, book.End
	r.Book, r.Zone = book.After(r.Book), campaign.Zone(book)
	return r
}
