package write

import (
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// eager is a transaction that was asked before for all that some rows need, and
// that writes what it is given many at a time. One that is dry writes nothing.
type eager struct {
	entry.BulkTx
	dry bool

	above      map[organisation.UnitID][]organisation.UnitID
	units      map[organisation.UnitID]organisation.Unit
	named      map[entry.EntryID]entry.Entry
	like       map[string]entry.Entry
	called     map[string][]entry.Entry // by unit and name
	alike      map[string][]entry.Entry // by name
	identified map[string]organisation.Person
	humans     map[organisation.PersonID]organisation.Person
	stored     map[entry.EntryID]bool

	// The persons whom a dry import would have entered: their names, by identity
	// number, both as hashes, so that many take little room.
	seed   maphash.Seed
	seemed Pairs

	entries []entry.Entry
	marks   []entry.Marks
	persons []organisation.Person
	wrote   int // entries that were changed since the last flush
}

func newEager(tx entry.BulkTx, dry bool) *eager {
	return &eager{
		BulkTx: tx, dry: dry, above: map[organisation.UnitID][]organisation.UnitID{}, units: map[organisation.UnitID]organisation.Unit{},
		seed: maphash.MakeSeed(),
	}
}

// prepare asks for all that some rows need.
func (x *eager) prepare(d desk, rows []Filled) error {
	if err := x.name(d.references(rows)); err != nil {
		return err
	}
	like := entry.Entry{Root: d.Root, Campaign: d.Owner(), Register: d.Book.ID}
	if err := x.identify(d, rows); err != nil {
		return err
	}
	same := map[string]bool{}
	names := map[string]bool{}
	for i := range rows {
		p := rows[i].Personal
		e := entry.Entry{Unit: rows[i].Unit, Values: usual(d.Book, rows[i].Values)}
		human := organisation.Person{Name: p[string(book.Name)], IDNumber: p[string(book.Identity)]}
		human.ID = x.identified[strings.ToUpper(human.IDNumber)].ID
		if s := d.same(x, &e, human); s != "" {
			same[s] = true
		}
		if human.Name != "" && slices.Contains(d.Book.Key, d.personal(book.Identity)) {
			names[human.Name] = true
		}
	}
	found, err := x.EntriesLike(like, slices.Sorted(maps.Keys(same)))
	if err != nil {
		return err
	}
	byName, err := x.EntriesOfPersons(like, slices.Sorted(maps.Keys(names)))
	if err != nil {
		return err
	}
	var own []entry.Entry
	for i := range rows {
		if e, ok := x.named[rows[i].Entry]; ok {
			own = append(own, e)
		}
	}
	return x.know(found, byName, own)
}

// usual fills in what an empty field is taken for.
func usual(b book.Book, values map[string]string) map[string]string {
	out := maps.Clone(values)
	if out == nil {
		out = map[string]string{}
	}
	for _, f := range b.Fields {
		if out[f.ID] == "" && f.Usual != "" {
			out[f.ID] = f.Usual
		}
	}
	return out
}

func (x *eager) name(ids []entry.EntryID) error {
	if x.named == nil || len(x.named) > mostNamed {
		x.named = map[entry.EntryID]entry.Entry{}
	}
	ids = slices.DeleteFunc(ids, func(id entry.EntryID) bool { _, known := x.named[id]; return known })
	if len(ids) == 0 {
		return nil
	}
	found, err := x.BulkTx.EntriesNamed(ids)
	for _, e := range found {
		x.named[e.ID] = e
	}
	return err
}

// mostNamed is how many entries that rows name are remembered.
const mostNamed = 20_000

// identify finds the persons whose identity numbers the rows say. Those whom the
// import itself has entered are known already.
func (x *eager) identify(d desk, rows []Filled) error {
	x.identified, x.humans = map[string]organisation.Person{}, map[organisation.PersonID]organisation.Person{}
	for _, p := range x.persons {
		x.remember(p)
	}
	names := map[string]string{}
	for i := range rows {
		p := rows[i].Personal
		if n := strings.ToUpper(p[string(book.Identity)]); n != "" && x.identified[n].ID == "" {
			names[n] = p[string(book.Name)]
		}
	}
	if len(names) == 0 {
		return nil
	}
	found, err := x.BulkTx.PersonsIdentified(d.Root, slices.Sorted(maps.Keys(names)))
	for _, p := range found {
		x.remember(p)
	}
	for n, name := range names {
		if err == nil && x.identified[n].ID == "" {
			err = x.recall(n, name)
		}
	}
	return err
}

// recall knows a person again whom a dry import would have entered: by another
// name it is somebody else's.
func (x *eager) recall(number, name string) error {
	if !x.dry {
		return nil
	}
	was, there, err := x.seemed.Get(maphash.String(x.seed, number))
	if !there || err != nil {
		return err
	}
	if was != maphash.String(x.seed, name) {
		name = "*" // any other one
	}
	x.remember(organisation.Person{ID: seeming(number), Name: name, IDNumber: number})
	return nil
}

// seeming is the id of a person whom a dry import would have entered.
func seeming(number string) organisation.PersonID { return organisation.PersonID("seeming " + number) }

// know keeps the entries that the rows may be, or are by their numbers, and whom
// they are about.
func (x *eager) know(found, byName, own []entry.Entry) error {
	x.like, x.called, x.stored = map[string]entry.Entry{}, map[string][]entry.Entry{}, map[entry.EntryID]bool{}
	var whom []organisation.PersonID
	for _, e := range slices.Concat(found, byName, own) {
		x.stored[e.ID] = true
		if _, known := x.humans[e.Person]; e.Person != "" && !known {
			whom = append(whom, e.Person)
		}
	}
	if len(whom) > 0 {
		persons, err := x.BulkTx.PersonsNamed(whom)
		if err != nil {
			return err
		}
		maps.Copy(x.humans, persons)
	}
	for _, e := range found {
		x.like[e.Same] = e
	}
	x.alike = map[string][]entry.Entry{}
	for _, e := range byName {
		name := squeezed(x.humans[e.Person].Name)
		at := string(e.Unit) + "/" + name
		x.called[at] = append(x.called[at], e)
		x.alike[name] = append(x.alike[name], e)
	}
	return nil
}

// squeezed is a name without the spaces that somebody put into it.
func squeezed(name string) string { return strings.Join(strings.Fields(name), "") }

// met returns the entry that a row is about, none with ID "". A person without an
// identity number is told by unit and name, unless several are called so.
func (x *eager) met(d desk, e *entry.Entry, human organisation.Person) (was entry.Entry, several bool) {
	if e.Same != "" {
		if was := x.like[e.Same]; was.ID != "" {
			return was, false
		}
	}
	if human.Name == "" || !slices.Contains(d.Book.Key, d.personal(book.Identity)) {
		return entry.Entry{}, false
	}
	var may []entry.Entry
	for _, other := range x.called[string(e.Unit)+"/"+squeezed(human.Name)] {
		if n := x.humans[other.Person].IDNumber; n == "" || human.IDNumber == "" || strings.EqualFold(n, human.IDNumber) {
			may = append(may, other)
		}
	}
	if len(may) == 1 {
		return may[0], false
	}
	return entry.Entry{}, len(may) > 1
}

// Ancestors implements Tx.
func (x *eager) Ancestors(unit organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error) {
	if up, ok := x.above[unit]; ok {
		return up, nil
	}
	up, err := x.BulkTx.Ancestors(unit, on)
	if err == nil {
		x.above[unit] = up
	}
	return up, err
}

// Unit implements Tx.
func (x *eager) Unit(id organisation.UnitID) (organisation.Unit, error) {
	if u, ok := x.units[id]; ok {
		return u, nil
	}
	u, err := x.BulkTx.Unit(id)
	if err == nil {
		x.units[id] = u
	}
	return u, err
}

// EntriesNamed implements Tx.
func (x *eager) EntriesNamed(ids []entry.EntryID) ([]entry.Entry, error) {
	var out []entry.Entry
	for _, id := range ids {
		e, ok := x.named[id]
		if !ok { // an entry that a row changes had named it before
			found, err := x.BulkTx.EntriesNamed([]entry.EntryID{id})
			if err != nil {
				return nil, err
			}
			for _, one := range found {
				x.named[id], e, ok = one, one, true
			}
		}
		if ok {
			out = append(out, e)
		}
	}
	return out, nil
}

// EntryLike implements Tx.
func (x *eager) EntryLike(e entry.Entry) (entry.Entry, error) { return x.like[e.Same], nil }

// LinkedFrom implements Tx: nothing names an entry that is not there yet.
func (x *eager) LinkedFrom(id entry.EntryID, register string) (int64, error) {
	if !x.stored[id] {
		return 0, nil
	}
	return x.BulkTx.LinkedFrom(id, register)
}

// PersonIdentified implements Tx.
func (x *eager) PersonIdentified(_ organisation.UnitID, number string) (organisation.Person, error) {
	return x.identified[strings.ToUpper(number)], nil
}

// PersonsNamed implements Tx.
func (x *eager) PersonsNamed(ids []organisation.PersonID) (map[organisation.PersonID]organisation.Person, error) {
	out := map[organisation.PersonID]organisation.Person{}
	for _, id := range ids {
		if p, ok := x.humans[id]; ok {
			out[id] = p
		}
	}
	return out, nil
}

// InsertPerson implements Tx.
func (x *eager) InsertPerson(p *organisation.Person) error {
	if !x.dry {
		x.persons = append(x.persons, *p)
	} else if p.IDNumber != "" {
		number := strings.ToUpper(p.IDNumber)
		if err := x.seemed.Put(maphash.String(x.seed, number), maphash.String(x.seed, p.Name)); err != nil {
			return err
		}
		p.ID = seeming(number)
	}
	x.remember(*p)
	return nil
}

func (x *eager) remember(p organisation.Person) {
	if p.IDNumber != "" {
		x.identified[strings.ToUpper(p.IDNumber)], x.humans[p.ID] = p, p
	}
}

// UpdatePerson implements Tx.
func (x *eager) UpdatePerson(p organisation.Person) (organisation.Person, error) {
	if x.dry {
		x.remember(p)
		return p, nil
	}
	if err := x.writePersons(); err != nil { // it may be one of them
		return p, err
	}
	p, err := x.BulkTx.UpdatePerson(p)
	x.remember(p)
	return p, err
}

// InsertEntry implements Tx.
func (x *eager) InsertEntry(e *entry.Entry, m entry.Marks) error {
	if !x.dry {
		x.entries, x.marks = append(x.entries, *e), append(x.marks, m)
	}
	return nil
}

// UpdateEntry implements Tx.
func (x *eager) UpdateEntry(now entry.Entry, past entry.Past, was, is entry.Marks) (entry.Entry, error) {
	if x.dry {
		now.Revision++
		return now, nil
	}
	x.wrote++
	return x.BulkTx.UpdateEntry(now, past, was, is)
}

// Record implements Tx: the acts of many rows are one.
func (x *eager) Record(time.Time, audit.Origin, audit.Act) error { return nil }

func (x *eager) writePersons() error {
	all := x.persons
	x.persons = nil
	return x.BulkTx.InsertPersons(all)
}

// flush writes, behind, what was gathered, with the act that records it; n says
// how many entries that is, with those that were changed.
func (x *eager) flush(record func(tx entry.BulkTx, n int) error) error {
	persons, entries, marks, n := x.persons, x.entries, x.marks, x.wrote+len(x.entries)
	x.persons, x.entries, x.marks, x.wrote = nil, nil, nil, 0
	if n == 0 {
		return nil // as are the persons: each is entered for an entry
	}
	return x.Behind(func(tx entry.BulkTx) error {
		if err := tx.InsertPersons(persons); err != nil {
			return err
		}
		if err := tx.InsertEntries(entries, marks); err != nil {
			return err
		}
		return record(tx, n)
	})
}
