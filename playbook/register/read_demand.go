package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// demand reads what a clause wants of an entry: «{field: operator, when: {mode:
// market}, state: approved, clause: P-08}».
func demand(p source.Place, shape Shape, u Use) Demand {
	rec := p.Record("field", "linked", "or", "state", "when", "clause")
	d := Demand{Clause: rec.Need("clause").Cite(source.Clause)}
	switch rec.One("field", "linked") {
	case "field":
		d.Field = field(rec.At("field"), shape, u)
	case "linked":
		d.Linked = linked(rec.At("linked"), shape)
	}
	for _, item := range rec.At("or").List() {
		d.Or = append(d.Or, field(item, shape, u))
	}
	d.State = oneOf(rec.At("state"), statesOf(shape), "状态", "state")
	for _, e := range rec.At("when").Entries() {
		if d.When == nil {
			d.When = map[string]string{}
		}
		d.When[e.Key] = when(e, shape, u)
	}
	return d
}

// field reads a field of the register that the plan does not leave out.
func field(p source.Place, shape Shape, u Use) string {
	id := p.Text()
	if slices.Contains(u.Leaves, id) {
		p.Bad(leftOut, id)
		return id
	}
	fieldOf(p, shape)
	return id
}

// linked reads the register whose entries point here, or «evidence».
func linked(p source.Place, shape Shape) string {
	id := p.Text()
	if id == Evidence {
		return id
	}
	other, ok := ShapeOf(p.Cite(source.Register))
	if ok && !slices.ContainsFunc(other.Fields, func(f Field) bool { return slices.Contains(f.To, shape.ID) }) {
		p.Bad(notLinked, id, shape.ID)
	}
	return id
}

// when reads the option of a choice on which a demand depends: one of those
// that the plan has.
func when(e source.Entry, shape Shape, u Use) string {
	f, ok := shape.Field(e.Key)
	if !ok || f.Type != Choice {
		e.At.BadAmong(notChosen, e.Key, fieldsOf(shape, func(f Field) bool { return f.Type == Choice }), shape.ID)
		return ""
	}
	if f.Lines {
		return e.Value.Cite(source.Line)
	}
	ids := f.Options
	if chosen, worded := u.Options[f.ID]; worded {
		ids = make([]string, len(chosen))
		for i, o := range chosen {
			ids[i] = o.ID
		}
	}
	return oneOf(e.Value, ids, "选项", "option")
}
