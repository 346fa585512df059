package deposit

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// The columns of the task breakdown that state a goal (P-19, P-24).
const (
	yearColumn  = "year"
	lineColumn  = "line"
	goalColumn  = "goal"
	valueColumn = "value"
)

// about is what a goal is of.
type about struct {
	line, measure string
	year          int
}

// goalsOf compares the goals that the rows of a table state with those there
// are. Goals of one line, measure and year add up over the rows. A measure that
// does not add over tasks is left to the unit's plan.
func (s *Service) goalsOf(ctx context.Context, who people.Actor, p *Plan, c paper.Content, table *playbook.Section) error {
	for _, id := range []string{yearColumn, lineColumn, goalColumn, valueColumn} {
		if table.Field(id) == nil {
			return nil
		}
	}
	sums, order := map[about]int64{}, []about{}
	for _, row := range paper.Rows(table, c) {
		cell := func(id string) string { return c.Cells[table.Address(row, id)] }
		year, _ := strconv.Atoi(strings.TrimPrefix(cell(yearColumn), "y"))
		n, err := strconv.ParseInt(cell(valueColumn), 10, 64)
		m := measureCalled(p.Rules, cell(goalColumn))
		switch {
		case err != nil || year == 0:
			continue
		case m == nil || !m.OverUnits:
			if text := cell(goalColumn); !slices.Contains(p.Unmapped, text) {
				p.Unmapped = append(p.Unmapped, text)
			}
			continue
		}
		at := about{cell(lineColumn), m.ID, year}
		if _, known := sums[at]; !known {
			order = append(order, at)
		}
		sums[at] += n
	}
	for _, at := range order {
		if err := s.goal(ctx, who, p, at, sums[at]); err != nil {
			return err
		}
	}
	return nil
}

// measureCalled finds the measure of a name, whole or as a part of it.
func measureCalled(pb *playbook.Playbook, name string) *playbook.Measure {
	var found *playbook.Measure
	for i := range pb.Measures {
		m := &pb.Measures[i]
		if m.Name == name {
			return m
		}
		if name != "" && (strings.Contains(m.Name, name) || strings.Contains(name, m.Name)) {
			if found != nil {
				return nil
			}
			found = m
		}
	}
	return found
}

func (s *Service) goal(ctx context.Context, who people.Actor, p *Plan, at about, value int64) error {
	m := p.Rules.Measure(at.measure)
	typed := strconv.FormatInt(value, 10) // whole, in the unit that the measure is shown in
	it := Item{Fate: New, Title: m.Name, wish: goal.Wish{Campaign: p.Running.ID, Unit: p.Case.Item.Unit,
		Line: at.line, Measure: at.measure, Year: at.year, Typed: typed, Reason: p.Form.Title}}
	if l := p.Rules.Line(at.line); l != nil {
		it.Title = l.Name + " · " + it.Title
	}
	it.Title = strconv.Itoa(at.year) + " · " + it.Title + " " + typed
	list, err := s.goals.List(ctx, who, goal.Question{Campaign: p.Running.ID, Unit: p.Case.Item.Unit, Alone: true, Year: at.year})
	if err != nil {
		return err
	}
	for _, r := range list.Rows {
		if r.Line != at.line || r.Measure != at.measure {
			continue
		}
		it.Fate, it.wish.Seen = Changed, r.Newest
		last := r.Force
		if r.Waiting.N > 0 {
			last = r.Waiting
		}
		if last.Value == stored(m, typed) {
			it.Fate = Unchanged
		}
	}
	p.Items = append(p.Items, it)
	return nil
}

// stored reads a whole number in stored units; -1 for what is none.
func stored(m *playbook.Measure, typed string) int64 {
	n, err := m.Kind.Parse(typed)
	if err != nil {
		return -1
	}
	return n
}
