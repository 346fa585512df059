package playbook

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Oversight is what the plan does about work that is late or wrong (督导).
type Oversight struct {
	Slips  []Slip // in the order of their grades
	Delay  Delay
	Redo   Redo
	Clause string
}

// Slip is a grade of supervision slip (督办单): blue, orange, red.
type Slip struct {
	ID, Name string
	After    calendar.Span // overdue that long
	Clause   string
}

// Delay is how more time is asked for (延期申请).
type Delay struct {
	Before  calendar.Span // asked at least that long before the due day; none: before it
	Decides string        // body id
	Clause  string
}

// Redo is how long a unit has that must do it again (退办).
type Redo struct {
	Within calendar.Span
	Clause string
}

// oversight reads the grades, each later than the one before, and what a unit
// may ask for.
func oversight(p source.Place) Oversight {
	rec := p.Record("slips", "delay", "redo", "clause")
	o := Oversight{Clause: rec.At("clause").Cite(source.Clause)}
	for _, e := range rec.At("slips").Declare(source.Unnamed) {
		slip := e.Value.Record("name", "after", "clause")
		s := Slip{ID: e.Key, Name: slip.Need("name").Text(), After: slip.Need("after").Span(), Clause: slip.At("clause").Cite(source.Clause)}
		if n := len(o.Slips); n > 0 && slip.Given() && s.After.Compare(o.Slips[n-1].After) <= 0 {
			slip.At("after").Bad(gradeOrder, s.After.String(), o.Slips[n-1].Name)
		}
		o.Slips = append(o.Slips, s)
	}
	delay := rec.At("delay").Record("before", "decides", "clause")
	o.Delay = Delay{delay.At("before").Span(), delay.At("decides").Cite(source.Body), delay.At("clause").Cite(source.Clause)}
	if delay.Given() {
		delay.Need("decides")
	}
	redo := rec.At("redo").Record("within", "clause")
	o.Redo = Redo{redo.At("within").Span(), redo.At("clause").Cite(source.Clause)}
	if redo.Given() {
		redo.Need("within")
	}
	return o
}

// clauses returns every clause that the oversight names.
func (o *Oversight) clauses() []string {
	ids := []string{o.Clause, o.Delay.Clause, o.Redo.Clause}
	for _, s := range o.Slips {
		ids = append(ids, s.Clause)
	}
	return ids
}
