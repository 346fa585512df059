package roster

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// completePage says how complete the reference data is.
type completePage struct {
	Parts    []desk.Option
	Unit     string
	Unknown  bool
	On       calendar.Date
	Measured []measured
}

// measured is a register of reference data.
type measured struct {
	Name, URL               string
	Entries, Filled, Wanted int
	Duplicates              int
	Missing                 []desk.Option // the field, and how often
	Lacking                 []lackingRow
	More                    int
}

// lackingRow is an entry with what it lacks.
type lackingRow struct{ Code, URL, Unit, Fields string }

// complete shows what the reference data of a unit lacks (H-23).
func (a *area) complete(c *desk.Call) error {
	w, err := a.where(c)
	if err != nil {
		return err
	}
	p := completePage{Parts: a.parts(c, "/roster/complete", w.typed), Unit: w.typed, Unknown: w.unknown, On: a.Units.Today()}
	for _, register := range []string{roster.Points, roster.Households} {
		if w.unknown {
			break
		}
		found, err := a.Roster.Complete(c.Context(), c.Who, w.id, register, w.unit)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) {
			continue // the plan keeps none, or the reader may read none
		}
		if err != nil {
			return err
		}
		p.Measured = append(p.Measured, measuredOf(c, w, found))
	}
	return desk.Show(a.Desk, c, a.page.complete, c.T("roster.complete"), p)
}

func measuredOf(c *desk.Call, w where, found roster.Completeness) measured {
	words := desk.WordsOf(c, found.Book)
	m := measured{
		Name: words.Register(), URL: "/ledger/" + found.Book.ID, Entries: found.Entries, Filled: found.Filled, Wanted: found.Wanted,
		Duplicates: found.Duplicates, More: found.More,
	}
	for _, f := range found.Missing {
		m.Missing = append(m.Missing, desk.Option{Text: words.Field(f.Field.ID), Value: c.T("workbench.total", f.N)})
	}
	for _, l := range found.Lacking {
		var names []string
		for _, f := range l.Fields {
			names = append(names, words.Field(f.ID))
		}
		m.Lacking = append(m.Lacking, lackingRow{l.Code, "/ledger/entries/" + string(l.Entry), desk.UnitName(w.tree, l.Unit), strings.Join(names, c.T("core.list_comma"))})
	}
	return m
}
