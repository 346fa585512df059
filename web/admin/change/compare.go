package change

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// comparePage is the draft against the version in force.
type comparePage struct {
	draftState
	Message  string // why it was not published
	Seen     string // the fingerprint of the draft that is shown
	Note     string
	Problems []problemRow
	Warnings []problemRow // that the version in force does not have
	Old      int          // warnings that it has too
	Groups   []changeGroup
	Changes  int
	Effects  effectsPart
	Theirs   []changeGroup // of a stale draft: what was published since it was begun
}

// changeGroup is what changed of one part of a plan.
type changeGroup struct {
	Title string
	Rows  []changeRow
}

type changeRow struct{ Clause, Words string }

// compare shows what publishing the draft would do.
func (a *area) compare(c *desk.Call) error {
	return a.showCompare(c, http.StatusOK, "", "")
}

func (a *area) showCompare(c *desk.Call, status int, message, note string) error {
	w, err := a.open(c)
	if err != nil {
		return err
	}
	state, err := a.stateOf(c, w)
	if err != nil {
		return err
	}
	p := comparePage{draftState: state, Message: message, Note: note, Seen: seen(w.Draft.Source)}
	preview, err := a.Revisions.Preview(c.Context(), c.Who, w.ID, []byte(w.Draft.Source))
	if err != nil {
		return err
	}
	p.Problems = problemRows(c, preview.Problems, nil)
	p.Warnings = problemRows(c, nil, fresh(preview.Warnings, string(w.Running.Book.Source)))
	p.Old = len(preview.Warnings) - len(p.Warnings)
	p.Changes, p.Groups = len(preview.Changes), groups(c, preview.Changes)
	if p.Effects, err = a.effects(c, w.ID, preview); err != nil {
		return err
	}
	if w.stale() {
		if p.Theirs, err = a.theirs(c, w); err != nil {
			return err
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.compare, status, c.T("change.compare"), p)
}

// fresh leaves out the warnings that another text gives too.
func fresh(warnings []playbook.Problem, than string) []playbook.Problem {
	_, _, old := parse(than)
	return slices.DeleteFunc(slices.Clone(warnings), func(p playbook.Problem) bool {
		return slices.ContainsFunc(old, func(o playbook.Problem) bool { return o.Path == p.Path && o.Chinese == p.Chinese })
	})
}

// theirs tells what others published since a stale draft was begun.
func (a *area) theirs(c *desk.Call, w *work) ([]changeGroup, error) {
	all, err := a.Revisions.Between(c.Context(), c.Who, w.ID, w.Draft.Base, w.Version)
	return groups(c, all), err
}

// parts are the headings under which changes are told, by the first key of their
// place.
var parts = map[string]locale.Key{
	"document": "change.part_document", "clauses": "change.part_clauses", "silent": "change.part_clauses",
	"bodies": "change.part_bodies", "posts": "change.part_bodies", "audience": "change.part_audience",
	"lines": "change.part_lines", "tracks": "change.part_lines", "catalogues": "change.part_lines",
	"phases": "change.part_phases", "events": "change.part_phases", "measures": "change.part_forms", "forms": "change.part_forms",
	"obligations": "change.part_obligations", "readings": "change.part_readings",
	"awards": "change.part_awards", "sheets": "change.part_awards", "supervision": "change.part_awards",
}

// groups puts changes below the headings of their parts, in the order in which
// the parts come.
func groups(c *desk.Call, all []change.Change) []changeGroup {
	var out []changeGroup
	for _, ch := range all {
		top, _, _ := strings.Cut(ch.Place, "/")
		key, ok := parts[top]
		if !ok {
			key = "change.part_head"
		}
		title := c.T(string(key))
		i := slices.IndexFunc(out, func(g changeGroup) bool { return g.Title == title })
		if i < 0 {
			i = len(out)
			out = append(out, changeGroup{Title: title})
		}
		words := ch.Chinese()
		if web.Printer(c.Context()).Lang() == locale.En {
			words = ch.English()
		}
		out[i].Rows = append(out[i].Rows, changeRow{ch.Clause, words})
	}
	return out
}

// publish makes the draft the version in force.
func (a *area) publish(c *desk.Call) error {
	base, err := number(c, "base")
	if err != nil {
		return err
	}
	w, err := a.open(c)
	if err != nil {
		return err
	}
	note := c.Text("note")
	if c.Text("seen") != seen(w.Draft.Source) {
		return a.refusePublish(c, fault.New(fault.Conflict, "change.elsewhere"), note)
	}
	e, err := a.Revisions.Publish(c.Context(), c.Who, w.ID, base, []byte(w.Draft.Source), note)
	if err != nil {
		return a.refusePublish(c, err, note)
	}
	a.Sessions.Flash(c.Context(), c.T("change.published", e.Version))
	return c.Redirect("/plan/versions")
}

// refusePublish shows the comparison again with why it was not published.
func (a *area) refusePublish(c *desk.Call, err error, note string) error {
	if !desk.Mendable(err) {
		return err
	}
	message, more := desk.Problems(c, err)
	for _, text := range more {
		message += " " + text
	}
	return a.showCompare(c, fault.From(err).Kind.Status(), message, note)
}
