package campaign

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Shift is what a notice did to one duty.
type Shift struct {
	Duty       DutyID
	Obligation string
	Period     string
	Outcome    calendar.Outcome // Unchanged where the date stays and has become certain
	From, To   calendar.Date
}

// ApplyCalendar recomputes the open and future duties of a campaign when a
// notice has become known, and returns what changed. A date that would lie
// before the notice was published stays and waits for the office.
func (s *Service) ApplyCalendar(ctx context.Context, who people.Actor, id ID) (shifts []Shift, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(id); err != nil {
			return err
		}
		r, err := s.Open(tx, who, people.DutyManage, id)
		if err != nil || !r.Closed.IsZero() {
			return err
		}
		known, err := s.Calendar(tx, r.Root, r.Today())
		if err != nil || known.Version() == r.Calendar {
			return err
		}
		shifts, err = s.shift(tx, r, known)
		if err != nil {
			return err
		}
		c := r.Campaign
		c.Calendar = known.Version()
		if _, err := tx.UpdateCampaign(c); err != nil {
			return err
		}
		return tx.Record(r.Now, who.Origin, audit.Act{
			Name: "calendar.apply", Subject: string(id), Root: string(r.Root), Campaign: string(id),
			Old: map[string]any{"calendar": r.Calendar}, New: map[string]any{"calendar": c.Calendar, "duties": len(shifts), "changes": r.told(shifts)},
		})
	})
	return shifts, err
}

// shift applies, one after another, the notices published since the calendar
// the campaign last saw.
func (s *Service) shift(tx Tx, r Running, known *calendar.Calendar) ([]Shift, error) {
	items, err := tx.Duties(Filter{Campaign: r.ID})
	if err != nil {
		return nil, err
	}
	var out []Shift
	before, fresh := s.since(r, known)
	for _, n := range fresh {
		after := known.KnownOn(n)
		for i := range items {
			sh, err := s.revise(tx, r, &items[i].Duty, before, after, n)
			if err != nil {
				return nil, err
			}
			if sh.Duty != "" {
				out = append(out, sh)
			}
		}
		before = after
	}
	return out, nil
}

// told says in words what a notice changed, a line for each obligation and
// period.
func (r Running) told(shifts []Shift) []string {
	type change struct {
		obligation, period string
		outcome            calendar.Outcome
		from, to           calendar.Date
	}
	count := map[change]int{}
	var order []change
	for _, sh := range shifts {
		c := change{sh.Obligation, sh.Period, sh.Outcome, sh.From, sh.To}
		if count[c] == 0 {
			order = append(order, c)
		}
		count[c]++
	}
	out := make([]string, len(order))
	for i, c := range order {
		what := r.Book.Obligation(c.obligation).Title
		if p, err := calendar.ParsePeriod(c.period); err == nil && p.Kind != calendar.Once {
			what += " " + p.Chinese()
		}
		switch {
		case c.outcome == calendar.NeedsDecision:
			out[i] = fmt.Sprintf("%s：%s 待办公室决定（%d 件）", what, c.from.Chinese(), count[c])
		case c.from == c.to:
			out[i] = fmt.Sprintf("%s：%s 已确定（%d 件）", what, c.to.Chinese(), count[c])
		default:
			out[i] = fmt.Sprintf("%s：%s → %s（%d 件）", what, c.from.Chinese(), c.to.Chinese(), count[c])
		}
	}
	return out
}

// since returns the calendar as the campaign last saw it and the days on which
// notices were published after it.
func (s *Service) since(r Running, known *calendar.Calendar) (*calendar.Calendar, []calendar.Date) {
	var days []calendar.Date
	for _, n := range known.Notices() {
		days = append(days, n.Published)
	}
	slices.SortFunc(days, calendar.Date.Compare)
	days = slices.Compact(days)
	for i, day := range days {
		if seen := known.KnownOn(day); seen.Version() == r.Calendar {
			return seen, days[i+1:]
		}
	}
	return known.KnownOn(calendar.DateOf(r.Launched, r.Zone)), days
}

