package book

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Missing says what an entry with these values lacks to stand in a state: the
// register's own required fields, and what the plan's clauses demand, each with
// the clause. What a clause wants to be linked to the entry, Linked lists.
func (b *Book) Missing(values map[string]string, state string) []fault.Field {
	var out []fault.Field
	for _, f := range b.Fields {
		if f.Required && values[f.ID] == "" {
			out = append(out, fault.Field{Path: f.ID, Key: "ledger.required"})
		}
	}
	if len(b.Either) > 0 && !slices.ContainsFunc(b.Either, func(f string) bool { return values[f] != "" }) {
		out = append(out, fault.Field{Path: b.Either[0], Key: "ledger.either", Args: b.either()})
	}
	for _, d := range b.demands(values, state) {
		if d.Field == "" || values[d.Field] != "" {
			continue
		}
		lacks := fault.Field{Path: d.Field, Key: "ledger.demanded", Clause: d.Clause}
		if len(d.Or) > 0 {
			if instead(d, values) {
				continue
			}
			lacks.Key, lacks.Args = "ledger.demanded_or", []any{b.Label(d.Or[0])}
		}
		if i := slices.IndexFunc(out, func(f fault.Field) bool { return f.Path == d.Field }); i >= 0 {
			out[i] = lacks // the clause says more than the register
			continue
		}
		out = append(out, lacks)
	}
	return out
}

// instead reports whether one of the fields is filled that will do as well.
func instead(d register.Demand, values map[string]string) bool {
	return slices.ContainsFunc(d.Or, func(f string) bool { return values[f] != "" })
}

// either names the first two of the fields of which one is enough.
func (b *Book) either() []any {
	return []any{b.Label(b.Either[0]), b.Label(b.Either[min(1, len(b.Either)-1)])}
}

// Linked lists the registers of which an entry has to point to one with these
// values, or «evidence», before it stands in a state; each with what is said
// where none does.
func (b *Book) Linked(values map[string]string, state string) (registers []string, lacks []fault.Field) {
	for _, d := range b.demands(values, state) {
		if d.Linked == "" || instead(d, values) {
			continue
		}
		f := fault.Field{Path: d.Linked, Key: "ledger.linked", Args: []any{locale.Key("register." + d.Linked)}, Clause: d.Clause}
		switch {
		case d.Linked == register.Evidence:
			f.Key, f.Args = "ledger.evidence_demanded", nil
		case len(d.Or) > 0:
			f.Key, f.Args = "ledger.linked_or", append(f.Args, b.Label(d.Or[0]))
		}
		registers, lacks = append(registers, d.Linked), append(lacks, f)
	}
	return registers, lacks
}

// demands lists what the plan demands of such an entry in a state.
func (b *Book) demands(values map[string]string, state string) []register.Demand {
	var out []register.Demand
	for _, d := range b.Use.Demands {
		if b.Reached(d.State, state) && chosen(d.When, values) {
			out = append(out, d)
		}
	}
	return out
}

func chosen(when, values map[string]string) bool {
	for field, option := range when {
		if !slices.Contains(Split(values[field]), option) {
			return false
		}
	}
	return true
}

// Reached reports whether an entry in a state has come as far as another one,
// in the order of the register's states.
func (b *Book) Reached(from, state string) bool {
	if from == "" {
		return true
	}
	place := func(id string) int { return slices.IndexFunc(b.States, func(s State) bool { return s.ID == id }) }
	return state != Withdrawn && place(from) >= 0 && place(state) >= place(from)
}
