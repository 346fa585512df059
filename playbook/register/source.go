package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Wanted is what a figure of the plan has to be.
type Wanted struct {
	Kind quantity.Kind // "" for a plain number
	Text bool          // a text: the names of the entries
	Adds bool          // its periods add up
	Last bool          // what stands at the end of a period: its entries go on from day to day
}

// ReadSource reads of which entries a figure is made, «{register: activities,
// sum: sessions, where: {line: [skill]}}»; nil where nothing is given.
func (l *Ledger) ReadSource(p source.Place, w Wanted) *Source {
	if !p.Given() {
		return nil
	}
	rec := p.Record("register", "count", "sum", "distinct", "where", "each", "still", "none")
	shape, known := l.cited(rec.Need("register"))
	s := &Source{Register: shape.ID, Count: rec.At("count").Flag()}
	if !known {
		return s
	}
	s.Where = where(rec.At("where"), shape)
	if w.Last && !shape.Standing && shape.Until == "" {
		rec.At("register").Bad(oneDay, shape.ID)
	}
	if w.Text {
		for _, key := range []string{"count", "sum", "distinct"} {
			if rec.At(key).Given() {
				rec.At(key).Bad(noAmount, key)
			}
		}
		s.course(rec, shape)
		return s
	}
	for _, key := range []string{"each", "still", "none"} {
		if rec.At(key).Given() {
			rec.At(key).Bad(onlyText, key)
		}
	}
	switch rec.One("count", "sum", "distinct") {
	case "count":
		fits(rec.At("count"), "count", quantity.Count, w)
	case "sum":
		s.Sum = sum(rec.At("sum"), shape, w)
	case "distinct":
		s.Distinct = distinct(rec.At("distinct"), shape, w)
	}
	return s
}

// course reads of what a text has a line each, and what it says of nothing new.
func (s *Source) course(rec source.Record, shape Shape) {
	each := rec.At("each")
	if !each.Given() {
		for _, key := range []string{"still", "none"} {
			if rec.At(key).Given() {
				rec.Need("each")
				return
			}
		}
		return
	}
	s.Each, s.Still, s.None = each.Text(), rec.Need("still").Text(), rec.Need("none").Text()
	one := func(f Field) bool { return f.Type == Entry && !f.Several }
	if f, ok := shape.Field(s.Each); !ok || !one(f) {
		each.BadAmong(source.UnknownName, s.Each, fieldsOf(shape, one), "所指栏目", "field that names one entry")
	}
}

// ReadRows reads which entries fill the rows of a table, «{register: projects,
// as: {project: name}}»; nil where nothing is given.
func (l *Ledger) ReadRows(p source.Place, columns []string) *Rows {
	if !p.Given() {
		return nil
	}
	rec := p.Record("register", "where", "as")
	shape, known := l.cited(rec.Need("register"))
	r := &Rows{Register: shape.ID}
	if !known {
		return r
	}
	r.Where = where(rec.At("where"), shape)
	for _, e := range rec.At("as").Entries() {
		if !slices.Contains(columns, e.Key) {
			e.At.BadAmong(source.UnknownName, e.Key, columns, "栏目", "column")
			continue
		}
		if r.Columns == nil {
			r.Columns = map[string]string{}
		}
		if r.Columns[e.Key] = e.Value.Text(); r.Columns[e.Key] != WholeTitle {
			fieldOf(e.Value, shape)
		}
	}
	return r
}

// WholeTitle is what Rows calls the title of an entry: of a point its county,
// township and village.
const WholeTitle = "title"

func sum(p source.Place, shape Shape, w Wanted) string {
	f, ok := shape.Field(p.Text())
	if !ok || !f.Adds() {
		p.BadAmong(notAdded, p.Text(), fieldsOf(shape, Field.Adds), shape.ID)
		return ""
	}
	fits(p, f.ID, f.Kind, w)
	return f.ID
}

