package write

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Filled is a row of a list: an entry as it shall be. A value that is not there
// leaves what the entry holds.
type Filled struct {
	Entry    entry.EntryID // that it is about, by its own number; "" where its values say which
	Unit     organisation.UnitID
	Values   map[string]string // canonical, by field; personal ones are not among them
	Personal map[string]string // by the type of the field: book.Name, book.Phone, book.Identity
	Masked   map[string]string // those that say only what the program shows of them: «138****5678»
}

// Fate is what becomes of a row.
type Fate string

// The fates.
const (
	Fresh  Fate = "new"
	Differ Fate = "changed"
	Alike  Fate = "unchanged"
	Bad    Fate = "wrong"
)

// Met is what a row met in the register.
type Met struct {
	Fate     Fate
	Entry    entry.EntryID     // that it changes or leaves, of a new one its own
	Same     string            // what makes it this one, "" for nothing
	Title    string            // "" of a person
	Wrong    []fault.Field     // by field; TheUnit for the unit
	Old, New map[string]string // canonical, of what it changes; of personal values the field alone
	Like     []entry.EntryID   // of a new one: those near it about a person of the same name
}

// Bulk takes many rows into a register: each is checked and written as one
// recorded by hand is, but what that asks of the store is asked for many at a
// time. It works within one transaction; one that is dry writes nothing.
type Bulk struct {
	s     *Service
	d     desk
	tx    *eager
	dry   bool
	acts  int // rows since the last act was recorded
	total int
}

// Bulk opens a register for many rows. Who may not record for any unit of it is
// refused.
func (s *Service) Bulk(tx entry.BulkTx, who people.Actor, of campaign.ID, register string, dry bool) (*Bulk, error) {
	d, err := s.desk(tx, who, of, register)
	if err != nil {
		return nil, err
	}
	b := &Bulk{s: s, d: d, tx: newEager(tx, dry), dry: dry}
	if dry {
		return b, nil
	}
	if err := tx.HoldLedger(d.ID); err != nil {
		return nil, err
	}
	return b, b.Writable()
}

// Writable refuses to write into a campaign that is over.
func (b *Bulk) Writable() error { return b.d.Writable() }

// Book is the register as the campaign uses it.
func (b *Bulk) Book() book.Book { return b.d.Book }

// Running is the campaign.
func (b *Bulk) Running() campaign.Running { return b.d.Running }

// May reports nil if the actor may record for a unit.
func (b *Bulk) May(unit organisation.UnitID) error {
	at, err := b.s.place(b.tx, b.d, unit)
	if err != nil {
		return err
	}
	return b.d.May(book.Recorder, at)
}

// Reach is for which units the actor may record.
func (b *Bulk) Reach() people.Scope { return b.d.Reach(book.Recorder) }

// Within goes on in another transaction: what is dry may read in several.
func (b *Bulk) Within(tx entry.BulkTx) { b.tx.BulkTx = tx }

// Know tells where the units stand today, so that it is not asked for each.
func (b *Bulk) Know(tree *organisation.Tree) {
	for _, n := range tree.Nodes() {
		b.tx.units[n.ID], b.tx.above[n.ID] = n.Unit, tree.Ancestors(n.ID)
	}
}

// Pairs keeps numbers by keys that are hashes, and more of them than memory holds.
type Pairs interface {
	Put(key, value uint64) error // in place of what the key had
	Get(key uint64) (value uint64, there bool, err error)
}

// Remember gives a dry import room for the persons whom it would have entered; it
// needs some before rows are put.
func (b *Bulk) Remember(p Pairs) { b.tx.seemed = p }

// Sees reports whether rows of the actor may name the entries that a unit has in
// a register.
func (b *Bulk) Sees(register string, unit organisation.UnitID) bool {
	at, err := b.s.place(b.tx, b.d, unit)
	if err != nil {
		return false
	}
	shape, _ := book.ShapeOf(register)
	target := book.Book{Shape: shape}
	return target.Known() || b.d.Who.May(entry.Reading(target.Private()), at) == nil
}

