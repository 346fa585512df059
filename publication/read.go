package publication

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// Open returns a bulletin as the office sees it: what was issued to everybody
// who reads in the campaign, what is under way to who composes or signs.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (v View, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		d, err := s.load(tx, who, id)
		if err != nil {
			return err
		}
		v = View{Running: d.Running, Bulletin: d.b, Document: d.paper(), May: d.may(who), Signs: d.signer}
		if v.May.Cosign {
			v.Signs = d.cosigner
		}
		if d.b.State == Signed {
			v.Awaits = d.wanting()
		}
		if d.b.State == Issued {
			v.Corrections, err = corrected(tx, d.b)
			return err
		}
		return d.review(tx, &v)
	})
	return v, err
}

// Allowed reports nil if the actor may do act on a bulletin: for who must know
// it before a request is read any further.
func (s *Service) Allowed(ctx context.Context, who people.Actor, act people.Action, id ID) error {
	return s.db.View(ctx, func(tx Tx) error {
		d, err := s.load(tx, who, id)
		if err != nil {
			return err
		}
		return who.May(act, d.place)
	})
}

// may says what the actor may do with the bulletin as it stands.
func (d *desk) may(who people.Actor) May {
	if !d.Closed.IsZero() {
		return May{}
	}
	composes := who.May(people.BulletinCompose, d.place) == nil
	draft, signed := d.b.State == Draft, d.b.State == Signed
	return May{
		Edit: draft && composes, Refresh: draft && composes, Discard: draft && composes,
		Sign: draft && d.signer != "", Cosign: d.mayCosign(), TakeBack: signed && d.signer != "",
		Issue:   signed && who.May(people.BulletinIssue, d.place) == nil && len(d.wanting()) == 0,
		Correct: d.b.State == Issued && composes,
	}
}

// List lists the bulletins of a campaign, and for who composes or signs the
// periods whose bulletin is owed or under way.
func (s *Service) List(ctx context.Context, who people.Actor, id campaign.ID) (l List, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		d, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		l.Running = d.Running
		all, err := tx.Bulletins(id)
		if err != nil {
			return err
		}
		of := map[campaign.DutyID]Bulletin{}
		for _, b := range all {
			of[b.Duty] = b
			if b.State == Issued {
				l.Issued = append(l.Issued, b)
			}
		}
		slices.SortFunc(l.Issued, func(a, b Bulletin) int { return int(b.Total - a.Total) })
		if d.works(who) && d.Closed.IsZero() {
			l.Compose = who.May(people.BulletinCompose, d.place) == nil
			l.Open, err = d.due(tx, of)
		}
		return err
	})
	return l, err
}

// ToSign lists the drafts that wait for the actor's signature: those of periods
// whose reports are due, where the actor may sign (P-47). It is empty for
// everybody else.
func (s *Service) ToSign(ctx context.Context, who people.Actor, id campaign.ID) (out []Bulletin, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		d, err := s.open(tx, who, id)
		if err != nil || d.signer == "" && d.cosigner == "" || !d.Closed.IsZero() {
			return err
		}
		of := map[campaign.DutyID]Bulletin{}
		all, err := tx.Bulletins(id)
		if err != nil {
			return err
		}
		for _, b := range all {
			of[b.Duty] = b
		}
		open, err := d.due(tx, of)
		for _, o := range open {
			d.b = o.Bulletin
			if d.signer != "" && d.b.State == Draft && !d.Now.Before(o.Ready) || d.mayCosign() {
				out = append(out, o.Bulletin)
			}
		}
		return err
	})
	return out, err
}

// due lists the periods that have begun and have no issued bulletin, in order.
func (d *desk) due(tx Tx, of map[campaign.DutyID]Bulletin) ([]Due, error) {
	var out []Due
	for _, ob := range d.Book.Obligations {
		if ob.Publishes == "" || ob.Later != "" {
			continue
		}
		items, err := tx.Duties(campaign.Filter{Campaign: d.Running.ID, Unit: d.Unit, Obligation: ob.ID})
		if err != nil {
			return nil, err
		}
		last, err := tx.LastDue(d.Running.ID, ob.Publishes)
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			if b := of[it.ID]; b.State != Issued && it.Excused == "" && !d.Now.Before(it.Opens) {
				out = append(out, Due{Item: it, Title: content.Title(it.Period), Bulletin: b, Ready: last[it.Period]})
			}
		}
	}
	return out, nil
}

// corrected lists the corrections of a number, with the names of the numbers
// that print them.
func corrected(tx Tx, b Bulletin) ([]Correction, error) {
	fixes, err := tx.Corrections(b.ID)
	if err != nil || len(fixes) == 0 {
		return nil, err
	}
	name, err := names(tx, b.Campaign)
	for i := range fixes {
		fixes[i].In = name[fixes[i].Printed]
	}
	return fixes, err
}

// names returns what the numbers of a campaign are called.
func names(tx Tx, id campaign.ID) (map[ID]string, error) {
	all, err := tx.Bulletins(id)
	name := make(map[ID]string, len(all))
	for _, b := range all {
		name[b.ID] = b.Name()
	}
	return name, err
}
