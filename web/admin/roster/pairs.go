package roster

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pairsPage lists persons who may have been entered twice, and what was decided.
type pairsPage struct {
	Parts   []desk.Option
	Open    []pairRow
	Decided []pairRow
}

// pairRow is two entries.
type pairRow struct {
	URL, Name, Units, Why string
	Verdict, Note         string
	At                    time.Time
}

// verdicts are what was decided, in words.
var verdicts = map[roster.Verdict]string{
	roster.Merged: "roster.verdict_merged", roster.Apart: "roster.verdict_apart", roster.Undone: "roster.verdict_undone",
}

// maxRows is how many pairs a page names.
const maxRows = 100

// pairs shows who may have been entered twice.
func (a *area) pairs(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	found, err := a.Roster.Duplicates(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	decided, err := a.Roster.Pairs(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	found, decided = found[:min(len(found), maxRows)], decided[:min(len(decided), maxRows)]
	var ids []ledger.EntryID
	for _, d := range found {
		ids = append(ids, d.A, d.B)
	}
	for _, d := range decided {
		ids = append(ids, d.A, d.B)
	}
	named, err := a.Ledger.Introduced(c.Context(), c.Who, id, ids)
	if err != nil {
		return err
	}
	p := pairsPage{Parts: a.parts(c, "/roster/pairs", "")}
	for _, d := range found {
		row := pairRowOf(c, named[d.A], named[d.B])
		row.Why = c.T("roster.same_name")
		if d.Identity {
			row.Why = c.T("roster.same_identity")
		}
		p.Open = append(p.Open, row)
	}
	for _, d := range decided {
		row := pairRowOf(c, named[d.A], named[d.B])
		row.Verdict, row.Note, row.At = c.T(verdicts[d.Verdict]), d.Note, d.At
		p.Decided = append(p.Decided, row)
	}
	return desk.Show(a.Desk, c, a.page.pairs, c.T("roster.pairs"), p)
}

func pairRowOf(c *desk.Call, one, two ledger.Named) pairRow {
	row := pairRow{URL: "/roster/pairs/" + string(one.ID) + "/" + string(two.ID), Name: one.Name, Units: one.UnitName}
	if two.UnitName != one.UnitName {
		row.Units += c.T("core.list_comma") + two.UnitName
	}
	return row
}

// pairPage lays two entries side by side.
type pairPage struct {
	Parts    []desk.Option
	Heads    [2]desk.Option // the entries
	Rows     []pairLine
	Related  []pairLine
	Forms    []*desk.Form
	Decided  string
	NoteOnIt string
}

// pairLine is a field of both.
type pairLine struct {
	Label   string
	Values  [2]string
	Differs bool
}

// pair compares two entries.
func (a *area) pair(c *desk.Call) error { return a.showPair(c, http.StatusOK, "", nil) }

func (a *area) showPair(c *desk.Call, status int, sent string, refusal error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	var both [2]ledger.Opened
	for i, name := range []string{"entry", "other"} {
		if both[i], err = a.Ledger.Open(c.Context(), c.Who, ledger.EntryID(c.PathValue(name))); err != nil {
			return err
		}
		if both[i].Register != roster.Honourees {
			return fault.New(fault.NotFound, "fault.not_found")
		}
	}
	d, err := a.Roster.Decided(c.Context(), c.Who, id, both[0].ID, both[1].ID)
	if err != nil {
		return err
	}
	p := pairPage{Parts: a.parts(c, "/roster/pairs", "")}
	p.compare(c, both)
	if d.Verdict != "" {
		p.Decided, p.NoteOnIt = c.T(verdicts[d.Verdict]), d.Note
	}
	if !c.Who.Scope(people.LedgerConfirm, string(id)).Empty() {
		p.Forms = forms(c, both, d)
	}
	for _, f := range p.Forms {
		if f.ID == sent && refusal != nil {
			f.Refused(c, refusal)
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.pair, status, c.T("roster.compare"), p)
}

// compare puts what both hold side by side.
func (p *pairPage) compare(c *desk.Call, both [2]ledger.Opened) {
	words := desk.WordsOf(c, both[0].Book)
	line := func(label, x, y string) {
		if x != "" || y != "" {
			p.Rows = append(p.Rows, pairLine{label, [2]string{x, y}, x != y})
		}
	}
	for i, o := range both {
		p.Heads[i] = desk.Option{Value: "/ledger/entries/" + string(o.ID), Text: o.Name}
	}
	line(c.T("ledger.unit"), both[0].UnitName, both[1].UnitName)
	line(c.T("roster.state"), stateOf(words, both[0]), stateOf(words, both[1]))
	for _, f := range both[0].Book.Fields {
		var shown [2]string
		for i, o := range both {
			if shown[i] = words.Value(f, o.Values[f.ID], o.Names); f.Type.Personal() {
				shown[i] = o.Shown[f.ID]
			}
		}
		line(words.Field(f.ID), shown[0], shown[1])
	}
	p.relate(c, both)
}

func stateOf(words desk.Words, o ledger.Opened) string { return words.State(o.State) }

// relate counts the entries that name each.
func (p *pairPage) relate(c *desk.Call, both [2]ledger.Opened) {
	counts, order := map[string][2]int64{}, []string{}
	for i, o := range both {
		for _, r := range o.Related {
			n, known := counts[r.Register]
			if !known {
				order = append(order, r.Register)
			}
			n[i] += r.Count
			counts[r.Register] = n
		}
	}
	for _, register := range order {
		n := counts[register]
		p.Related = append(p.Related, pairLine{Label: c.T("register." + register), Values: [2]string{c.T("workbench.total", int(n[0])), c.T("workbench.total", int(n[1]))}})
	}
}

// forms are what may be decided on two entries as they stand.
func forms(c *desk.Call, both [2]ledger.Opened, d roster.Pair) []*desk.Form {
	at := "/roster/pairs/" + string(both[0].ID) + "/" + string(both[1].ID)
	form := func(verdict, keep, title, hint, confirm string) *desk.Form {
		return &desk.Form{
			ID: verdict + keep, Action: at, Title: title, Hint: hint, Submit: title, Confirm: confirm,
			Hidden: []desk.Hidden{{Name: "verdict", Value: verdict}, {Name: "keep", Value: keep}},
			Inputs: []desk.Input{{Name: "note", Label: c.T("roster.note"), Required: true}},
		}
	}
	if d.Verdict == roster.Merged {
		return []*desk.Form{form("undo", "", c.T("roster.undo"), c.T("roster.undo_hint", len(d.Moved)), c.T("roster.undo_confirm"))}
	}
	out := []*desk.Form{
		form("merge", "entry", c.T("roster.keep_left", both[0].UnitName), c.T("roster.merge_hint"), c.T("roster.merge_confirm", both[0].Name)),
		form("merge", "other", c.T("roster.keep_right", both[1].UnitName), c.T("roster.merge_hint"), c.T("roster.merge_confirm", both[1].Name)),
	}
	if d.Verdict != roster.Apart {
		out = append(out, form("apart", "", c.T("roster.apart"), c.T("roster.apart_hint"), ""))
	}
	return out
}

// decide carries out what was decided.
func (a *area) decide(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	d := roster.Decision{Campaign: id, Keep: ledger.EntryID(c.PathValue("entry")), Gone: ledger.EntryID(c.PathValue("other")), Note: c.Text("note")}
	verdict, keep := c.Text("verdict"), c.Text("keep")
	if keep == "other" {
		d.Keep, d.Gone = d.Gone, d.Keep
	}
	said := ""
	switch verdict {
	case "merge":
		var p roster.Pair
		p, err = a.Roster.Merge(c.Context(), c.Who, d)
		said = c.T("roster.merged", len(p.Moved))
	case "undo":
		err, said = a.Roster.Undo(c.Context(), c.Who, d), c.T("roster.undone")
	default:
		err, said = a.Roster.KeepApart(c.Context(), c.Who, d), c.T("roster.kept_apart")
	}
	if err != nil {
		if desk.Mendable(err) {
			return a.showPair(c, http.StatusUnprocessableEntity, verdict+keep, err)
		}
		return err
	}
	a.Sessions.Flash(c.Context(), said)
	return c.Redirect("/roster/pairs")
}
