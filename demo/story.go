package demo

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The bodies of the playbook that receive.
const (
	helpOffice  = "office"
	groupOffice = "leading-group-office"
)

// story is a demonstration while it is made.
type story struct {
	World
	federation *unit
	units      []*unit // in the order of the cast
	registry   *registry
	hash       string
	accounts   []Account
	offices    map[string]people.Actor // by body
	director   people.Actor

	campaign campaign.ID
	duties   []*duty // in the order of their keys: ids are new in every demonstration
	notices  []calendar.Notice
	calendar *calendar.Calendar // as it is known on the day
	agenda   map[calendar.Date][]task
	pending  []question // dates that wait for the office
}

// question is an obligation's period whose date waits for the office.
type question struct{ obligation, period string }

// task is something that somebody does on a day.
type task struct {
	minute int // of the day
	do     func(context.Context) error
}

func newStory(w World) *story {
	s := &story{
		World:      w,
		federation: &unit{code: root, name: "平顶山市总工会", aliases: []string{"市总工会", "市总"}, category: organisation.Federation},
		units:      cast(),
		registry:   newRegistry(),
		offices:    map[string]people.Actor{},
		notices:    calendar.Notices(),
		agenda:     map[calendar.Date][]task{},
	}
	s.calendar = calendar.New(s.notices).KnownOn(FirstDay)
	for _, u := range s.units {
		u.settle()
	}
	return s
}

// launch starts the campaign and lays down who will do what.
func (s *story) launch(ctx context.Context) error {
	office := s.offices[helpOffice]
	c, err := s.Campaigns.Launch(ctx, office, campaign.Start{Organiser: s.federation.id, Source: s.Plan})
	if err != nil {
		return err
	}
	s.campaign = c.ID
	if err := s.Campaigns.Appoint(ctx, program, c.ID, "office-director", s.director.Person, FirstDay.AddDays(1)); err != nil {
		return err
	}
	page, err := s.Campaigns.Duties(ctx, office, campaign.Filter{Campaign: c.ID})
	if err != nil {
		return err
	}
	s.owe(page.Items)
	for _, d := range s.duties {
		s.intend(d, FirstDay)
	}
	return nil
}

// owe takes down the duties with their debtors.
func (s *story) owe(items []campaign.Item) {
	of := map[organisation.UnitID]*unit{s.federation.id: s.federation}
	for _, u := range s.units {
		of[u.id] = u
	}
	for _, it := range items {
		d := &duty{Duty: it.Duty, unit: of[it.Duty.Unit]}
		for _, r := range it.Recipients {
			d.bodies = append(d.bodies, r.Body)
		}
		slices.Sort(d.bodies)
		s.duties = append(s.duties, d)
	}
	slices.SortFunc(s.duties, func(a, b *duty) int { return cmp.Compare(a.key(), b.key()) })
}

// live goes through one day: the acts of everybody in the order of the hours,
// and, in the evening, a notice published that day.
func (s *story) live(ctx context.Context, day calendar.Date) error {
	if s.calendar.IsWorkday(day) {
		s.routine(day)
	}
	tasks := s.agenda[day]
	delete(s.agenda, day)
	if !s.calendar.IsWorkday(day) { // what was meant for a day that became a holiday waits
		s.agenda[day.AddDays(1)] = append(tasks, s.agenda[day.AddDays(1)]...)
		return s.news(ctx, day)
	}
	slices.SortStableFunc(tasks, func(a, b task) int { return cmp.Compare(a.minute, b.minute) })
	for _, t := range tasks {
		s.Clock.Set(at(day, t.minute))
		if err := t.do(ctx); err != nil {
			return err
		}
	}
	return s.news(ctx, day)
}

// routine is what comes round by itself: the office decides what a notice left
// open, and once a month the program looks whether units changed.
func (s *story) routine(day calendar.Date) {
	s.publish(day)
	if len(s.pending) > 0 {
		s.add(day, 8*60+30, s.decide)
	}
	if day.Month != s.calendar.AddWorkdays(day, -1).Month {
		s.add(day, 8*60+10, func(ctx context.Context) error {
			_, err := s.Campaigns.Reconcile(ctx, program, s.campaign)
			return err
		})
	}
}

// decide moves every date that waits to the next working day.
func (s *story) decide(ctx context.Context) error {
	for _, q := range s.pending {
		_, err := s.Campaigns.Decide(ctx, s.offices[helpOffice], s.campaign, q.obligation, q.period, campaign.NextWorkday)
		if err != nil {
			return err
		}
	}
	s.pending = nil
	return nil
}

// add puts a task on the agenda.
func (s *story) add(day calendar.Date, minute int, do func(context.Context) error) {
	s.agenda[day] = append(s.agenda[day], task{minute, do})
}

// news applies the notices published on a day. Whoever has something to send
// thinks again: working days have become known, and some dates moved.
func (s *story) news(ctx context.Context, day calendar.Date) error {
	if !slices.ContainsFunc(s.notices, func(n calendar.Notice) bool { return n.Published == day }) {
		return nil
	}
	s.calendar = calendar.New(s.notices).KnownOn(day)
	s.Clock.Set(at(day, 18*60))
	shifts, err := s.Campaigns.ApplyCalendar(ctx, program, s.campaign)
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
func (s *story) shift(d *duty, sh campaign.Shift) {
	if sh.Outcome != calendar.NeedsDecision {
		d.DueOn = sh.To
		return
	}
	if q := (question{d.Obligation, d.Period}); !slices.Contains(s.pending, q) {
		s.pending = append(s.pending, q)
	}
}
