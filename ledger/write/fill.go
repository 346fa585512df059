package write

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// filled is what was typed, read: canonical values by field, those that are kept
// with a person apart.
type filled struct {
	values   map[string]string
	personal map[string]string // by type: "name", "phone", "identity"
}

// read reads what was typed into the fields of a book. Everything wrong is said
// at once.
func (s *Service) read(tx entry.Tx, d desk, typed map[string]string) (in filled, bad []fault.Field, err error) {
	in = filled{values: map[string]string{}, personal: map[string]string{}}
	for _, id := range slices.Sorted(maps.Keys(typed)) {
		f, known := d.Book.Field(id)
		if !known {
			bad = append(bad, fault.Field{Path: id, Key: "ledger.unknown_field", Args: []any{id}})
			continue
		}
		text := typed[id]
		if f.Type == book.Unit {
			if text, err = named(tx, d, text); err != nil {
				return in, nil, err
			}
		}
		v, wrong := d.Book.Typed(f, text)
		switch {
		case wrong != nil:
			bad = append(bad, *wrong)
		case f.Type.Personal():
			in.personal[string(f.Type)] = v
		default:
			in.values[id] = v
		}
	}
	return in, bad, nil
}

// named turns the codes and names of units into their ids; what names none
// stays, and is refused as it is read.
func named(tx entry.Tx, d desk, text string) (string, error) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) })
	var tree *organisation.Tree
	for i, p := range parts {
		if p = strings.TrimSpace(p); entry.IsID(p) || p == "" {
			parts[i] = p
			continue
		}
		if tree == nil {
			nodes, err := tx.Nodes(d.Root, d.Today())
			if err != nil {
				return "", err
			}
			tree = organisation.NewTree(nodes)
		}
		if n, ok := tree.ByCode(p); ok {
			parts[i] = string(n.ID)
		} else if n, ok := tree.ByName(p); ok {
			parts[i] = string(n.ID)
		}
	}
	return strings.Join(parts, ","), nil
}

// settle derives what stands in columns of its own from the values: the title,
// the line, the days and what makes the entry the one it is.
func (s *Service) settle(tx entry.Tx, d desk, e *entry.Entry, human organisation.Person) (err error) {
	day := func(field string) calendar.Date {
		on, err := calendar.ParseDate(e.Values[field])
		if err != nil {
			return calendar.Date{}
		}
		return on
	}
	e.Line = e.Values[d.Book.Line]
	e.On, e.Until = day(d.Book.Day), day(d.Book.Until)
	if e.On.IsZero() {
		e.On = calendar.DateOf(e.Created, d.Zone)
	}
	e.Same = d.same(tx, e, human)
	e.Title, err = d.title(tx, e)
	return err
}

// same joins the fields by which an entry is told from others. What is personal
// stands there as a mark, from which nobody reads it.
func (d desk) same(tx entry.Tx, e *entry.Entry, human organisation.Person) string {
	parts, some := make([]string, len(d.Book.Key)), false
	for i, id := range d.Book.Key {
		f, _ := d.Book.Field(id)
		switch {
		case id == book.TheUnit:
			parts[i] = string(e.Unit)
			continue
		case f.Type == book.Identity && human.IDNumber != "":
			parts[i] = string(human.ID) // one number, one person
		case f.Type.Personal() && f.Type == book.Name && human.Name != "":
			parts[i] = tx.MarkOf("entry/name", human.Name)
		case !f.Type.Personal():
			parts[i] = strings.Join(strings.Fields(e.Values[id]), " ")
		}
		some = some || parts[i] != ""
	}
	if !some {
		return ""
	}
	return strings.Join(parts, "|")
}

// title joins what names the entry, as far as it is no personal value: that is
// read with the person.
func (d desk) title(tx entry.Tx, e *entry.Entry) (string, error) {
	var words []string
	for _, id := range d.Book.Title {
		f, _ := d.Book.Field(id)
		v := e.Values[id]
		if f.Type == book.Entries && v != "" {
			named, err := tx.EntriesNamed(entry.IDs(v))
			if err != nil {
				return "", err
			}
			v = ""
			for _, n := range named {
				v = strings.TrimSpace(v + " " + n.Title)
			}
		} else {
			v = d.Book.Shown(f, v)
		}
		if v != "" {
			words = append(words, v)
		}
	}
	return strings.Join(words, " "), nil
}
