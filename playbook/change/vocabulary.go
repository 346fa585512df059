package change

import (
	"maps"
	"reflect"
	"sync"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// field is what a field of a playbook is called: its key in the file and its
// name in both languages; for a list, what one of its parts is. A field without
// a key follows from others.
type field struct {
	key      string
	label    text
	part     text // one of the list
	names    func(*playbook.Playbook, string) text
	register inRegister // the word of a register that it holds, or nil
	within   bool       // what it holds stands beside it in the file, not below it
	repeated bool       // its text is repeated elsewhere
	repeats  bool       // it may repeat a text from elsewhere
}

func (f field) noun() text { return f.part.or(f.label) }

// word is a field with its key and its name.
func word(key, chinese, english string) field {
	return field{key: key, label: text{chinese, english}}
}

func (f field) of(names func(*playbook.Playbook, string) text) field { f.names = names; return f }

func (f field) each(chinese, english string) field { f.part = text{chinese, english}; return f }

func (f field) said() field { f.repeated = true; return f }

func (f field) echo() field { f.repeats = true; return f }

func (f field) in(register inRegister) field { f.register = register; return f }

func (f field) inline() field { f.within = true; return f }

// The names of what ids stand for.
func categories(_ *playbook.Playbook, id string) text {
	chinese, english := playbook.CategoryName(id)
	return text{chinese, english}
}

func capabilities(_ *playbook.Playbook, id string) text { return capability(playbook.Capabilities, id) }

func programParts(_ *playbook.Playbook, id string) text { return capability(playbook.ProgramParts, id) }

func bodyKind(_ *playbook.Playbook, kind string) text {
	return map[string]text{"leading_group": {"领导小组", "leading group"}, "office": {"办公室", "office"}}[kind]
}

func capability(list []playbook.Capability, id string) text {
	for _, c := range list {
		if c.ID == id {
			return text{c.Chinese, c.English}
		}
	}
	return text{}
}

// called returns what the playbook calls the part that find answers with.
func called[T any](find func(*playbook.Playbook, string) *T) func(*playbook.Playbook, string) text {
	return func(pb *playbook.Playbook, id string) text {
		if one := find(pb, id); one != nil {
			return titleOf(reflect.ValueOf(one).Elem(), field{})
		}
		return text{}
	}
}

var (
	body       = called((*playbook.Playbook).Body)
	obligation = called((*playbook.Playbook).Obligation)
	form       = called((*playbook.Playbook).Form)
	track      = called((*playbook.Playbook).Track)
	measure    = called((*playbook.Playbook).Measure)
	honour     = called((*playbook.Playbook).Award)
	sheet      = called((*playbook.Playbook).Sheet)
)

// options names the options of a reading as it was and as it is by what they
// say.
func options(was, is reflect.Value) func(*playbook.Playbook, string) text {
	return func(_ *playbook.Playbook, id string) text {
		for _, v := range []reflect.Value{is, was} {
			r := v.Interface().(playbook.Reading)
			for _, o := range r.Options {
				if o.ID == id {
					return text{o.Says, o.Says}
				}
			}
		}
		return text{}
	}
}

// wordsOf are the fixed words of the format, by their type.
var wordsOf = map[string]text{
	"Every.once": {"一次", "once"}, "Every.month": {"每月", "monthly"}, "Every.quarter": {"每季度", "quarterly"}, "Every.year": {"每年", "yearly"},
	"Late.accepted": {"照收并标明逾期", "accepted and marked"}, "Late.refused": {"不予受理", "refused"}, "Late.forfeited": {"视为放弃", "forfeited"},
	"Beyond.refused": {"不予受理", "refused"}, "Beyond.reserved": {"作为预报", "taken as a reserve"},
	"OverTime.flow": {"累加", "adds over time"}, "OverTime.stock": {"取最后一期", "the last value"}, "OverTime.distinct": {"不累加", "never adds"},
	"FieldType.text": {"短文字", "text"}, "FieldType.long_text": {"长文字", "long text"}, "FieldType.number": {"数字", "number"}, "FieldType.measure": {"指标", "measure"},
	"FieldType.date": {"日期", "date"}, "FieldType.choice": {"选择", "choice"}, "FieldType.tick": {"勾选", "tick"}, "FieldType.file": {"附件", "file"},
	"SectionKind.fields": {"单项", "fields"}, "SectionKind.grid": {"固定行的表", "grid"}, "SectionKind.table": {"可增行的表", "table"}, "SectionKind.files": {"附件", "files"},
	"Kind.persons": {"人数", "persons"}, "Kind.person_times": {"人次", "person-times"}, "Kind.households": {"户数", "households"}, "Kind.sessions": {"场次", "sessions"},
	"Kind.money": {"金额", "money"}, "Kind.count": {"个数", "count"}, "Kind.hours": {"小时", "hours"},
	"Act.recommend": {"推荐", "recommend"}, "Act.nominate": {"自荐", "nominate"}, "Act.review": {"审核", "review"}, "Act.opinion": {"征求意见", "opinion"},
	"Act.publicity": {"公示", "publicity"}, "Act.approve": {"审定", "approve"}, "Act.confer": {"授予", "confer"},
}

// vocabulary is every field of a playbook by type and name, filled from the three
// tables of words.
var vocabulary = sync.OnceValue(func() map[string]field {
	all := maps.Clone(planWords)
	maps.Copy(all, formWords)
	maps.Copy(all, ledgerWords)
	return all
})

// quiet says of some fields when their difference only follows from another
// one, which is told.
var quiet = map[string]func(a, b reflect.Value) bool{
	"Obligation.Named": func(a, b reflect.Value) bool { return !alike(a, b, "Categories") },
	"Obligation.Opens": func(a, b reflect.Value) bool { return fromWindow(a) && fromWindow(b) },
	"Reading.Decision": func(a, b reflect.Value) bool { return !alike(a, b, "Chosen", "Default", "Options") },
	"Reading.Adds":     func(a, b reflect.Value) bool { return !alike(a, b, "Chosen", "Default", "Options") },
}

// alike reports whether two structs say the same in these fields.
func alike(a, b reflect.Value, fields ...string) bool {
	for _, f := range fields {
		if !equal(a.FieldByName(f), b.FieldByName(f)) {
			return false
		}
	}
	return true
}

// fromWindow reports whether an obligation opens on the first day of its window,
// or on no day of its own.
func fromWindow(v reflect.Value) bool {
	o := v.Interface().(playbook.Obligation)
	if o.Opens.IsZero() || o.Due == nil {
		return o.Opens.IsZero()
	}
	first, _, ok := o.Due.Window()
	return ok && first == o.Opens
}
