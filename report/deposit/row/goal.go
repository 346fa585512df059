package row

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// The columns of the task breakdown that state a goal (P-19, P-24).
const (
	yearColumn  = "year"
	lineColumn  = "line"
	goalColumn  = "goal"
	valueColumn = "value"
)

// Goal is a goal that rows of a table state.
type Goal struct {
	Line    string
	Measure *playbook.Measure
	Year    int
	Value   int64 // whole, in the unit that the measure is shown in
	row     Spot  // the first one that states it
}

// Spot is where the rows state something of the goal.
func (g Goal) Spot(what string) Spot {
	if what == "measure" {
		what = goalColumn
	}
	return g.row.under(what)
}

// Goals adds up the goals that the rows of a table state: those of one line,
// measure and year are one. A measure that does not add over tasks is left to
// the unit's plan; unmapped are the goals that are called like none.
func Goals(pb *playbook.Playbook, table *playbook.Section, c paper.Content) (goals []Goal, unmapped []string) {
	for _, id := range []string{yearColumn, lineColumn, goalColumn, valueColumn} {
		if table.Field(id) == nil {
			return nil, nil
		}
	}
	for i, row := range paper.Rows(table, c) {
		cell := func(id string) string { return c.Cells[table.Address(row, id)] }
		year, _ := strconv.Atoi(strings.TrimPrefix(cell(yearColumn), "y"))
		n, err := strconv.ParseInt(cell(valueColumn), 10, 64)
		m := measureCalled(pb, cell(goalColumn))
		switch {
		case err != nil || year == 0:
			continue
		case m == nil || !m.OverUnits:
			if text := cell(goalColumn); !slices.Contains(unmapped, text) {
				unmapped = append(unmapped, text)
			}
			continue
		}
		at := slices.IndexFunc(goals, func(g Goal) bool { return g.Line == cell(lineColumn) && g.Measure == m && g.Year == year })
		if at < 0 {
			at, goals = len(goals), append(goals, Goal{Line: cell(lineColumn), Measure: m, Year: year, row: Spot{Table: table, Row: row, N: i + 1}})
		}
		goals[at].Value += n
	}
	return goals, unmapped
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

// Typed is the value as a person types it.
func (g Goal) Typed() string { return strconv.FormatInt(g.Value, 10) }

// Title calls the goal by its year, line and measure.
func (g Goal) Title(pb *playbook.Playbook) string {
	name := g.Measure.Name
	if l := pb.Line(g.Line); l != nil {
		name = l.Name + " · " + name
	}
	return strconv.Itoa(g.Year) + " · " + name + " " + g.Typed()
}

// Stored returns the value in stored units; -1 for what is none.
func (g Goal) Stored() int64 {
	n, err := g.Measure.Kind.Parse(g.Typed())
	if err != nil {
		return -1
	}
	return n
}