// distinct reads the fields whose different entries, persons or units are
// counted, over all of them each once.
func distinct(p source.Place, shape Shape, w Wanted) []string {
	var all []string
	for _, item := range p.List() {
		f, ok := shape.Field(item.Text())
		if !ok || !f.countable() {
			item.BadAmong(notCounted, item.Text(), fieldsOf(shape, Field.countable), shape.ID)
			continue
		}
		fits(item, f.ID, f.counts(), w)
		if w.Adds {
			item.Bad(adding, f.ID)
		}
		all = append(all, f.ID)
	}
	return all
}

// Adds reports whether the field's numbers come to something together.
func (f Field) Adds() bool { return f.Type == Number && !f.Level }

// countable reports whether the things that a field names can be told apart.
func (f Field) countable() bool { return f.Type == Entry || f.Type == Unit || f.Type == Name }

// counts returns what the different things are that a field names.
func (f Field) counts() quantity.Kind {
	switch {
	case f.Type == Name, slices.Equal(f.To, []string{"honourees"}):
		return quantity.Persons
	case slices.Equal(f.To, []string{"households"}):
		return quantity.Households
	}
	return quantity.Count
}

// fits reports a source of another quantity than is wanted.
func fits(p source.Place, found string, kind quantity.Kind, w Wanted) {
	if w.Kind != "" && kind != w.Kind {
		p.Bad(unlikeSource, found, kindNames[kind].chinese, kindNames[kind].english, kindNames[w.Kind].chinese, kindNames[w.Kind].english)
	}
}

var kindNames = map[quantity.Kind]struct{ chinese, english string }{
	quantity.Count: {"个数", "a count"}, quantity.Persons: {"人数", "persons"}, quantity.PersonTimes: {"人次", "person-times"},
	quantity.Households: {"户数", "households"}, quantity.Sessions: {"场次", "sessions"}, quantity.Money: {"金额", "money"}, quantity.Hours: {"时长", "hours"},
}

// where reads which options narrow a source: of choices, lines and the state.
func where(p source.Place, shape Shape) map[string][]string {
	var all map[string][]string
	for _, e := range p.Entries() {
		ids := optionsIn(e, shape)
		if all == nil {
			all = map[string][]string{}
		}
		all[e.Key] = ids
	}
	return all
}

// StateField is what a Source calls the state of an entry.
const StateField = "state"

func optionsIn(e source.Entry, shape Shape) []string {
	if e.Key == StateField {
		return among(e.Value, statesOf(shape), "状态", "state")
	}
	f, ok := shape.Field(e.Key)
	switch {
	case !ok || f.Type != Choice:
		e.At.BadAmong(notChosen, e.Key, append(fieldsOf(shape, func(f Field) bool { return f.Type == Choice }), StateField), shape.ID)
		return nil
	case f.Lines:
		return e.Value.Cites(source.Line)
	}
	return among(e.Value, f.Options, "选项", "option")
}

// among reads a list of words and reports those that are not there.
func among(p source.Place, words []string, chinese, english string) []string {
	var all []string
	for _, item := range p.List() {
		if word := item.Text(); slices.Contains(words, word) {
			all = append(all, word)
		} else {
			item.BadAmong(source.UnknownName, word, words, chinese, english)
		}
	}
	return all
}

// oneOf reads one of some words; "" for none or a wrong one.
func oneOf(p source.Place, words []string, chinese, english string) string {
	word := p.Text()
	if word != "" && !slices.Contains(words, word) {
		p.BadAmong(source.UnknownName, word, words, chinese, english)
		return ""
	}
	return word
}

// fieldOf reads the id of a field and reports one that is not there.
func fieldOf(p source.Place, shape Shape) (Field, bool) {
	return fieldAt(p, p.Text(), shape)
}

// fieldAt finds a field by its id, and reports at a place that it is not there.
func fieldAt(p source.Place, id string, shape Shape) (Field, bool) {
	f, ok := shape.Field(id)
	if !ok {
		p.BadAmong(source.UnknownName, id, fieldsOf(shape, func(Field) bool { return true }), "栏目", "field")
	}
	return f, ok
}

func fieldsOf(shape Shape, fit func(Field) bool) []string {
	var ids []string
	for _, f := range shape.Fields {
		if fit(f) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

func statesOf(shape Shape) []string {
	ids := make([]string, len(shape.States))
	for i, s := range shape.States {
		ids[i] = s.ID
	}
	return ids
}
