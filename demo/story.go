package demo

import (
	"cmp"
	"context"
	"fmt"
	"github.com/xianfeng-oss/xianfeng/demo/house"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Story is a campaign of a demonstration while it is made.
type Story struct {
	World
	Script
	Campaign campaign.ID
	Calendar *calendar.Calendar      // as it is known on the day
	Offices  map[string]people.Actor // by body
	Director people.Actor

	host     *Story // of a guest
	names    *Names
	hash     string
	accounts []Account
	duties   []*Duty         // in the order of their keys: ids are new in every demonstration
	known    map[string]bool // ids of duties
	notices  []calendar.Notice
	agenda   map[calendar.Date][]task
	facts    map[string]noted         // in the ledger, by name
	deeds    map[calendar.Date][]deed // that wait to be written into it
	pending  []question               // dates that wait for the office
	over     bool                     // the campaign is closed: nothing more is done
}

// question is an obligation's period whose date waits for the office.
type question struct{ obligation, period string }

// task is something that somebody does on a day.
type task struct {
	minute int // of the day
	do     func(context.Context) error
}

func newStory(w World, script Script, hash string) *Story {
	s := &Story{
		World: w, Script: script, hash: hash,
		Offices: map[string]people.Actor{},
		names:   NewNames(script.Named, script.Phones),
		known:   map[string]bool{},
		notices: calendar.Notices(),
		agenda:  map[calendar.Date][]task{},
		facts:   map[string]noted{},
		deeds:   map[calendar.Date][]deed{},
	}
	s.Calendar = calendar.New(s.notices).KnownOn(s.Issued)
	return s
}

// begin enters the units and the accounts early on the day of the plan, and
// starts the campaign when the demonstration's day begins.
func (s *Story) begin(ctx context.Context) error {
	s.Clock.Set(house.At(s.Issued, 8*60))
	if err := s.people(ctx); err != nil {
		return err
	}
	for _, u := range s.Script.Units {
		s.Acts.Settles(u)
	}
	s.Clock.Set(Morning(s.Issued))
	if err := s.launch(ctx); err != nil {
		return fmt.Errorf("launch: %w", err)
	}
	return nil
}

// people enters the units and their accounts; those of a guest are there.
func (s *Story) people(ctx context.Context) error {
	if s.host != nil {
		s.Federation, s.Offices, s.Director, s.names = s.host.Federation, s.host.Offices, s.host.Director, s.host.names
		for _, u := range s.host.Script.Units {
			same := *u
			same.Lines = nil
			s.Script.Units = append(s.Script.Units, &same)
		}
		return nil
	}
	if err := s.found(ctx); err != nil {
		return fmt.Errorf("units: %w", err)
	}
	if err := s.enrol(ctx); err != nil {
		return fmt.Errorf("accounts: %w", err)
	}
	return nil
}

// launch starts the campaign and lays down who will do what.
func (s *Story) launch(ctx context.Context) error {
	office := s.Offices[s.Clerk]
	c, err := s.Campaigns.Launch(ctx, office, campaign.Start{Organiser: s.Federation.id, Source: s.Plan})
	if err != nil {
		return err
	}
	s.Campaign = c.ID
	if s.Document.Body != nil {
		if err := s.Attach(ctx, office, c.ID, s.Document.Name, s.Document.Body); err != nil {
			return fmt.Errorf("document: %w", err)
		}
	}
	if err := s.Posts.Appoint(ctx, s.Program, c.ID, "office-director", s.Director.Person, s.Issued.AddDays(1)); err != nil {
		return err
	}
	s.Acts.Chronicle(s)
	return s.plan(ctx, s.Issued)
}

// plan takes down the duties that are new, and what their debtors will do.
func (s *Story) plan(ctx context.Context, from calendar.Date) error {
	page, err := s.Campaigns.Duties(ctx, s.Offices[s.Clerk], campaign.Filter{Campaign: s.Campaign})
	if err != nil {
		return err
	}
	for _, d := range s.owe(page.Items) {
		s.intend(d, from)
	}
	return nil
}

// owe takes down the new duties with their debtors and returns them.
func (s *Story) owe(items []campaign.Item) (fresh []*Duty) {
	of := map[organisation.UnitID]*Unit{s.Federation.id: s.Federation}
	for _, u := range s.Script.Units {
		of[u.id] = u
	}
	for _, it := range items {
		if s.known[string(it.Duty.ID)] {
			continue
		}
		s.known[string(it.Duty.ID)] = true
		d := &Duty{Duty: it.Duty, Debtor: of[it.Duty.Unit]}
		for _, r := range it.Recipients {
			d.Bodies = append(d.Bodies, r.Body)
		}
		slices.Sort(d.Bodies)
		fresh = append(fresh, d)
	}
	byKey := func(a, b *Duty) int { return cmp.Compare(a.Key(), b.Key()) }
	slices.SortFunc(fresh, byKey)
	s.duties = append(s.duties, fresh...)
	slices.SortFunc(s.duties, byKey)
	return fresh
}

// day returns what is done on a day: the acts of everybody. What was meant for
// a day that became a holiday waits.
func (s *Story) day(day calendar.Date) []task {
	if s.over || day.Before(s.Issued) {
		return nil
	}
	working := s.Calendar.IsWorkday(day)
	if working {
		s.routine(day)
	}
	tasks := s.agenda[day]
	delete(s.agenda, day)
	if !working {
		s.agenda[day.AddDays(1)] = append(tasks, s.agenda[day.AddDays(1)]...)
		return nil
	}
	return tasks
}

// routine is what comes round by itself: the office decides what a notice left
// open, once a month the program takes the goals of plans that were accepted, and
// once a quarter it makes the duties of new periods.
func (s *Story) routine(day calendar.Date) {
	s.Acts.Routine(s, day)
	if len(s.pending) > 0 {
		s.Add(day, 8*60+30, s.decide)
	}
	before := s.Calendar.AddWorkdays(day, -1)
	if day.Month != before.Month {
		s.Add(day, 8*60+5, func(ctx context.Context) error {
			_, err := s.Goals.Take(ctx, s.Program, s.Campaign)
			return err
		})
	}
	if (day.Month-1)/3 != (before.Month-1)/3 {
		s.Add(day, 8*60+10, func(ctx context.Context) error {
			n, err := s.Campaigns.Reconcile(ctx, s.Program, s.Campaign)
			if err != nil || n == 0 {
				return err
			}
			return s.plan(ctx, day)
		})
	}
	if !s.Ends.IsZero() && day == s.Ends {
		s.Add(day, 16*60, s.close)
	}
}

// close ends the campaign (P-37).
func (s *Story) close(ctx context.Context) error {
	all, err := s.Campaigns.Campaigns(ctx, s.Offices[s.Clerk])
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.ID == s.Campaign {
			s.over = true
			return s.Campaigns.Close(ctx, s.Offices[s.Clerk], c.ID, c.Revision)
		}
	}
	return nil
}

