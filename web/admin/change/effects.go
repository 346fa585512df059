package change

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// effectsPart is what a change does to duties, in words.
type effectsPart struct {
	Duties, Units int
	Rows          []effectRow
}

// effectRow is what becomes of the duties of one obligation and form.
type effectRow struct {
	Clause   string
	Title    string
	Kind     effect.Kind
	Says     string // the whole in one sentence
	Periods  string // «2018年9月—2020年12月»
	N        int    // how many periods
	From, To string // deadline of the first period before and after, "" without one
	Rest     string // names To if it is a rest day
	Units    []string
	Past     int // periods of the obligation that are past due and stay as they are
}

// effects puts what a change does into words.
func (a *area) effects(c *desk.Call, id campaign.ID, p revision.Preview) (effectsPart, error) {
	out := effectsPart{Duties: p.Duties, Units: p.Units}
	if len(p.Effects) == 0 {
		return out, nil
	}
	plan, err := a.Campaigns.Plan(c.Context(), c.Who, id)
	if err != nil {
		return out, err
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, plan.Today())
	if err != nil {
		return out, err
	}
	past := pastPeriods(plan)
	printer := web.Printer(c.Context())
	for _, e := range p.Effects {
		row := effectRow{
			Clause: e.Clause, Title: e.Title, Kind: e.Kind, N: len(e.Periods), Past: past[e.Obligation],
			Periods: periodSpan(printer, e.Periods), From: dayWords(printer, e.From), To: dayWords(printer, e.To),
		}
		if !e.To.IsZero() {
			row.Rest = plan.Calendar.RestDay(e.To)
		}
		if f := plan.Book.Form(e.Form); f != nil && f.Title != e.Title {
			row.Title += " · " + f.Title
		}
		for _, u := range e.Units {
			row.Units = append(row.Units, desk.UnitName(tree, u))
		}
		row.Says = says(printer, row)
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// pastPeriods counts for each obligation the periods whose day has passed.
func pastPeriods(plan campaign.Plan) map[string]int {
	seen := map[[2]string]bool{}
	out := map[string]int{}
	for _, cl := range plan.Clauses {
		for _, t := range cl.Tallies {
			key := [2]string{t.Obligation, t.Period}
			if !t.DueOn.IsZero() && t.DueOn.Before(plan.Today()) && !seen[key] {
				seen[key] = true
				out[t.Obligation]++
			}
		}
	}
	return out
}

// says tells an effect in one sentence: «2018年9月起截止日由…改为…，影响 42 个单位 3 期».
func says(p *locale.Printer, r effectRow) string {
	units := len(r.Units)
	switch r.Kind {
	case effect.Moved:
		return p.T("change.says_moved", r.Periods, orNone(p, r.From), orNone(p, r.To), units, r.N)
	case effect.Added:
		return p.T("change.says_added", r.Periods, orNone(p, r.To), units, r.N)
	case effect.Dropped:
		return p.T("change.says_dropped", r.Periods, units, r.N)
	case effect.Recipients:
		return p.T("change.says_recipients", r.Periods, units, r.N)
	default:
		return p.T("change.says_form", r.Periods, units, r.N)
	}
}

// orNone prints a day, «无期限» for none.
func orNone(p *locale.Printer, day string) string {
	if day == "" {
		return p.T("web.undated")
	}
	return day
}

// periodSpan prints periods by the first and the last of them.
func periodSpan(p *locale.Printer, keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	first, last := desk.PeriodTitle(p, keys[0]), desk.PeriodTitle(p, keys[len(keys)-1])
	switch {
	case first == "":
		return p.T("change.once")
	case first == last:
		return first
	}
	return first + "—" + last
}

// dayWords prints a day with its weekday, "" for none.
func dayWords(p *locale.Printer, d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return p.Date(d) + " " + p.Weekday(d.Weekday())
}
