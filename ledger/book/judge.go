package book

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Judged says what cannot stand in the fields that are said anew: a day that is
// yet to come for what was done, one before the campaign's first day where the
// register is of what the campaign did, and the number of a phone, a person or a
// card in a text that everybody reads.
func (b *Book) Judged(values, before map[string]string, today, first calendar.Date) []fault.Field {
	var out []fault.Field
	for _, f := range b.Fields {
		v := values[f.ID]
		if v == "" || v == before[f.ID] {
			continue
		}
		var bad *fault.Field
		switch f.Type {
		case register.Date:
			bad = misdated(f, v, today, first)
		case register.Year:
			if n, err := strconv.Atoi(v); f.Done && err == nil && n > today.Year {
				bad = &fault.Field{Key: "ledger.year_to_come", Args: []any{strconv.Itoa(today.Year)}}
			}
		case register.Text, register.LongText:
			bad = numbered(f, v)
		}
		if bad != nil {
			bad.Path = f.ID
			out = append(out, *bad)
		}
	}
	return out
}

// misdated says what is wrong with a day, nil for nothing.
func misdated(f Field, v string, today, first calendar.Date) *fault.Field {
	on, err := calendar.ParseDate(v)
	switch {
	case err != nil:
	case f.Done && on.After(today):
		return &fault.Field{Key: "ledger.day_to_come", Args: []any{today.String()}}
	case f.Within && on.Before(first):
		return &fault.Field{Key: "ledger.day_before", Args: []any{first.String()}}
	}
	return nil
}

// numbered is Numbered for a field: what looks like a card's may be the number of
// a list, where the field is for one.
func numbered(f Field, v string) *fault.Field {
	if f.Coded {
		return Numbered(v, document.Card)
	}
	return Numbered(v)
}

// Numbered refuses the number of a person, a mobile phone or a card in a text,
// nil where there is none but of the kinds excepted. The telephone of an office is
// nobody's own.
func Numbered(text string, except ...document.Kind) *fault.Field {
	for _, n := range document.PersonalNumbers(text) {
		if n.Kind != document.Landline && !slices.Contains(except, n.Kind) {
			return &fault.Field{Key: "ledger.personal_number", Args: []any{n.Kind.Message(), n.Shown}}
		}
	}
	return nil
}

// Clause is the one by which the plan asks for a field, "" where none does.
func (b *Book) Clause(field string) string {
	for _, d := range b.Use.Demands {
		if d.Field == field {
			return d.Clause
		}
	}
	return ""
}

// Asks lists the fields without which an entry with these values does not stand
// in a state, and those that do instead. Which entries point to it, linked says
// by their register.
func (b *Book) Asks(values map[string]string, state string, linked func(register string) bool) []Field {
	var ids []string
	for _, lacks := range b.Missing(values, state) {
		ids = append(ids, lacks.Path)
	}
	for _, d := range b.demands(values, state) {
		if d.Linked == "" && !slices.Contains(ids, d.Field) || d.Linked != "" && (linked(d.Linked) || instead(d, values)) {
			continue
		}
		ids = append(ids, d.Or...)
	}
	return slices.DeleteFunc(slices.Clone(b.Fields), func(f Field) bool { return !slices.Contains(ids, f.ID) })
}
