package ledger

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Counts counts the entries of all registers of a campaign that the actor may
// see, the withdrawn ones left out. It asks once, and once more for each register
// of persons in need, which fewer may see.
func (s *Service) Counts(ctx context.Context, who people.Actor, id campaign.ID) (out []entry.Count, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		r, err := s.Campaigns.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		kept := map[string]bool{}
		for _, b := range book.All(r.Book) {
			kept[b.ID] = !b.Private()
			if !b.Private() || who.MayIn(entry.Reading(true), r.Root, string(id)) != nil {
				continue
			}
			q, err := s.search(tx, desk{entry.Desk{Running: r, Book: b, Who: who}}, entry.Query{Campaign: id, Register: b.ID})
			if err != nil {
				return err
			}
			found, err := tx.EntryCounts(q)
			if err != nil {
				return err
			}
			out = append(out, found...)
		}
		q, err := s.search(tx, desk{entry.Desk{Running: r, Who: who}}, entry.Query{Campaign: id})
		if err != nil {
			return err
		}
		found, err := tx.EntryCounts(q)
		for _, n := range found {
			if kept[n.Register] {
				out = append(out, n)
			}
		}
		return err
	})
	return out, err
}

// Allowed reports nil if the actor may do the action with an entry. What the
// actor may not see is not there.
func (s *Service) Allowed(ctx context.Context, who people.Actor, act people.Action, id entry.EntryID) error {
	return s.db.View(ctx, func(tx entry.Tx) error {
		_, _, at, err := s.Find(tx, who, id)
		if err != nil {
			return err
		}
		return who.May(act, at)
	})
}
