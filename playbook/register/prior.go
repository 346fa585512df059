package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Prior is what has to be in the ledger before a unit sends a report: an entry
// of a register, of the unit or of one below it (P-16). With Each it is that
// every entry which is not over has come so far, or lacks nothing to (P-18);
// with Lacks, that none is without a field (P-29).
type Prior struct {
	Register string
	Each     string // a state
	Lacks    string // a field
	Lines    bool   // an entry of each action line, of the year of the report where it has one (P-10)
	Older    Stretch
	Advises  bool // what is not there is listed and stops no report
	Clause   string
}

// Stretch is how long ago entries are that a Prior asks about; "" for all.
type Stretch string

// The stretches.
const (
	OverMonth   Stretch = "month"
	OverQuarter Stretch = "quarter"
	OverYear    Stretch = "year"
)

// Months returns how many months a stretch has.
func (s Stretch) Months() int {
	return map[Stretch]int{OverMonth: 1, OverQuarter: 3, OverYear: 12}[s]
}

// Every reports whether all entries are asked about, not whether there is one.
func (p Prior) Every() bool { return p.Each != "" || p.Lacks != "" }

// ReadPriors reads what an obligation wants in the ledger, «{register: surveys,
// clause: P-16}», «{register: points, each: settled, clause: P-18}», «{register:
// problems, lacks: measure, older: quarter, advises: yes, clause: P-29}».
func (l *Ledger) ReadPriors(p source.Place) []Prior {
	var all []Prior
	for _, item := range p.List() {
		rec := item.Record("register", "each", "lacks", "lines", "older", "advises", "clause")
		prior := Prior{
			Older: Stretch(oneOf(rec.At("older"), []string{string(OverMonth), string(OverQuarter), string(OverYear)}, "时长", "stretch")),
			Lines: rec.At("lines").Flag(), Advises: rec.At("advises").Flag(), Clause: rec.Need("clause").Cite(source.Clause),
		}
		shape, known := l.cited(rec.Need("register"))
		if prior.Register = shape.ID; known {
			prior.Each = oneOf(rec.At("each"), statesOf(shape), "状态", "state")
			if rec.At("lacks").Given() {
				f, _ := fieldOf(rec.At("lacks"), shape)
				prior.Lacks = f.ID
			}
		}
		if rec.At("each").Given() && rec.At("lacks").Given() {
			rec.At("lacks").Bad(eachAndLacks, prior.Lacks)
		}
		if known && prior.Lines && (shape.Line == "" || prior.Every()) {
			rec.At("lines").Bad(noLines, prior.Register)
		}
		if slices.ContainsFunc(all, func(o Prior) bool {
			return o.Register == prior.Register && o.Each == prior.Each && o.Lacks == prior.Lacks
		}) {
			rec.At("register").Bad(twicePrior, prior.Register)
		}
		all = append(all, prior)
	}
	return all
}

// Prior says what has to be in the ledger, without the clause.
func (w Words) Prior(p Prior) string {
	of := w.either("“", "«") + w.Register(p.Register) + w.either("”", "»")
	if p.Older != "" {
		of = w.either(map[Stretch]string{OverMonth: "一个月", OverQuarter: "一个季度", OverYear: "一年"}[p.Older]+"以前的", "entries older than a "+string(p.Older)+" of ") + of
	}
	switch {
	case p.Each != "":
		return w.either("每条", "every entry of ") + of + w.either("须到“", " has come to «") + w.State(p.Register, p.Each) + w.either("”", "»")
	case p.Lines:
		return w.either("每条专项须有", "each action line has an entry of ") + of + w.either("的记录", "")
	case p.Lacks != "":
		return of + w.either("都须有“", " have «") + w.Field(p.Register, p.Lacks) + w.either("”", "»")
	}
	return w.either("须有", "an entry of ") + of + w.either("的记录", "")
}
