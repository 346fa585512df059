// Package worker binds the kinds of job to the use cases that do them.
package worker

import (
	"context"
	"errors"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Upkeep is the job that keeps every campaign in line with the day: it applies
// calendar notices that have become known, makes the duties of new periods and
// brings those not yet due in line with the units.
type Upkeep struct{}

// Kind implements jobs.Args.
func (Upkeep) Kind() string { return "campaign.upkeep" }

// Sweep is the job that removes expired sessions.
type Sweep struct{}

// Kind implements jobs.Args.
func (Sweep) Kind() string { return "session.sweep" }

// Goals is the job that takes the goals of plans that were accepted.
type Goals struct{}

// Kind implements jobs.Args.
func (Goals) Kind() string { return "goal.take" }

// SweepFiles is the job that removes the files that were handed in to be
// imported and never were.
type SweepFiles struct{}

// Kind implements jobs.Args.
func (SweepFiles) Kind() string { return "intake.sweep" }

// Recount is the nightly job that recounts the figures of every campaign that
// still takes reports.
type Recount struct{}

// Kind implements jobs.Args.
func (Recount) Kind() string { return "rollup.recount" }

// Sessions are the sessions of the pages.
type Sessions interface{ Sweep(context.Context) error }

// upkeepEvery is how soon a unit that was founded, moved or closed, or a notice
// that was published, reaches the duties, and an accepted plan the goals.
const upkeepEvery = 30 * time.Second

// Alarm is told what each recount found.
type Alarm func(campaign.Campaign, rollup.Recount)

// Services are the use cases that do the jobs.
type Services struct {
	People       *people.Service
	Campaigns    *campaign.Service
	Preparations *preparation.Service
	Figures      *rollup.Service
	Intake       *intake.Service
	Retention    *retention.Service
	Goals        *goal.Service
	Sessions     Sessions
	Alarm        Alarm
}

// Bind gives a runner its jobs.
func Bind(r *jobs.Runner, s Services) {
	jobs.Handle(r, func(ctx context.Context, _ Upkeep) error { return Look(ctx, s.Campaigns) })
	jobs.Handle(r, func(ctx context.Context, _ Sweep) error { return s.Sessions.Sweep(ctx) })
	jobs.Handle(r, func(ctx context.Context, _ Goals) error { return TakeGoals(ctx, s.Campaigns, s.Goals) })
	jobs.Handle(r, func(ctx context.Context, _ Recount) error { return CountAgain(ctx, s.Campaigns, s.Figures, s.Alarm) })
	jobs.Handle(r, func(ctx context.Context, j asking.Job) error {
		return s.Preparations.Carry(ctx, s.People, j.Preparation)
	})
	jobs.Handle(r, func(ctx context.Context, j retention.Job) error { return s.Retention.Erase(ctx, j) })
	jobs.Handle(r, func(ctx context.Context, j intake.CheckJob) error { return s.Intake.Check(ctx, j.Import) })
	jobs.Handle(r, func(ctx context.Context, j intake.StoreJob) error { return s.Intake.Store(ctx, j.Import) })
	jobs.Handle(r, func(ctx context.Context, _ SweepFiles) error { return s.Intake.Sweep(ctx) })
	r.Every(SweepFiles{}, func(after time.Time) time.Time { return after.Add(24 * time.Hour) })
	r.Every(Upkeep{}, func(after time.Time) time.Time { return after.Add(upkeepEvery) })
	r.Every(Goals{}, func(after time.Time) time.Time { return after.Add(upkeepEvery) })
	r.Every(Sweep{}, func(after time.Time) time.Time { return after.Add(time.Hour) })
	r.Every(Recount{}, Night)
}

// Night returns the next half past two in the morning of Shanghai: nobody sends
// a report then.
func Night(after time.Time) time.Time {
	day := calendar.DateOf(after, locale.Shanghai)
	at := func(d calendar.Date) time.Time { return d.In(locale.Shanghai).Add(150 * time.Minute) }
	if first := at(day); first.After(after) {
		return first
	}
	return at(day.AddDays(1))
}

// CountAgain recounts every campaign that still takes reports; one that fails
// does not stop the others.
func CountAgain(ctx context.Context, campaigns *campaign.Service, figures *rollup.Service, alarm Alarm) error {
	return each(ctx, campaigns, func(who people.Actor, c campaign.Campaign) error {
		found, err := figures.Recount(ctx, who, c.ID)
		if err == nil {
			alarm(c, found)
		}
		return err
	})
}

// TakeGoals takes the goals of accepted plans in every campaign; one that fails
// does not stop the others.
func TakeGoals(ctx context.Context, campaigns *campaign.Service, goals *goal.Service) error {
	return each(ctx, campaigns, func(who people.Actor, c campaign.Campaign) error {
		_, err := goals.Take(ctx, who, c.ID)
		return err
	})
}

// Look does the upkeep of every campaign once; one that fails does not stop the
// others.
func Look(ctx context.Context, campaigns *campaign.Service) error {
	return each(ctx, campaigns, func(who people.Actor, c campaign.Campaign) error {
		return campaigns.Upkeep(ctx, who, c.ID)
	})
}

// each does something, as the program itself, in every campaign that still takes
// reports.
func each(ctx context.Context, campaigns *campaign.Service, do func(people.Actor, campaign.Campaign) error) error {
	program := people.Program(audit.Origin{})
	all, err := campaigns.Campaigns(ctx, program)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range all {
		if c.Closed.IsZero() {
			failed = errors.Join(failed, do(program, c))
		}
	}
	return failed
}
