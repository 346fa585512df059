package plan

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// planPage is the plan as the dashboard.
type planPage struct {
	Title    string
	Chips    []chip
	Phases   []phaseCell
	Planned  []plannedMark
	Today    string // place of today on the timeline, "" outside of it
	Clauses  []clauseRow
	Silent   []silentRow
	Readings int
}

// chip is a filter with how many rows it leaves.
type chip struct {
	State, URL string
	N          int
	On         bool
}

// silentRow is a passage that asks for nothing.
type silentRow struct{ At, From, To string }

// The states by which the plan page filters; each is the message
// «clause_state.» + state.
const (
	stateAll     = "all"
	stateDue     = "due"
	stateOverdue = "overdue"
	stateActive  = "active"
	stateFuture  = "future"
	stateDone    = "done"
	stateSilent  = "silent"
	stateLater   = "later"
)

var planStates = []string{stateAll, stateDue, stateOverdue, stateActive, stateFuture, stateDone, stateSilent, stateLater}

func (a *area) plan(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	plan, err := a.Campaigns.Plan(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	printer := web.Printer(c.Context())
	page := planPage{Title: plan.Book.Document.Title, Readings: len(plan.Book.Readings)}
	held, err := a.heldOn(c, plan)
	if err != nil {
		return err
	}
	page.Phases, page.Planned, page.Today = timeline(printer, plan, held)
	counts, err := a.counts(c, plan)
	if err != nil {
		return err
	}
	l := liveOf(printer, plan, counts)
	rows := make([]clauseRow, len(plan.Clauses))
	for i := range plan.Clauses {
		rows[i] = l.row(&plan.Clauses[i])
	}
	page.filter(rows, plan.Book.Silent, c.URL.Query().Get("state"))
	return desk.Show(a.Desk, c, a.page.plan, c.T("nav.plan"), page)
}

// filter counts every state and keeps the rows of the one asked for.
func (p *planPage) filter(rows []clauseRow, silent []playbook.Clause, state string) {
	if !slices.Contains(planStates, state) {
		state = stateAll
	}
	for _, s := range planStates {
		ch := chip{State: s, URL: "/plan?state=" + s, On: s == state}
		for i := range rows {
			if rows[i].is(s) {
				ch.N++
			}
		}
		if s == stateSilent {
			ch.N += len(silent)
		}
		if s == stateAll {
			ch.URL = "/plan"
		}
		p.Chips = append(p.Chips, ch)
	}
	for i := range rows {
		if rows[i].is(state) {
			p.Clauses = append(p.Clauses, rows[i])
		}
	}
	if state == stateAll || state == stateSilent {
		for _, cl := range silent {
			row := silentRow{At: desk.ClausePlace(cl.At)}
			if n := len(cl.Words); n > 0 {
				row.From, row.To = cl.Words[0], cl.Words[n-1]
			}
			p.Silent = append(p.Silent, row)
		}
	}
}

type readingsPage struct{ Readings []readingRow }

// readingRow is an open point of the text and how it was settled.
type readingRow struct {
	playbook.Reading
	Places []string
	Body   string
}

// readings lists what had to be decided to carry out the plan.
func (a *area) readings(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	var p readingsPage
	for _, rd := range r.Book.Readings {
		row := readingRow{Reading: rd, Body: rd.By}
		for _, cl := range rd.Clauses {
			row.Places = append(row.Places, desk.ClauseTag(r.Book, cl))
		}
		if b := r.Book.Body(rd.By); b != nil {
			row.Body = b.Short
			if row.Body == "" {
				row.Body = b.Name
			}
		}
		p.Readings = append(p.Readings, row)
	}
	return desk.Show(a.Desk, c, a.page.readings, c.T("plan.readings"), p)
}

// capabilityName names a part of the program, built or not.
func capabilityName(p *locale.Printer, id string) string {
	for _, cp := range slices.Concat(playbook.Capabilities, playbook.ProgramParts) {
		if cp.ID == id && p.Lang() == locale.En {
			return cp.English
		} else if cp.ID == id {
			return cp.Chinese
		}
	}
	return id
}

// restDay names a due date that is a rest day, "" for a working day.
func restDay(plan campaign.Plan, d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return plan.Calendar.RestDay(d)
}
