package write

import (
	"context"
	"maps"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// maxNote is how many characters a reason has at most.
const maxNote = 500

// change is an entry being changed: as it was, as it becomes, and whom it is
// about.
type change struct {
	desk
	at       people.Place
	was, now entry.Entry
	old      organisation.Person
	human    organisation.Person
}

// begin reads an entry for a change; one that was taken back is changed no more.
func (s *Service) begin(tx entry.Tx, who people.Actor, p entry.Pick) (change, error) {
	c, err := s.hold(tx, who, p.ID)
	if err == nil && c.was.State == book.Withdrawn {
		err = fault.New(fault.Conflict, "ledger.is_withdrawn")
	}
	return c, err
}

// hold reads an entry for a change, in whatever state it is.
func (s *Service) hold(tx entry.Tx, who people.Actor, id entry.EntryID) (c change, err error) {
	if err := holding(tx, id); err != nil {
		return c, err
	}
	if c.desk, c.was, c.at, err = s.open(tx, who, id); err != nil {
		return c, err
	}
	if err := c.Writable(); err != nil {
		return c, err
	}
	if c.was.Person != "" {
		known, err := tx.PersonsNamed([]organisation.PersonID{c.was.Person})
		if err != nil {
			return c, err
		}
		c.old = known[c.was.Person]
		c.human = c.old
	}
	c.now = c.was
	c.now.Values = maps.Clone(c.was.Values)
	return c, nil
}

// holding keeps an entry, and the campaign it is of, as they are until the
// transaction ends: what is judged of it and its files stays true.
func holding(tx entry.Tx, id entry.EntryID) error {
	e, err := tx.Entry(id)
	if err != nil {
		return err
	}
	if err := tx.HoldLedger(e.Campaign); err != nil {
		return err
	}
	return tx.HoldEntry(id)
}

// stale answers a write over an old revision.
func (c change) stale(revision int64) error {
	if c.was.Revision == revision {
		return nil
	}
	return fault.New(fault.Stale, "fault.stale")
}

// keep stores what a change made of an entry, what it was, and the act.
func (s *Service) keep(tx entry.Tx, c change, act, move, note string) (entry.Entry, error) {
	c.count(&c.now)
	if err := s.settle(tx, c.desk, &c.now, c.human); err != nil {
		return c.was, err
	}
	if err := s.alone(tx, c.desk, c.now); err != nil && c.now.State != book.Withdrawn {
		return c.was, err
	}
	c.now.Changed, c.now.ChangedBy = c.Now.Truncate(time.Millisecond), c.Who.Account
	past := entry.Past{
		Entry: c.was.ID, N: c.was.Revision, State: c.was.State, Line: c.was.Line, On: c.was.On, Until: c.was.Until, Unit: c.was.Unit,
		Since: c.was.Since, Title: c.was.Title, Values: c.was.Values, Note: note, Move: move, At: c.now.Changed, By: c.Who.Account,
	}
	fresh, err := tx.UpdateEntry(c.now, past, entry.MarksOf(c.Book, c.was, c.old.Name), entry.MarksOf(c.Book, c.now, c.human.Name))
	if err != nil {
		return fresh, err
	}
	old, now := c.differences()
	if note != "" {
		now["note"] = note
	}
	return fresh, tx.Record(c.Now, c.Who.Origin, c.Act(act, fresh, audit.Act{Old: old, New: now}))
}

// differences lists what a change makes another: personal values are named and
// not told.
func (c change) differences() (old, now map[string]any) {
	old, now = map[string]any{}, map[string]any{}
	note := func(what, before, after string) {
		if before != after {
			old[what], now[what] = before, after
		}
	}
	note("state", c.was.State, c.now.State)
	note("unit", string(c.was.Unit), string(c.now.Unit))
	for _, f := range c.Book.Fields {
		note(f.ID, c.was.Values[f.ID], c.now.Values[f.ID])
	}
	if c.old != c.human {
		now["person"] = string(c.human.ID)
	}
	return old, now
}

// Correct changes what an entry holds: typed names the fields that change, "" to
// empty one. Who could have brought the entry where it stands may correct it.
func (s *Service) Correct(ctx context.Context, who people.Actor, id entry.EntryID, revision int64, typed map[string]string, note string) (e entry.Entry, err error) {
	if err := noted(note, false); err != nil {
		return e, err
	}
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		c, err := s.begin(tx, who, entry.Pick{ID: id, Revision: revision})
		if err != nil {
			return err
		}
		if err := c.May(c.Book.Hand(c.was.State), c.at); err != nil {
			return err
		}
		read, bad, err := s.read(tx, c.desk, typed)
		if err != nil {
			return err
		}
		if c.was.Revision != revision {
			return c.differs(read)
		}
		if err := s.apply(tx, &c, read, bad); err != nil {
			return err
		}
		if e = c.was; maps.Equal(c.was.Values, c.now.Values) && c.old == c.human {
			return nil
		}
		e, err = s.keep(tx, c, "ledger.correct", "", strings.TrimSpace(note))
		return err
	})
	return e, err
}

