package plan

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// phaseCell is a phase on the timeline.
type phaseCell struct {
	Name, Clause string
	Span         string // from when to when
	Ordinal      int
	Width        string // share of the whole, «16.4%»
	Now, Past    bool
	Left         int  // days left of a current one
	Narrow       bool // too narrow for its words
}

// plannedMark is something the plan only intends (拟), with its window, and the
// day on which it was held.
type plannedMark struct {
	Held                calendar.Date
	Title, Clause, Span string
	X, Width, TextX     string
}

// narrow is the share of the timeline below which a phase cannot hold words, in
// hundredths of a per cent.
const narrow = 700

// timeline lays the phases along the time of the plan. Phases that overlap
// (N-P3) stand behind each other, each from its own first day. held is when what
// is planned was held, by obligation.
func timeline(p *locale.Printer, plan campaign.Plan, held map[string]calendar.Date) (cells []phaseCell, planned []plannedMark, today string) {
	phases := plan.Book.Phases
	if len(phases) == 0 {
		return nil, nil, ""
	}
	first, last := phases[0].Start, phases[len(phases)-1].End
	days := last.Sub(first) + 1
	share := func(from calendar.Date, n int) web.Part {
		at := 10000 * from.Sub(first) / days
		return web.Part{From: at, To: at + 10000*n/days}
	}
	now := plan.Today()
	for i, ph := range phases {
		end := last.AddDays(1)
		if i+1 < len(phases) {
			end = phases[i+1].Start
		}
		part := share(ph.Start, end.Sub(ph.Start))
		cells = append(cells, phaseCell{
			Name: ph.Name, Clause: ph.Clause, Span: desk.Span(p, ph.Start, ph.End), Ordinal: i + 1, Width: part.Width(),
			Now: !now.Before(ph.Start) && !now.After(ph.End), Past: now.After(ph.End),
			Left: ph.End.Sub(now), Narrow: part.To-part.From < narrow,
		})
	}
	for _, ob := range plan.Book.Obligations {
		if !ob.Planned || ob.Due == nil {
			continue
		}
		from, to, ok := ob.Due.Window()
		if !ok {
			continue
		}
		part := share(from, to.Sub(from)+1)
		part.To = max(part.To, part.From+60)
		planned = append(planned, plannedMark{
			Held: held[ob.ID], Title: ob.Title, Clause: ob.Clause, Span: desk.Span(p, from, to), X: part.X(), Width: part.Width(),
			TextX: web.Part{From: part.To + 40}.X(),
		})
	}
	if !now.Before(first) && !now.After(last) {
		today = share(now, 1).X()
	}
	return cells, planned, today
}

// heldOn returns when the planned events of the plan were held, by obligation,
// as far as the reader may see the reports of them.
func (a *area) heldOn(c *desk.Call, plan campaign.Plan) (map[string]calendar.Date, error) {
	held := map[string]calendar.Date{}
	for _, ob := range plan.Book.Obligations {
		if !ob.Planned || ob.Later != "" {
			continue
		}
		page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: plan.ID, Obligation: ob.ID})
		if err != nil {
			return nil, err
		}
		for _, it := range page.Items {
			if !it.Held.IsZero() {
				held[ob.ID] = it.Held
			}
		}
	}
	return held, nil
}
