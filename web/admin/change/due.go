package change

import (
	"net/http"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// duePage is the form of an obligation's due rule: beside it the next dates, below
// it the forms that a rule can have.
type duePage struct {
	ID, Title string
	Clause    clauseLink
	Now       string // the rule in force, in words
	Rule      string // as it was typed, or in words
	Problem   string
	Dates     datesPart
	Forms     []ruleForm
}

// datesPart is the next dates by a rule beside those by the rule in force.
type datesPart struct {
	Words   string // the rule in words
	Problem string // why there are none
	Rows    []dateRow
}

// dateRow is one period with its deadline.
type dateRow struct {
	Period      string
	Was, Is     string // with the weekday, "" for none
	Rest        string // names Is if it is a rest day
	Worked      bool   // Is is a Saturday or Sunday that is worked (调休)
	Provisional bool
	Differs     bool
}

// ruleForm is one form of the due language with what it says.
type ruleForm struct {
	Rule, Words string
	Fits        bool // with how often the obligation recurs
}

// shownDates is how many of the next dates are shown.
const shownDates = 6

// ruleForms is one rule of each form of the language.
var ruleForms = []string{
	"last workday of month", "workday 5 of next month", "day 25 of month", "day 10 of next month", "last day of month",
	"last workday of quarter", "last day of quarter", "workday 5 of next quarter", "day 15 of next quarter",
	"last workday before May Day", "last workday before National Day", "quarter 4 of year", "months 5..9 of year",
	"last workday of year", "last day of year", "day 20 of next year",
	"2018-06-18", "2018-06-18 09:00", "2018-06-18 noon", "2018-06-18 close of business",
	"2018-06-20..2018-06-30", "2019-05..2019-09", "late August 2018", "end of 2018-06",
}

// dueForm shows the form.
func (a *area) dueForm(c *desk.Call) error {
	w, ob, err := a.obligation(c)
	if err != nil {
		return err
	}
	rule := w.scalar(dueAt(w, ob))
	return a.showDue(c, http.StatusOK, w, ob, sayRule(web.Printer(c.Context()), rule), "")
}

// obligation opens the draft and the obligation of it that the address names.
func (a *area) obligation(c *desk.Call) (*work, *playbook.Obligation, error) {
	w, err := a.sound(c)
	if err != nil {
		return nil, nil, err
	}
	ob := w.Book.Obligation(c.PathValue("obligation"))
	if ob == nil {
		return nil, nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return w, ob, nil
}

// dueAt is where the due rule of an obligation stands: under «due» or «window».
func dueAt(w *work, ob *playbook.Obligation) string {
	if window := "obligations/" + ob.ID + "/window"; w.at(window) != nil {
		return window
	}
	return "obligations/" + ob.ID + "/due"
}

func (a *area) showDue(c *desk.Call, status int, w *work, ob *playbook.Obligation, rule, problem string) error {
	printer := web.Printer(c.Context())
	p := duePage{
		ID: ob.ID, Title: ob.Title, Clause: clauseLinks(w.Book, []string{ob.Clause})[0], Rule: rule, Problem: problem,
		Now: printer.T("change.not_in_force"),
	}
	was := w.Running.Book.Obligation(ob.ID)
	if was != nil {
		p.Now = dueWords(printer, was)
	}
	dates, err := a.nextDates(c, w, ob, rule)
	if err != nil {
		return err
	}
	p.Dates = dates
	for _, text := range ruleForms {
		if r, err := calendar.ParseRule(text); err == nil {
			p.Forms = append(p.Forms, ruleForm{text, ruleWords(printer, r), r.FitsEvery(calendar.Kind(ob.Every))})
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.due, status, c.T("change.due_title", ob.Title), p)
}

func ruleWords(p *locale.Printer, r calendar.Rule) string {
	if p.Lang() == locale.En {
		return r.English()
	}
	return r.Chinese()
}

// dueDates answers with the next dates by the rule that is being typed.
func (a *area) dueDates(c *desk.Call) error {
	w, ob, err := a.obligation(c)
	if err != nil {
		return err
	}
	p, err := a.nextDates(c, w, ob, strings.TrimSpace(c.URL.Query().Get("due")))
	if err != nil {
		return err
	}
	return a.page.dates.Render(c.W, c.Request, p)
}

// nextDates tries a rule in the text of the draft and lists what falls due from
// today on, beside what the version in force says of the same periods.
func (a *area) nextDates(c *desk.Call, w *work, ob *playbook.Obligation, rule string) (p datesPart, err error) {
	printer := web.Printer(c.Context())
	if problem := refusal(printer, rule); problem != "" {
		return datesPart{Problem: problem}, nil
	}
	_, book, problem, err := w.with(c, setText(dueAt(w, ob), ruleOf(printer, rule)))
	if err != nil || book == nil {
		return datesPart{Problem: problem}, err
	}
	is := book.Obligation(ob.ID)
	p.Words = dueWords(printer, is)
	if is.Due == nil {
		return p, nil
	}
	days, err := a.Campaigns.Workdays(c.Context(), c.Who, w.ID)
	if err != nil {
		return p, err
	}
	was := w.Running.Book.Obligation(ob.ID)
	last := w.Today().AddMonths(12 * (shownDates + 1))
	if !book.End.IsZero() && book.End.Before(last) {
		last = book.End
	}
	for _, period := range is.PeriodsUntil(book, last) {
		d := is.Due.Resolve(period, days)
		if d.Date.IsZero() || d.Date.Before(w.Today()) {
			continue
		}
		row := dateRow{Period: desk.PeriodTitle(printer, period.Key()), Is: deadlineWords(printer, d), Rest: d.Rest, Provisional: d.Provisional}
		row.Worked = d.Rest == "" && !d.Provisional && (d.Date.Weekday() == time.Saturday || d.Date.Weekday() == time.Sunday)
		if was != nil && was.Due != nil {
			row.Was = deadlineWords(printer, was.Due.Resolve(period, days))
		}
		row.Differs = row.Was != row.Is
		if p.Rows = append(p.Rows, row); len(p.Rows) == shownDates {
			break
		}
	}
	return p, nil
}

// deadlineWords prints a deadline with its weekday and its time of day.
func deadlineWords(p *locale.Printer, d calendar.Deadline) string {
	if d.Date.IsZero() {
		return p.T("web.undated")
	}
	words := dayWords(p, d.Date)
	if d.Clock != calendar.EndOfDay {
		words += " " + d.Clock.String()
	}
	return words
}

// changeDue puts the rule into the draft.
func (a *area) changeDue(c *desk.Call) error {
	w, ob, err := a.obligation(c)
	if err != nil {
		return err
	}
	rule := c.Text("due")
	if problem := refusal(web.Printer(c.Context()), rule); problem != "" {
		return a.showDue(c, http.StatusUnprocessableEntity, w, ob, rule, problem)
	}
	problem, err := a.put(c, w, setText(dueAt(w, ob), ruleOf(web.Printer(c.Context()), rule)))
	if err != nil || problem == "" {
		return err
	}
	return a.showDue(c, http.StatusUnprocessableEntity, w, ob, rule, problem)
}
