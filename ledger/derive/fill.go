package derive

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Fill works out what the ledger says in the form of a duty, at the moment of
// the case. It asks once for what happened and once for what stands, and for
// nothing where the form has no source.
func Fill(tx Tx, c campaign.Case, form *playbook.Form) (Filling, error) {
	spots := spotsOf(c.Rules, form)
	if len(spots) == 0 && !hasRows(form) {
		return Filling{}, nil
	}
	f := filling{tx: tx, c: c, form: form, owns: owners(tx, c)}
	f.out.Cells, f.out.Rows = map[string]Cell{}, map[string][]RowSet{}
	kept, err := tx.Kept(c.Root, c.Running.ID)
	if err != nil {
		return f.out, err
	}
	if !kept { // a federation without a ledger is asked no more
		return f.out, f.shorter(spots)
	}
	turns, err := tx.Turns(c.Duty)
	if err != nil {
		return Filling{}, err
	}
	if f.out.Window, err = WindowOf(c, turns); err != nil {
		return f.out, err
	}
	for _, step := range []func([]spot) error{f.figures, f.courses, f.shorter, f.rows} {
		if err := step(spots); err != nil {
			return f.out, err
		}
	}
	if f.out.Used {
		f.nought(spots)
	}
	return f.out, nil
}

// nought fills in 0 where the form wants a figure, or that nothing is under way
// where it wants a text of that, and the ledger, which is kept, has nothing:
// nobody types it.
func (f *filling) nought(spots []spot) {
	for _, at := range spots {
		c, ok := f.out.Cells[at.cell]
		if !ok || !at.field.Required || c.Text != "" {
			continue
		}
		switch {
		case !c.Words:
			c.Text = "0"
		case at.of.Each != "":
			c.Text = at.of.None
		}
		f.out.Cells[at.cell] = c
	}
}

// filling is a Filling being made.
type filling struct {
	tx   Tx
	c    campaign.Case
	form *playbook.Form
	owns func(ledger.Entry, calendar.Date) (bool, error)

	moving map[ledger.EntryID]bool // entries that figures are about: of the period, or standing

	out Filling
}

// spot is a cell of the form that has a source.
type spot struct {
	cell, line string
	field      *playbook.Field
	of         *register.Source // nil: the reports of shorter periods
	stock      bool             // what stands on the last day, not what happened
}

// spotsOf lists the cells that have a source: those whose field or measure names
// one, and figures of a measure that shorter reports tell of.
func spotsOf(pb *playbook.Playbook, form *playbook.Form) []spot {
	var out []spot
	for i := range form.Sections {
		s := &form.Sections[i]
		if s.Kind == playbook.Table || s.Kind == playbook.Files {
			continue
		}
		for j := range s.Fields {
			for _, row := range rowsOf(s) {
				if at, ok := spotOf(pb, s, &s.Fields[j], row); ok {
					out = append(out, at)
				}
			}
		}
	}
	return out
}

// Cells lists the cells of a form that have a source, in its order.
func Cells(pb *playbook.Playbook, form *playbook.Form) []string {
	var out []string
	for _, at := range spotsOf(pb, form) {
		out = append(out, at.cell)
	}
	return out
}

func rowsOf(s *playbook.Section) []string {
	if s.Kind != playbook.Grid {
		return []string{""}
	}
	var ids []string
	for _, r := range s.Rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func spotOf(pb *playbook.Playbook, s *playbook.Section, fd *playbook.Field, row string) (spot, bool) {
	at := spot{cell: s.Address(row, fd.ID), field: fd, of: SourceOf(pb, fd)}
	m := pb.Measure(fd.Measure)
	if fd.Computed != "" || at.of == nil && m == nil {
		return at, false
	}
	if row != "" && pb.Line(row) != nil {
		at.line = row
	}
	switch {
	case m != nil:
		at.stock = m.OverTime == playbook.Stock
	case at.of != nil:
		shape, _ := register.ShapeOf(at.of.Register)
		at.stock = fd.Type == playbook.Number && holding(shape)
	}
	return at, true
}

// SourceOf returns where a field comes from in the ledger: its own source, or
// its measure's; nil for none.
func SourceOf(pb *playbook.Playbook, fd *playbook.Field) *register.Source {
	if fd.From != nil || fd.Type != playbook.MeasureField {
		return fd.From
	}
	if m := pb.Measure(fd.Measure); m != nil {
		return m.From
	}
	return nil
}

// lot is what is asked for at once: of some registers what happened, or what
// stands.
type lot struct {
	registers []string
	stock     bool
	uncounted bool // also entries that are not in the figures yet
}

// figures fills every cell that has entries as its source.
func (f *filling) figures(spots []spot) error {
	f.moving = map[ledger.EntryID]bool{}
	for _, l := range lots(spots) {
		entries, err := f.within(l)
		if err != nil {
			return err
		}
		entries, told, err := f.untold(l, entries)
		if err != nil {
			return err
		}
		for _, at := range spots {
			if at.of == nil || l.stock != at.stock {
				continue
			}
			cell := f.cell(at, entries, told)
			f.out.Cells[at.cell] = cell
			f.out.Used = f.out.Used || len(cell.Parts) > 0
		}
	}
	for _, yes := range f.moving {
		if yes {
			f.out.Moving++
		}
	}
	return nil
}

func lots(spots []spot) []lot {
	flow, stock := lot{}, lot{stock: true}
	for _, at := range spots {
		l := &flow
		if at.stock {
			l = &stock
		}
		if at.of != nil && !slices.Contains(l.registers, at.of.Register) {
			l.registers = append(l.registers, at.of.Register)
		}
	}
	return slices.DeleteFunc([]lot{flow, stock}, func(l lot) bool { return len(l.registers) == 0 })
}

// within returns the entries of a lot that belong to the period, and notes
// those that are too old for any.
func (f *filling) within(l lot) ([]ledger.Entry, error) {
	w := f.out.Window
	all, err := f.tx.Within(f.reach(l))
	if err != nil {
		return nil, err
	}
	var in []ledger.Entry
	for _, e := range all {
		at, day := w.of(e.On, e.Counted), e.On
		if l.stock {
			at, day = elsewhere, w.Through
			if w.holds(e.On, e.Until, e.Counted) {
				at = inside
			}
		}
		if at == elsewhere {
			continue
		}
		mine, err := f.owns(e, day)
		switch {
		case err != nil:
			return nil, err
		case !mine:
		case at == inside:
			in = append(in, e)
		default:
			f.out.Missed = append(f.out.Missed, e)
		}
	}
	return in, f.joint(l)
}

func (f *filling) reach(l lot) Reach {
	w := f.out.Window
	r := Reach{Campaign: f.c.Running.ID, Registers: l.registers, Unit: f.c.Item.Unit, To: w.Through, Holding: l.stock, Uncounted: l.uncounted}
	if l.stock {
		return r
	}
	r.Since = w.Since
	if r.From = w.Before; w.first {
		r.From, r.Since = w.After, noneBefore
	}
	if !r.From.IsZero() {
		r.From = r.From.AddDays(1)
	}
	return r
}
