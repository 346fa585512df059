package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Prior is what has to be in the ledger before a unit sends a report: an entry
// of a register, of the unit or of one below it (P-16). With Each it is that
// every entry which is not over has come so far, or lacks nothing to (P-18).
type Prior struct {
	Register string
	Each     string // a state; "": one entry is enough
	Clause   string
}

// ReadPriors reads what an obligation wants in the ledger, «{register: surveys,
// clause: P-16}», «{register: points, each: settled, clause: P-18}».
func (l *Ledger) ReadPriors(p source.Place) []Prior {
	var all []Prior
	for _, item := range p.List() {
		rec := item.Record("register", "each", "clause")
		prior := Prior{Clause: rec.Need("clause").Cite(source.Clause)}
		shape, known := l.cited(rec.Need("register"))
		if prior.Register = shape.ID; known {
			prior.Each = oneOf(rec.At("each"), statesOf(shape), "状态", "state")
		}
		if slices.ContainsFunc(all, func(o Prior) bool { return o.Register == prior.Register && o.Each == prior.Each }) {
			rec.At("register").Bad(twicePrior, prior.Register)
		}
		all = append(all, prior)
	}
	return all
}

// Prior says what has to be in the ledger, without the clause.
func (w Words) Prior(p Prior) string {
	if p.Each != "" {
		return w.either("每条“", "every entry of «") + w.Register(p.Register) + w.either("”须到“", "» has come to «") + w.State(p.Register, p.Each) + w.either("”", "»")
	}
	return w.either("须有“", "an entry of «") + w.Register(p.Register) + w.either("”的记录", "»")
}
