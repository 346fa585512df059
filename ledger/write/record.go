package write

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Record writes a new entry. Who may confirm it confirms it by recording it. The
// same key of the same account answers with the entry that was recorded first.
// What the register or a clause lacks is said field by field; an entry that is
// the same as another is a Conflict that names that one, if the actor may see it.
func (s *Service) Record(ctx context.Context, who people.Actor, in entry.New) (e entry.Entry, err error) {
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		if err := tx.HoldLedger(in.Campaign); err != nil {
			return err
		}
		d, at, err := s.recording(tx, who, in)
		if err != nil {
			return err
		}
		if e, err = s.before(tx, d, in); err != nil || e.ID != "" {
			return err
		}
		read, bad, err := s.read(tx, d, in.Typed)
		if err != nil {
			return err
		}
		e = d.fresh(in.Unit, read)
		if err := s.compose(tx, d, at, &e, read, bad); err != nil {
			return err
		}
		if in.Key != "" {
			return tx.InsertRequest(entry.Request{By: who.Account, Key: in.Key, Entry: e.ID, Said: said(tx, d, in)})
		}
		return nil
	})
	if in.Key == "" || !fault.Is(err, fault.Conflict) {
		return e, err
	}
	err = s.again(ctx, who, in, &e, err)
	return e, err
}

// again answers a request that another one with its key was ahead of.
func (s *Service) again(ctx context.Context, who people.Actor, in entry.New, e *entry.Entry, lost error) error {
	return s.db.View(ctx, func(tx entry.Tx) error {
		d, _, err := s.recording(tx, who, in)
		if err == nil {
			*e, err = s.before(tx, d, in)
		}
		if err == nil && e.ID == "" {
			err = lost
		}
		return err
	})
}

// recording opens a register for a new entry of a unit.
func (s *Service) recording(tx entry.Tx, who people.Actor, in entry.New) (d desk, at people.Place, err error) {
	if d, err = s.desk(tx, who, in.Campaign, in.Register); err != nil {
		return d, at, err
	}
	if at, err = s.place(tx, d, in.Unit); err != nil {
		return d, at, err
	}
	if err := d.May(book.Recorder, at); err != nil {
		return d, at, err
	}
	return d, at, d.Writable()
}

// before returns the entry that the actor recorded with the key; ID "" for none.
// A key that was used to say something else is refused.
func (s *Service) before(tx entry.Tx, d desk, in entry.New) (entry.Entry, error) {
	if in.Key == "" {
		return entry.Entry{}, nil
	}
	r, err := tx.Request(d.Who.Account, in.Key)
	switch {
	case err != nil || r.Entry == "":
		return entry.Entry{}, err
	case r.Said != said(tx, d, in):
		return entry.Entry{}, fault.New(fault.Conflict, "ledger.key_used")
	}
	return tx.Entry(r.Entry)
}

// said is the mark of what a request asks to be recorded.
func said(tx entry.Tx, d desk, in entry.New) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %q", d.Owner(), in.Register, in.Unit)
	for _, f := range slices.Sorted(maps.Keys(in.Typed)) {
		fmt.Fprintf(&b, " %q=%q", f, in.Typed[f])
	}
	return tx.MarkOf("entry/request", b.String())
}

// fresh is a new entry with what was typed, and what is usual where nothing was.
func (d desk) fresh(unit organisation.UnitID, in filled) entry.Entry {
	now := d.Now.Truncate(time.Millisecond)
	e := entry.Entry{
		ID: entry.NewID(), Root: d.Root, Campaign: d.Owner(), Register: d.Book.ID, Unit: unit, State: d.Book.First().ID,
		Values: map[string]string{}, Created: now, By: d.Who.Account, Changed: now, ChangedBy: d.Who.Account, Revision: 1,
	}
	for _, f := range d.Book.Fields {
		if v := in.values[f.ID]; v != "" {
			e.Values[f.ID] = v
		} else if f.Usual != "" {
			e.Values[f.ID] = f.Usual
		}
	}
	return e
}

