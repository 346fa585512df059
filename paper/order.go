package paper

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// inOrder sorts violations as the form is read: section by section, row by row,
// column by column. What is said of a section comes before its cells, what is
// no part of the form at the end.
func inOrder(form *playbook.Form, all []fault.Field) []fault.Field {
	slices.SortStableFunc(all, func(a, b fault.Field) int {
		return slices.Compare(position(form, a.Path), position(form, b.Path))
	})
	return all
}

// position returns the section, row and column at which a cell stands.
func position(form *playbook.Form, path string) []int {
	id, _, _ := strings.Cut(path, "/")
	at := slices.IndexFunc(form.Sections, func(s playbook.Section) bool { return s.ID == id })
	s, row, fd := form.Cell(path)
	switch {
	case at < 0 || fd == nil && path != id:
		return []int{math.MaxInt}
	case fd == nil:
		return []int{at}
	}
	line, _ := strconv.Atoi(strings.TrimPrefix(row, "r")) // of a table
	if s.Kind == playbook.Grid {
		line = slices.IndexFunc(s.Rows, func(r playbook.Row) bool { return r.ID == row })
	}
	return []int{at, line, slices.IndexFunc(s.Fields, func(f playbook.Field) bool { return f.ID == fd.ID })}
}
