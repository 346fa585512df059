package ledger

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// desk is where somebody reads or writes a register: the running campaign and
// its book.
type desk struct {
	campaign.Running
	book book.Book
	who  people.Actor
}

// owner is the campaign that keeps the entries, "" of a standing register.
func (d desk) owner() campaign.ID {
	if d.book.Standing {
		return ""
	}
	return d.ID
}

// writable refuses a write into a campaign that is over. What stands over all
// campaigns goes on.
func (d desk) writable() error {
	if d.book.Standing {
		return nil
	}
	return d.Running.Writable()
}

// reading is the action that shows the entries of a register.
func reading(private bool) people.Action {
	if private {
		return people.HouseholdRead
	}
	return people.LedgerRead
}

// handed returns the action by which a hand acts on entries of the book, and
// where: the office acts as that of the campaign, everybody else at the unit.
func (d desk) handed(hand book.Hand, at people.Place) (people.Action, people.Place) {
	switch {
	case hand == book.Office:
		return people.LedgerAccept, people.Place{Root: d.Root, Unit: d.Unit, Campaign: string(d.ID)}
	case d.book.Reference:
		return people.ReferenceManage, at
	case hand == book.Confirmer:
		return people.LedgerConfirm, at
	}
	return people.LedgerRecord, at
}

// may reports nil if the actor is the hand for entries of a unit.
func (d desk) may(hand book.Hand, at people.Place) error {
	if err := d.who.May(reading(d.book.Private()), at); err != nil {
		return err
	}
	act, where := d.handed(hand, at)
	if d.who.May(act, where) != nil {
		return fault.New(fault.Forbidden, "fault.forbidden") // the entry itself may be read
	}
	return nil
}

// desk opens a register of a campaign for an actor who may read some of it.
func (s *Service) desk(tx Tx, who people.Actor, id campaign.ID, register string) (desk, error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, id)
	if err != nil {
		return desk{}, err
	}
	b, ok := book.For(r.Book, register)
	if !ok {
		return desk{}, fault.New(fault.NotFound, "ledger.unknown_register", register)
	}
	return desk{r, b, who}, who.MayIn(reading(b.Private()), r.Root, string(id))
}

// open reads an entry for an actor who may see it, with the desk it lies on and
// its place. What the actor may not see is not there.
func (s *Service) open(tx Tx, who people.Actor, id EntryID) (d desk, e Entry, at people.Place, err error) {
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
		d = desk{r, b, who}
		if at, err = s.campaigns.Place(tx, who, r, e.Unit); err != nil {
			return d, Entry{}, at, err
		}
		if who.May(reading(b.Private()), at) == nil {
			return d, e, at, nil
		}
	}
	return d, Entry{}, at, gone
}

// keepers lists the campaigns in whose words an entry may be read: its own, or
// of one that stands over all of them those of the federation, the newest one
// that still runs first.
func (s *Service) keepers(tx Tx, e Entry) ([]campaign.Running, error) {
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
		r, err := s.campaigns.Running(tx, c)
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

// place says where the entries of a unit lie, for the permission table.
func (s *Service) place(tx Tx, d desk, unit organisation.UnitID) (people.Place, error) {
	u, err := tx.Unit(unit)
	if err != nil || u.Root != d.Root {
		return people.Place{}, fault.Violations([]fault.Field{{Path: "unit", Key: "ledger.unknown_unit"}})
	}
	return s.campaigns.Place(tx, d.who, d.Running, unit)
}