// differs answers a correction over an old revision with what stands in the
// fields by now.
func (c change) differs(in filled) error {
	no := fault.New(fault.Stale, "fault.stale")
	for _, f := range c.Book.Fields {
		if v, sent := in.values[f.ID]; sent && v != c.was.Values[f.ID] {
			no.Fields = append(no.Fields, fault.Field{Path: f.ID, Key: "ledger.differs", Args: []any{c.Book.Shown(f, c.was.Values[f.ID]), c.Book.Shown(f, v)}})
		}
	}
	return no
}

// apply puts what was read onto the entry and checks all of it.
func (s *Service) apply(tx entry.Tx, c *change, in filled, bad []fault.Field) error {
	bad, err := s.put(tx, c, in, bad)
	if err != nil {
		return err
	}
	return fault.Violations(bad)
}

// put puts what was read onto the entry and says what is wrong with it and with
// the rest, as it shall stand.
func (s *Service) put(tx entry.Tx, c *change, in filled, bad []fault.Field) ([]fault.Field, error) {
	for field, v := range in.values {
		if v == "" {
			delete(c.now.Values, field)
		} else {
			c.now.Values[field] = v
		}
	}
	wrong, err := s.references(tx, c.desk, c.now.Values, c.was.Values)
	if err != nil {
		return nil, err
	}
	bad = append(bad, wrong...)
	if len(in.personal) > 0 {
		if c.human, wrong, err = s.amend(tx, c.desk, &c.now, in); err != nil {
			return nil, err
		}
		bad = append(bad, wrong...)
	}
	if wrong, err = s.judged(tx, c.desk, c.at, c.was, c.now.Values); err != nil {
		return nil, err
	}
	bad = append(bad, lacking(bad, wrong)...)
	return append(bad, lacking(bad, c.Book.Missing(c.whole(c.now, c.human), c.now.State))...), nil
}

// noted refuses a reason that is missing where one is asked for, or too long.
func noted(note string, asked bool) error {
	switch n := utf8.RuneCountInString(strings.TrimSpace(note)); {
	case n == 0 && asked:
		return fault.Violations([]fault.Field{{Path: "reason", Key: "ledger.reason_required"}})
	case n > maxNote:
		return fault.Violations([]fault.Field{{Path: "reason", Key: "ledger.too_long", Args: []any{maxNote, n}}})
	}
	if bad := book.Numbered(note); bad != nil {
		bad.Path = "reason"
		return fault.Violations([]fault.Field{*bad})
	}
	return nil
}

// Withdraw takes an entry back (作废): it counts nowhere any more and stays
// readable with the reason.
func (s *Service) Withdraw(ctx context.Context, who people.Actor, id entry.EntryID, revision int64, reason string) (e entry.Entry, err error) {
	if err := noted(reason, true); err != nil {
		return e, err
	}
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		c, err := s.begin(tx, who, entry.Pick{ID: id, Revision: revision})
		if err != nil {
			return err
		}
		if err := c.May(c.Book.Hand(c.was.State), c.at); err != nil {
			return err
		}
		if err := c.stale(revision); err != nil {
			return err
		}
		c.now.State = book.Withdrawn
		e, err = s.keep(tx, c, "ledger.withdraw", book.Withdrawn, strings.TrimSpace(reason))
		return err
	})
	return e, err
}

// Transfer gives an entry to another unit from a day on (调动). An entry counts
// for the unit that had it on its own day, and what holds for the one that has it
// on the day that is asked for: what was done before stays with the unit it left,
// as a person's unit over time is kept (H-10) and the tree is read as of each day.
// An entry without a day of its own goes as a whole. Reports that were sent keep
// what they said, and its past says whose it was. Who hands it over must be
// allowed to keep entries of both units.
func (s *Service) Transfer(ctx context.Context, who people.Actor, id entry.EntryID, revision int64, to organisation.UnitID, from calendar.Date) (e entry.Entry, err error) {
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		c, err := s.begin(tx, who, entry.Pick{ID: id, Revision: revision})
		if err != nil {
			return err
		}
		if err := c.May(c.Book.Hand(c.was.State), c.at); err != nil {
			return err
		}
		there, err := s.place(tx, c.desk, to)
		if err != nil {
			return err
		}
		if c.May(c.Book.Hand(c.was.State), there) != nil {
			return fault.Violations([]fault.Field{{Path: "unit", Key: "ledger.unit_beyond"}})
		}
		if err := c.stale(revision); err != nil {
			return err
		}
		if err := c.transferable(to, from); err != nil {
			return err
		}
		c.now.Unit, c.now.Since = to, from
		e, err = s.keep(tx, c, "ledger.transfer", actHandedOver, "")
		return err
	})
	return e, err
}

// actHandedOver stands among the moves of an entry's past for a transfer.
const actHandedOver = "transferred"

func (c change) transferable(to organisation.UnitID, from calendar.Date) error {
	var bad []fault.Field
	if to == c.was.Unit {
		bad = append(bad, fault.Field{Path: "unit", Key: "ledger.same_unit"})
	}
	if from.IsZero() || from.After(c.Today()) || !c.was.Since.IsZero() && !from.After(c.was.Since) {
		bad = append(bad, fault.Field{Path: "from", Key: "ledger.transfer_day"})
	}
	return fault.Violations(bad)
}
