package playbook

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// ledger reads what the plan says of the ledger, and holds its goals against
// the form that asks for them.
func ledger(top source.Record, pb *Playbook) register.Ledger {
	l := register.Read(top, register.Plan{
		Catalogues: pb.catalogueIDs(),
		Catalogue: func(id string) (items []register.Option, known bool) {
			c := pb.Catalogue(id)
			if c == nil {
				return nil, false
			}
			for _, i := range c.Items {
				items = append(items, register.Option(i))
			}
			return items, true
		},
		FirstYear: func(ids []string) int {
			o := settled(Obligation{Readings: ids}, pb, func(r *ReadingOption) bool { return !r.From.IsZero() })
			if o == nil {
				return 0
			}
			return o.From.Year
		},
	})
	if l.Goals != nil {
		checkGoals(top.At("goals"), l.Goals, pb)
	}
	return l
}

// checkGoals reports goals whose grid no form of their obligation has.
func checkGoals(p source.Place, g *register.Goals, pb *Playbook) {
	o := pb.Obligation(g.Obligation)
	if o == nil {
		return // CheckNames says so
	}
	var grids []string
	for _, id := range o.Forms {
		if f := pb.Form(id); f != nil {
			grids = append(grids, f.grids()...)
		}
	}
	if slices.Contains(grids, g.Section) {
		return
	}
	p.BadAmong(source.UnknownName, g.Section, grids, "固定行的表（目标表）", "grid of goals")
}

// grids returns the sections with fixed rows.
func (f *Form) grids() []string {
	var ids []string
	for _, s := range f.Sections {
		if s.Kind == Grid {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// figure reads from which entries a field is filled: those of a number give its
// quantity, those of a text their names.
func figure(p source.Place, f Field, pb *Playbook) *register.Source {
	w := register.Wanted{}
	switch m := pb.Measure(f.Measure); {
	case !p.Given():
		return nil
	case m != nil:
		w.Kind, w.Adds = m.Kind, m.OverTime == Flow
	case f.Type == Text || f.Type == LongText:
		w.Text = true
	case f.Type != Number && f.Type != MeasureField || f.Computed != "":
		p.Bad(notFilled, f.ID)
	}
	return register.ReadSource(p, w)
}

// filled reads which entries fill the rows of a table.
func filled(p source.Place, s Section) *register.Rows {
	if p.Given() && s.Kind != Table {
		p.Bad(notFilled, s.ID)
	}
	return register.ReadRows(p, s.fieldIDs())
}

// addLedger adds what the plan says of the ledger.
func (pb *Playbook) addLedger(c *causes) {
	for _, u := range pb.Ledger.Uses {
		ids := append([]string{u.Clause}, u.Cites...)
		for _, d := range u.Demands {
			ids = append(ids, d.Clause)
		}
		c.add(Cause{CauseRegister, u.Register, u.Title, ""}, ids...)
	}
	for _, q := range pb.Ledger.Quotas {
		c.add(Cause{CauseQuota, q.ID, q.Title, ""}, q.Clause)
	}
	if g := pb.Ledger.Goals; g != nil {
		c.add(Cause{CauseGoals, "", "", ""}, g.Clause)
	}
	if r := pb.Ledger.Retention; r != nil {
		c.add(Cause{CauseRetention, "", "", ""}, r.Clause)
	}
}
