package campaign

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// HoldingID identifies who held a post over a stretch of time.
type HoldingID string

// Holding is a post of the playbook held by somebody from one day to another.
// A holder the plan itself names is its words only, without a person behind.
type Holding struct {
	ID       HoldingID
	Campaign ID
	Post     string // id in the playbook
	Person   organisation.PersonID
	PlanName string        // the plan's words, where no person is recorded
	From, To calendar.Date // To is the last day, zero while current
	Revision int64
}

// On reports whether the post is held so on a day.
func (h *Holding) On(day calendar.Date) bool {
	return !day.Before(h.From) && (h.To.IsZero() || !day.After(h.To))
}

// LiaisonID identifies who was a unit's liaison over a stretch of time.
type LiaisonID string

// Liaison is a unit's contact in one campaign (P-52): one current one and one
// deputy.
type Liaison struct {
	ID       LiaisonID
	Campaign ID
	Unit     organisation.UnitID
	Person   organisation.PersonID
	Deputy   bool
	From, To calendar.Date // To is the last day, zero while current
	Revision int64
}

// Staff are the persons who hold or held a post of a campaign, act for it, or
// are a liaison in it.
type Staff map[organisation.PersonID]organisation.Person

// PostView is a post with its holders as of a day.
type PostView struct {
	Body, Post, Title string
	Office            string // the holder's office, in the plan's words
	Clause            string
	Holders           []Holder
	Delegates         []Delegate // acting for it on that day or later
}

// Holder is the name shown for a holding.
type Holder struct {
	Holding Holding
	Name    string
	ByPlan  bool // the plan's own words
}

// Posts lists the posts of a campaign with who held them on a day (P-43).
func (s *Service) Posts(ctx context.Context, who people.Actor, id ID, on calendar.Date) (out []PostView, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.PostRead, id)
		if err != nil {
			return err
		}
		holdings, err := tx.Holdings(id)
		if err != nil {
			return err
		}
		staff, err := tx.Staff(id)
		if err != nil {
			return err
		}
		delegates, err := r.delegates(tx, staff, on)
		if err != nil {
			return err
		}
		for _, p := range r.Book.Posts {
			v := PostView{Body: p.Body, Post: p.ID, Title: p.Title, Office: p.Office, Clause: p.Clause, Delegates: delegates[p.ID]}
			for _, h := range holdings {
				if h.Post != p.ID || !h.On(on) {
					continue
				}
				if h.Person == "" {
					v.Holders = append(v.Holders, Holder{h, h.PlanName, true})
				} else {
					v.Holders = append(v.Holders, Holder{h, staff[h.Person].Name, false})
				}
			}
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// Appoint gives a post to a person from a day on. Whoever held it until then
// held it up to the day before; nothing of that is lost (P-43). A post that the
// plan gives to a group has several holders: they stay (P-44, P-45).
func (s *Service) Appoint(ctx context.Context, who people.Actor, id ID, post string, person organisation.PersonID, from calendar.Date) error {
	return s.write(ctx, who, people.PostManage, id, func(tx Tx, r Running) (audit.Act, error) {
		if err := r.appointable(tx, post, person, from); err != nil {
			return audit.Act{}, err
		}
		if err := r.mayEmpower(who, post, person); err != nil {
			return audit.Act{}, err
		}
		old, err := r.succeed(tx, post, from)
		if err != nil {
			return audit.Act{}, err
		}
		h := Holding{ID: ident.New[HoldingID](), Campaign: id, Post: post, Person: person, From: from, Revision: 1}
		if err := tx.InsertHolding(&h); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "post.appoint", Subject: string(h.ID), Clause: r.postClause(post), Old: old,
			New: map[string]any{"post": post, "person": string(person), "from": from.String()},
		}, r.empower(tx, h)
	})
}

// Relieve ends a holding with its last day. Nothing of it is lost.
func (s *Service) Relieve(ctx context.Context, who people.Actor, id ID, holding HoldingID, last calendar.Date) error {
	return s.write(ctx, who, people.PostManage, id, func(tx Tx, r Running) (audit.Act, error) {
		holdings, err := tx.Holdings(id)
		if err != nil {
			return audit.Act{}, err
		}
		i := slices.IndexFunc(holdings, func(h Holding) bool { return h.ID == holding && h.To.IsZero() })
		if i < 0 {
			return audit.Act{}, fault.New(fault.NotFound, "fault.not_found")
		}
		h := holdings[i]
		if last.Before(h.From) {
			return audit.Act{}, fault.Violations([]fault.Field{{Path: "last", Key: "campaign.post_overlap", Args: []any{h.From}}})
		}
		return audit.Act{
			Name: "post.relieve", Subject: string(h.ID), Clause: r.postClause(h.Post),
			Old: map[string]any{"person": string(h.Person)}, New: map[string]any{"post": h.Post, "to": last.String()},
		}, r.end(tx, h, last)
	})
}

