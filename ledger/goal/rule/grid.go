package rule

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Stated is one goal as a plan states it.
type Stated struct {
	Line, Measure string
	Year          int
	Value         int64 // stored units
}

// StatedIn reads the grid of goals that a plan names out of a report that was
// accepted: each row is a line, one column chooses the measure, and a column
// «y2018» holds the goal of its year in the unit that the measure is shown in.
// What is left empty, or names no measure of the plan, states nothing.
func StatedIn(pb *playbook.Playbook, grid *playbook.Section, cells map[string]string) []Stated {
	var out []Stated
	for _, row := range grid.Rows {
		m := chosen(pb, grid, row.ID, cells)
		if m == nil {
			continue
		}
		line := ""
		if pb.Line(row.ID) != nil {
			line = row.ID
		}
		for _, fd := range grid.Fields {
			year, ok := yearOf(fd)
			if !ok {
				continue
			}
			if value, err := m.Kind.Parse(cells[grid.Address(row.ID, fd.ID)]); err == nil && value >= 0 {
				out = append(out, Stated{line, m.ID, year, value})
			}
		}
	}
	return out
}

// GridOf returns the form and the section that hold the goals, nil where the
// plan names none.
func GridOf(pb *playbook.Playbook, rule *register.Goals) (*playbook.Form, *playbook.Section) {
	ob := pb.Obligation(rule.Obligation)
	if ob == nil {
		return nil, nil
	}
	for _, id := range ob.Forms {
		form := pb.Form(id)
		if form == nil {
			continue
		}
		if s := form.Section(rule.Section); s != nil && s.Kind == playbook.Grid {
			return form, s
		}
	}
	return nil, nil
}

// chosen returns the measure that a row chooses.
func chosen(pb *playbook.Playbook, grid *playbook.Section, row string, cells map[string]string) *playbook.Measure {
	for _, fd := range grid.Fields {
		if fd.Type == playbook.Choice {
			return pb.Measure(cells[grid.Address(row, fd.ID)])
		}
	}
	return nil
}

// yearOf reads the year of a column «y2018».
func yearOf(fd playbook.Field) (int, bool) {
	digits, ok := strings.CutPrefix(fd.ID, "y")
	year, err := strconv.Atoi(digits)
	return year, ok && err == nil && len(digits) == 4
}
