package playbook

import (
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// forLedger is what the ledger refers to elsewhere in the plan.
func (pb *Playbook) forLedger() register.Plan {
	return register.Plan{
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
		Grids: func(obligation string) (grids []string, known bool) {
			o := pb.Obligation(obligation)
			if o == nil {
				return nil, false
			}
			for _, id := range o.Forms {
				if f := pb.Form(id); f != nil {
					grids = append(grids, f.grids()...)
				}
			}
			return grids, true
		},
	}
}

// wanted is what entries must give to make up the measure.
func (m *Measure) wanted() register.Wanted {
	return register.Wanted{Kind: m.Kind, Adds: m.OverTime == Flow, Last: m.OverTime == Stock}
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
		w = m.wanted()
	case f.Type == Text || f.Type == LongText:
		w.Text = true
	case f.Type != Number && f.Type != MeasureField || f.Computed != "":
		p.Bad(notFilled, f.ID)
	}
	return pb.Ledger.ReadSource(p, w)
}

// filled reads which entries fill the rows of a table.
func filled(p source.Place, s Section, pb *Playbook) *register.Rows {
	if p.Given() && s.Kind != Table {
		p.Bad(notFilled, s.ID)
	}
	return pb.Ledger.ReadRows(p, s.fieldIDs())
}

// addLedger adds what the plan says of the ledger.
func (pb *Playbook) addLedger(c *causes) {
	for _, u := range pb.Ledger.Uses {
		ids := append([]string{u.Clause}, u.Cites...)
		for _, d := range u.Demands {
			ids = append(ids, d.Clause)
		}
		if u.Most != nil {
			ids = append(ids, u.Most.Clause)
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
