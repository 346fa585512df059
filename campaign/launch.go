package campaign

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Launch starts a playbook as a campaign of an organising unit: every duty
// becomes a row, all of them where the plan has an end, two years ahead where
// it has none.
func (s *Service) Launch(ctx context.Context, who people.Actor, organiser organisation.UnitID, source []byte) (Campaign, error) {
	pb, _, err := playbook.Parse("playbook", source)
	if err != nil {
		return Campaign{}, fault.Wrap(err, fault.Invalid, "campaign.bad_playbook")
	}
	now := s.clock()
	c := Campaign{
		ID: ident.New[ID](), Unit: organiser, Playbook: pb.ID, Version: 1, Digest: pb.Digest, Title: pb.Title,
		Launched: now, Ends: pb.End, Revision: 1,
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		u, err := tx.Unit(organiser)
		if err != nil {
			return err
		}
		c.Root = u.Root
		if err := who.May(people.CampaignLaunch, people.Place{Root: c.Root, Unit: organiser, Campaign: string(c.ID)}); err != nil {
			return err
		}
		return s.launch(tx, who, Running{c, pb, Zone(pb), now}, Edition{Campaign: c.ID, Version: 1, Digest: c.Digest, Source: string(source), Published: now, By: who.Account})
	})
	return c, err
}

func (s *Service) launch(tx Tx, who people.Actor, r Running, e Edition) error {
	c, pb := r.Campaign, r.Book
	cal, err := s.Calendar(tx, r.Root, r.Today())
	if err != nil {
		return err
	}
	c.Calendar = cal.Version()
	r.Campaign = c
	if err := tx.InsertCampaign(&c); err != nil {
		return err
	}
	if err := tx.InsertEdition(&e); err != nil {
		return err
	}
	for _, p := range pb.Posts {
		h := Holding{ID: ident.New[HoldingID](), Campaign: c.ID, Post: p.ID, PlanName: p.Person, From: pb.Start, Revision: 1}
		if err := tx.InsertHolding(&h); err != nil {
			return err
		}
	}
	n, err := s.extend(tx, r, cal, nil, nil)
	if err != nil {
		return err
	}
	return tx.Record(c.Launched, who.Origin, audit.Act{
		Name: "campaign.launch", Subject: string(c.ID), Root: string(r.Root), Campaign: string(c.ID),
		New: map[string]any{"playbook": pb.ID, "digest": e.Digest, "duties": n},
	})
}

// frame returns what the rows of a campaign are made from at this moment.
func (r Running) frame(cal *calendar.Calendar) Frame {
	until := calendar.DateOf(r.Now.AddDate(0, Horizon, 0), r.Zone)
	if !r.Ends.IsZero() {
		until = r.Ends
	}
	return Frame{r.Campaign, r.Book, cal, r.Zone, until}
}

// forest answers from the transaction, each day once.
func forest(tx Tx, root organisation.UnitID) Forest {
	seen := map[calendar.Date]*organisation.Tree{}
	return func(on calendar.Date) (*organisation.Tree, error) {
		if t, ok := seen[on]; ok {
			return t, nil
		}
		nodes, err := tx.Nodes(root, on)
		if err != nil {
			return nil, err
		}
		seen[on] = organisation.NewTree(nodes)
		return seen[on], nil
	}
}

type cell struct {
	unit             organisation.UnitID
	obligation, form string
	period           string
}

func (d *Duty) cell() cell { return cell{d.Unit, d.Obligation, d.Form, d.Period} }

// published is when the bulletins of periods were issued. A duty that comes to a
// period later carries the instant too: what is sent for it is 补报 (P-60).
type published map[slotKey]time.Time

type slotKey struct{ obligation, period string }

// publishedBy tells from the duties of periods which of them were published.
func publishedBy(items []Item) published {
	out := published{}
	for _, it := range items {
		if k := (slotKey{it.Obligation, it.Period}); it.Published.After(out[k]) {
			out[k] = it.Published
		}
	}
	return out
}

// extend inserts the rows that are not there yet and returns how many. have is
// nil at the launch, when none is; later only duties not yet due are added.
func (s *Service) extend(tx Tx, r Running, cal *calendar.Calendar, have map[cell]bool, out published) (int, error) {
	rows, err := r.frame(cal).Rows(forest(tx, r.Root))
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range rows {
		d := &rows[i]
		if have[d.cell()] || (have != nil && d.past(r.Now)) {
			continue
		}
		if err := s.insert(tx, r, d, out); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (d *Duty) past(now time.Time) bool { return !d.Due.IsZero() && !now.Before(d.Due) }

func (s *Service) insert(tx Tx, r Running, d *Duty, out published) error {
	d.Published = out[slotKey{d.Obligation, d.Period}]
	if err := tx.InsertDuty(d); err != nil {
		return err
	}
	for _, body := range r.Book.Obligation(d.Obligation).To {
		rec := Recipient{Duty: d.ID, Body: body, Verdict: NoVerdict, Revision: 1}
		if err := tx.InsertRecipient(&rec); err != nil {
			return err
		}
	}
	return nil
}

// Close ends a campaign: everything stays readable, every write is refused
// from then on (P-37).
func (s *Service) Close(ctx context.Context, who people.Actor, id ID, revision int64) error {
	return s.write(ctx, who, people.CampaignClose, id, func(tx Tx, r Running) (audit.Act, error) {
		c := r.Campaign
		c.Closed, c.Revision = r.Now, revision
		_, err := tx.UpdateCampaign(c)
		return audit.Act{Name: "campaign.close", Subject: string(id), Clause: r.lastPhase()}, err
	})
}

// Writable returns nil while the campaign takes reports, and after it was
// closed a conflict that cites the clause of its last phase (P-37).
func (r Running) Writable() error {
	if r.Closed.IsZero() {
		return nil
	}
	f := fault.New(fault.Conflict, "campaign.closed", calendar.DateOf(r.Closed, r.Zone), r.lastPhase())
	f.Fields = []fault.Field{{Path: "campaign", Key: "campaign.closed", Args: f.Args, Clause: r.lastPhase()}}
	return f
}

func (r Running) lastPhase() string {
	if len(r.Book.Phases) == 0 {
		return ""
	}
	last := slices.MaxFunc(r.Book.Phases, func(a, b playbook.Phase) int { return a.End.Compare(b.End) })
	return last.Clause
}
