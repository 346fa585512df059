package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Plan is what the ledger of a playbook refers to elsewhere in it.
type Plan struct {
	Catalogue  func(id string) ([]Option, bool)
	Catalogues []string
	// FirstYear is the year that one of the readings gives for «from: reading»,
	// 0 if none does.
	FirstYear func(readings []string) int
}

// Read reads what a plan says of the ledger: its registers, quotas, goals,
// retention and exit lines.
func Read(top source.Record, plan Plan) Ledger {
	return Ledger{
		Uses:      uses(top.At("registers"), plan),
		Quotas:    quotas(top.At("quotas"), plan),
		Goals:     goals(top.At("goals")),
		Retention: retention(top.At("retention")),
		ExitLines: exitLines(top.At("exit_lines")),
	}
}

func uses(p source.Place, plan Plan) []Use {
	var all []Use
	for _, e := range p.Declare(source.Register) {
		rec := e.Value.Record("title", "clause", "also", "labels", "options", "leaves", "demands")
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
		shape.Fields = slices.DeleteFunc(slices.Clone(shape.Fields), func(f Field) bool { return slices.Contains(u.Leaves, f.ID) })
		u.Labels = labels(rec.At("labels"), shape)
		u.Options = options(rec.At("options"), shape, plan)
		for _, item := range rec.At("demands").List() {
			u.Demands = append(u.Demands, demand(item, shape, u))
		}
		all = append(all, u)
	}
	return all
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
