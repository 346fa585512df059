package entry

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Desks opens the registers of campaigns.
type Desks struct{ Campaigns *campaign.Service }

// Desk is where somebody reads or writes a register: the running campaign and
// its book.
type Desk struct {
	campaign.Running
	Book book.Book
	Who  people.Actor
}

// Owner is the campaign that keeps the entries, "" of a standing register.
func (d Desk) Owner() campaign.ID {
	if d.Book.Standing {
		return ""
	}
	return d.ID
}

// Writable refuses a write into a campaign that is over. What stands over all
// campaigns goes on.
func (d Desk) Writable() error {
	if d.Book.Standing {
		return nil
	}
	return d.Running.Writable()
}

// Reading is the action that shows the entries of a register.
func Reading(private bool) people.Action {
	if private {
		return people.HouseholdRead
	}
	return people.LedgerRead
}

// handed returns the action by which a hand acts on entries of the book, and
// where: the office acts as that of the campaign, everybody else at the unit.
func (d Desk) handed(hand book.Hand, at people.Place) (people.Action, people.Place) {
	switch {
	case hand == book.Office:
		return people.LedgerAccept, people.Place{Root: d.Root, Unit: d.Unit, Campaign: string(d.ID)}
	case d.Book.Reference:
		return people.ReferenceManage, at
	case hand == book.Confirmer:
		return people.LedgerConfirm, at
	}
	return people.LedgerRecord, at
}

// May reports nil if the actor is the hand for entries of a unit.
func (d Desk) May(hand book.Hand, at people.Place) error {
	if err := d.Who.May(Reading(d.Book.Private()), at); err != nil {
		return err
	}
	act, where := d.handed(hand, at)
	if d.Who.May(act, where) != nil {
		return fault.New(fault.Forbidden, "fault.forbidden") // the entry itself may be read
	}
	return nil
}

// Reach is of which units the actor is the hand, for lists: everybody who may do
// what a hand does may read there.
func (d Desk) Reach(hand book.Hand) people.Scope {
	act, _ := d.handed(hand, people.Place{})
	return d.Who.Scope(act, string(d.ID))
}

// Desk opens a register of a campaign for an actor who may read some of it.
func (s Desks) Desk(tx Tx, who people.Actor, id campaign.ID, register string) (Desk, error) {
	r, err := s.Campaigns.Open(tx, who, people.CampaignRead, id)
	if err != nil {
		return Desk{}, err
	}
	b, ok := book.For(r.Book, register)
	if !ok {
		return Desk{}, fault.New(fault.NotFound, "ledger.unknown_register", register)
	}
	return Desk{r, b, who}, who.MayIn(Reading(b.Private()), r.Root, string(id))
}

// Find reads an entry for an actor who may see it, with the desk it lies on and
// its place. What the actor may not see is not there.
func (s Desks) Find(tx Tx, who people.Actor, id EntryID) (d Desk, e Entry, at people.Place, err error) {
	gone := fault.New(fault.NotFound, "fault.not_found")
	if e, err = tx.Entry(id); err != nil {
		return d, e, at, err
	}
	if who.Root != e.Root && !who.Program {
		return d, Entry{}, at, gone
	}
	running, err := s.keepers(tx, e)
	if err != nil {
		return d, Entry{}, at, err
	}
	for _, r := range running {
		b, used := book.For(r.Book, e.Register)
		if !used {
			continue
		}
		d = Desk{r, b, who}
		if at, err = s.Campaigns.Place(tx, who, r, e.Unit); err != nil {
			return d, Entry{}, at, err
		}
		if who.May(Reading(b.Private()), at) == nil {
			return d, e, at, nil
		}
	}
	return d, Entry{}, at, gone
}

// keepers lists the campaigns in whose words an entry may be read: its own, or
// of one that stands over all of them those of the federation, the newest one
// that still runs first.
func (s Desks) keepers(tx Tx, e Entry) ([]campaign.Running, error) {
	var all []campaign.Campaign
	if e.Campaign != "" {
		c, err := tx.Campaign(e.Campaign)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	} else {
		found, err := tx.CampaignsOf(e.Root)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		slices.SortStableFunc(all, func(a, b campaign.Campaign) int {
			if a.Closed.IsZero() != b.Closed.IsZero() {
				if a.Closed.IsZero() {
					return -1
				}
				return 1
			}
			return b.Launched.Compare(a.Launched)
		})
	}
	out := make([]campaign.Running, len(all))
	for i, c := range all {
		r, err := s.Campaigns.Running(tx, c)
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

// Place says where the entries of a unit lie, for the permission table.
func (s Desks) Place(tx Tx, d Desk, unit organisation.UnitID) (people.Place, error) {
	u, err := tx.Unit(unit)
	if err != nil || u.Root != d.Root {
		return people.Place{}, fault.Violations([]fault.Field{{Path: "unit", Key: "ledger.unknown_unit"}})
	}
	return s.Campaigns.Place(tx, d.Who, d.Running, unit)
}

// Act completes the record of an act on an entry.
func (d Desk) Act(name string, e Entry, a audit.Act) audit.Act {
	a.Name, a.Subject, a.Root, a.Campaign, a.Unit = name, string(e.ID), string(e.Root), string(e.Campaign), string(e.Unit)
	a.Clause = d.Book.Use.Clause
	return a
}

// Knows reports whether the writer may name an entry: one that the writer may
// read, or one that every unit knows.
func (s Desks) Knows(tx Tx, d Desk, e Entry) (bool, error) {
	shape, _ := book.ShapeOf(e.Register)
	target := book.Book{Shape: shape}
	if target.Known() {
		return true, nil
	}
	at, err := s.Campaigns.Place(tx, d.Who, d.Running, e.Unit)
	return err == nil && d.Who.May(Reading(target.Private()), at) == nil, err
}
