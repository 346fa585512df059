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
	unitColumn  = "unit"
)

// Goal is a goal that rows of a table state.
type Goal struct {
	Line    string
	Measure *playbook.Measure
	Year    int
	Value   int64 // in the smallest unit of the measure
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
// measure and year are one. Of what does not add over tasks, such as households
// that several may reach, the largest is the goal. Unmapped are the goals that
// are called like no measure.
func Goals(pb *playbook.Playbook, table *playbook.Section, c paper.Content) (goals []Goal, unmapped []string) {
	for _, id := range []string{yearColumn, lineColumn, goalColumn, valueColumn} {
		if table.Field(id) == nil {
			return nil, nil
		}
	}
	for i, row := range paper.Rows(table, c) {
		cell := func(id string) string { return c.Cells[table.Address(row, id)] }
		year, _ := strconv.Atoi(strings.TrimPrefix(cell(yearColumn), "y"))
		if year == 0 || cell(valueColumn) == "" {
			continue
		}
		n, ok := int64(0), false
		m := measureCalled(pb, cell(goalColumn), cell(unitColumn))
		if m != nil {
			n, ok = stored(m, cell(valueColumn), cell(unitColumn))
		}
		if !ok {
			if text := cell(goalColumn); !slices.Contains(unmapped, text) {
				unmapped = append(unmapped, text)
			}
			continue
		}
		at := slices.IndexFunc(goals, func(g Goal) bool { return g.Line == cell(lineColumn) && g.Measure == m && g.Year == year })
		switch {
		case at < 0:
			goals = append(goals, Goal{Line: cell(lineColumn), Measure: m, Year: year, Value: n, row: Spot{Table: table, Row: row, N: i + 1}})
		case m.OverUnits:
			goals[at].Value += n
		default:
			goals[at].Value = max(goals[at].Value, n)
		}
	}
	return goals, unmapped
}

// Typed is the value as a person types it.
func (g Goal) Typed() string { return g.Measure.Kind.Plain(g.Value) }

// Amount prints a value of the goal's measure with its unit.
func (g Goal) Amount(stored int64) string {
	return g.Measure.Kind.Format(stored) + " " + g.Measure.Kind.Unit()
}

// Title calls the goal by its year, line and measure.
func (g Goal) Title(pb *playbook.Playbook) string {
	name := g.Measure.Name
	if l := pb.Line(g.Line); l != nil {
		name = l.Name + " · " + name
	}
	return strconv.Itoa(g.Year) + " · " + name + " " + g.Amount(g.Value)
}