// Put takes some rows, in their order, and says of each what became of it. It is
// the caller's to see that no two rows of an import are the same one.
func (b *Bulk) Put(rows []Filled) ([]Met, error) {
	if err := b.tx.prepare(b.d, rows); err != nil {
		return nil, err
	}
	if err := b.write(); err != nil { // those before, while these are judged
		return nil, err
	}
	out := make([]Met, len(rows))
	for i := range rows {
		met, err := b.put(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = met
	}
	b.acts += len(rows)
	return out, nil
}

// put takes one row.
func (b *Bulk) put(row *Filled) (Met, error) {
	in := filled{values: row.Values, personal: row.Personal}
	e := b.d.fresh(row.Unit, in)
	human := organisation.Person{Name: in.personal[string(book.Name)], IDNumber: in.personal[string(book.Identity)]}
	if human.IDNumber != "" {
		human.ID = b.tx.identified[strings.ToUpper(human.IDNumber)].ID
	}
	e.Same = b.d.same(b.tx, &e, human)
	was, several := b.tx.met(b.d, &e, human)
	if row.Entry != "" {
		if was, several = b.own(row.Entry), false; was.ID == "" {
			return Met{Fate: Bad, Wrong: []fault.Field{{Path: book.OwnNumber, Key: "intake.no_such_number"}}}, nil
		}
		e.Same = ""
	}
	if bad := b.d.unmask(row.Masked, b.tx.humans[was.Person]); len(bad) > 0 {
		return Met{Fate: Bad, Wrong: bad}, nil
	}
	switch {
	case several:
		return Met{Fate: Bad, Wrong: []fault.Field{{Path: b.d.personal(book.Name), Key: "intake.several_like"}}}, nil
	case was.ID == "":
		return b.fresh(&e, in)
	case was.Unit != row.Unit && row.Entry != "":
		return Met{Fate: Bad, Wrong: []fault.Field{{Path: book.TheUnit, Key: "intake.moved"}}}, nil
	case was.Unit != row.Unit:
		return Met{Fate: Bad, Same: e.Same, Wrong: []fault.Field{{Path: b.keyField(), Key: "intake.taken"}}}, nil
	}
	met, err := b.change(was, in)
	met.Same = e.Same
	return met, err
}

// own returns the entry of this register that has a number, none with ID "".
func (b *Bulk) own(id entry.EntryID) entry.Entry {
	e := b.tx.named[id]
	if e.Root != b.d.Root || e.Campaign != b.d.Owner() || e.Register != b.d.Book.ID || b.May(e.Unit) != nil {
		return entry.Entry{}
	}
	return e
}

// unmask says which masked values are not those of a person: one that is comes
// from a list that the program handed out, and changes nothing.
func (d desk) unmask(masked map[string]string, p organisation.Person) []fault.Field {
	var bad []fault.Field
	for kind, v := range masked {
		shown := map[book.Type]string{book.Name: p.MaskedName(), book.Phone: p.MaskedPhone(), book.Identity: p.MaskedIDNumber()}
		if v != shown[book.Type(kind)] {
			bad = append(bad, fault.Field{Path: d.personal(book.Type(kind)), Key: "intake.masked"})
		}
	}
	return bad
}

// Lacks says what is wrong with a row by itself: for one that cannot be put.
func (b *Bulk) Lacks(row Filled) []fault.Field {
	in := filled{values: row.Values, personal: row.Personal}
	var human organisation.Person
	var bad []fault.Field
	if in.personal[string(book.Name)] != "" {
		human, bad = in.onto(human)
	}
	for kind := range row.Masked { // it is said of them that they are masked
		bad = append(bad, fault.Field{Path: b.d.personal(book.Type(kind)), Key: "intake.masked"})
	}
	e := b.d.fresh(row.Unit, in)
	if at, err := b.s.place(b.tx, b.d, row.Unit); err == nil {
		if wrong, err := b.s.judged(b.tx, b.d, at, entry.Entry{}, e.Values); err == nil {
			bad = append(bad, lacking(bad, wrong)...)
		}
	}
	return append(bad, lacking(bad, b.d.Book.Missing(b.d.whole(e, human), e.State))...)
}

// keyField is the field by which an entry is told from others first.
func (b *Bulk) keyField() string {
	for _, id := range b.d.Book.Key {
		if id != book.TheUnit {
			return id
		}
	}
	return b.d.personal(book.Name)
}

// fresh records a new entry.
func (b *Bulk) fresh(e *entry.Entry, in filled) (Met, error) {
	at, err := b.s.place(b.tx, b.d, e.Unit)
	if err != nil {
		return Met{}, err
	}
	same := e.Same
	if err := b.s.compose(b.tx, b.d, at, e, in, nil); err != nil {
		return refused(err, same)
	}
	met := Met{Fate: Fresh, Entry: e.ID, Same: e.Same, Title: e.Title}
	if b.dry {
		met.New, met.Like = b.telling(e), b.tx.namesakes(e, in)
	}
	return met, nil
}

// mostTelling is how many values tell of a new entry what it is.
const mostTelling = 3

// telling are the first values of a new entry that its list would show beside its
// title, and whose it is.
func (b *Bulk) telling(e *entry.Entry) map[string]string {
	out := map[string]string{book.TheUnit: string(e.Unit)}
	for _, f := range b.d.Book.Fields {
		if v := e.Values[f.ID]; v != "" && f.Listed && !slices.Contains(b.d.Book.Title, f.ID) && len(out) <= mostTelling {
			out[f.ID] = v
		}
	}
	return out
}

// refused turns what forbids a row into what is wrong with it.
func refused(err error, same string) (Met, error) {
	if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
		return Met{}, err
	}
	f := fault.From(err)
	if wrong := f.Fields; fault.Is(err, fault.Invalid) && len(wrong) > 0 {
		return Met{Fate: Bad, Same: same, Wrong: wrong}, nil
	}
	return Met{Fate: Bad, Same: same, Wrong: []fault.Field{{Key: f.Key, Args: f.Args}}}, nil
}

