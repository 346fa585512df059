package change

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// indexPage lists what can be changed by a short form, of the whole plan or of
// one clause.
type indexPage struct {
	draftState
	Clause      *clauseLink // the one asked for
	Obligations []obligationRow
	Phases      []partRow
	Bodies      []partRow
	Forms       []partRow
	Readings    []partRow
	Document    bool
	Audience    string // categories of the plan
	Nothing     bool   // no short form changes anything of the clause
}

// obligationRow is an obligation with what its forms change.
type obligationRow struct {
	ID, Title, Clause string
	Due               string // in words
	Asked             string // who owes it
	Units             bool   // units owe it, not the federation alone
	Later             bool
}

// partRow is any other part with a short form.
type partRow struct{ ID, Title, More, Clause string }

// index lists the short forms of the draft.
func (a *area) index(c *desk.Call) error {
	w, err := a.open(c)
	if err != nil {
		return err
	}
	state, err := a.stateOf(c, w)
	if err != nil {
		return err
	}
	pb := w.Book
	if pb == nil {
		pb = w.Running.Book
	}
	p := indexPage{draftState: state}
	p.fill(web.Printer(c.Context()), pb, c.URL.Query().Get("clause"))
	return desk.Show(a.Desk, c, a.page.index, c.T("change.index"), p)
}

// fill lists the parts that rest on a clause, of every clause for "".
func (p *indexPage) fill(printer *locale.Printer, pb *playbook.Playbook, clause string) {
	of := func(clauses ...string) bool { return clause == "" || slices.Contains(clauses, clause) }
	if clause != "" {
		p.Clause = &clauseLinks(pb, []string{clause})[0]
	}
	for i := range pb.Obligations {
		if o := &pb.Obligations[i]; of(o.Clause) || of(o.Cites...) {
			p.Obligations = append(p.Obligations, newObligationRow(printer, o))
		}
	}
	for _, ph := range pb.Phases {
		if of(ph.Clause) {
			p.Phases = append(p.Phases, partRow{ph.ID, ph.Name, desk.Span(printer, ph.Start, ph.End), ph.Clause})
		}
	}
	for _, b := range pb.Bodies {
		if of(b.Clauses...) {
			p.Bodies = append(p.Bodies, partRow{b.ID, b.Name, b.Short, b.Clause})
		}
	}
	for i := range pb.Forms {
		if f := &pb.Forms[i]; of(formClauses(f)...) {
			p.Forms = append(p.Forms, partRow{f.ID, f.Title, "", f.Clause})
		}
	}
	for _, r := range pb.Readings {
		if clause != "" && of(r.Clauses...) {
			p.Readings = append(p.Readings, partRow{r.ID, r.Question, r.Decision, ""})
		}
	}
	p.Document = of(pb.Document.Clauses...)
	if of(pb.Audience.Clause) {
		p.Audience = categoryNames(printer, pb.Audience.Categories)
	}
	p.Nothing = len(p.Obligations)+len(p.Phases)+len(p.Bodies)+len(p.Forms)+len(p.Readings) == 0 && !p.Document && p.Audience == ""
}

func newObligationRow(printer *locale.Printer, o *playbook.Obligation) obligationRow {
	row := obligationRow{
		ID: o.ID, Title: o.Title, Clause: o.Clause, Due: dueWords(printer, o), Units: o.Units, Later: o.Later != "",
		Asked: categoryNames(printer, o.Categories),
	}
	if o.Federation {
		row.Asked = joined(printer, printer.T("category.federation"), row.Asked)
	}
	return row
}

// dueWords prints by when an obligation is owed.
func dueWords(p *locale.Printer, o *playbook.Obligation) string {
	switch {
	case o.Due == nil:
		return p.T("web.undated")
	case p.Lang() == locale.En:
		return o.Due.English()
	}
	return o.Due.Chinese()
}

func categoryNames(p *locale.Printer, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = p.T("category." + id)
	}
	return joined(p, names...)
}

// joined lists words, without empty ones.
func joined(p *locale.Printer, words ...string) string {
	out := ""
	for _, w := range words {
		if out != "" && w != "" {
			out += p.T("core.list_comma")
		}
		out += w
	}
	return out
}

// formClauses are the clauses that a form and its fields come from.
func formClauses(f *playbook.Form) []string {
	out := []string{f.Clause}
	for _, s := range f.Sections {
		out = append(out, s.Clause)
		for _, fd := range s.Fields {
			out = append(out, fd.Clause)
		}
	}
	return out
}
