package rollup

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Listing is the figures of all reports that a question counts, one report at a
// time, so that no list of them has to be held. They are those of the moment of
// the question, however long the reading takes.
type Listing struct {
	Answer // without groups and sums
	asked  *asked
	in     reading
}

// Report is a report with its figures.
type Report struct {
	Duty    campaign.DutyID
	N       int64 // the version
	Unit    organisation.UnitID
	Period  string
	Due     calendar.Date // zero: 无期限
	Nil     bool
	Sent    time.Time
	Figures []Figure // in the order of the form
}

// Figure is a cell of a report.
type Figure struct {
	Cell    string
	Line    string // "" outside a grid of lines
	Measure string
	quantity.Value
}

// Reports gives the reports by period and code of the unit.
func (l Listing) Reports() iter.Seq[Report] {
	columns := l.asked.columns(l.in)
	order := l.asked.order(l.in)
	return func(yield func(Report) bool) {
		for _, s := range l.in.spans {
			if !l.asked.within(s.Period) {
				continue
			}
			for _, r := range l.counted(s) {
				if !yield(l.report(r, columns, order)) {
					return
				}
			}
		}
	}
}

// counted returns the duties of a span whose reports count, by code of the unit.
func (l Listing) counted(s *span) []*Row {
	var out []*Row
	for i := range s.rows {
		if r := &s.rows[i]; r.counts(l.State) && l.asked.has(r) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(x, y *Row) int { return cmp.Compare(l.asked.code(x.Unit), l.asked.code(y.Unit)) })
	return out
}

func (l Listing) report(r *Row, columns []column, order map[string]int) Report {
	out := Report{Duty: r.Duty, N: r.Newest, Unit: r.Unit, Period: r.Period, Due: r.Due, Nil: r.Nil}
	if r.told == nil {
		return out
	}
	out.Sent = r.sent
	for _, f := range r.cells {
		if c := columns[f.cell]; c.measure >= 0 {
			m := l.Measures[c.measure]
			out.Figures = append(out.Figures, Figure{l.in.cells[f.cell].address, c.line, m.ID, quantity.Value{Kind: m.Kind, N: f.value}})
		}
	}
	slices.SortFunc(out.Figures, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(order[x.Cell], order[y.Cell]), cmp.Compare(x.Cell, y.Cell))
	})
	return out
}

// OfLine returns what a report says of a measure on a line, or outside of the
// lines where it is "": the sum of the cells, unless they may not be added.
func (l Listing) OfLine(r Report, m playbook.Measure, line string) (v quantity.Value, known bool) {
	v.Kind = m.Kind
	sum := Sum{Value: v}
	for _, f := range r.Figures {
		if f.Measure == m.ID && f.Line == line {
			sum.add(f.N)
		}
	}
	return sum.Value, sum.Why == "" && (sum.Parts == 1 || sum.Parts > 1 && m.OverLines)
}