// compose checks a new entry, brings it as far as its recorder may at once, and
// stores it with its act.
func (s *Service) compose(tx entry.Tx, d desk, at people.Place, e *entry.Entry, in filled, bad []fault.Field) error {
	wrong, err := s.references(tx, d, e.Values, nil)
	if err != nil {
		return err
	}
	bad = append(bad, wrong...)
	human, wrong, err := s.enlist(tx, d, in)
	if err != nil {
		return err
	}
	bad = append(bad, wrong...)
	e.Person = human.ID
	if wrong, err = s.judged(tx, d, at, entry.Entry{}, e.Values); err != nil {
		return err
	}
	bad = append(bad, lacking(bad, wrong)...)
	bad = append(bad, lacking(bad, d.Book.Missing(d.whole(*e, human), e.State))...)
	if err := fault.Violations(bad); err != nil {
		return err
	}
	if err := d.hasten(tx, e, human, at); err != nil {
		return err
	}
	d.count(e)
	if err := s.settle(tx, d, e, human); err != nil {
		return err
	}
	if err := s.alone(tx, d, *e); err != nil {
		return err
	}
	m := entry.MarksOf(d.Book, *e, human.Name)
	if err := tx.InsertEntry(e, m); err != nil {
		return err
	}
	return tx.Record(d.Now, d.Who.Origin, d.Act("ledger.record", *e, audit.Act{New: map[string]any{"state": e.State, "values": e.Values}}))
}

// lacking drops what is said of a field that is wrong already.
func lacking(said, more []fault.Field) []fault.Field {
	var out []fault.Field
	for _, m := range more {
		known := false
		for _, f := range said {
			known = known || f.Path == m.Path
		}
		if !known {
			out = append(out, m)
		}
	}
	return out
}

// whole is the values of an entry with those kept with the person, for checks.
func (d desk) whole(e entry.Entry, human organisation.Person) map[string]string {
	all := maps.Clone(e.Values)
	for _, f := range d.Book.Fields {
		switch f.Type {
		case book.Name:
			all[f.ID] = human.Name
		case book.Phone:
			all[f.ID] = human.Phone
		case book.Identity:
			all[f.ID] = human.IDNumber
		}
	}
	return all
}

// hasten makes the quick moves that the recorder may make and that lack nothing.
func (d desk) hasten(tx entry.Tx, e *entry.Entry, human organisation.Person, at people.Place) error {
	for range d.Book.States {
		moved := false
		for _, m := range d.Book.From(e.State) {
			if !m.Quick || m.Apart || d.May(m.Hand, at) != nil {
				continue
			}
			lacks, err := d.lacks(tx, *e, human, m.To)
			if err != nil {
				return err
			}
			if len(lacks) == 0 {
				e.State, moved = m.To, true
				break
			}
		}
		if !moved {
			break
		}
	}
	return nil
}

// lacks says what an entry is without to stand in a state.
func (d desk) lacks(tx entry.Tx, e entry.Entry, human organisation.Person, state string) ([]fault.Field, error) {
	links, err := d.unlinked(tx, e, state)
	return append(d.Book.Missing(d.whole(e, human), state), links...), err
}

// unlinked says what does not point to an entry although a clause wants it to
// before the entry stands in a state.
func (d desk) unlinked(tx entry.Tx, e entry.Entry, state string) (bad []fault.Field, err error) {
	registers, said := d.Book.Linked(e.Values, state)
	for i, r := range registers {
		n, err := tx.LinkedFrom(e.ID, r)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			bad = append(bad, said[i])
		}
	}
	return bad, nil
}

// count takes down since when an entry is in the figures.
func (d desk) count(e *entry.Entry) {
	st, _ := d.Book.State(e.State)
	switch {
	case !st.Counts:
		e.Counted = time.Time{}
	case e.Counted.IsZero():
		e.Counted = d.Now.Truncate(time.Millisecond)
	}
}

// alone refuses an entry that is the same as another.
func (s *Service) alone(tx entry.Tx, d desk, e entry.Entry) error {
	if e.Same == "" {
		return nil
	}
	other, err := tx.EntryLike(e)
	if err != nil || other.ID == "" || other.ID == e.ID {
		return err
	}
	at, err := s.Campaigns.Place(tx, d.Who, d.Running, other.Unit)
	if err != nil {
		return err
	}
	if d.Who.May(entry.Reading(d.Book.Private()), at) != nil {
		return fault.New(fault.Conflict, "ledger.same_elsewhere")
	}
	no := fault.New(fault.Conflict, "ledger.same", other.Title, other.On.String())
	no.Fields = []fault.Field{{Path: string(other.ID), Key: "ledger.same", Args: no.Args}}
	return no
}
