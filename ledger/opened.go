package ledger

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Opened is an entry as its page shows it.
type Opened struct {
	Row
	Book     book.Book
	Campaign campaign.Campaign // in whose words it is shown
	Human    *Human            // whom it is about, nil for nobody
	Shown    map[string]string // by field: as Book.Shown, units and entries by their names
	Related  []entry.Related
	Past     []entry.Past // the oldest first
	May      May
	Locked   []string         // the fields that are for others to write
	Moves    []book.Move      // that the reader can make now
	Evidence []entry.Evidence // what was removed too
}

// Linked reports whether an entry of a register points to this one, or of
// «evidence» whether it has a file.
func (o *Opened) Linked(register string) bool {
	if register == book.Evidences {
		return slices.ContainsFunc(o.Evidence, func(e entry.Evidence) bool { return e.Removed == "" })
	}
	return slices.ContainsFunc(o.Related, func(r entry.Related) bool { return r.Register == register && r.Count > 0 })
}

// May says what the reader may do with an entry beyond its moves.
type May struct {
	Correct, Withdraw, Transfer, Attach bool
}

// Open returns an entry as its page shows it, to who may see it.
func (s *Service) Open(ctx context.Context, who people.Actor, id entry.EntryID) (o Opened, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		found, e, at, err := s.Find(tx, who, id)
		if err != nil {
			return err
		}
		d := desk{found}
		rows, err := s.rows(tx, d, []entry.Entry{e})
		if err != nil {
			return err
		}
		o = Opened{Row: rows[0], Book: d.Book, Campaign: d.Campaign, Shown: map[string]string{}}
		for _, f := range d.Book.Fields {
			o.Shown[f.ID] = d.shown(f, rows[0])
		}
		if e.Person != "" {
			known, err := tx.PersonsNamed([]organisation.PersonID{e.Person})
			if err != nil {
				return err
			}
			o.Human = seen(known[e.Person], d.Book.Private())
			d.showHuman(&o)
		}
		return s.surround(tx, d, at, &o)
	})
	return o, err
}

// shown is a field as the page shows it: units and entries by their names.
func (d desk) shown(f book.Field, r Row) string {
	v := r.Values[f.ID]
	if f.Type != book.Unit && f.Type != book.Entries {
		return d.Book.Shown(f, v)
	}
	var names []string
	for _, id := range book.Split(v) {
		names = append(names, r.Names[id])
	}
	return strings.Join(names, "、")
}

func (d desk) showHuman(o *Opened) {
	for _, f := range d.Book.Fields {
		switch f.Type {
		case book.Name:
			o.Shown[f.ID] = o.Human.Name
		case book.Phone:
			o.Shown[f.ID] = o.Human.Phone
		case book.Identity:
			o.Shown[f.ID] = o.Human.Identity
		}
	}
}

// surround adds what lies around an entry: what names it, what it was, its
// evidence, and what the reader may do.
func (s *Service) surround(tx entry.Tx, d desk, at people.Place, o *Opened) (err error) {
	if o.Related, err = s.related(tx, d, o.ID); err != nil {
		return err
	}
	if o.Past, err = tx.Pasts(o.ID); err != nil {
		return err
	}
	if o.Evidence, err = tx.EvidenceOf(o.ID); err != nil {
		return err
	}
	if err := s.namePast(tx, d, o); err != nil {
		return err
	}
	if o.State == book.Withdrawn || d.Writable() != nil {
		return nil
	}
	mine := d.May(d.Book.Hand(o.State), at) == nil
	if o.Locked, err = s.Locked(tx, d.Desk, at, o.Entry); err != nil {
		return err
	}
	o.May = May{Correct: mine, Withdraw: mine, Transfer: mine, Attach: d.May(book.Recorder, at) == nil}
	for _, m := range d.Book.From(o.State) {
		if d.May(m.Hand, at) != nil {
			continue
		}
		if m.Apart && !d.Who.Program {
			last, err := s.Mover(tx, d.Book, o.Entry)
			if err != nil {
				return err
			}
			if d.Who.Account == o.By || d.Who.Account == last {
				continue
			}
		}
		o.Moves = append(o.Moves, m)
	}
	return nil
}

// namePast names what an entry named before, and whose it was.
func (s *Service) namePast(tx entry.Tx, d desk, o *Opened) error {
	before := make([]entry.Entry, len(o.Past))
	for i, p := range o.Past {
		before[i] = entry.Entry{ID: o.ID, Unit: p.Unit, Values: p.Values}
	}
	rows, err := s.rows(tx, d, before)
	for _, r := range rows {
		maps.Copy(o.Names, r.Names)
		o.Names[string(r.Unit)] = r.UnitName
	}
	o.Names[string(o.Unit)] = o.UnitName
	return err
}

// related counts the entries that name this one, among those of the campaign at
// hand, and of what stands over all, that the reader may see: what somebody may
// read in one campaign is none of another's.
func (s *Service) related(tx entry.Tx, d desk, id entry.EntryID) ([]entry.Related, error) {
	reach := func(private bool) entry.Search {
		q := entry.Search{Query: entry.Query{Campaign: d.ID}, Root: d.Root, Day: d.Today(), Reach: d.Who.Scope(entry.Reading(private), string(d.ID))}
		if slices.Contains(q.Reach.All, d.Root) {
			q.Reach = people.Scope{Whole: true}
		}
		return q
	}
	open, err := tx.Related(id, reach(false))
	if err != nil {
		return nil, err
	}
	closed, err := tx.Related(id, reach(true))
	if err != nil {
		return nil, err
	}
	private := func(r entry.Related) bool {
		shape, _ := book.ShapeOf(r.Register)
		b := book.Book{Shape: shape}
		return b.Private()
	}
	open = slices.DeleteFunc(open, private)
	return append(open, slices.DeleteFunc(closed, func(r entry.Related) bool { return !private(r) })...), nil
}
