package plan

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// workLimit is how many rows a list of the workbench shows at most.
const workLimit = 100

// workbenchPage is what waits for the reader. Which parts there are depends on
// what the reader may do.
type workbenchPage struct {
	Works     bool // discharges duties of a unit
	Todo      []todo
	TodoTotal int
	AnyTime   []anyTime
	ToSign    []desk.Option // bulletins that wait for the reader's signature
	Office    *officeDesk
	Summary   *summary
	Reads     []desk.DutyLine // for who only reads
	ReadOnly  bool
	NoPlan    bool // the account has no campaign
	System    bool
	Start     *startCard // nil for who may launch nothing
	Elsewhere []desk.Elsewhere
	Erase     []desk.Overdue // closed campaigns whose personal values have to go
	Ledger    *ledgerDesk    // nil for who neither records nor confirms
	Goals     []goalCard
}

// todo is one row of the list: a duty, or the papers of one obligation that are
// shown together.
type todo struct {
	desk.DutyLine
	Step   string // message key of the next step
	Act    string // address the step posts to, "" for one that opens the page
	Leads  bool   // the step to take first
	Papers []todo // several forms of one obligation
	Done   int    // of Of papers
	Of     int
}

func (a *area) workbench(c *desk.Call) error {
	p := workbenchPage{System: !c.Who.Scope(people.AccountManage, "").Empty()}
	if err := a.fillStart(c, &p); err != nil {
		return err
	}
	id := campaign.ID(a.HandID(c))
	if id == "" {
		p.NoPlan = true
		return desk.Show(a.Desk, c, a.page.desk, c.T("nav.workbench"), p)
	}
	var err error
	if p.Elsewhere, err = a.Elsewhere(c); err != nil {
		return err
	}
	if p.Erase, err = a.Retentions(c); err != nil {
		return err
	}
	if err := a.fillLedger(c, id, &p); err != nil {
		return err
	}
	if err := a.fillGoals(c, id, &p); err != nil {
		return err
	}
	steps := a.stepsOf(c, id)
	office := !c.Who.Scope(people.DutyManage, string(id)).Empty()
	p.Works = steps.any()
	if err := a.fillToSign(c, id, &p); err != nil {
		return err
	}
	if p.Works {
		if err := a.fillTodo(c, id, steps, &p); err != nil {
			return err
		}
	}
	wide := len(c.Who.Scope(people.DutyRead, string(id)).All) > 0
	switch {
	case office || wide && !p.Works:
		err = a.fillOffice(c, id, office, &p)
	case !p.Works:
		err = a.fillReads(c, id, &p)
	}
	if err != nil {
		return err
	}
	return desk.Show(a.Desk, c, a.page.desk, c.T("nav.workbench"), p)
}

// steps are the ways in which the reader moves a duty on.
type steps struct{ fill, sign, signFor, compose bool }

func (s steps) any() bool { return s.fill || s.sign || s.signFor }

func (a *area) stepsOf(c *desk.Call, id campaign.ID) steps {
	can := func(act people.Action) bool { return !c.Who.Scope(act, string(id)).Empty() }
	return steps{can(people.DutyFill), can(people.DutySign), can(people.DutySignFor), can(people.BulletinCompose)}
}

func (a *area) fillTodo(c *desk.Call, id campaign.ID, s steps, p *workbenchPage) error {
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: id, Mine: true, Open: true, Limit: workLimit})
	if err != nil {
		return err
	}
	p.TodoTotal = len(page.Items)
	var rows []todo
	for i := range page.Items {
		it := &page.Items[i]
		row := todo{DutyLine: desk.NewDutyLine(web.Printer(c.Context()), page.Running, page.Tree, it)}
		row.Step, row.Act = s.next(page.Running, it, row.Standing)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(x, y todo) int { return cmp.Compare(urgency(x.DutyLine), urgency(y.DutyLine)) })
	if len(rows) > 0 {
		rows[0].Leads = rows[0].Step != "workbench.view" && len(p.ToSign) == 0
	}
	p.Todo = together(page, rows)
	return a.fillAnyTime(c, id, s, p)
}

// anyTime is what the reader may file at any time, and how often its unit has.
type anyTime struct {
	desk.DutyLine
	Filed int
}

