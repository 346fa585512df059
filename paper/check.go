package paper

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Check lists every violation of the form by a content that is to be sent:
// cells that are no cells of the form, values out of bounds, what is required
// and missing, cross-field rules, in the order of the form. held bounds the day an event was held. What
// the form only advises is no violation: see Advise.
func Check(pb *playbook.Playbook, ob *playbook.Obligation, form *playbook.Form, c Content, held Span) []fault.Field {
	if c.Nil != "" {
		return checkNil(ob, c)
	}
	k := checker{pb: pb, form: form, c: c, held: held}
	for _, cell := range slices.Sorted(maps.Keys(c.Cells)) {
		k.cell(cell, c.Cells[cell])
	}
	for i := range form.Sections {
		k.required(&form.Sections[i])
	}
	k.rules(false)
	return inOrder(form, k.bad)
}

// Advise lists the soft warnings of a form on a content: checks that only
// advise, and personal numbers in its texts, which no bulletin prints. They stop no report. Where nothing is entered yet, and of a nil
// report, there are none.
func Advise(pb *playbook.Playbook, form *playbook.Form, c Content) []fault.Field {
	if c.Nil != "" || c.Empty() {
		return nil
	}
	k := checker{pb: pb, form: form, c: c}
	k.rules(true)
	k.personal()
	return inOrder(form, k.bad)
}

// rules tries the checks of the form: those that advise, or all others.
func (k *checker) rules(advise bool) {
	for i := range k.form.Checks {
		if ch := &k.form.Checks[i]; ch.Advises == advise {
			k.rule(ch)
		}
	}
}

// Span bounds the day an event was held: the days of its period, and never
// after today. A zero From or To bounds nothing.
type Span struct{ From, To, Today calendar.Date }

func checkNil(ob *playbook.Obligation, c Content) []fault.Field {
	known := slices.ContainsFunc(ob.Nil, func(o playbook.Option) bool { return o.ID == c.Nil })
	switch {
	case len(ob.Nil) == 0:
		return []fault.Field{{Path: "nil", Key: "report.nil_not_allowed", Clause: ob.Clause}}
	case !known:
		return []fault.Field{{Path: "nil", Key: "report.not_option", Args: []any{c.Nil}, Clause: ob.Clause}}
	case len(c.Cells) > 0 || len(c.Files) > 0:
		return []fault.Field{{Path: "nil", Key: "report.nil_with_cells", Clause: ob.Clause}}
	}
	return nil
}

// checker gathers violations. A cell is blamed once: the first reason is the
// one a person mends.
type checker struct {
	pb     *playbook.Playbook
	form   *playbook.Form
	c      Content
	held   Span
	bad    []fault.Field
	blamed map[string]bool
}

func (k *checker) blame(f fault.Field) {
	if k.blamed[f.Path] {
		return
	}
	if k.blamed == nil {
		k.blamed = map[string]bool{}
	}
	k.blamed[f.Path] = true
	k.bad = append(k.bad, f)
}

func (k *checker) cell(cell, text string) {
	_, _, fd := k.form.Cell(cell)
	switch {
	case fd == nil || fd.Type == playbook.File:
		k.blame(fault.Field{Path: cell, Key: "report.unknown_cell", Args: []any{cell}})
		return
	case fd.Computed != "":
		k.blame(fault.Field{Path: cell, Key: "report.computed", Clause: fd.Clause})
		return
	}
	if bad := fits(k.pb, fd, cell, text); bad != nil {
		k.blame(*bad)
		return
	}
	if canonical, bad := Typed(k.pb, fd, cell, Shown(k.pb, fd, text)); bad != nil || canonical != text {
		k.blame(fault.Field{Path: cell, Key: "report.not_canonical", Args: []any{text}, Clause: fd.Clause})
		return
	}
	switch {
	case fd.Held && text > k.held.Today.String():
		k.blame(fault.Field{Path: cell, Key: "report.held_in_future", Args: []any{text}, Clause: fd.Clause})
	case fd.Held && !k.held.To.IsZero() && text > k.held.To.String():
		k.blame(fault.Field{Path: cell, Key: "report.held_too_late", Args: []any{text, k.held.To}, Clause: fd.Clause})
	case fd.Held && !k.held.From.IsZero() && text < k.held.From.String():
		k.blame(fault.Field{Path: cell, Key: "report.held_too_early", Args: []any{text, k.held.From}, Clause: fd.Clause})
	}
}

func (k *checker) required(s *playbook.Section) {
	if s.Kind == playbook.Files {
		for _, fd := range s.Fields {
			if slot := s.Address("", fd.ID); fd.Required && len(k.c.Files[slot]) == 0 {
				k.blame(fault.Field{Path: slot, Key: "fault.required", Args: []any{fd.Label}, Clause: fd.Clause})
			}
		}
		return
	}
	rows := Rows(s, k.c)
	if s.Kind == playbook.Table && len(rows) < s.MinRows {
		k.blame(fault.Field{Path: s.ID, Key: "report.too_few_rows", Args: []any{s.Title, s.MinRows, len(rows)}, Clause: s.Clause})
	}
	if s.MostRows > 0 && len(rows) > s.MostRows {
		k.blame(fault.Field{Path: s.ID, Key: "report.too_many_rows", Args: []any{s.Title, s.MostRows, len(rows)}, Clause: s.Clause})
	}
	for _, row := range rows {
		for _, fd := range s.Fields {
			cell := s.Address(row, fd.ID)
			if fd.Required && fd.Computed == "" && k.c.Cells[cell] == "" {
				k.blame(fault.Field{Path: cell, Key: "fault.required", Args: []any{fd.Label}, Clause: fd.Clause})
			}
		}
	}
}

