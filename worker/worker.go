// Package worker binds the kinds of job to the use cases that do them.
package worker

import (
	"context"
	"errors"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/people"
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

// Sessions are the sessions of the pages.
type Sessions interface{ Sweep(context.Context) error }

// upkeepEvery is how soon a unit that was founded, moved or closed, or a notice
// that was published, reaches the duties.
const upkeepEvery = 30 * time.Second

// Bind gives a runner its jobs.
func Bind(r *jobs.Runner, campaigns *campaign.Service, sessions Sessions) {
	jobs.Handle(r, func(ctx context.Context, _ Upkeep) error { return Look(ctx, campaigns) })
	jobs.Handle(r, func(ctx context.Context, _ Sweep) error { return sessions.Sweep(ctx) })
	r.Every(Upkeep{}, func(after time.Time) time.Time { return after.Add(upkeepEvery) })
	r.Every(Sweep{}, func(after time.Time) time.Time { return after.Add(time.Hour) })
}

// Look does the upkeep of every campaign once; one that fails does not stop the
// others.
func Look(ctx context.Context, campaigns *campaign.Service) error {
	program := people.Program(audit.Origin{})
	all, err := campaigns.Campaigns(ctx, program)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range all {
		if !c.Closed.IsZero() {
			continue
		}
		failed = errors.Join(failed, campaigns.Upkeep(ctx, program, c.ID))
	}
	return failed
}