func (a *area) fillAnyTime(c *desk.Call, id campaign.ID, s steps, p *workbenchPage) error {
	if !s.fill {
		return nil
	}
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: id, Mine: true, AnyTime: true, Limit: workLimit})
	if err != nil {
		return err
	}
	for i := range page.Items {
		at, err := calendar.ParsePeriod(page.Items[i].Period)
		if err != nil {
			return err
		}
		line := desk.NewDutyLine(web.Printer(c.Context()), page.Running, page.Tree, &page.Items[i])
		p.AnyTime = append(p.AnyTime, anyTime{line, at.Nth - 1})
	}
	return nil
}

// fillToSign lists the bulletins that the reader may sign: as the director or, for
// a while, as a delegate without a role for it (P-47).
func (a *area) fillToSign(c *desk.Call, id campaign.ID, p *workbenchPage) error {
	if c.Who.Scope(people.BulletinRead, string(id)).Empty() {
		return nil
	}
	all, err := a.Bulletins.ToSign(c.Context(), c.Who, id)
	for _, b := range all {
		title := c.T("bulletin.of", desk.PeriodTitle(web.Printer(c.Context()), b.Period))
		p.ToSign = append(p.ToSign, desk.Option{Value: "/bulletins/" + string(b.ID), Text: title})
	}
	return err
}

// urgency orders what is due: returned first, then overdue, then by date, which
// is the order of the list.
func urgency(l desk.DutyLine) int {
	switch {
	case l.Standing.Word == campaign.WordReturned:
		return 0
	case l.Standing.Timing == campaign.Missing:
		return 1
	case l.Due.On.IsZero():
		return 3
	}
	return 2
}

// next returns the reader's next step on a duty.
func (s steps) next(r campaign.Running, it *campaign.Item, st campaign.Standing) (step, act string) {
	form, ob := r.Book.Form(it.Form), r.Book.Obligation(it.Obligation)
	switch {
	case ob != nil && ob.Publishes != "":
		if s.compose {
			return "workbench.compose", "/duties/" + string(it.ID) + "/bulletin"
		}
		return "workbench.view", ""
	case form == nil && s.signFor:
		return "workbench.sign_for", "/duties/" + string(it.ID) + "/sign-for"
	case form != nil && form.Signed && st.Work == campaign.AwaitingSignature:
		if s.sign {
			return "workbench.sign", ""
		}
		return "workbench.view", ""
	case !s.fill || form == nil:
		return "workbench.view", ""
	case st.Word == campaign.WordReturned:
		return "workbench.correct", ""
	case st.Work == campaign.Drafted:
		return "workbench.go_on", ""
	}
	return "workbench.fill", ""
}

// together joins the papers of one obligation, unit and period, where a form
// of it is still open, into one row (P-24).
func together(page campaign.Page, rows []todo) []todo {
	var out []todo
	at := map[[3]string]int{}
	for _, row := range rows {
		it := itemOf(page, row.ID)
		ob := page.Book.Obligation(it.Obligation)
		if ob == nil || len(ob.Forms) < 2 {
			out = append(out, row)
			continue
		}
		key := [3]string{string(it.Unit), it.Obligation, it.Period}
		i, seen := at[key]
		if !seen {
			head := row
			head.Title, head.Papers, head.Of, head.Done = ob.Title, nil, len(ob.Forms), len(ob.Forms)
			i = len(out)
			at[key], out = i, append(out, head)
		}
		out[i].Papers = append(out[i].Papers, row)
		out[i].Done--
	}
	return out
}

func itemOf(page campaign.Page, id campaign.DutyID) *campaign.Item {
	i := slices.IndexFunc(page.Items, func(it campaign.Item) bool { return it.ID == id })
	return &page.Items[i]
}

// fillReads lists what a reader without a task may follow: the next due dates.
func (a *area) fillReads(c *desk.Call, id campaign.ID, p *workbenchPage) error {
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: id, Open: true, Limit: workLimit})
	if err != nil {
		return err
	}
	p.ReadOnly = true
	for i := range page.Items {
		p.Reads = append(p.Reads, desk.NewDutyLine(web.Printer(c.Context()), page.Running, page.Tree, &page.Items[i]))
	}
	return nil
}

// lastOfMonth returns the last day of the month a day lies in.
func lastOfMonth(d calendar.Date) calendar.Date {
	return calendar.PeriodOf(calendar.Month, d).End
}
