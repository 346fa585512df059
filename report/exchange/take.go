package exchange

import (
	"context"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// taking is a batch on its way in.
type taking struct {
	Outcome
	ctx     context.Context
	who     people.Actor
	reports *report.Service
	batch   Batch
}

func (t *taking) refuse(i int, of Property, why fault.Field) {
	t.Conflicts = append(t.Conflicts, Conflict{i, of, why})
}

// sheet is a duty that is being filled in.
type sheet struct {
	report.Entry
	cells  map[rollup.Topic][]string
	locked *fault.Field   // why it may not be filled in, nil if it may
	said   paper.Content  // what it says
	typed  map[string]int // by cell, the value that was taken for it
	patch  map[string]string
	takes  []count // what the values of the patch are
}

// count is a value that was taken, and what it counts as.
type count struct {
	value int
	as    *int
}

// duty takes the values of one duty.
func (t *taking) duty(of *dutyValues) error {
	e, err := t.reports.Open(t.ctx, t.who, of.duty)
	if err != nil {
		return err
	}
	s := &sheet{Entry: e, cells: rollup.Cells(e.Rules, e.Form), said: e.Content, typed: map[string]int{}, patch: map[string]string{}}
	if s.locked, err = lock(&e, t.who); err != nil {
		return err
	}
	if e.Newest > 0 && e.Standing().Word != campaign.WordReturned {
		s.said = e.Sent
	}
	for _, i := range of.values {
		t.value(s, i)
	}
	if len(s.patch) == 0 {
		return nil
	}
	return t.keep(s)
}

// lock says why a duty takes no value: the actor does not fill it, it is not
// open, or its report was sent and not returned.
func lock(e *report.Entry, who people.Actor) (*fault.Field, error) {
	err := e.Fillable(who)
	if err == nil && e.Newest > 0 && e.Standing().Word != campaign.WordReturned {
		return &fault.Field{Key: "exchange.sent"}, nil
	}
	return reason(err)
}

// reason turns a refusal into the reason of a conflict; a failure of ours stays
// an error.
func reason(err error) (*fault.Field, error) {
	if err == nil {
		return nil, nil //nolint:nilnil // no reason, no failure
	}
	f := fault.From(err)
	if f.Kind == fault.Internal || f.Kind == fault.Unavailable {
		return nil, err
	}
	return &fault.Field{Key: f.Key, Args: f.Args}, nil
}

// value finds the cell of a value and what it would change there.
func (t *taking) value(s *sheet, i int) {
	v := t.batch.Values[i]
	cells := s.cells[rollup.Topic{Measure: v.Measure, Line: v.Line}]
	if len(cells) == 0 {
		t.misplaced(s, i)
		return
	}
	_, _, fd := s.Form.Cell(cells[0])
	text, bad := "", (*fault.Field)(nil)
	switch {
	case v.Empty:
	case v.Text == "":
		bad = &fault.Field{Path: cells[0], Key: "exchange.no_value"}
	default:
		text, bad = paper.Typed(s.Rules, fd, cells[0], v.Text)
	}
	if bad != nil {
		t.refuse(i, OfText, *bad)
		return
	}
	if earlier, twice := s.typed[cells[0]]; twice {
		if t.batch.Values[earlier] != v {
			t.refuse(i, OfText, fault.Field{Path: cells[0], Key: "exchange.twice"})
			return
		}
		t.Ignored++
		return
	}
	s.typed[cells[0]] = i
	t.change(s, i, cells, fd, text)
}

// misplaced says what of a value's address the form does not have.
func (t *taking) misplaced(s *sheet, i int) {
	v := t.batch.Values[i]
	for at := range s.cells {
		if at.Measure == v.Measure {
			t.refuse(i, OfLine, fault.Field{Key: "exchange.unknown_line", Args: []any{v.Line}})
			return
		}
	}
	t.refuse(i, OfMeasure, fault.Field{Key: "exchange.unknown_measure", Args: []any{v.Measure}})
}

// change takes down what a value changes: nothing where the report says it.
func (t *taking) change(s *sheet, i int, cells []string, fd *playbook.Field, text string) {
	stored := said(s, cells)
	why := s.locked
	switch {
	case text == stored:
		t.Ignored++
		return
	case why != nil:
	case len(cells) > 1:
		why = &fault.Field{Key: "exchange.several_cells", Args: []any{len(cells)}}
	case fd.Computed != "":
		why = &fault.Field{Key: "exchange.computed"}
	}
	if why != nil {
		t.refuse(i, OfText, fault.Field{Path: cells[0], Key: why.Key, Args: why.Args})
		return
	}
	as := &t.Updated
	switch {
	case text == "":
		as = &t.Deleted
	case stored == "":
		as = &t.Imported
	}
	s.patch[cells[0]] = t.batch.Values[i].Text
	if text == "" {
		s.patch[cells[0]] = ""
	}
	s.takes = append(s.takes, count{i, as})
}

// said returns what a report says in cells that are about the same: their sum,
// "" where all are empty.
func said(s *sheet, cells []string) string {
	if len(cells) == 1 {
		return s.said.Cells[cells[0]]
	}
	sum, some := int64(0), false
	for _, cell := range cells {
		if n, err := strconv.ParseInt(s.said.Cells[cell], 10, 64); err == nil {
			sum, some = sum+n, true
		}
	}
	if !some {
		return ""
	}
	return strconv.FormatInt(sum, 10)
}

// keep stores what is new of a duty. Where somebody else changed the draft at
// the same moment, its values are in conflict.
func (t *taking) keep(s *sheet) error {
	var err error
	if !t.batch.Dry {
		_, err = t.reports.Save(t.ctx, t.who, s.Entry.Item.ID, report.Patch{Revision: s.Draft.Revision, Cells: s.patch})
	}
	why, err := reason(err)
	if err != nil {
		return err
	}
	for _, c := range s.takes {
		if why != nil {
			t.refuse(c.value, OfText, *why)
			continue
		}
		*c.as++
	}
	return nil
}
