package plan

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// Bounds of the summary, which stays one page however much is missing.
const (
	behindLimit = 500 // missing duties that are read to say who is behind
	titlesLimit = 3   // titles shown of a unit that is behind
	pastLimit   = 8   // obligations past due that some unit still owes
)

// officeDesk is what waits for the office.
type officeDesk struct {
	Reviews     []desk.DutyLine
	ReviewTotal int
	Pending     []pendingDate
	NoLiaison   int
	Moved       movedDates
	Differ      int // figures that the nightly recount found to differ from their reports
}

// movedDates is what the newest notice changed, where it is recent.
type movedDates struct {
	At      time.Time
	Changes []string // in the words of the record
}

// movedDays is for how many days the office is told of a notice.
const movedDays = 30

// pendingDate is a due date that a notice would have put into the past.
type pendingDate struct {
	Obligation, Period string // keys
	Title              string
	DueOn              calendar.Date
	Units              int
}

// summary says on one page where a campaign stands.
type summary struct {
	Rates  []rate
	Behind []behind
	Missed int
	Last   calendar.Date // the end of this month
}

// rate is how far one obligation of the present is.
type rate struct {
	Obligation, Title, Period, Clause string
	Due                               desk.DueView
	Sent, All, Late, Missing          int
	Share                             string
	Bar                               web.Bar
}

// behind is a unit with what it owes past due.
type behind struct {
	Name   string
	Code   string
	Titles []string
	Days   int // of the oldest
	Count  int
	More   int // missing ones that Titles leaves out
}

func (a *area) fillOffice(c *desk.Call, id campaign.ID, office bool, p *workbenchPage) error {
	plan, err := a.Progress.Read(c.Context(), c.Who, id, progress.Asked{})
	if err != nil {
		return err
	}
	printer := web.Printer(c.Context())
	p.Summary = &summary{Rates: ratesOf(printer, plan), Last: lastOfMonth(plan.Today())}
	if err := a.fillBehind(c, id, p.Summary); err != nil || !office {
		return err
	}
	p.Office = &officeDesk{Pending: pendingOf(printer, plan)}
	if p.Office.NoLiaison, err = a.withoutLiaison(c, id); err != nil {
		return err
	}
	if p.Office.Moved, err = a.moved(c, plan); err != nil {
		return err
	}
	night, err := a.Figures.Recounted(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	p.Office.Differ = night.Count
	bodies := c.Who.Bodies(people.ReportReview, people.Place{Root: plan.Root, Unit: plan.Unit, Campaign: string(id)})
	if len(bodies) == 0 {
		return nil
	}
	f := campaign.Filter{Campaign: id, Awaits: bodies, Limit: workLimit, Counted: true}
	page, err := a.Campaigns.Duties(c.Context(), c.Who, f)
	if err != nil {
		return err
	}
	for i := range page.Items {
		p.Office.Reviews = append(p.Office.Reviews, desk.NewDutyLine(printer, page.Running, page.Tree, &page.Items[i]))
	}
	p.Office.ReviewTotal = int(page.Total)
	return nil
}

// ratesOf lists the obligations whose due date lies in this month, and those
// past it that some unit still owes.
func ratesOf(p *locale.Printer, plan progress.Board) []rate {
	today := plan.Today()
	month := calendar.PeriodOf(calendar.Month, today)
	var out []rate
	for _, g := range plan.Counts {
		if g.DueOn.IsZero() || !month.Contains(g.DueOn) && g.Missing == 0 {
			continue
		}
		ob := plan.Book.Obligation(g.Obligation)
		all := g.Owed()
		out = append(out, rate{
			Obligation: g.Obligation, Title: ob.Title, Period: desk.PeriodTitle(p, g.Period), Clause: desk.ClauseTag(plan.Book, ob.Clause),
			Due:  desk.NewDueView(g.DueOn, today, g.Provisional),
			Sent: int(g.Sent), All: all, Late: int(g.Late), Missing: int(g.Missing), Share: p.Percent(int(g.Sent), all),
			Bar: web.NewBar(ob.Title, all, int(g.Sent-g.Late), int(g.Late), int(g.Missing)),
		})
	}
	slices.SortStableFunc(out, func(x, y rate) int { return y.Due.On.Compare(x.Due.On) })
	now := slices.IndexFunc(out, func(x rate) bool { return x.Due.On.Before(month.Start) })
	if now < 0 {
		return out
	}
	return out[:min(len(out), now+pastLimit)]
}

func pendingOf(p *locale.Printer, plan progress.Board) []pendingDate {
	var out []pendingDate
	for _, t := range plan.Counts {
		if t.Pending > 0 {
			out = append(out, pendingDate{t.Obligation, t.Period,
				plan.Book.Obligation(t.Obligation).Title + " " + desk.PeriodTitle(p, t.Period), t.DueOn, int(t.Pending)})
		}
	}
	return out
}

// withoutLiaison counts the units that have no current liaison (P-52).
func (a *area) withoutLiaison(c *desk.Call, id campaign.ID) (int, error) {
	all, err := a.Posts.Liaisons(c.Context(), c.Who, id)
	n := 0
	for _, v := range all {
		if v.Liaison == nil {
			n++
		}
	}
	return n, err
}

// moved reads what the newest notice changed out of the record, as far as the
// reader may see the record.
func (a *area) moved(c *desk.Call, plan progress.Board) (out movedDates, err error) {
	if c.Who.Scope(people.AuditRead, string(plan.ID)).Empty() {
		return out, nil
	}
	entries, err := a.Trail.Page(c.Context(), c.Who, audit.Filter{
		Act: "calendar.apply", Subject: string(plan.ID), From: plan.Now.AddDate(0, 0, -movedDays), Limit: 1,
	})
	if err != nil || len(entries) == 0 {
		return out, err
	}
	r, err := entries[0].Record()
	changes, _ := r.Act.New["changes"].([]any)
	for _, change := range changes {
		out.Changes = append(out.Changes, fmt.Sprint(change))
	}
	out.At = r.At
	return out, err
}

// fillBehind says which units owe what past due, the longest first.
func (a *area) fillBehind(c *desk.Call, id campaign.ID, s *summary) error {
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: id, Timing: campaign.Missing, Limit: behindLimit})
	if err != nil {
		return err
	}
	printer := web.Printer(c.Context())
	s.Missed = len(page.Items)
	at := map[organisation.UnitID]int{}
	for i := range page.Items {
		it := &page.Items[i]
		k, seen := at[it.Unit]
		if !seen {
			k = len(s.Behind)
			at[it.Unit] = k
			s.Behind = append(s.Behind, behind{Name: desk.UnitName(page.Tree, it.Unit), Code: desk.CodeOf(page.Tree, it.Unit), Days: it.Standing(page.Now, page.Zone).Days})
		}
		s.Behind[k].Count++
		if len(s.Behind[k].Titles) == titlesLimit {
			s.Behind[k].More++
			continue
		}
		s.Behind[k].Titles = append(s.Behind[k].Titles, titled(printer, page.Book, &it.Duty))
	}
	slices.SortStableFunc(s.Behind, func(x, y behind) int { return cmp.Compare(y.Count, x.Count) })
	return nil
}

func titled(p *locale.Printer, pb *playbook.Playbook, d *campaign.Duty) string {
	title := desk.DutyTitle(pb, d)
	if period := desk.PeriodTitle(p, d.Period); period != "" {
		title += " " + period
	}
	return title
}
