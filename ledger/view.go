package ledger

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Bounds of saved views.
const (
	maxViews    = 30   // of one account in one register
	maxViewName = 30   // characters
	maxQuery    = 2000 // bytes of an address
)

// SaveView keeps a filter of a list for the actor, under a name of its own. The
// same name again replaces what it stood for.
func (s *Service) SaveView(ctx context.Context, who people.Actor, v entry.View) (entry.View, error) {
	v.Name = strings.TrimSpace(v.Name)
	if n := utf8.RuneCountInString(v.Name); n == 0 || n > maxViewName || len(v.Query) > maxQuery {
		return v, fault.Violations([]fault.Field{{Path: "name", Key: "ledger.view_name", Args: []any{maxViewName}}})
	}
	err := s.db.Update(ctx, func(tx entry.Tx) error {
		d, err := s.desk(tx, who, v.Campaign, v.Register)
		if err != nil {
			return err
		}
		mine, err := tx.SavedViews(who.Account, v.Campaign, v.Register)
		if err != nil {
			return err
		}
		v.ID, v.Account, v.Created = entry.NewViewID(), who.Account, d.Now.Truncate(time.Millisecond)
		for _, old := range mine {
			if old.Name == v.Name {
				return tx.PutView(&v, old.ID)
			}
		}
		if len(mine) >= maxViews {
			return fault.New(fault.Conflict, "ledger.too_many_views", maxViews)
		}
		return tx.PutView(&v, "")
	})
	return v, err
}

// Views lists the filters that the actor keeps for a register, by name.
func (s *Service) Views(ctx context.Context, who people.Actor, of campaign.ID, register string) (out []entry.View, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		if _, err := s.desk(tx, who, of, register); err != nil {
			return err
		}
		out, err = tx.SavedViews(who.Account, of, register)
		return err
	})
	return out, err
}

// DropView forgets a filter of the actor's own.
func (s *Service) DropView(ctx context.Context, who people.Actor, id entry.ViewID) error {
	return s.db.Update(ctx, func(tx entry.Tx) error {
		n, err := tx.DropView(who.Account, id)
		if err == nil && n == 0 {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		return err
	})
}
