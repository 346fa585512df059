package rollup

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Sources lists where the figures of a plan come from, in the order of the
// plan: every form with measured fields of an obligation that is carried out.
func Sources(pb *playbook.Playbook) []Source {
	var out []Source
	for _, ob := range pb.Obligations {
		if ob.Later != "" || ob.Every == playbook.Any { // what is filed at any time has no periods to add up
			continue
		}
		for _, id := range ob.Forms {
			if f := pb.Form(id); f != nil && len(measured(pb, f)) > 0 {
				out = append(out, Source{ob.ID, id})
			}
		}
	}
	return out
}

// SourceOf settles which source is meant: the first that fits what is named,
// what recurs before what is owed once.
func SourceOf(pb *playbook.Playbook, want Source) (Source, error) {
	all := slices.DeleteFunc(Sources(pb), func(s Source) bool {
		return want.Obligation != "" && s.Obligation != want.Obligation || want.Form != "" && s.Form != want.Form
	})
	recurs := func(s Source) bool { return pb.Obligation(s.Obligation).Every != playbook.Once }
	switch i := slices.IndexFunc(all, recurs); {
	case i >= 0:
		return all[i], nil
	case len(all) > 0:
		return all[0], nil
	case want == Source{}:
		return want, fault.New(fault.NotFound, "rollup.no_figures")
	case want.Obligation == "" || pb.Obligation(want.Obligation) != nil && want.Form != "":
		return want, violation("form", "rollup.unknown_form", want.Form)
	}
	return want, violation("obligation", "rollup.unknown_obligation", want.Obligation)
}

func violation(path, key string, args ...any) error {
	return fault.Violations([]fault.Field{{Path: path, Key: key, Args: args}})
}

// spot is a row of a form that has a field of a measure. The rows that a unit
// adds to a table are two spots: there may be any number of them.
type spot struct{ line, row string }

// measured returns the spots of every measure of a form.
func measured(pb *playbook.Playbook, f *playbook.Form) map[string][]spot {
	out := map[string][]spot{}
	for i := range f.Sections {
		s := &f.Sections[i]
		for _, fd := range s.Fields {
			if fd.Type != playbook.MeasureField {
				continue
			}
			for _, at := range spots(pb, s) {
				if !slices.Contains(out[fd.Measure], at) {
					out[fd.Measure] = append(out[fd.Measure], at)
				}
			}
		}
	}
	return out
}

// Rows counts the rows of a form that have a field of a measure; a table, whose
// rows a unit adds, has two. A unit's sum of a measure that does not add over
// lines is known of one row alone.
func Rows(pb *playbook.Playbook, f *playbook.Form, measure string) int {
	return len(measured(pb, f)[measure])
}

func spots(pb *playbook.Playbook, s *playbook.Section) []spot {
	switch s.Kind {
	case playbook.Grid:
		var out []spot
		for _, r := range s.Rows {
			out = append(out, spot{lineOf(pb, s, r.ID), r.ID})
		}
		return out
	case playbook.Table:
		return []spot{{"", "r1"}, {"", "r2"}}
	default:
		return []spot{{}}
	}
}

// lineOf returns the action line of a row: the row itself in a grid whose rows
// are lines, "" elsewhere.
func lineOf(pb *playbook.Playbook, s *playbook.Section, row string) string {
	if s.Kind != playbook.Grid || slices.ContainsFunc(s.Rows, func(r playbook.Row) bool { return pb.Line(r.ID) == nil }) {
		return ""
	}
	return row
}

// Topic is what a figure is about: a measure on an action line, or outside of
// the lines where that is "".
type Topic struct{ Measure, Line string }

// Cells returns the fixed cells of a form by what they are about, in the order
// of the form. The rows that a unit adds to a table are not among them.
func Cells(pb *playbook.Playbook, f *playbook.Form) map[Topic][]string {
	out := map[Topic][]string{}
	for _, cell := range f.Cells() {
		s, row, fd := f.Cell(cell)
		if fd.Type == playbook.MeasureField {
			at := Topic{fd.Measure, lineOf(pb, s, row)}
			out[at] = append(out[at], cell)
		}
	}
	return out
}