// decide moves every date that waits to the next working day.
func (s *Story) decide(ctx context.Context) error {
	for _, q := range s.pending {
		_, err := s.Campaigns.Decide(ctx, s.Offices[s.Clerk], s.Campaign, q.obligation, q.period, campaign.NextWorkday)
		if err != nil {
			return err
		}
	}
	s.pending = nil
	return nil
}

// Appoint gives a post to an invented person of the federation, from a day on;
// the question decides who it is.
func (s *Story) Appoint(ctx context.Context, post, question string, from calendar.Date) error {
	p, err := s.World.Units.RegisterPerson(ctx, s.Program, s.Federation.registration(s.names, Roll("post", question)))
	if err != nil {
		return err
	}
	return s.Posts.Appoint(ctx, s.Program, s.Campaign, post, p.ID, from)
}

// Succeed puts on the agenda of a day that an invented person succeeds to a
// post.
func (s *Story) Succeed(day calendar.Date, post string) {
	s.Add(day, 10*60, func(ctx context.Context) error { return s.Appoint(ctx, post, post+" successor", day) })
}

// Add puts a task on the agenda of a day, at a minute of it.
func (s *Story) Add(day calendar.Date, minute int, do func(context.Context) error) {
	s.agenda[day] = append(s.agenda[day], task{minute, func(ctx context.Context) error {
		if s.over {
			return nil
		}
		return do(ctx)
	}})
}

// news applies the notices published on a day. Whoever has something to send
// thinks again: working days have become known, and some dates moved.
func (s *Story) news(ctx context.Context, day calendar.Date) error {
	published := func(n calendar.Notice) bool { return n.Published == day }
	if s.over || day.Before(s.Issued) || !slices.ContainsFunc(s.notices, published) {
		return nil
	}
	s.Calendar = calendar.New(s.notices).KnownOn(day)
	s.Clock.Set(house.At(day, 18*60))
	shifts, err := s.Campaigns.ApplyCalendar(ctx, s.Program, s.Campaign)
	if err != nil {
		return err
	}
	of := make(map[campaign.DutyID]campaign.Shift, len(shifts))
	for _, sh := range shifts {
		of[sh.Duty] = sh
	}
	for _, d := range s.duties {
		if sh, moved := of[d.ID]; moved {
			s.shift(d, sh)
		}
		if d.newest == 0 && d.DueOn.After(day) {
			s.intend(d, day.AddDays(1))
		}
	}
	return nil
}

// shift takes down a date that moved, or that the office has to decide.
func (s *Story) shift(d *Duty, sh campaign.Shift) {
	if sh.Outcome != calendar.NeedsDecision {
		d.DueOn = sh.To
		return
	}
	if q := (question{d.Obligation, d.Period}); !slices.Contains(s.pending, q) {
		s.pending = append(s.pending, q)
	}
}
