package dashboard

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// phaseCell is a phase on the timeline, or a quarter of the year.
type phaseCell struct {
	Name, Clause string
	Span         string // from when to when
	Ordinal      int    // 0 for a quarter
	Width        string // share of the whole, «16.4%»
	Now, Past    bool
	Left         int  // days left of a current one
	Narrow       bool // too narrow for its words
}

// plannedMark is something the plan only intends (拟), with its window, and the
// day on which it was held; or an event on its day.
type plannedMark struct {
	Held                string // on which day, "" while it was not
	Title, Clause, Span string
	Event               bool
	X, Width, TextX     string
}

// narrow is the share of the timeline below which a phase cannot hold words, in
// hundredths of a per cent.
const narrow = 700

// axis is the stretch of days that a timeline shows.
type axis struct{ first, last calendar.Date }

func (x axis) share(from calendar.Date, n int) web.Part {
	days := x.last.Sub(x.first) + 1
	at := 10000 * from.Sub(x.first) / days
	return web.Part{From: at, To: at + 10000*n/days}
}

func (x axis) holds(d calendar.Date) bool { return !d.Before(x.first) && !d.After(x.last) }

// timeline lays the phases along the time of the plan, or the quarters along the
// year of a plan without phases. Phases that overlap (N-P3) stand behind each
// other, each from its own first day.
func timeline(p *locale.Printer, plan progress.Board) (cells []phaseCell, planned []plannedMark, today string) {
	phases := plan.Book.Phases
	if len(phases) == 0 {
		phases = quarters(p, plan.Today())
	}
	x := axis{phases[0].Start, phases[len(phases)-1].End}
	now := plan.Today()
	for i, ph := range phases {
		end := x.last.AddDays(1)
		if i+1 < len(phases) {
			end = phases[i+1].Start
		}
		part := x.share(ph.Start, end.Sub(ph.Start))
		cell := phaseCell{
			Name: ph.Name, Clause: ph.Clause, Span: desk.Span(p, ph.Start, ph.End), Width: part.Width(),
			Now: !now.Before(ph.Start) && !now.After(ph.End), Past: now.After(ph.End),
			Left: ph.End.Sub(now), Narrow: part.To-part.From < narrow,
		}
		if len(plan.Book.Phases) > 0 {
			cell.Ordinal = i + 1
		}
		cells = append(cells, cell)
	}
	if x.holds(now) {
		today = x.share(now, 1).X()
	}
	return cells, append(windows(p, plan, x), events(p, plan, x)...), today
}

// quarters are those of a day's year.
func quarters(p *locale.Printer, on calendar.Date) (out []playbook.Phase) {
	first := calendar.Date{Year: on.Year, Month: 1, Day: 1}
	for range 4 {
		period := calendar.PeriodOf(calendar.Quarter, first)
		out = append(out, playbook.Phase{Name: desk.PeriodTitle(p, period.Key()), Start: period.Start, End: period.End})
		first = period.End.AddDays(1)
	}
	return out
}

// windows marks what the plan intends, and when it was held as far as the reader
// may see the reports of it.
func windows(p *locale.Printer, plan progress.Board, x axis) (out []plannedMark) {
	for _, ob := range plan.Book.Obligations {
		if !ob.Planned || ob.Due == nil {
			continue
		}
		from, to, ok := ob.Due.Window()
		if !ok || to.Before(x.first) || from.After(x.last) {
			continue
		}
		from = later(from, x.first)
		part := x.share(from, to.Sub(from)+1)
		part.To = max(part.To, part.From+60)
		mark := plannedMark{Title: ob.Title, Clause: ob.Clause, Span: desk.Span(p, from, to), X: part.X(), Width: part.Width(),
			TextX: web.Part{From: part.To + 40}.X()}
		if k := slices.IndexFunc(plan.Counts, func(n progress.Count) bool { return n.Obligation == ob.ID && !n.Held.IsZero() }); k >= 0 {
			mark.Held = dayIn(p, plan.Counts[k].Held, plan.Today())
		}
		out = append(out, mark)
	}
	return out
}

// events marks the days of what the plan waits for.
func events(p *locale.Printer, plan progress.Board, x axis) (out []plannedMark) {
	for _, ev := range plan.Book.Events {
		for _, on := range ev.Dates {
			if x.holds(on) {
				part := x.share(on, 1)
				part.To = part.From + 60
				out = append(out, plannedMark{Title: ev.Name, Clause: ev.Clause, Span: dayIn(p, on, plan.Today()), Event: true, X: part.X(), Width: part.Width(),
					TextX: web.Part{From: part.To + 40}.X()})
			}
		}
	}
	return out
}

// dayIn prints a day, with its year where that is not the one of today.
func dayIn(p *locale.Printer, d, today calendar.Date) string {
	if d.Year == today.Year {
		return p.ShortDate(d)
	}
	return p.Date(d)
}

func later(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}