// change corrects an entry as far as the row says something else.
func (b *Bulk) change(was entry.Entry, in filled) (Met, error) {
	at, err := b.s.place(b.tx, b.d, was.Unit)
	if err != nil {
		return Met{}, err
	}
	c := change{desk: b.d, at: at, was: was, now: was, old: b.tx.humans[was.Person]}
	c.human, c.now.Values = c.old, maps.Clone(was.Values)
	if !b.says(c, in) {
		return Met{Fate: Alike, Entry: was.ID, Title: was.Title}, nil
	}
	if was.State == book.Withdrawn {
		return Met{Fate: Bad, Wrong: []fault.Field{{Path: b.keyField(), Key: "ledger.is_withdrawn"}}}, nil
	}
	if b.d.May(b.d.Book.Hand(was.State), at) != nil {
		return Met{Fate: Bad, Wrong: []fault.Field{{Path: b.keyField(), Key: "intake.beyond"}}}, nil
	}
	if err := b.s.apply(b.tx, &c, in, nil); err != nil {
		return refused(err, "")
	}
	if _, err := b.s.keep(b.tx, c, "ledger.correct", "", ""); err != nil {
		return refused(err, "")
	}
	old, now := c.differences()
	return Met{Fate: Differ, Entry: was.ID, Title: was.Title, Old: texts(old), New: texts(now)}, nil
}

// says reports whether a row says anything that the entry does not.
func (b *Bulk) says(c change, in filled) bool {
	for id, v := range in.values {
		if c.was.Values[id] != v {
			return true
		}
	}
	fresh, _ := in.onto(c.old)
	return fresh != c.old
}

func texts(values map[string]any) map[string]string {
	out := map[string]string{}
	for k, v := range values {
		out[k], _ = v.(string)
	}
	return out
}

// manyRows is after how many rows the ledger is weighed.
const manyRows = 1000

// End writes what is still to be written, and records it.
func (b *Bulk) End() error {
	if err := b.write(); err != nil || b.dry || b.total < manyRows {
		return err
	}
	return b.tx.Weigh()
}

// write writes, behind, what was put since the last time, and records it.
func (b *Bulk) write() error {
	if b.dry {
		return nil
	}
	rows, from := b.acts, b.total+1
	b.total, b.acts = b.total+rows, 0
	return b.tx.flush(func(tx entry.BulkTx, n int) error {
		return tx.Record(b.d.Now, b.d.Who.Origin, audit.Act{
			Name: "ledger.import", Subject: b.d.Book.ID, Root: string(b.d.Root), Campaign: string(b.d.Owner()), Unit: string(b.d.Unit),
			Clause: b.d.Book.Use.Clause, New: map[string]any{"rows": rows, "entries": n, "from": from},
		})
	})
}

// references lists the entries that the rows name, and those that they are.
func (d desk) references(rows []Filled) []entry.EntryID {
	seen := map[entry.EntryID]bool{}
	for i := range rows {
		if id := rows[i].Entry; id != "" {
			seen[id] = true
		}
	}
	for _, f := range d.Book.Fields {
		if f.Type != book.Entries {
			continue
		}
		for i := range rows {
			for _, id := range entry.IDs(rows[i].Values[f.ID]) {
				seen[id] = true
			}
		}
	}
	return slices.Collect(maps.Keys(seen))
}
