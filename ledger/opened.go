package ledger

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Open returns an entry as its page shows it, to who may see it.
func (s *Service) Open(ctx context.Context, who people.Actor, id EntryID) (o Opened, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		d, e, at, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		rows, err := s.rows(tx, d, []Entry{e})
		if err != nil {
			return err
		}
		o = Opened{Row: rows[0], Book: d.book, Campaign: d.Campaign, Shown: map[string]string{}}
		for _, f := range d.book.Fields {
			o.Shown[f.ID] = d.shown(f, rows[0])
		}
		if e.Person != "" {
			known, err := tx.PersonsNamed([]organisation.PersonID{e.Person})
			if err != nil {
				return err
			}
			o.Human = seen(known[e.Person], d.book.Private())
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
		return d.book.Shown(f, v)
	}
	var names []string
	for _, id := range book.Split(v) {
		names = append(names, r.Names[id])
	}
	return strings.Join(names, "、")
}

func (d desk) showHuman(o *Opened) {
	for _, f := range d.book.Fields {
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
func (s *Service) surround(tx Tx, d desk, at people.Place, o *Opened) (err error) {
	if o.Related, err = s.related(tx, d, o.ID); err != nil {
		return err
	}
	if o.Past, err = tx.Pasts(o.ID); err != nil {
		return err
	}
	if o.Evidence, err = tx.EvidenceOf(o.ID); err != nil {
		return err
	}
	if o.State == book.Withdrawn || d.writable() != nil {
		return nil
	}
	mine := d.may(d.book.Hand(o.State), at) == nil
	o.May = May{Correct: mine, Withdraw: mine, Transfer: mine, Attach: d.may(book.Recorder, at) == nil}
	for _, m := range d.book.From(o.State) {
		if d.may(m.Hand, at) != nil {
			continue
		}
		if m.Apart && !d.who.Program {
			last, err := s.mover(tx, o.Entry)
			if err != nil {
				return err
			}
			if d.who.Account == o.By || d.who.Account == last {
				continue
			}
		}
		o.Moves = append(o.Moves, m)
	}
	return nil
}

// related counts the entries that name this one, among those that the reader may
// see.
func (s *Service) related(tx Tx, d desk, id EntryID) ([]Related, error) {
	reach := func(private bool) Search {
		q := Search{Root: d.Root, Day: d.Today(), Reach: d.who.Scope(reading(private), string(d.ID))}
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
	private := func(r Related) bool {
		shape, _ := book.ShapeOf(r.Register)
		b := book.Book{Shape: shape}
		return b.Private()
	}
	open = slices.DeleteFunc(open, private)
	return append(open, slices.DeleteFunc(closed, func(r Related) bool { return !private(r) })...), nil
}
