package duty

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
	"github.com/xianfeng-oss/xianfeng/report/filling"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// derivedView is what the page says of the ledger behind a report.
type derivedView struct {
	URL           string
	Filled        bool // figures come from the ledger, or from shorter reports
	TypedOnly     bool // read by others: no entry is in any figure
	Missed, Joint int
	Deposit       string    // the page that puts the rows of tables into the ledger, "" for none
	Trace         string    // the page on which the first of them is listed
	Overs         []whyView // figures that are not the ledger's
	Edit          bool
	Blank         whyView // the row that is added as one types
}

// whyView is a figure that is not the ledger's, with the reason.
type whyView struct {
	Cell, Link, Label string
	Ledger, Typed     string
	Reason, Words     string // its id, its words
	Note              string
	Problem           string
	Reasons           []playbook.Option
}

// derived says what the content shown has from the ledger.
func (v *dutyView) derived() derivedView {
	out := derivedView{URL: dutyURL(v.e.Case.Duty.ID), Edit: v.edit, Blank: whyView{Reasons: v.reasons()}}
	for _, o := range filling.Overrides(v.e.Form, v.content) {
		out.Overs = append(out.Overs, v.why(o))
	}
	if v.e.May.Fill && deposit.Takes(v.e.Form) && v.content.Nil == "" && len(v.content.Cells) > 0 {
		out.Deposit = dutyURL(v.e.Case.Duty.ID) + "/deposit"
	}
	fills := v.fills()
	if !v.edit {
		out.TypedOnly = fills && v.e.Newest > 0 && len(v.content.Cells) > 0 && len(v.content.Ledger) == 0
		return out
	}
	out.Filled, out.Missed, out.Joint = v.e.Draft.Ledger.Used, len(v.e.Draft.Ledger.Missed), len(v.e.Draft.Ledger.Joint)
	for cell, d := range v.e.Draft.Ledger.Cells {
		if !d.Words && (out.Trace == "" || v.traceURL(cell) < out.Trace) {
			out.Trace = v.traceURL(cell)
		}
	}
	return out
}

// fills reports whether the form has figures that the ledger fills.
func (v *dutyView) fills() bool {
	return slices.ContainsFunc(v.e.Form.Sections, func(s playbook.Section) bool {
		return slices.ContainsFunc(s.Fields, func(fd playbook.Field) bool {
			m := v.e.Rules.Measure(fd.Measure)
			return fd.Type == playbook.MeasureField && m != nil && m.From != nil
		})
	})
}

func (v *dutyView) reasons() []playbook.Option {
	var out []playbook.Option
	for _, id := range paper.Reasons {
		out = append(out, playbook.Option{ID: id, Label: v.p.T("derive.reason." + id)})
	}
	return out
}

func (v *dutyView) why(o paper.Override) whyView {
	_, _, fd := v.e.Form.Cell(o.Cell)
	w := whyView{Cell: o.Cell, Link: "#" + desk.Anchor(o.Cell), Label: v.name(o.Cell), Ledger: v.count(fd, o.Ledger), Typed: v.count(fd, o.Typed),
		Reason: o.Reason, Words: v.p.T("derive.no_reason"), Note: o.Note, Problem: v.problem[o.Cell], Reasons: v.reasons()}
	if o.Reason != "" {
		w.Words = v.p.T("derive.reason." + o.Reason)
	}
	return w
}

// count prints a figure, nothing as 0.
func (v *dutyView) count(fd *playbook.Field, text string) string {
	if text == "" {
		text = "0"
	}
	return v.printed(fd, text)
}

// fromView is how a cell shows where its figure comes from.
type fromView struct {
	URL     string // of its entries
	Entries int
	Words   bool   // a text: nothing is told beside what is typed instead
	Ledger  string // what the ledger says, as typed
	Hint    string
}

// from tells where a cell's figure comes from; nil where the ledger has nothing
// of it.
func (v *dutyView) from(fd *playbook.Field, cell string) *fromView {
	if v.edit {
		d, ok := v.e.Draft.Ledger.Cells[cell]
		if !ok || !v.e.Draft.Ledger.Used || d.Words && d.Count() == 0 {
			return nil
		}
		return v.fromOf(fd, cell, paper.Derived{Text: d.Text, Entries: d.Count()})
	}
	if d, ok := v.content.Ledger[cell]; ok && d.Entries > 0 {
		return v.fromOf(fd, cell, d)
	}
	return nil
}

func (v *dutyView) fromOf(fd *playbook.Field, cell string, d paper.Derived) *fromView {
	if fd.Type == playbook.Text || fd.Type == playbook.LongText {
		return &fromView{URL: v.traceURL(cell), Entries: d.Entries, Words: true, Hint: v.p.T("derive.open_words", d.Entries)}
	}
	return &fromView{URL: v.traceURL(cell), Entries: d.Entries, Ledger: paper.Shown(v.e.Rules, fd, d.Text), Hint: v.p.T("derive.open", v.count(fd, d.Text), d.Entries)}
}

// traceURL is the page on which a cell is opened to its entries.
func (v *dutyView) traceURL(cell string) string {
	q := url.Values{"cell": {cell}}
	if !v.edit && v.version > 0 {
		q.Set("n", strconv.FormatInt(v.version, 10))
	}
	return dutyURL(v.e.Case.Duty.ID) + "/trace?" + q.Encode()
}

// retold puts what the ledger says beside what was typed and refused.
func (v *dutyView) retold(reasons map[string]paper.Reason) {
	for cell, d := range v.e.Draft.Ledger.Cells {
		if d.Words || !v.e.Draft.Ledger.Used {
			continue
		}
		told := paper.Derived{Text: d.Text, Entries: d.Count(), Reason: v.content.Ledger[cell].Reason, Note: v.content.Ledger[cell].Note}
		if r, ok := reasons[cell]; ok {
			told.Reason, told.Note = r.ID, r.Note
		}
		if v.content.Ledger == nil {
			v.content.Ledger = map[string]paper.Derived{}
		}
		v.content.Ledger[cell] = told
	}
}

// fresh keeps the reasons that are not stored yet.
func fresh(reasons map[string]paper.Reason, content paper.Content) map[string]paper.Reason {
	maps.DeleteFunc(reasons, func(cell string, r paper.Reason) bool {
		d := content.Ledger[cell]
		return d.Reason == r.ID && d.Note == r.Note
	})
	return reasons
}

// postedReasons returns why cells are not as the ledger says.
func postedReasons(form url.Values) map[string]paper.Reason {
	out := map[string]paper.Reason{}
	for i, cell := range form["why_cell"] {
		if i < min(len(form["why"]), len(form["why_note"])) {
			out[cell] = paper.Reason{ID: form["why"][i], Note: form["why_note"][i]}
		}
	}
	return out
}
