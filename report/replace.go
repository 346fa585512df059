package report

import (
	"context"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Whole is what takes the place of all that was typed into a draft: a workbook
// that was filled in elsewhere.
type Whole struct {
	Revision int64             // of the draft it is stored over, 0 where there was none
	Cells    map[string]string // as typed; what is missing is emptied
	Source   paper.Content     // what the report said when the workbook was made
	Over     bool              // also in place of what was typed after that
}

// Replaced is a draft after its cells were replaced, with what that changed.
type Replaced struct {
	Draft
	Changed []paper.Difference // cells
	Nil     string             // id of the reason of the nil report that it took the place of
}

// Replace stores a whole content in place of a draft's cells; its files stay.
// Every violation of the form is answered at once and nothing is stored then. A
// content that is there already changes nothing: the revision stays, whichever
// is named. Where the report says something in a cell that it did not say when
// the workbook was made, and the workbook says otherwise, the fault is Conflict
// and names these cells; over an older revision it is Stale.
func (s *Service) Replace(ctx context.Context, who people.Actor, id campaign.DutyID, in Whole) (out Replaced, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		c, d, err := s.writing(tx, who, id)
		if err != nil {
			return err
		}
		cells, err := whole(c.Rules, asked(c), in.Cells)
		if err != nil {
			return err
		}
		if bad := paper.CheckCells(c.Rules, c.Obliged(), asked(c), cells, Held(c)); len(bad) > 0 {
			return fault.Violations(bad)
		}
		out, err = s.replace(tx, who, c, d, in, cells)
		return err
	})
	return out, err
}

func (s *Service) replace(tx Tx, who people.Actor, c campaign.Case, d Draft, in Whole, cells map[string]string) (Replaced, error) {
	old, stored := d.Content, d.Revision > 0 || c.Newest > 0 // else it is what is carried over
	was := d
	d.Ledger.Take(&d.Content, cells)
	if stored && old.Nil == "" && maps.Equal(old.Cells, d.Content.Cells) {
		return Replaced{Draft: was}, nil
	}
	if stored && !in.Over {
		if later := typedLater(c, in.Source, old, cells); len(later) > 0 {
			return Replaced{}, &fault.Error{Kind: fault.Conflict, Key: "report.typed_later", Args: []any{len(later)}, Fields: later}
		}
	}
	if in.Revision != d.Revision {
		return Replaced{}, fault.New(fault.Stale, "report.stale_draft")
	}
	out := Replaced{Nil: old.Nil}
	old.Nil = ""
	out.Changed = paper.Compare(old, d.Content)
	var err error
	out.Draft, err = s.keep(tx, who, c, d)
	return out, err
}

// typedLater names the cells that say something other than they did at the
// source, and that the new cells would say otherwise again or no more; «nil» for
// a nil report.
func typedLater(c campaign.Case, source, now paper.Content, cells map[string]string) []fault.Field {
	var out []fault.Field
	if now.Nil != "" && now.Nil != source.Nil {
		out = append(out, fault.Field{Path: "nil", Key: "report.differs", Args: []any{"", option(c.Obliged().Nil, now.Nil)}})
	}
	for _, cell := range slices.Sorted(maps.Keys(now.Cells)) {
		text := now.Cells[cell]
		if text == source.Cells[cell] || text == cells[cell] {
			continue
		}
		_, _, fd := asked(c).Cell(cell)
		if fd == nil {
			continue
		}
		words := func(text string) string { return option(fd.Options, paper.Shown(c.Rules, fd, text)) }
		out = append(out, fault.Field{Path: cell, Key: "report.differs", Args: []any{words(cells[cell]), words(text)}})
	}
	return out
}

// option returns the words of an option, or the text itself.
func option(options []playbook.Option, text string) string {
	for _, o := range options {
		if o.ID == text {
			return o.Label
		}
	}
	return text
}
