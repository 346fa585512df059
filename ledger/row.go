package ledger

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Row is an entry of a list with the names of all that it refers to.
type Row struct {
	entry.Entry
	Name     string            // its title, or the name of the human it is about as the reader may see it
	Human    string            // the name of the human it is about as the reader may see it, "" for none
	UnitName string            // of today
	Names    map[string]string // of the units and entries that its values name, by id
	Exits    []string          // the years in which the points that it names are planned to leave poverty, each once (P-12)
}

// Page is a part of a list.
type Page struct {
	Entries []Row
	Next    string // Query.After of the page after this one, "" for the last
	Total   Total
}

// rows names what entries refer to, in as many statements as there are kinds of
// it.
func (s *Service) rows(tx entry.Tx, d desk, entries []entry.Entry) ([]Row, error) {
	tree, err := s.Campaigns.Tree(tx, d.Running)
	if err != nil {
		return nil, err
	}
	named, err := tx.EntriesNamed(d.pointed(entries))
	if err != nil {
		return nil, err
	}
	humans, err := tx.PersonsNamed(concerned(entries, named))
	if err != nil {
		return nil, err
	}
	names, exits := map[string]string{}, map[string]string{}
	for _, e := range named {
		exits[string(e.ID)] = e.Values[exitYear]
		shape, _ := book.ShapeOf(e.Register)
		b := book.Book{Shape: shape}
		if names[string(e.ID)] = called(&b, e, names, humans); b.Private() && !d.reads(tree, e) {
			names[string(e.ID)] = e.Title
		}
	}
	out := make([]Row, len(entries))
	for i, e := range entries {
		r := Row{Entry: e, Names: map[string]string{}}
		if u, ok := tree.Unit(e.Unit); ok {
			r.UnitName = u.Name
		}
		for _, f := range d.Book.Fields {
			for _, id := range book.Split(e.Values[f.ID]) {
				switch f.Type {
				case book.Unit:
					u, _ := tree.Unit(organisation.UnitID(id))
					r.Names[id] = u.Name
				case book.Entries:
					r.Names[id] = names[id]
					if y := exits[id]; y != "" && !slices.Contains(r.Exits, y) {
						r.Exits = append(r.Exits, y)
					}
				}
			}
		}
		if p, known := humans[e.Person]; known {
			r.Human = seen(p, d.Book.Private()).Name
		}
		r.Name = called(&d.Book, e, r.Names, humans)
		out[i] = r
	}
	return out, nil
}

// reads reports whether the reader may read an entry of persons in need. Of one
// that is named elsewhere, who may not is told its code alone.
func (d desk) reads(tree *organisation.Tree, e entry.Entry) bool {
	at := people.Place{Root: d.Root, Unit: e.Unit, Path: tree.Ancestors(e.Unit), Campaign: string(d.ID)}
	return d.Who.May(entry.Reading(true), at) == nil
}

// exitYear is the field of a point, and of a household, that says when it is
// planned to leave poverty.
const exitYear = "exit_year"

// pointed lists the entries that entries name, each once.
func (d desk) pointed(entries []entry.Entry) []entry.EntryID {
	var out []entry.EntryID
	for _, f := range d.Book.Fields {
		if f.Type != book.Entries {
			continue
		}
		for _, e := range entries {
			out = append(out, entry.IDs(e.Values[f.ID])...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// concerned lists the humans whom entries are about, each once.
func concerned(all ...[]entry.Entry) []organisation.PersonID {
	var out []organisation.PersonID
	for _, entries := range all {
		for _, e := range entries {
			if e.Person != "" {
				out = append(out, e.Person)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// called is what names an entry before the reader: the fields of its title, the
// human's name among them as the reader may see it.
func called(b *book.Book, e entry.Entry, names map[string]string, humans map[organisation.PersonID]organisation.Person) string {
	var words []string
	for _, id := range b.Title {
		f, _ := b.Field(id)
		v := e.Values[id]
		switch f.Type {
		case book.Name:
			v = ""
			if p, known := humans[e.Person]; known {
				v = seen(p, b.Private()).Name
			}
		case book.Entries:
			var these []string
			for _, one := range book.Split(v) {
				if names[one] != "" {
					these = append(these, names[one])
				}
			}
			v = strings.Join(these, "、")
		default:
			v = b.Shown(f, v)
		}
		if v != "" {
			words = append(words, v)
		}
	}
	if len(words) == 0 {
		return e.Title
	}
	return strings.Join(words, " ")
}
