package register

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// Words names what a plan says of the ledger in one language: in the plan's own
// words where it has any, else in those of the register.
type Words struct {
	printer *locale.Printer
	ledger  *Ledger
	line    func(id string) string
}

// NewWords returns the words of a plan; line names its action lines. An id that
// nothing names stays what it is.
func NewWords(lang locale.Lang, ledger *Ledger, line func(id string) string) Words {
	return Words{locale.New(lang), ledger, line}
}

func (w Words) say(id string, key ...string) string {
	if full := "register." + strings.Join(key, "."); w.printer.Has(full) {
		return w.printer.T(full)
	}
	return id
}

// Register names a register.
func (w Words) Register(id string) string {
	if u, ok := w.ledger.Use(id); ok && u.Title != "" {
		return u.Title
	}
	return w.say(id, id)
}

// Field names a field of a register; «state» is that of an entry.
func (w Words) Field(register, id string) string {
	if u, ok := w.ledger.Use(register); ok && u.Labels[id] != "" {
		return u.Labels[id]
	}
	if id == StateField {
		return w.either("状态", "state")
	}
	return w.say(id, register, id)
}

// State names a state of a register.
func (w Words) State(register, id string) string { return w.say(id, register, "state", id) }

// Option names an option of a choice, a line, or a state of an entry.
func (w Words) Option(register, field, id string) string {
	if field == StateField {
		return w.State(register, id)
	}
	if u, ok := w.ledger.Use(register); ok {
		for _, o := range u.Options[field] {
			if o.ID == id && o.Label != "" {
				return o.Label
			}
		}
	}
	if s, ok := ShapeOf(register); ok {
		if f, _ := s.Field(field); f.Lines {
			return w.line(id)
		}
	}
	return w.say(id, register, field, id)
}

// Source says what a figure is made of: «投入：金额合计（来源：工会）».
func (w Words) Source(s Source) string {
	var how []string
	if s.Count {
		how = append(how, w.either("条数", "number of entries"))
	}
	if s.Sum != "" {
		how = append(how, w.either("“"+w.Field(s.Register, s.Sum)+"”合计", "sum of "+w.Field(s.Register, s.Sum)))
	}
	if len(s.Distinct) > 0 {
		how = append(how, w.either("“"+w.fields(s.Register, s.Distinct)+"”不重复计数", "each different "+w.fields(s.Register, s.Distinct)+" once"))
	}
	if how == nil {
		how = []string{w.either("逐条列名", "names of the entries")}
	}
	if s.Each != "" {
		how = []string{w.either("按“"+w.Field(s.Register, s.Each)+"”逐个列最近一条", "the newest of each "+w.Field(s.Register, s.Each))}
	}
	if s.Still != "" {
		how = append(how, w.either("无进展写“"+s.Still+"”", "“"+s.Still+"” for nothing new"))
	}
	if s.None != "" {
		how = append(how, w.either("没有的写“"+s.None+"”", "“"+s.None+"” for none"))
	}
	return w.Register(s.Register) + w.either("：", ": ") + strings.Join(how, w.either("，", ", ")) + w.where(s.Register, s.Where)
}

// Rows says what the rows of a table are made of.
func (w Words) Rows(r Rows) string {
	var columns []string
	for _, c := range slices.Sorted(maps.Keys(r.Columns)) {
		field := w.either("名称", "title")
		if r.Columns[c] != WholeTitle {
			field = w.Field(r.Register, r.Columns[c])
		}
		columns = append(columns, c+" = "+field)
	}
	return w.Register(r.Register) + w.either("：一条一行", ": a row for each") + w.where(r.Register, r.Where) +
		wrap(w.either("，", ", "), strings.Join(columns, w.either("、", ", ")), "")
}

// Demand says what a clause wants of an entry, without the clause.
func (w Words) Demand(register string, d Demand) string {
	what := w.Field(register, d.Field)
	if d.Linked == Evidence {
		what = w.either("佐证材料", "evidence")
	} else if d.Linked != "" {
		what = w.Register(d.Linked)
	}
	for _, f := range d.Or {
		what += w.either("或", " or ") + w.Field(register, f)
	}
	var when []string
	for _, f := range slices.Sorted(maps.Keys(d.When)) {
		when = append(when, w.Field(register, f)+w.either("为", " is ")+w.Option(register, f, d.When[f]))
	}
	return wrap(w.either("自“", "from «"), stateOf(w, register, d.State), w.either("”起，", "» on: ")) +
		wrap(w.either("", "where "), strings.Join(when, w.either("且", " and ")), w.either("的", ": ")) +
		w.either("须有", "") + what
}

func stateOf(w Words, register, id string) string {
	if id == "" {
		return ""
	}
	return w.State(register, id)
}

func (w Words) where(register string, where map[string][]string) string {
	var all []string
	for _, f := range slices.Sorted(maps.Keys(where)) {
		names := make([]string, len(where[f]))
		for i, o := range where[f] {
			names[i] = w.Option(register, f, o)
		}
		all = append(all, w.Field(register, f)+w.either("：", ": ")+strings.Join(names, w.either("、", ", ")))
	}
	return wrap(w.either("（", " ("), strings.Join(all, w.either("；", "; ")), w.either("）", ")"))
}

func (w Words) fields(register string, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = w.Field(register, id)
	}
	return strings.Join(names, w.either("、", ", "))
}

func (w Words) either(chinese, english string) string {
	if w.printer.Lang() == locale.En {
		return english
	}
	return chinese
}

// wrap puts text between two marks, and nothing around nothing.
func wrap(lead, text, end string) string {
	if text == "" {
		return ""
	}
	return lead + text + end
}
