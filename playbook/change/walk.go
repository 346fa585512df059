package change

import (
	"reflect"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// comparison walks two playbooks side by side.
type comparison struct {
	before, after *playbook.Playbook
	out           []Change
	within        string             // the register that the walk stands in
	renamed       map[[2]string]bool // labels that other parts repeat: lines, catalogues, measures
}

// place is where the walk stands.
type place struct {
	keys   []string
	titles []text // of the parts around it
	clause string
}

func (p place) in(key string, title text, clause string) place {
	out := place{append(slices.Clone(p.keys), key), p.titles, p.clause}
	if title.chinese != "" {
		out.titles = append(slices.Clone(p.titles), title)
	}
	if clause != "" {
		out.clause = clause
	}
	return out
}

func (p place) path(key string) string { return strings.Join(append(slices.Clone(p.keys), key), "/") }

// record compares two values of the same struct type, field by field.
func (c *comparison) record(at place, a, b reflect.Value) {
	t := a.Type()
	c.enter(a)
	for i := range t.NumField() {
		name := nameOf(t) + "." + t.Field(i).Name
		f := vocabulary()[name]
		x, y := a.Field(i), b.Field(i)
		if f.key == "" || equal(x, y) || quiet[name] != nil && quiet[name](a, b) {
			continue
		}
		if name == "Reading.Chosen" || name == "Reading.Default" {
			f = f.of(options(a, b))
		}
		c.field(at, f, x, y)
	}
}

// field compares what one key holds.
func (c *comparison) field(at place, f field, a, b reflect.Value) {
	switch {
	case f.leaf(a) || f.leaf(b):
		c.tell(at, f, c.say(f, c.before, a), c.say(f, c.after, b))
	case f.within:
		c.record(at, a, b)
	case a.Kind() == reflect.Struct:
		c.record(at.in(f.key, f.label, clauseOf(b)), a, b)
	case a.Kind() == reflect.Pointer:
		c.record(at.in(f.key, text{}, ""), a.Elem(), b.Elem())
	case a.Type().Elem().Kind() != reflect.Struct:
		c.tell(at, f, c.say(f, c.before, a), c.say(f, c.after, b))
	case named(a.Type().Elem()):
		c.parts(at, f, a, b)
	default:
		c.items(at, f, a, b)
	}
}

// parts compares two lists whose elements have an id.
func (c *comparison) parts(at place, f field, a, b reflect.Value) {
	olds, news := ids(a), ids(b)
	for i, id := range olds {
		if j := slices.Index(news, id); j >= 0 {
			c.part(at, f, a.Index(i), b.Index(j))
		} else {
			c.gone(at, f, a.Index(i))
		}
	}
	for j, id := range news {
		if !slices.Contains(olds, id) {
			c.come(at, f, b.Index(j))
		}
	}
	common := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(id string) bool { return !slices.Contains(other, id) })
	}
	if !slices.Equal(common(olds, news), common(news, olds)) {
		c.moved(at, f)
	}
}

func (c *comparison) part(at place, f field, a, b reflect.Value) {
	if !equal(a, b) {
		c.record(at.in(f.key, text{}, "").in(idOf(a), titleOf(a, f), clauseOf(b)), a, b)
	}
}

// items compares two lists whose elements have no id: what one has and the
// other has not.
func (c *comparison) items(at place, f field, a, b reflect.Value) {
	n := len(c.out)
	for i := range a.Len() {
		if count(a.Index(i), a, i+1) > count(a.Index(i), b, b.Len()) {
			c.gone(at, f, a.Index(i))
		}
	}
	for j := range b.Len() {
		if count(b.Index(j), b, j+1) > count(b.Index(j), a, a.Len()) {
			c.come(at, f, b.Index(j))
		}
	}
	if len(c.out) == n {
		c.moved(at, f)
	}
}

// count returns how often an element stands among the first n of a list.
func count(one, list reflect.Value, n int) (times int) {
	for i := range n {
		if equal(one, list.Index(i)) {
			times++
		}
	}
	return times
}

// named reports whether the elements of a list are told apart by an id.
func named(t reflect.Type) bool {
	_, ok := t.FieldByName("ID")
	return ok || t == reflect.TypeFor[register.Use]()
}

// enter keeps in mind which register a part is of.
func (c *comparison) enter(v reflect.Value) {
	switch x := v.Interface().(type) {
	case register.Use:
		c.within = x.Register
	case register.Prior:
		c.within = x.Register
	case register.Quota:
		c.within = x.Register
	}
}

// nameOf is what the vocabulary calls a type. The quota of an award and that of
// a year are two.
func nameOf(t reflect.Type) string {
	if t == reflect.TypeFor[register.Quota]() {
		return "YearlyQuota"
	}
	return t.Name()
}

func ids(list reflect.Value) []string {
	all := make([]string, list.Len())
	for i := range all {
		all[i] = idOf(list.Index(i))
	}
	return all
}

func idOf(v reflect.Value) string {
	if u, ok := v.Interface().(register.Use); ok {
		return u.Register
	}
	if f := v.FieldByName("ID"); f.IsValid() {
		return f.String()
	}
	return ""
}

func clauseOf(v reflect.Value) string {
	if v.Type() == reflect.TypeFor[playbook.Clause]() {
		return idOf(v)
	}
	if f := v.FieldByName("Clause"); f.IsValid() {
		return f.String()
	}
	return ""
}

// equal reports whether two values say the same. A formula is its text.
func equal(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		if f, ok := a.Interface().(interface{ Uses() []string }); ok && f != nil {
			return plain(a) == plain(b)
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, k := range a.MapKeys() {
			if !b.MapIndex(k).IsValid() || !equal(a.MapIndex(k), b.MapIndex(k)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		if a.Comparable() && !points(a.Type()) {
			return a.Equal(b)
		}
		for i := range a.NumField() {
			if !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// points reports whether a struct holds pointers, which tell nothing of what
// they lead to.
func points(t reflect.Type) bool {
	for i := range t.NumField() {
		if t.Field(i).Type.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}
