package duty

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// dutyView turns an opened duty into what its page shows.
type dutyView struct {
	call    *desk.Call
	e       report.Entry
	p       *locale.Printer
	at      attempt
	content paper.Content // what the form shows
	version int64         // the version shown, 0 for what is being written
	edit    bool          // the form is open for typing
	pin     bool          // cells can be chosen for a comment
	changed []paper.Difference
	old     map[string]string  // by cell: canonical text of the version before, where it differs
	blamed  []locale.Violation // in the order of the checks
	problem map[string]string  // by cell: the first thing wrong with it
	advised []problemView      // soft warnings of the content shown
	advice  map[string]string  // the same by cell or section
}

func newDutyView(c *desk.Call, e report.Entry, at attempt) *dutyView {
	v := &dutyView{call: c, e: e, p: web.Printer(c.Context()), at: at, old: map[string]string{}, problem: map[string]string{}}
	v.edit = fillable(e, c.URL.Query().Has("edit") || at.typed != nil)
	v.pin = !v.edit && len(e.May.Review) > 0
	v.content = shown(e, v.edit)
	if !v.edit {
		v.version = e.Newest
	}
	if v.edit && at.typed != nil {
		v.content = typedContent(e, v.content, at.typed)
		v.retold(at.reasons)
	}
	v.judge()
	v.advise()
	return v
}

// advise gathers what the form advises on the content shown (P-21).
func (v *dutyView) advise() {
	v.advised, v.advice = nil, map[string]string{}
	for _, f := range paper.Advise(v.e.Rules, v.e.Form, v.content) {
		p := problemView{Label: v.name(f.Path), Message: v.p.T(f.Key, f.Args...), Clause: f.Clause, Link: "#" + desk.Anchor(f.Path)}
		v.advised, v.advice[f.Path] = append(v.advised, p), p.Message
	}
}

// mark notes the cells that differ from the version before.
func (v *dutyView) mark(changed []paper.Difference) {
	v.changed = changed
	for _, d := range changed {
		v.old[d.Cell] = d.Old
	}
}

// judge gathers what is wrong: all that a refused post broke, else what is
// written and cannot be right. What is merely missing is told on sending.
func (v *dutyView) judge() {
	var found []fault.Field
	refused := fault.Is(v.at.err, fault.Invalid)
	switch {
	case refused:
		found = refine(v.e, v.content, fault.From(v.at.err).Fields)
	case v.edit:
		found = standing(v.e, v.content)
	}
	_, broken := v.p.Fault(fault.Violations(found))
	for _, b := range broken {
		if v.problem[b.Path] == "" {
			v.problem[b.Path] = b.Message
		}
	}
	if refused && v.at.book == nil {
		v.blamed = broken
	}
}

// standing lists the violations of cells in which something is written.
func standing(e report.Entry, content paper.Content) []fault.Field {
	all := paper.Check(e.Rules, e.Obliged(), e.Form, content, report.Held(e.Case))
	return refine(e, content, slices.DeleteFunc(all, func(f fault.Field) bool { return content.Cells[f.Path] == "" }))
}

// refine says of what could not be read why: no number, too many decimals.
func refine(e report.Entry, content paper.Content, found []fault.Field) []fault.Field {
	out := slices.Clone(found)
	for i, f := range out {
		_, _, fd := e.Form.Cell(f.Path)
		if !typeable(fd) {
			continue
		}
		if _, bad := paper.Typed(e.Rules, fd, f.Path, paper.Shown(e.Rules, fd, content.Cells[f.Path])); bad != nil {
			out[i] = *bad
		}
	}
	return out
}

// problemView is a violation in the list above the form.
type problemView struct{ Label, Message, Clause, Link string }

// listed returns every violation of a refused post, each with the way to its
// cell.
func (v *dutyView) listed() []problemView {
	var out []problemView
	for _, b := range v.blamed {
		p := problemView{Label: v.name(b.Path), Message: b.Message, Clause: b.Clause, Link: priorLink(b.Path)}
		switch {
		case p.Link != "":
		case b.Path == "liaison":
			p.Link = "/liaisons"
		case p.Label != "":
			p.Link = "#" + desk.Anchor(b.Path)
		}
		out = append(out, p)
	}
	return out
}

// note returns the id of the sentence at a cell that says what is wrong, as
// web/assets/src/entry.ts makes it too.
func note(cell string) string { return "problem-" + strings.ReplaceAll(cell, "/", "-") }

// name calls a cell as a person would: by its row and its column.
func (v *dutyView) name(cell string) string {
	if cell == "nil" {
		return v.p.T("duty.nil")
	}
	s, row, fd := v.e.Form.Cell(cell)
	switch {
	case fd == nil && v.e.Form.Section(cell) != nil:
		return v.e.Form.Section(cell).Title
	case fd == nil:
		return ""
	case row == "":
		return v.label(fd)
	}
	return v.rowName(s, row) + " · " + v.label(fd)
}

// rowName calls a row by its label, or by its place among the rows of a table.
func (v *dutyView) rowName(s *playbook.Section, row string) string {
	for _, r := range s.Rows {
		if r.ID == row {
			return r.Label
		}
	}
	if row == blankRow {
		return v.p.T("duty.new_row")
	}
	if i := slices.Index(paper.Rows(s, v.content), row); i >= 0 {
		return v.p.T("duty.row", i+1)
	}
	return v.p.T("duty.row", strings.TrimPrefix(row, "r"))
}

func (v *dutyView) label(fd *playbook.Field) string {
	if m := v.e.Rules.Measure(fd.Measure); fd.Label == "" && m != nil {
		return m.Name
	}
	return fd.Label
}

// printed returns the text of a cell for reading: numbers with separators, the
// words of an option.
func (v *dutyView) printed(fd *playbook.Field, text string) string {
	plain := paper.Shown(v.e.Rules, fd, text)
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return paper.Kind(v.e.Rules, fd).Format(n)
		}
	case playbook.DateField:
		if d, err := calendar.ParseDate(text); err == nil {
			return v.p.Date(d)
		}
	case playbook.Choice:
		for _, o := range fd.Options {
			if o.ID == text {
				return o.Label
			}
		}
	case playbook.Tick:
		if text != "" {
			return "✓"
		}
	}
	return plain
}
