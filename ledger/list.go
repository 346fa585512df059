package ledger

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Books returns the registers of a campaign that the actor may read, in the
// order in which its plan names them.
func (s *Service) Books(ctx context.Context, who people.Actor, id campaign.ID) (out []book.Book, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		r, err := s.Campaigns.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		out = slices.DeleteFunc(book.All(r.Book), func(b book.Book) bool {
			return who.MayIn(entry.Reading(b.Private()), r.Root, string(id)) != nil
		})
		return nil
	})
	return out, err
}

// Book returns a register of a campaign.
func (s *Service) Book(ctx context.Context, who people.Actor, id campaign.ID, register string) (b book.Book, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		d, err := s.desk(tx, who, id, register)
		b = d.Book
		return err
	})
	return b, err
}

// List shows a page of a register to who may read it: the entries of the units
// in the reader's reach.
func (s *Service) List(ctx context.Context, who people.Actor, q entry.Query) (p Page, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		d, found, err := s.asking(tx, who, q)
		if err != nil {
			return err
		}
		if p, err = s.page(tx, d, found); err != nil || !q.Totals {
			return err
		}
		p.Total, err = total(tx, d, found, p)
		return err
	})
	return p, err
}

func (s *Service) asking(tx entry.Tx, who people.Actor, q entry.Query) (desk, entry.Search, error) {
	d, err := s.desk(tx, who, q.Campaign, q.Register)
	if err != nil {
		return d, entry.Search{}, err
	}
	found, err := s.search(tx, d, q)
	return d, found, err
}

func (s *Service) page(tx entry.Tx, d desk, q entry.Search) (p Page, err error) {
	q.Limit++ // one more tells whether there is a next page
	entries, err := tx.Entries(q)
	if err != nil {
		return p, err
	}
	more := len(entries) == q.Limit
	if more {
		entries = entries[:q.Limit-1]
	}
	if p.Entries, err = s.rows(tx, d, entries); err != nil {
		return p, err
	}
	if more {
		p.Next = cursor(q, entries[len(entries)-1]).String()
	}
	return p, nil
}

// cursor is the place of an entry in a list.
func cursor(q entry.Search, e entry.Entry) entry.Cursor {
	c := entry.Cursor{ID: e.ID}
	switch {
	case q.Amount != "":
		c.Number, c.Text = entry.AmountOf(e, q.Amount), e.On.String()
	case q.Sort == entry.SortTitle:
		c.Text = e.Title
	case q.Sort == entry.SortUnit:
		c.Text = string(e.Unit)
	case q.Sort == entry.SortChanged:
		c.Number = e.Changed.UnixMilli()
	default:
		c.Text = e.On.String()
	}
	return c
}

// total counts a list and adds it up. Of one that is all on its first page that
// is seen; where it is too long to be looked at for every page, there are at
// least as many as the page shows.
func total(tx entry.Tx, d desk, q entry.Search, p Page) (Total, error) {
	shown := int64(len(p.Entries))
	if q.Cursor.ID == "" && p.Next == "" {
		t := Total{Count: shown, Sums: map[string]int64{}}
		for _, r := range p.Entries {
			for _, a := range entry.MarksOf(d.Book, r.Entry, "").Amounts {
				t.Sums[a.Field] += a.Value
			}
		}
		return t, nil
	}
	look := int64(entry.MaxLook)
	if q.Whole {
		look = 0
	}
	t, err := tx.TotalEntries(q, look)
	if t.More {
		if p.Next != "" {
			shown++
		}
		t.Count = max(t.Count, shown)
	}
	return t, err
}

// Each calls a function for every entry of a list, in its order: what an export
// writes. All of them are of one moment.
func (s *Service) Each(ctx context.Context, who people.Actor, q entry.Query, each func(Row) error) error {
	q.Limit = entry.MaxPage
	return s.db.View(ctx, func(tx entry.Tx) error {
		d, found, err := s.asking(tx, who, q)
		if err != nil {
			return err
		}
		for {
			p, err := s.page(tx, d, found)
			if err != nil {
				return err
			}
			for _, r := range p.Entries {
				if err := each(r); err != nil {
					return err
				}
			}
			if p.Next == "" {
				return nil
			}
			if found.Cursor, err = entry.ReadCursor(p.Next); err != nil {
				return err
			}
		}
	})
}

// Sum measures a list: how many entries it has, what a number of theirs adds up
// to, or how many different entries or units they name. What the source asks of
// the entries is asked beside the query. Only what is in the figures counts.
func (s *Service) Sum(ctx context.Context, who people.Actor, q entry.Query, from book.Source) (n int64, err error) {
	if q.Register == "" {
		q.Register = from.Register
	}
	marks := map[string][]string{}
	for f, v := range q.Marks {
		marks[f] = v
	}
	for f, v := range from.Where {
		if f == "state" {
			q.States = v
			continue
		}
		marks[f] = v
	}
	q.Marks, q.Counted = marks, true
	err = s.db.View(ctx, func(tx entry.Tx) error {
		d, found, err := s.asking(tx, who, q)
		if err != nil {
			return err
		}
		if f, ok := d.Book.Field(from.Sum); from.Sum != "" && (!ok || f.Kind == "") {
			return fault.New(fault.Invalid, "ledger.unknown_field", from.Sum)
		}
		n, err = tx.Measure(found, from)
		return err
	})
	return n, err
}
