package duty

import (
	"encoding/json"
	"mime"
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// saving is what the entry form posts while one types; its contract stands at
// the top of web/assets/src/entry.ts.
type saving struct {
	Revision int64             `json:"revision"`
	Cells    map[string]string `json:"cells"`
	Reasons  map[string]struct {
		ID   string `json:"id"`
		Note string `json:"note"`
	} `json:"reasons"`
}

func (s saving) reasons() map[string]paper.Reason {
	out := map[string]paper.Reason{}
	for cell, r := range s.Reasons {
		out[cell] = paper.Reason{ID: r.ID, Note: r.Note}
	}
	return out
}

// saved answers a save that was stored.
type saved struct {
	Revision int64         `json:"revision"`
	SavedAt  string        `json:"saved_at"`
	Problems []cellProblem `json:"problems"`
	Warnings []cellProblem `json:"warnings"` // of a cell or a section
}

type cellProblem struct {
	Cell    string `json:"cell"`
	Message string `json:"message"`
}

// overtaken answers a save over an older revision: what both persons wrote.
type overtaken struct {
	Message  string          `json:"message"`
	Revision int64           `json:"revision"`
	Cells    map[string]both `json:"cells"`
}

type both struct {
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"`
}

// saveDuty stores what was typed: a change as JSON while one types, or the
// whole form where scripts do not run.
func (a *area) saveDuty(c *desk.Call) error {
	if kind, _, _ := mime.ParseMediaType(c.Header.Get("Content-Type")); kind != "application/json" {
		return a.saveForm(c)
	}
	c.Request.Header.Set("Accept", "application/json") // faults too are for the script
	var in saving
	if err := json.NewDecoder(c.Body).Decode(&in); err != nil {
		return unreadable(err)
	}
	kept, err := a.Reports.Save(c.Context(), c.Who, c.Duty(), report.Patch{Revision: in.Revision, Cells: in.Cells, Reasons: in.reasons()})
	if fault.Is(err, fault.Stale) {
		return a.answerOvertaken(c, err)
	}
	if err != nil {
		return err
	}
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	p := web.Printer(c.Context())
	out := saved{Revision: kept.Revision, SavedAt: p.Time(kept.Updated), Problems: []cellProblem{}, Warnings: []cellProblem{}}
	_, broken := p.Fault(fault.Violations(standing(e, kept.Content)))
	for _, b := range broken {
		out.Problems = append(out.Problems, cellProblem{b.Path, b.Message})
	}
	for _, f := range kept.Warnings {
		out.Warnings = append(out.Warnings, cellProblem{f.Path, p.T(f.Key, f.Args...)})
	}
	return web.WriteJSON(c.W, http.StatusOK, out)
}

func (a *area) answerOvertaken(c *desk.Call, stale error) error {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	out := overtaken{Revision: e.Draft.Revision, Cells: map[string]both{}}
	out.Message, _ = web.Printer(c.Context()).Fault(stale)
	for _, f := range fault.From(stale).Fields {
		if len(f.Args) == 2 {
			out.Cells[f.Path] = both{text(f.Args[0]), text(f.Args[1])}
		}
	}
	return web.WriteJSON(c.W, http.StatusConflict, out)
}

// saveForm stores the whole form.
func (a *area) saveForm(c *desk.Call) error {
	if _, typed, err := a.keepTyped(c, nil); err != nil {
		return a.refuse(c, attempt{err: err, typed: typed})
	}
	return a.done(c, "duty.saved")
}

// keepTyped stores the cells of a posted form that differ from what is stored,
// drops the rows named, and returns the draft's revision with what was typed.
func (a *area) keepTyped(c *desk.Call, drop []string) (revision int64, typed map[string]string, err error) {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return 0, nil, err
	}
	if typed, err = posted(c, e.Form); err != nil {
		return 0, nil, err
	}
	revision, _ = strconv.ParseInt(c.PostForm.Get("revision"), 10, 64) // none is an old one
	changed := map[string]string{}
	for cell, text := range typed {
		_, _, fd := e.Form.Cell(cell)
		if canonical, _ := paper.Typed(e.Rules, fd, cell, text); canonical != e.Content.Cells[cell] {
			changed[cell] = text
		}
	}
	p := report.Patch{Revision: revision, Cells: changed, Reasons: fresh(postedReasons(c.PostForm), e.Content), Drop: drop, Refill: c.PostForm.Get("replace")}
	if len(changed) == 0 && len(p.Reasons) == 0 && len(drop) == 0 && p.Refill == "" && revision == e.Draft.Revision {
		return revision, typed, nil
	}
	kept, err := a.Reports.Save(c.Context(), c.Who, c.Duty(), p)
	return kept.Revision, typed, err
}

// changeRows adds a row to a table, or drops one, where scripts do not run; and
// puts the rows of the ledger in the place of a table's, once that was confirmed.
func (a *area) changeRows(c *desk.Call) error {
	if err := c.ParseForm(); err != nil {
		return a.refuse(c, attempt{err: unreadable(err)})
	}
	var drop []string
	if row := c.PostForm.Get("drop"); row != "" {
		drop = []string{row}
	}
	if _, typed, err := a.keepTyped(c, drop); err != nil {
		return a.refuse(c, attempt{err: err, typed: typed})
	}
	if table := c.PostForm.Get("refill"); table != "" {
		return a.askRefill(c, table)
	}
	if c.PostForm.Get("replace") != "" {
		a.Sessions.Flash(c.Context(), c.T("derive.refilled"))
	}
	section := c.PostForm.Get("add")
	if section == "" {
		return c.Redirect(dutyURL(c.Duty()) + "?edit=1")
	}
	return c.Redirect(dutyURL(c.Duty()) + "?edit=1&add=" + section + "#section-" + section)
}
