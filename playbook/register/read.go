package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Plan is what the ledger of a playbook refers to elsewhere in it.
type Plan struct {
	Catalogue  func(id string) ([]Option, bool)
	Catalogues []string
	// Grids lists the sections with fixed rows of an obligation's forms; false if
	// there is no such obligation.
	Grids func(obligation string) ([]string, bool)
	// FirstYear is the year that one of the readings gives for «from: reading»,
	// 0 if none does.
	FirstYear func(readings []string) int
}

// ReadUses reads which registers a plan keeps. It comes before all that names
// one of them.
func ReadUses(top source.Record, plan Plan) Ledger {
	var l Ledger
	for _, e := range top.At("registers").Declare(source.Register) {
		rec := e.Value.Record("title", "clause", "also", "labels", "options", "leaves", "demands", "most")
		u := Use{
			Register: e.Key, Title: rec.At("title").Text(),
			Clause: rec.Need("clause").Cite(source.Clause), Cites: rec.At("also").Cites(source.Clause),
		}
		shape, known := ShapeOf(e.Key)
		if !known {
			e.At.BadAmong(source.UnknownName, e.Key, shapeIDs(), "台账", "register")
			continue
		}
		u.Leaves = leaves(rec.At("leaves"), shape)
		shape = shape.without(u.Leaves)
		u.Labels = labels(rec.At("labels"), shape)
		u.Options = options(rec.At("options"), shape, plan)
		for _, item := range rec.At("demands").List() {
			u.Demands = append(u.Demands, demand(item, shape, u))
		}
		u.Most = most(rec.At("most"), shape)
		l.Uses = append(l.Uses, u)
	}
	return l
}

// ReadRules reads what a plan makes of its registers: quotas, goals, retention
// and exit lines.
func (l *Ledger) ReadRules(top source.Record, plan Plan) {
	l.Quotas = quotas(top.At("quotas"), l, plan)
	l.Goals = goals(top.At("goals"), plan)
	l.Retention = retention(top.At("retention"))
	l.ExitLines = exitLines(top.At("exit_lines"))
}

// cited reads the id of a register that the plan keeps, and returns it without
// the fields that the plan leaves out.
func (l *Ledger) cited(p source.Place) (Shape, bool) {
	shape, known := ShapeOf(p.Cite(source.Register))
	if u, kept := l.Use(shape.ID); kept {
		return shape.without(u.Leaves), known
	}
	return shape, known
}

// without returns the register without some of its fields.
func (s Shape) without(leaves []string) Shape {
	s.Fields = slices.DeleteFunc(slices.Clone(s.Fields), func(f Field) bool { return slices.Contains(leaves, f.ID) })
	return s
}

func shapeIDs() []string {
	ids := make([]string, len(shapes))
	for i, s := range shapes {
		ids[i] = s.ID
	}
	return ids
}

// leaves reads the fields that the plan does without: none that every entry
// must have, or that the register itself needs.
func leaves(p source.Place, shape Shape) []string {
	var can []string
	for _, f := range shape.Fields {
		if !f.Required && !slices.Contains(append([]string{shape.Day, shape.Until, shape.Line}, shape.Title...), f.ID) {
			can = append(can, f.ID)
		}
	}
	return among(p, can, "可略去的栏目", "field that may be left out")
}

func labels(p source.Place, shape Shape) map[string]string {
	var all map[string]string
	for _, e := range p.Entries() {
		if _, ok := fieldAt(e.At, e.Key, shape); !ok {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		all[e.Key] = e.Value.Text()
	}
	return all
}

// options reads how the plan words the options of choices, and which of them it
// has: by id and label, or as a catalogue of the plan lists them.
func options(p source.Place, shape Shape, plan Plan) map[string][]Option {
	var all map[string][]Option
	for _, e := range p.Entries() {
		f, ok := shape.Field(e.Key)
		if !ok || f.Type != Choice || f.Lines {
			e.At.BadAmong(notChosen, e.Key, fieldsOf(shape, func(f Field) bool { return f.Type == Choice && !f.Lines }), shape.ID)
			continue
		}
		if all == nil {
			all = map[string][]Option{}
		}
		all[e.Key] = optionsOf(e.Value, f, plan)
	}
	return all
}

func optionsOf(p source.Place, f Field, plan Plan) []Option {
	var all []Option
	if id, scalar := source.ScalarOf(p); scalar {
		items, ok := plan.Catalogue(id)
		if !ok {
			p.BadAmong(source.UnknownName, id, plan.Catalogues, "目录", "catalogue")
		}
		for _, o := range items {
			if !slices.Contains(f.Options, o.ID) {
				p.BadAmong(source.UnknownName, o.ID, f.Options, "选项", "option")
			}
		}
		return items
	}
	for _, e := range p.Entries() {
		if !slices.Contains(f.Options, e.Key) {
			e.At.BadAmong(source.UnknownName, e.Key, f.Options, "选项", "option")
		}
		all = append(all, Option{e.Key, e.Value.Text()})
	}
	return all
}
