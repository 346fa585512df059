package launch

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/preview"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// calendarPage shows every duty that the launch will make.
type calendarPage struct {
	head
	sums
	Asks   []askRow
	Months []month
}

// sums are the duties in a few numbers.
type sums struct {
	Units, Duties, Past int
	First               string // day with its weekday, "" where nothing has a date
	Rest, Provisional   int    // days
}

// askRow is one obligation and form.
type askRow struct {
	preview.Ask
	Title, Clause, Due string
	First, Last        string
}

// month is a page of the calendar.
type month struct {
	Name  string
	Weeks [][7]box
	Days  []dayRow
}

// box is a day of a month, zero outside it.
type box struct {
	N          int
	Rest, Due  bool
	Festival   string
	Anchor     string
	Prov, Past bool
}

// dayRow is a day on which something is due.
type dayRow struct {
	Anchor, Day, Rest string
	Provisional, Past bool
	Dues              []dueRow
}

type dueRow struct {
	Title string
	Units int
}

func (a *area) calendar(c *desk.Call) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	pre, err := a.Preparations.Preview(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	p := web.Printer(c.Context())
	return desk.Show(a.Desk, c, a.page.calendar, c.T("launch.title"), calendarPage{
		head: newHead(&v, "calendar", c, nil), sums: newSums(p, pre), Asks: newAsks(p, v.Book, pre), Months: months(p, pre, a.Units.Today()),
	})
}

func newSums(p *locale.Printer, pre preview.Preview) sums {
	s := sums{Units: pre.Units, Duties: pre.Duties, Past: pre.Past}
	if !pre.First.IsZero() {
		s.First = p.Date(pre.First) + " " + p.Weekday(pre.First.Weekday())
	}
	for _, d := range pre.Days {
		if d.Rest != "" {
			s.Rest++
		}
		if d.Provisional {
			s.Provisional++
		}
	}
	return s
}

func newAsks(p *locale.Printer, pb *playbook.Playbook, pre preview.Preview) []askRow {
	out := make([]askRow, len(pre.Asks))
	for i, x := range pre.Asks {
		out[i] = askRow{Ask: x, Title: askTitle(x), Clause: desk.ClauseTag(pb, x.Obligation.Clause), Due: dueWords(p, x.Obligation)}
		if !x.First.IsZero() {
			out[i].First, out[i].Last = p.Date(x.First), p.Date(x.Last)
		}
	}
	return out
}

func askTitle(x preview.Ask) string {
	if x.Form != nil && len(x.Obligation.Forms) > 1 {
		return x.Form.Title
	}
	return x.Obligation.Title
}

// months lays the days out on pages of weeks that begin on Monday.
func months(p *locale.Printer, pre preview.Preview, today calendar.Date) (out []month) {
	for i := 0; i < len(pre.Days); {
		on := pre.Days[i].On
		j := i
		for j < len(pre.Days) && pre.Days[j].On.Year == on.Year && pre.Days[j].On.Month == on.Month {
			j++
		}
		out = append(out, newMonth(p, pre, pre.Days[i:j], today))
		i = j
	}
	return out
}

func newMonth(p *locale.Printer, pre preview.Preview, days []preview.Day, today calendar.Date) month {
	first := calendar.Date{Year: days[0].On.Year, Month: days[0].On.Month, Day: 1}
	m := month{Name: desk.PeriodTitle(p, calendar.PeriodOf(calendar.Month, first).Key())}
	due := map[calendar.Date]preview.Day{}
	for _, d := range days {
		due[d.On] = d
		row := dayRow{Anchor: "d-" + d.On.String(), Day: p.ShortDate(d.On), Rest: restTag(p, d),
			Provisional: d.Provisional, Past: d.On.Before(today)}
		for _, x := range d.Dues {
			row.Dues = append(row.Dues, dueRow{askTitle(pre.Asks[x.Ask]) + periodOf(p, x.Period), x.Units})
		}
		m.Days = append(m.Days, row)
	}
	week, column := [7]box{}, (int(first.Weekday())+6)%7
	for d := first; d.Month == first.Month; d = d.AddDays(1) {
		x, hit := due[d]
		week[column] = box{N: d.Day, Rest: !pre.Calendar.IsWorkday(d), Due: hit, Prov: x.Provisional, Past: d.Before(today), Anchor: "d-" + d.String(), Festival: festival(pre.Calendar, d)}
		if column++; column == 7 {
			m.Weeks, week, column = append(m.Weeks, week), [7]box{}, 0
		}
	}
	if column > 0 {
		m.Weeks = append(m.Weeks, week)
	}
	return m
}

// restTag names a rest day beside a date that says its weekday already.
func restTag(p *locale.Printer, d preview.Day) string {
	if d.Rest == d.On.WeekdayChinese() {
		return p.T("launch.key_rest")
	}
	return d.Rest
}

// festival names a holiday, "" for a plain weekend.
func festival(cal *calendar.Calendar, d calendar.Date) string {
	if name := cal.RestDay(d); name != d.WeekdayChinese() {
		return name
	}
	return ""
}

func periodOf(p *locale.Printer, period calendar.Period) string {
	if t := desk.PeriodTitle(p, period.Key()); t != "" {
		return " " + t
	}
	return ""
}