// revise applies one notice to one duty. The shift of one that stays as it was
// names no duty.
func (s *Service) revise(tx Tx, r Running, d *Duty, before, after *calendar.Calendar, published calendar.Date) (Shift, error) {
	sh := Shift{Obligation: d.Obligation, Period: d.Period, From: d.DueOn, To: d.DueOn}
	book, err := s.BookAt(tx, r.Campaign, d.Rule)
	if err != nil {
		return sh, err
	}
	ob := book.Obligation(d.Obligation)
	if ob == nil || ob.Due == nil || d.Excused != "" || d.past(r.Now) || !d.First.IsZero() {
		return sh, nil
	}
	p, err := calendar.ParsePeriod(d.Period)
	if err != nil {
		return sh, err
	}
	held := ob.Due.Resolve(p, before)
	held.Date, held.Provisional = d.DueOn, d.Provisional
	c := ob.Due.Revise(held, p, before, after, published)
	want := *d
	switch c.Outcome {
	case calendar.NeedsDecision:
		want.Pending = c.Computed.String()
	default:
		want.DueOn, want.Due, want.Provisional = c.New.Date, c.New.At(r.Zone).UTC(), c.New.Provisional
	}
	if want == *d {
		return sh, nil
	}
	want.Calendar = after.Version()
	sh.Duty, sh.Outcome, sh.To = d.ID, c.Outcome, want.DueOn
	*d, err = tx.UpdateDuty(want)
	return sh, err
}

// Decision is what the office does with a date that a notice put into the
// past.
type Decision string

// The decisions.
const (
	Keep        Decision = "keep"         // the old date stays
	NextWorkday Decision = "next_workday" // the next working day after it
	Waive       Decision = "waive"        // the period is excused
)

// Decide settles the duties of one obligation and period that wait for the
// office since a notice was published, and returns how many.
func (s *Service) Decide(ctx context.Context, who people.Actor, id ID, obligation, period string, d Decision) (n int, err error) {
	err = s.write(ctx, who, people.DutyManage, id, func(tx Tx, r Running) (audit.Act, error) {
		cal, err := s.Calendar(tx, r.Root, r.Today())
		if err != nil {
			return audit.Act{}, err
		}
		items, err := tx.Duties(Filter{Campaign: id, Obligation: obligation, Period: period})
		if err != nil {
			return audit.Act{}, err
		}
		if n, err = settlePending(tx, r, items, d, cal); err != nil {
			return audit.Act{}, err
		}
		if n == 0 {
			return audit.Act{}, fault.New(fault.Conflict, "campaign.nothing_pending")
		}
		return audit.Act{
			Name: "calendar.decide", Subject: string(id),
			New: map[string]any{"obligation": obligation, "period": period, "decision": string(d), "duties": n},
		}, nil
	})
	return n, err
}

// settlePending carries a decision out on the duties that wait for one.
func settlePending(tx Tx, r Running, items []Item, d Decision, cal *calendar.Calendar) (n int, err error) {
	for _, it := range items {
		if it.Pending == "" {
			continue
		}
		want, err := decided(it.Duty, d, cal, r)
		if err != nil {
			return n, err
		}
		if _, err := tx.UpdateDuty(want); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func decided(d Duty, how Decision, cal *calendar.Calendar, r Running) (Duty, error) {
	switch how {
	case Keep:
	case NextWorkday:
		day := cal.WorkdayOnOrAfter(d.DueOn)
		d.Due = d.Due.Add(time.Duration(day.Sub(d.DueOn)) * 24 * time.Hour)
		d.DueOn = day
	case Waive:
		if !d.First.IsZero() {
			break // what was sent keeps its timing
		}
		d.Excused, d.ExcusedAt = holidayChanged, r.Now
	default:
		return d, fault.New(fault.Invalid, "campaign.unknown_decision", string(how))
	}
	d.Pending, d.Calendar = "", cal.Version()
	return d, nil
}