// succeed ends who held a post of one, and the plan's own words for a group.
func (r Running) succeed(tx Tx, post string, from calendar.Date) (map[string]any, error) {
	holdings, err := tx.Holdings(r.ID)
	if err != nil {
		return nil, err
	}
	old := map[string]any{}
	for _, h := range holdings {
		if h.Post != post || !h.To.IsZero() || r.group(post) && h.Person != "" {
			continue
		}
		if !h.From.Before(from) {
			return nil, fault.Violations([]fault.Field{{Path: "from", Key: "campaign.post_overlap", Args: []any{h.From}}})
		}
		old["holding"] = string(h.ID)
		if err := r.end(tx, h, from.AddDays(-1)); err != nil {
			return nil, err
		}
	}
	return old, nil
}

// end ends a holding and what its post carried.
func (r Running) end(tx Tx, h Holding, last calendar.Date) error {
	h.To = last
	if _, err := tx.UpdateHolding(h); err != nil {
		return err
	}
	return r.relieve(tx, h)
}

// group reports whether the plan gives a post to a group, naming nobody.
func (r Running) group(post string) bool {
	return slices.ContainsFunc(r.Book.Posts, func(p playbook.Post) bool { return p.ID == post && p.Person == "" })
}

func (r Running) postClause(post string) string {
	for _, p := range r.Book.Posts {
		if p.ID == post {
			return p.Clause
		}
	}
	return ""
}

func (r Running) appointable(tx Tx, post string, person organisation.PersonID, from calendar.Date) error {
	var bad []fault.Field
	if r.postClause(post) == "" {
		bad = append(bad, fault.Field{Path: "post", Key: "campaign.unknown_post", Args: []any{post}})
	}
	if from.IsZero() {
		bad = append(bad, fault.Field{Path: "from", Key: "fault.required"})
	}
	bad = append(bad, r.unknown(tx, person)...)
	return fault.Violations(bad)
}

// unknown names a person that is none of the campaign's federation.
func (r Running) unknown(tx Tx, person organisation.PersonID) []fault.Field {
	if p, err := tx.Person(person); err != nil || !p.Erased.IsZero() || p.Root != r.Root {
		return []fault.Field{{Path: "person", Key: "people.unknown_person"}}
	}
	return nil
}

// LiaisonView is a unit with its current liaison and deputy.
type LiaisonView struct {
	Unit            organisation.Node
	Liaison, Deputy *Contact
}

// Contact is a person as a contact of a unit. Phone is masked unless the
// reader may see it.
type Contact struct {
	Liaison Liaison
	Name    string
	Phone   string
}

// Liaisons lists every unit that owes something with its liaison, the units
// without one first (P-52). Phones are shown in full to the unit itself and
// to those who may read them, masked to everybody else.
func (s *Service) Liaisons(ctx context.Context, who people.Actor, id ID) (out []LiaisonView, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.LiaisonRead, id)
		if err != nil {
			return err
		}
		tree, err := s.Tree(tx, r)
		if err != nil {
			return err
		}
		current, err := tx.Liaisons(id, "")
		if err != nil {
			return err
		}
		of := map[organisation.UnitID][]Liaison{}
		for _, l := range current {
			of[l.Unit] = append(of[l.Unit], l)
		}
		staff, err := tx.Staff(id)
		if err != nil {
			return err
		}
		for _, n := range tree.Nodes() {
			if n.ID == r.Unit || !n.ExistsOn(r.Today()) || !slices.Contains(r.Book.Audience.Categories, string(n.Category)) {
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

func rank(v LiaisonView) int {
	if v.Liaison == nil {
		return 0
	}
	return 1
}

// contacts shows the liaison and the deputy of a unit.
func contacts(n organisation.Node, current []Liaison, staff Staff, full bool) LiaisonView {
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

// NameLiaison makes a person a unit's liaison, or deputy, from a day on; the
// one before ends the day before (P-52).
func (s *Service) NameLiaison(ctx context.Context, who people.Actor, l Liaison) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(l.Campaign); err != nil {
			return err
		}
		r, err := s.Open(tx, who, people.LiaisonRead, l.Campaign)
		if err != nil {
			return err
		}
		place, err := s.place(tx, who, r, l.Unit)
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
		bad := r.unknown(tx, l.Person)
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
		l.ID, l.Revision = ident.New[LiaisonID](), 1
		if err := tx.InsertLiaison(&l); err != nil {
			return err
		}
		return tx.Record(r.Now, who.Origin, audit.Act{
			Name: "liaison.name", Subject: string(l.ID), Root: string(r.Root), Campaign: string(r.ID), Unit: string(l.Unit), Clause: r.liaisonClause(),
			Old: old, New: map[string]any{"person": string(l.Person), "deputy": l.Deputy, "from": l.From.String()},
		})
	})
}

func endLiaison(tx Tx, next Liaison) (map[string]any, error) {
	have, err := tx.Liaisons(next.Campaign, next.Unit)
	if err != nil {
		return nil, err
	}
	old := map[string]any{}
	for _, h := range have {
		if h.Deputy != next.Deputy || !h.To.IsZero() {
			continue
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
func (r Running) liaisonClause() string {
	for _, ob := range r.Book.Obligations {
		if ob.Liaison {
			return ob.Clause
		}
	}
	return ""
}
