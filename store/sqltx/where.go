package sqltx

import (
	"strconv"
	"strings"
)

// Where gathers the conditions of a list. Each is a constant fragment with «?»
// for its values; the text of a query depends only on which conditions there
// are, never on a value.
type Where struct {
	parts []string
	Args  []any
}

// And adds a condition.
func (w *Where) And(fragment string, args ...any) {
	w.parts = append(w.parts, w.Bind(fragment, args...))
}

// Bind numbers the marks of a fragment and keeps its values.
func (w *Where) Bind(fragment string, args ...any) string {
	var b strings.Builder
	for _, piece := range strings.SplitAfter(fragment, "?") {
		head, marked := strings.CutSuffix(piece, "?")
		b.WriteString(head)
		if marked {
			w.Args = append(w.Args, args[0])
			args = args[1:]
			b.WriteString("$" + strconv.Itoa(len(w.Args)))
		}
	}
	return b.String()
}

// String returns «WHERE a AND b», or "" without conditions.
func (w *Where) String() string {
	if len(w.parts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(w.parts, " AND ")
}

// Marks returns n marks, «?, ?, ?».
func Marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// Raw adds a condition whose values were bound before.
func (w *Where) Raw(condition string) { w.parts = append(w.parts, condition) }