// Rows returns the ids of a section's rows: the fixed ones of a grid, those in
// use of a table, one without a name for single fields.
func Rows(s *playbook.Section, c Content) []string {
	switch s.Kind {
	case playbook.Grid:
		ids := make([]string, len(s.Rows))
		for i, r := range s.Rows {
			ids[i] = r.ID
		}
		return ids
	case playbook.Table:
		used := map[int]bool{}
		for cell := range c.Cells {
			parts := strings.Split(cell, "/")
			if len(parts) == 3 && parts[0] == s.ID {
				if n, err := strconv.Atoi(strings.TrimPrefix(parts[1], "r")); err == nil {
					used[n] = true
				}
			}
		}
		var ids []string
		for _, n := range slices.Sorted(maps.Keys(used)) {
			ids = append(ids, "r"+strconv.Itoa(n))
		}
		return ids
	}
	return []string{""}
}

func (k *checker) rule(ch *playbook.Check) {
	s := k.form.Section(ch.Section)
	switch {
	case len(ch.Either) > 0:
		given := func(cell string) bool { return k.c.Cells[cell] != "" || len(k.c.Files[cell]) > 0 }
		if !slices.ContainsFunc(ch.Either, given) {
			k.fail(ch, ch.Either[0], "")
		}
	case ch.Covers != nil && s != nil:
		if missing := uncovered(s, ch.Covers, k.c); missing != "" {
			k.fail(ch, s.ID, missing)
		}
	case ch.Some != nil && s != nil:
		if !someRow(s, ch.Some, k.c) {
			k.fail(ch, s.ID, "")
		}
	case s == nil:
		k.holds(ch, k.values(), ch.Field)
	default:
		for _, row := range Rows(s, k.c) {
			k.holds(ch, values(k.form, s, row, k.c), s.Address(row, ch.Field))
		}
	}
}

// holds tries a rule on numbers and days. One that reads a number which could
// not be read says nothing, for that cell is blamed already; nor does one that
// reads a day which is not given.
func (k *checker) holds(ch *playbook.Check, vars map[string]int64, cell string) {
	for _, id := range ch.Rule.Uses() {
		if _, ok := vars[id]; !ok {
			return
		}
	}
	if ok, err := ch.Rule.Holds(vars); err != nil || !ok {
		k.fail(ch, cell, "")
	}
}

// fail blames a cell with the playbook's own message.
func (k *checker) fail(ch *playbook.Check, cell, missing string) {
	message := locale.Words{
		Chinese: strings.ReplaceAll(ch.Message, "{missing}", missing),
		English: strings.ReplaceAll(ch.English, "{missing}", missing),
	}
	k.blame(fault.Field{Path: cell, Key: "report.check", Args: []any{message}, Clause: ch.Clause})
}

// values reads the numbers and days of all sections of single fields.
func (k *checker) values() map[string]int64 {
	out := map[string]int64{}
	for i := range k.form.Sections {
		if s := &k.form.Sections[i]; s.Kind == playbook.Fields {
			maps.Copy(out, values(k.form, s, "", k.c))
		}
	}
	return out
}

// values reads the numbers of a row, and its days as a rule reads them.
func values(form *playbook.Form, s *playbook.Section, row string, c Content) map[string]int64 {
	out := numbers(form, s, row, c)
	for _, id := range form.Days(s.ID) {
		if d, err := calendar.ParseDate(c.Cells[s.Address(row, id)]); err == nil {
			out[id] = d.Ordinal()
		}
	}
	return out
}

// numbers reads the numbers of a row, an empty cell as 0. One that cannot be
// read is left out, and so is the sum that adds it.
func numbers(form *playbook.Form, s *playbook.Section, row string, c Content) map[string]int64 {
	out := map[string]int64{}
	for _, id := range form.Numbers(s.ID) {
		fd := s.Field(id)
		if fd == nil || fd.Computed != "" {
			continue
		}
		text := c.Cells[s.Address(row, id)]
		if n, ok := number(text); ok || text == "" {
			out[id] = n
		}
	}
	for i := range s.Fields {
		if fd := &s.Fields[i]; fd.Computed != "" {
			if sum, ok := sumOf(fd, out); ok {
				out[fd.ID] = sum
			}
		}
	}
	return out
}

func sumOf(fd *playbook.Field, vars map[string]int64) (sum int64, ok bool) {
	for id := range strings.SplitSeq(fd.Computed, "+") {
		n, read := vars[strings.TrimSpace(id)]
		if !read {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

// someRow reports whether enough rows of the section hold one of the options.
func someRow(s *playbook.Section, some *playbook.Some, c Content) bool {
	found := 0
	for _, row := range Rows(s, c) {
		if slices.Contains(some.Options, c.Cells[s.Address(row, some.Field)]) {
			found++
		}
	}
	return found >= some.AtLeast
}

// uncovered names, joined by «、», what a Covers rule misses.
func uncovered(s *playbook.Section, cov *playbook.Covers, c Content) string {
	var missing []string
	if cov.Chosen {
		fd := s.Field(cov.Fields[0])
		chosen := map[string]bool{}
		for _, row := range Rows(s, c) {
			chosen[c.Cells[s.Address(row, fd.ID)]] = true
		}
		for _, o := range fd.Options {
			if !chosen[o.ID] {
				missing = append(missing, o.Label)
			}
		}
		return strings.Join(missing, "、")
	}
	for i, field := range cov.Fields {
		for _, row := range Rows(s, c) {
			if c.Cells[s.Address(row, field)] == "" {
				missing = append(missing, cov.Names[i])
				break
			}
		}
	}
	return strings.Join(missing, "、")
}
