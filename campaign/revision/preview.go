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
	if p.Problems = fixed(r, book, source); len(p.Problems) > 0 {
		return p, nil
	}
	p.Book, p.Changes = book, change.Compare(r.Book, book)
	return p, nil
}

// fixed lists what differs of that which no version may change: the id names the
// campaign's plan for as long as it runs, another time zone would count the
// days anew by which reports were late, and another kind of measure would read
// figures that were sent as something else.
func fixed(r campaign.Running, book *playbook.Playbook, source []byte) (wrong []playbook.Problem) {
	if book.ID != r.Playbook {
		wrong = append(wrong, unlike("id", r.Playbook, book.ID, lineOf(source, "\nid:"), playbook.Problem{
			Code: "other_plan", Chinese: "这是另一个方案“" + book.ID + "”的定义", English: "this is the playbook of another plan, «" + book.ID + "»",
		}))
	}
	if book.Timezone != r.Book.Timezone {
		wrong = append(wrong, unlike("timezone", r.Book.Timezone, book.Timezone, lineOf(source, "\ntimezone:"), playbook.Problem{
			Code: "other_timezone", Chinese: "活动进行中不能改时区", English: "the time zone of a running campaign cannot change",
		}))
	}
	for _, m := range r.Book.Measures {
		if other := book.Measure(m.ID); other != nil && other.Kind != m.Kind {
			line := lineOf(source, "\nmeasures:", "\n  "+m.ID+":")
			wrong = append(wrong, unlike("measures/"+m.ID+"/kind", string(m.Kind), string(other.Kind), line, playbook.Problem{
				Code: "other_kind", Chinese: "活动进行中不能改指标“" + m.Name + "”的类型，请另立指标",
				English: "the kind of the measure «" + m.Name + "» cannot change while the campaign runs; name another measure",
			}))
		}
	}
	return wrong
}

// unlike places a mistake at a key of the text that may hold one value only.
func unlike(path, want, found string, line int, p playbook.Problem) playbook.Problem {
	p.Severity, p.File, p.Line, p.Column, p.Path, p.Found, p.Allowed = "error", "playbook", line, 1, path, found, []string{want}
	return p
}

// lineOf returns the line on which the last of several keys stands, each sought
// below the one before it; the first line where one is not found.
func lineOf(source []byte, keys ...string) int {
	at := 0
	for _, key := range keys {
		n := bytes.Index(source[at:], []byte(key))
		if n < 0 {
			return 1
		}
		at += n + 1
	}
	return 1 + bytes.Count(source[:at], []byte("\n"))
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
