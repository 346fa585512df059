package dashboard

import (
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// clauseRow is a clause with its live state.
type clauseRow struct {
	ID, Asks     string
	State        string // one of planStates
	Due, Overdue bool   // something of it falls due this month, or is missing
	Live         []liveLine
	With         []reference // obligations of other clauses that carry it out
	Facts        []fact      // what stands in the program because of it
	Readings     []playbook.Reading
	Later        string // the capability it waits for
	AsksToo      bool   // what it asks is said beside the words of the document
	Change       bool   // the reader may change what carries it out
	Categories   []string
	clause       *playbook.Clause
	obligations  []string // that carry it out
}

// is reports whether the row belongs to a state of the filter.
func (r *clauseRow) is(state string) bool {
	switch state {
	case stateAll:
		return true
	case stateDue:
		return r.Due
	case stateOverdue:
		return r.Overdue
	}
	return r.State == state
}

// reference leads to the clause under which something is done.
type reference struct{ Clause, Title string }

// fact is what else follows from a clause, by kind («kind.» + Kind).
type fact struct{ Kind, Text, URL string }

// liveLine is how one obligation stands: the period at hand, and all before it.
type liveLine struct {
	Obligation, Period   string // keys
	Title, When          string
	Units, Papers        int
	DueOn                calendar.Date
	Debtors              string // the categories that owe it
	Mine                 []mine // how one unit stands in it, instead of the counts
	Rest                 string // the rest day it falls on
	Provisional, Planned bool
	Days                 int
	Bar                  web.Bar
	Now                  progress.Count
	Sent                 string // how many, and how many of them late or returned
	Waiting              int    // nothing sent, nothing in hand
	Past                 progress.Count
	PastSent             string // of those before without a date
	PastOpen             int    // of those: not sent
	PastFrom, PastTo     string
	Receipt              bool // 签收: it is signed for, not reported
	Later                string
	Any                  bool // may be filed at any time (H-33)
	Filed, FiledBy       int  // how many were, and by how many units
	PerUnit              []filedBy
	state                string
}

// MissingURL lists what is missing of an obligation, of one unit where the line
// is about one.
func (o liveLine) MissingURL() string {
	q := url.Values{"obligation": {o.Obligation}, "timing": {"missing"}}
	if len(o.Mine) > 0 {
		q.Set("unit", o.Mine[0].Code)
	}
	return "/duties?" + q.Encode()
}

// live makes the rows of the plan page.
type live struct {
	printer *locale.Printer
	plan    progress.Board
	groups  map[string][]progress.Count // of each obligation, periods in order
	unit    *unitView                   // nil: of all units
	causes  map[string][]playbook.Cause
	lines   map[string]liveLine  // of each obligation
	filed   map[string][]filedBy // of what may be filed at any time
}

func liveOf(p *locale.Printer, plan progress.Board, unit *unitView, filed map[string][]filedBy) live {
	l := live{p, plan, map[string][]progress.Count{}, unit, causesOf(plan.Book), map[string]liveLine{}, filed}
	for _, g := range plan.Counts {
		l.groups[g.Obligation] = append(l.groups[g.Obligation], g)
	}
	for i := range plan.Book.Obligations {
		ob := &plan.Book.Obligations[i]
		l.lines[ob.ID] = l.line(ob)
	}
	return l
}

func (l live) row(cl *playbook.Clause) *clauseRow {
	row := clauseRow{ID: cl.ID, Asks: cl.Asks, Later: capabilityName(l.printer, cl.Later), clause: cl}
	var states []string
	for i := range l.plan.Book.Obligations {
		ob := &l.plan.Book.Obligations[i]
		line := l.lines[ob.ID]
		switch {
		case ob.Clause == cl.ID:
			row.Live = append(row.Live, line)
			row.Due = row.Due || l.dueThisMonth(ob)
			row.Overdue = row.Overdue || line.Past.Missing+line.Now.Missing > 0
		case slices.Contains(ob.Cites, cl.ID):
			row.With = append(row.With, reference{ob.Clause, ob.Title})
		default:
			continue
		}
		states = append(states, line.state)
		row.obligations = append(row.obligations, ob.ID)
		row.Categories = append(row.Categories, debtorsOf(ob)...)
	}
	row.Facts, row.Readings = l.facts(cl)
	row.State = l.state(cl, states)
	return &row
}

// state returns the state of a clause from those of what carries it out.
func (l live) state(cl *playbook.Clause, states []string) string {
	switch l.plan.Book.State(cl) {
	case playbook.Silent:
		return stateSilent
	case playbook.Later:
		return stateLater
	}
	for _, ph := range l.plan.Book.Phases {
		if ph.Clause == cl.ID {
			states = append(states, l.phaseState(ph))
		}
	}
	for _, s := range []string{stateActive, stateLater, stateFuture, stateDone} {
		if slices.Contains(states, s) && (s == stateActive || !slices.ContainsFunc(states, func(x string) bool { return x != s })) {
			return s
		}
	}
	if len(states) == 0 {
		return stateDone
	}
	return stateActive
}

func (l live) phaseState(ph playbook.Phase) string {
	today := l.plan.Today()
	switch {
	case today.Before(ph.Start):
		return stateFuture
	case today.After(ph.End):
		return stateDone
	}
	return stateActive
}

// line sums up an obligation: the first period not past, or the last one; and
// how those before it went.
func (l live) line(ob *playbook.Obligation) liveLine {
	out := liveLine{Obligation: ob.ID, Title: ob.Title, Planned: ob.Planned, Receipt: ob.Receipt, Debtors: l.categories(debtorsOf(ob)), state: stateLater}
	if ob.Later != "" {
		out.Later = capabilityName(l.printer, ob.Later)
		return out
	}
	all := l.groups[ob.ID]
	if len(all) == 0 {
		out.state = stateFuture
		return out
	}
	if ob.Every == playbook.Any {
		return l.atAnyTime(out, ob, all)
	}
	today := l.plan.Today()
	at := atHand(all, today)
	for _, t := range all[:at] {
		out.Past = out.Past.Plus(t)
		if t.DueOn.IsZero() {
			out.PastOpen += max(t.Owed()-int(t.Sent), 0)
		}
	}
	if at > 0 && all[at-1].DueOn.IsZero() {
		out.PastSent = sentOf(l.printer, out.Past)
	}
	if at > 0 {
		out.PastFrom, out.PastTo = desk.PeriodTitle(l.printer, all[0].Period), desk.PeriodTitle(l.printer, all[at-1].Period)
	}
	out.show(l, ob, all[at])
	if l.unit != nil {
		out.Mine = l.unit.of(ob.ID, all[at].Period)
	}
	out.state = howFar(all)
	return out
}

// atHand returns the period that a line is about, of those of one obligation in
// their order: the first that is not past; without dates the newest one that has
// opened.
func atHand(all []progress.Count, today calendar.Date) int {
	at := slices.IndexFunc(all, func(t progress.Count) bool { return t.DueOn.IsZero() || !t.DueOn.Before(today) })
	if at < 0 {
		return len(all) - 1
	}
	for i := at + 1; i < len(all) && all[at].DueOn.IsZero() && all[i].DueOn.IsZero() && int(all[i].NotOpen) < all[i].Owed(); i++ {
		at = i
	}
	return at
}

// show puts the period at hand into the line.
func (o *liveLine) show(l live, ob *playbook.Obligation, t progress.Count) {
	o.Now, o.Period, o.When = t, t.Period, desk.PeriodTitle(l.printer, t.Period)
	o.DueOn, o.Provisional, o.Rest = t.DueOn, t.Provisional, restDay(l.plan, t.DueOn)
	owed := t.Owed()
	o.Papers, o.Units = owed, int(t.Units)
	if o.Sent = sentOf(l.printer, t); ob.Receipt {
		o.Sent = l.printer.T("dashboard.signed", int(t.Sent))
	}
	if o.Papers == o.Units {
		o.Papers = 0
	}
	if !t.DueOn.IsZero() {
		o.Days = t.DueOn.Sub(l.plan.Today())
	}
	returned := min(t.Returned, t.Sent)
	o.Waiting = max(owed-int(t.Sent+t.Drafted+t.Awaiting), 0)
	if t.Missing > 0 { // past due: what is not there is missing, not waiting
		o.Waiting = 0
	}
	o.Bar = web.NewBar(strings.TrimSpace(ob.Title+" "+o.When), owed,
		int(t.Sent-t.Late-returned), int(t.Late), int(t.Missing+returned), int(t.Drafted+t.Awaiting))
}

// sentOf says how many were sent and what is to be said of some of them.
func sentOf(p *locale.Printer, t progress.Count) string {
	var among []string
	if t.Late > 0 {
		among = append(among, p.T("timing.late")+" "+p.Number(t.Late))
	}
	if t.Returned > 0 {
		among = append(among, p.T("state.returned")+" "+p.Number(t.Returned))
	}
	if len(among) == 0 {
		return p.T("plan.sent", int(t.Sent))
	}
	return p.T("plan.sent_among", int(t.Sent), strings.Join(among, p.T("core.list_comma")))
}

// howFar returns how far the periods of an obligation are.
func howFar(all []progress.Count) string {
	done, future := true, true
	for _, t := range all {
		done = done && int(t.Sent) == t.Owed() && t.Returned == 0
		future = future && int(t.NotOpen) == t.Owed()
	}
	switch {
	case future:
		return stateFuture
	case done:
		return stateDone
	}
	return stateActive
}

func (l live) dueThisMonth(ob *playbook.Obligation) bool {
	month := calendar.PeriodOf(calendar.Month, l.plan.Today())
	return slices.ContainsFunc(l.groups[ob.ID], func(t progress.Count) bool {
		return !t.DueOn.IsZero() && month.Contains(t.DueOn) && int(t.Sent) < t.Owed()
	})
}

// facts lists what stands in the program because of a clause, and the readings
// that settle it.
func (l live) facts(cl *playbook.Clause) (facts []fact, readings []playbook.Reading) {
	for _, cause := range l.causes[cl.ID] {
		switch cause.Kind {
		case playbook.CauseObligation:
			continue
		case playbook.CauseReading:
			if r := l.plan.Book.Reading(cause.ID); r != nil {
				readings = append(readings, *r)
			}
			continue
		}
		f := l.fact(cause)
		if n := len(facts); n > 0 && facts[n-1].Kind == f.Kind {
			facts[n-1].Text += l.printer.T("core.list_comma") + f.Text
			continue
		}
		facts = append(facts, f)
	}
	return facts, readings
}

func (l live) fact(cause playbook.Cause) fact {
	f := fact{Kind: string(cause.Kind), Text: cause.Title}
	switch cause.Kind {
	case playbook.CauseProgram:
		if f.Text = capabilityName(l.printer, cause.ID); cause.ID == "yearly" {
			f.URL = "/yearly"
		}
	case playbook.CauseDocument, playbook.CauseBasis:
		f.Text = strings.TrimSpace(cause.ID + " " + cause.Title)
	case playbook.CauseAudience:
		f.Text = l.categories(l.plan.Book.Audience.Categories)
	case playbook.CauseRegister:
		f.Text = l.register(cause.ID)
		if shape, ok := register.ShapeOf(cause.ID); ok && !shape.Private() {
			f.URL = "/ledger/" + cause.ID
		}
	case playbook.CauseGoals:
		f.Text, f.URL = l.plan.Book.Obligation(l.plan.Book.Ledger.Goals.Obligation).Title, "/goals"
	case playbook.CauseQuota:
		f.URL = "/quotas"
	case playbook.CauseRetention:
		f.Text = l.printer.T("plan.retention", l.plan.Book.Ledger.Retention.Years)
	case playbook.CauseBody:
		f.URL = "/posts"
	case playbook.CausePost:
		f.URL = "/posts"
		for _, p := range l.plan.Book.Posts {
			if p.ID == cause.ID { // as the plan has it: its own words
				f.Text = strings.Join(strings.Fields(p.Title+" "+p.Person+" "+p.Office), " ")
			}
		}
	}
	return f
}

// register names a register as the plan does.
func (l live) register(id string) string {
	return register.NewWords(l.printer.Lang(), &l.plan.Book.Ledger, nil).Register(id)
}

// categories names categories of units.
func (l live) categories(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, l.printer.T("category."+id))
	}
	return strings.Join(names, l.printer.T("core.list_comma"))
}
