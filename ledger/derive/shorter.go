package derive

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Shorter is the accepted report of a shorter period.
type Shorter struct {
	Duty    campaign.DutyID
	N       int64
	Period  string
	Nil     bool
	Figures []paper.Figure
}

// lengths are the recurrences by how long their periods are, the shortest first.
var lengths = []playbook.Every{playbook.Month, playbook.Quarter, playbook.Year}

// shorter fills the figures that have no entries as their source from the
// accepted reports of one obligation with shorter periods: a quarter from its
// months. Of several it is the shortest, so that what two of them tell of is
// added once. A flow is added, of a stock the last stands, and what never adds
// over time stays open.
func (f *filling) shorter(spots []spot) error {
	p, err := calendar.ParsePeriod(f.c.Period)
	if err != nil || p.Timeless() {
		return err
	}
	for i := range f.c.Rules.Obligations {
		ob := &f.c.Rules.Obligations[i]
		if !briefer(ob.Every, f.c.Obliged().Every) {
			continue
		}
		for _, id := range ob.Forms {
			form := f.c.Rules.Form(id)
			if form == nil || !f.sharesFigures(form, spots) {
				continue
			}
			inside := calendar.PeriodsBetween(calendar.Kind(ob.Every), p.Start, p.End)
			if len(inside) == 0 {
				continue
			}
			all, err := f.tx.Shorter(f.c.Duty, ob.ID, id, inside[0].Key(), inside[len(inside)-1].Key())
			if err != nil {
				return err
			}
			f.add(spots, all)
		}
	}
	return nil
}

func briefer(one, than playbook.Every) bool {
	at := func(e playbook.Every) int {
		for i, l := range lengths {
			if l == e {
				return i
			}
		}
		return len(lengths)
	}
	return at(one) < at(than)
}

// sharesFigures reports whether a form has a figure that is still open here.
func (f *filling) sharesFigures(form *playbook.Form, spots []spot) bool {
	for _, at := range spots {
		if _, _, fd := form.Cell(at.cell); f.open(at) && fd != nil && fd.Measure == at.field.Measure {
			return true
		}
	}
	return false
}

// open reports whether a spot is to be filled from shorter reports and is not
// yet.
func (f *filling) open(at spot) bool {
	_, filled := f.out.Cells[at.cell]
	return at.of == nil && !filled
}

// add adds the reports up in the cells that are open and that they have too.
func (f *filling) add(spots []spot, all []Shorter) {
	for _, at := range spots {
		m := f.c.Rules.Measure(at.field.Measure)
		if !f.open(at) || m == nil || m.OverTime == playbook.Distinct {
			continue
		}
		var cell Cell
		for _, s := range all {
			for _, fig := range s.Figures {
				if fig.Cell != at.cell || fig.Measure != at.field.Measure {
					continue
				}
				if at.stock {
					cell = Cell{}
				}
				cell.Value += fig.Value
				cell.Spans = append(cell.Spans, Span{s.Duty, s.N, s.Period, fig.Value})
			}
		}
		if cell.Text = text(cell.Value); len(cell.Spans) > 0 {
			f.out.Cells[at.cell], f.out.Used = cell, true
		}
	}
}
