package ledger

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Named is an entry as another may name it: what it is called, whose it is, and
// the choices that tell it from its namesakes.
type Named struct {
	ID             entry.EntryID
	Register       string
	Name, UnitName string
	Unit           organisation.UnitID
	Choices        map[string]string
}

// Naming lists entries of a register whose title, texts or person's name hold
// the words, for somebody who records and names them: those that the actor may
// read, and of the rosters and the points those of the whole federation.
func (s *Service) Naming(ctx context.Context, who people.Actor, id campaign.ID, register, words string, limit int) (out []Named, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		d, err := s.namer(tx, who, id, register)
		if err != nil {
			return err
		}
		q, err := s.search(tx, d, entry.Query{Campaign: id, Register: register, Text: words, Open: true, Sort: entry.SortTitle, Limit: limit})
		if err != nil {
			return err
		}
		if d.Book.Known() {
			q.Reach = people.Scope{Whole: true}
		}
		entries, err := tx.Entries(q)
		if err != nil {
			return err
		}
		rows, err := s.rows(tx, d, entries)
		for i := range rows {
			out = append(out, introduced(d.Book, &rows[i]))
		}
		return err
	})
	return out, err
}

// namer opens a register for somebody who records in the campaign and names what
// is in it.
func (s *Service) namer(tx entry.Tx, who people.Actor, id campaign.ID, register string) (desk, error) {
	r, err := s.Campaigns.Open(tx, who, people.CampaignRead, id)
	if err != nil {
		return desk{}, err
	}
	if err := who.MayIn(people.LedgerRecord, r.Root, string(id)); err != nil {
		return desk{}, err
	}
	b, ok := book.For(r.Book, register)
	if !ok {
		return desk{}, fault.New(fault.NotFound, "ledger.unknown_register", register)
	}
	return desk{entry.Desk{Running: r, Book: b, Who: who}}, who.MayIn(entry.Reading(b.Private()), r.Root, string(id))
}

func introduced(b book.Book, r *Row) Named {
	n := Named{r.ID, r.Register, r.Name, r.UnitName, r.Unit, map[string]string{}}
	for _, f := range b.Fields {
		if f.Type == book.Choice && f.Listed && r.Values[f.ID] != "" {
			n.Choices[f.ID] = r.Values[f.ID]
		}
	}
	return n
}

// Called returns what entries are called that the actor may name in a campaign;
// others are left out.
func (s *Service) Called(ctx context.Context, who people.Actor, id campaign.ID, ids []entry.EntryID) (map[string]string, error) {
	out := map[string]string{}
	known, err := s.Introduced(ctx, who, id, ids)
	for id, n := range known {
		out[string(id)] = n.Name
	}
	return out, err
}

// Introduced returns entries that the actor may name in a campaign, with what
// tells each from its namesakes; others are left out.
func (s *Service) Introduced(ctx context.Context, who people.Actor, id campaign.ID, ids []entry.EntryID) (map[entry.EntryID]Named, error) {
	out := map[entry.EntryID]Named{}
	if len(ids) == 0 {
		return out, nil
	}
	err := s.db.View(ctx, func(tx entry.Tx) error {
		r, err := s.Campaigns.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		found, err := tx.EntriesNamed(ids)
		if err != nil {
			return err
		}
		byRegister := map[string][]entry.Entry{}
		for _, e := range found {
			sees, err := s.Knows(tx, entry.Desk{Running: r, Who: who}, e)
			if err != nil {
				return err
			}
			if sees && e.Root == r.Root {
				byRegister[e.Register] = append(byRegister[e.Register], e)
			}
		}
		for register, entries := range byRegister {
			shape, _ := book.ShapeOf(register)
			b := book.Book{Shape: shape}
			rows, err := s.rows(tx, desk{entry.Desk{Running: r, Book: b, Who: who}}, entries)
			if err != nil {
				return err
			}
			for i := range rows {
				out[rows[i].ID] = introduced(b, &rows[i])
			}
		}
		return nil
	})
	return out, err
}
