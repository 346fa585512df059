package post

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// LiaisonView is a unit with its current liaison and deputy.
type LiaisonView struct {
	Unit            organisation.Node
	Liaison, Deputy *Contact
}

// Contact is a person as a contact of a unit. Phone is masked unless the
// reader may see it.
type Contact struct {
	Liaison campaign.Liaison
	Name    string
	Phone   string
}

// Liaisons lists every unit that is addressed with its liaison, the units
// without one first (P-52). Phones are shown in full to the unit itself and
// to those who may read them, masked to everybody else.
func (s *Service) Liaisons(ctx context.Context, who people.Actor, id campaign.ID) (out []LiaisonView, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.LiaisonRead, id)
		if err != nil {
			return err
		}
		tree, err := s.campaigns.Tree(tx, r)
		if err != nil {
			return err
		}
		current, err := tx.Liaisons(id, "")
		if err != nil {
			return err
		}
		of := map[organisation.UnitID][]campaign.Liaison{}
		for _, l := range current {
			of[l.Unit] = append(of[l.Unit], l)
		}
		staff, err := tx.Staff(id)
		if err != nil {
			return err
		}
		for _, n := range tree.Nodes() {
			if n.ID == r.Unit || !n.ExistsOn(r.Today()) || !addresses(r, n) {
				continue
			}
			place := people.Place{Root: n.Root, Unit: n.ID, Path: tree.Ancestors(n.ID), Campaign: string(id)}
			if who.May(people.LiaisonRead, place) != nil {
				continue
			}
			out = append(out, contacts(n, of[n.ID], staff, who.May(people.PhoneRead, place) == nil))
		}
		slices.SortStableFunc(out, func(a, b LiaisonView) int { return cmp.Compare(rank(a), rank(b)) })
		return nil
	})
	return out, err
}

// addresses reports whether the campaign is for a unit: of a category of the plan
// that was not left out, and not an exception itself.
func addresses(r campaign.Running, n organisation.Node) bool {
	return slices.Contains(r.Book.Audience.Categories, string(n.Category)) && !slices.Contains(r.Without, n.Category) && !slices.Contains(r.Except, n.ID)
}

func rank(v LiaisonView) int {
	if v.Liaison == nil {
		return 0
	}
	return 1
}

// contacts shows the liaison and the deputy of a unit.
func contacts(n organisation.Node, current []campaign.Liaison, staff Staff, full bool) LiaisonView {
	v := LiaisonView{Unit: n}
	for _, l := range current {
		p := staff[l.Person]
		c := &Contact{l, p.Name, p.Phone}
		if !full {
			c.Phone = p.MaskedPhone()
		}
		if l.Deputy {
			v.Deputy = c
		} else {
			v.Liaison = c
		}
	}
	return v
}

// FormerLiaisons lists who was a unit's liaison or deputy before, the last one
// first, without phones. Who was erased has no name.
func (s *Service) FormerLiaisons(ctx context.Context, who people.Actor, id campaign.ID, unit organisation.UnitID) (out []Contact, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.LiaisonRead, id)
		if err != nil {
			return err
		}
		place, err := s.campaigns.Place(tx, who, r, unit)
		if err != nil {
			return err
		}
		if err := who.May(people.LiaisonRead, place); err != nil {
			return err
		}
		former, err := tx.FormerLiaisons(id, unit)
		if err != nil || len(former) == 0 {
			return err
		}
		staff, err := tx.Staff(id)
		for _, l := range former {
			out = append(out, Contact{Liaison: l, Name: staff[l.Person].Name})
		}
		return err
	})
	return out, err
}

// NameLiaison makes a person a unit's liaison, or deputy, from a day on; the
// one before ends the day before (P-52). An id given is that of the one who is
// to be replaced: where it is another by now, the naming is stale.
func (s *Service) NameLiaison(ctx context.Context, who people.Actor, l campaign.Liaison) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(l.Campaign); err != nil {
			return err
		}
		r, err := s.campaigns.Open(tx, who, people.LiaisonRead, l.Campaign)
		if err != nil {
			return err
		}
		place, err := s.campaigns.Place(tx, who, r, l.Unit)
		if err != nil {
			return err
		}
		if err := who.May(people.LiaisonManage, place); err != nil {
			return err
		}
		if err := r.Writable(); err != nil {
			return err
		}
		if l.From.IsZero() {
			l.From = r.Today()
		}
		bad := r.Unknown(tx, l.Person)
		if l.From.After(r.Today()) {
			bad = append(bad, fault.Field{Path: "from", Key: "campaign.liaison_in_future", Args: []any{l.From}})
		}
		if err := fault.Violations(bad); err != nil {
			return err
		}
		old, err := endLiaison(tx, l)
		if err != nil {
			return err
		}
		l.ID, l.Revision = ident.New[campaign.LiaisonID](), 1
		if err := tx.InsertLiaison(&l); err != nil {
			return err
		}
		return tx.Record(r.Now, who.Origin, audit.Act{
			Name: "liaison.name", Subject: string(l.ID), Root: string(r.Root), Campaign: string(r.ID), Unit: string(l.Unit), Clause: running{r}.liaisonClause(),
			Old: old, New: map[string]any{"person": string(l.Person), "deputy": l.Deputy, "from": l.From.String()},
		})
	})
}

func endLiaison(tx Tx, next campaign.Liaison) (map[string]any, error) {
	have, err := tx.Liaisons(next.Campaign, next.Unit)
	if err != nil {
		return nil, err
	}
	old := map[string]any{}
	for _, h := range have {
		if h.Deputy != next.Deputy || !h.To.IsZero() {
			continue
		}
		if next.ID != "" && next.ID != h.ID {
			return nil, fault.New(fault.Stale, "fault.stale")
		}
		if next.From.Before(h.From) {
			return nil, fault.Violations([]fault.Field{{Path: "from", Key: "campaign.liaison_overlap", Args: []any{h.From}}})
		}
		if h.To = next.From.AddDays(-1); h.To.Before(h.From) {
			h.To = h.From // corrected on its first day
		}
		if _, err := tx.UpdateLiaison(h); err != nil {
			return nil, err
		}
		old["person"] = string(h.Person)
	}
	return old, nil
}

// liaisonClause returns the clause that asks every unit for its liaison.
func (r running) liaisonClause() string {
	for _, ob := range r.Book.Obligations {
		if ob.Liaison {
			return ob.Clause
		}
	}
	return ""
}
