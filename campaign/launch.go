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

// Start is what a campaign begins with.
type Start struct {
	Organiser organisation.UnitID
	Source    []byte                             // the playbook
	Without   []organisation.Category            // categories left out although the plan asks them
	Except    []organisation.UnitID              // units left out although their category is asked
	Holders   map[string][]organisation.PersonID // by post; one without a name waits for its holder (P-44)
}

// Launch starts a playbook as a campaign of an organising unit: every duty
// becomes a row, all of them where the plan has an end, two years ahead where
// it has none.
func (s *Service) Launch(ctx context.Context, who people.Actor, in Start) (c Campaign, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		c, err = s.LaunchIn(tx, who, in)
		return err
	})
	return c, err
}

// LaunchIn is Launch as a part of an open transaction.
func (s *Service) LaunchIn(tx Tx, who people.Actor, in Start) (Campaign, error) {
	pb, _, err := playbook.Parse("playbook", in.Source)
	if err != nil {
		return Campaign{}, fault.Wrap(err, fault.Invalid, "campaign.bad_playbook")
	}
	u, err := tx.Unit(in.Organiser)
	if err != nil {
		return Campaign{}, err
	}
	c := Campaign{
		ID: ident.New[ID](), Unit: u.ID, Root: u.Root, Playbook: pb.ID, Version: 1, Digest: pb.Digest, Title: pb.Title,
		Launched: s.clock(), Ends: pb.End, Without: in.Without, Except: in.Except, Revision: 1,
	}
	if err := who.May(people.CampaignLaunch, people.Place{Root: c.Root, Unit: c.Unit, Campaign: string(c.ID)}); err != nil {
		return Campaign{}, err
	}
	cal, err := s.Calendar(tx, c.Root, calendar.DateOf(c.Launched, Zone(pb)))
	if err != nil {
		return Campaign{}, err
	}
	c.Calendar = cal.Version()
	return c, s.launch(tx, who, Running{c, pb, Zone(pb), c.Launched}, cal, in.Holders)
}

func (s *Service) launch(tx Tx, who people.Actor, r Running, cal *calendar.Calendar, holders map[string][]organisation.PersonID) error {
	if err := tx.InsertCampaign(&r.Campaign); err != nil {
		return err
	}
	e := Edition{Campaign: r.ID, Version: 1, Digest: r.Digest, Source: string(r.Book.Source), Published: r.Launched, By: who.Account}
	if err := tx.InsertEdition(&e); err != nil {
		return err
	}
	if err := r.seat(tx, who, holders); err != nil {
		return err
	}
	n, err := s.extend(tx, r, cal, nil, nil)
	if err != nil {
		return err
	}
	return tx.Record(r.Launched, who.Origin, audit.Act{
		Name: "campaign.launch", Subject: string(r.ID), Root: string(r.Root), Campaign: string(r.ID),
		New: map[string]any{"playbook": r.Book.ID, "digest": e.Digest, "duties": n, "without": r.Without, "left_out": len(r.Except)},
	})
}

// Frame returns what the rows of a campaign are made from at this moment.
func (r Running) Frame(cal *calendar.Calendar) Frame {
	until := calendar.DateOf(r.Now.AddDate(0, Horizon, 0), r.Zone)
	if !r.Ends.IsZero() {
		until = r.Ends
	}
	return Frame{r.Campaign, r.Book, cal, r.Zone, until}
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
	rows, err := r.Frame(cal).Rows(organisation.NewForest(tx, r.Root))
	rows = slices.DeleteFunc(rows, func(d Duty) bool { return have[d.cell()] || have != nil && d.over(r) })
	if err != nil {
		return 0, err
	}
	return len(rows), s.insert(tx, r, rows, out)
}

func (d *Duty) past(now time.Time) bool { return !d.Due.IsZero() && !now.Before(d.Due) }

// over reports whether a duty is past due, or has no date and a period that is
// over.
func (d *Duty) over(r Running) bool {
	p, err := calendar.ParsePeriod(d.Period)
	return d.past(r.Now) || d.Due.IsZero() && err == nil && !p.End.IsZero() && p.End.Before(r.Today())
}

// Enter stores new duties with their recipients; items are all the duties there
// are.
func (s *Service) Enter(tx Tx, r Running, rows []Duty, items []Item) error {
	return s.insert(tx, r, rows, publishedBy(items))
}

func (s *Service) insert(tx Tx, r Running, rows []Duty, out published) error {
	var to []Recipient
	for i := range rows {
		d := &rows[i]
		d.Published = out[slotKey{d.Obligation, d.Period}]
		for _, body := range r.Book.Obligation(d.Obligation).To {
			to = append(to, Recipient{Duty: d.ID, Body: body, Verdict: NoVerdict, Revision: 1})
		}
	}
	if err := tx.InsertDuties(rows); err != nil {
		return err
	}
	return tx.InsertRecipients(to)
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
