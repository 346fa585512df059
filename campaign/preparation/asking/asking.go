// Package asking is how a launch is asked for and answered later: the job that
// carries it out, with whose rights, and why one came to nothing.
package asking

import (
	"context"
	"errors"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ID identifies a preparation.
type ID string

// NewID returns a fresh one.
func NewID() ID { return ident.New[ID]() }

// Job is the job that carries a launch out.
type Job struct{ Preparation ID }

// Kind implements jobs.Args.
func (Job) Kind() string { return "preparation.launch" }

// UniqueKey implements jobs.Unique: a preparation is launched once.
func (j Job) UniqueKey() string { return string(j.Preparation) }

// Queue is what Enqueue asks of a transaction.
type Queue = jobs.Enqueuer

// Enqueue puts the launch of a preparation into the queue with the transaction;
// it runs at once, whatever clock the transaction goes by.
func Enqueue(tx Queue, id ID) error { return jobs.Enqueue(tx, time.UnixMilli(0), Job{id}) }

// Actors tells what an account may do today; people.Service does.
type Actors interface {
	ActorOf(context.Context, people.AccountID, audit.Origin) (people.Actor, error)
}

// Launch is a launch that somebody asked for.
type Launch struct {
	At      time.Time
	From    audit.Origin // who, with whose rights it is carried out
	Program bool         // the program itself
}

// By returns the launch that somebody asks for now.
func By(who people.Actor, now time.Time) *Launch {
	l := &Launch{At: now, From: who.Origin, Program: who.Program}
	l.From.Account = string(who.Account)
	return l
}

// Asker returns who asked, with the rights of today, if the account may still
// launch there.
func (l Launch) Asker(ctx context.Context, actors Actors, there people.Place) (people.Actor, error) {
	if l.Program {
		return people.Program(l.From), nil
	}
	who, err := actors.ActorOf(ctx, people.AccountID(l.From.Account), l.From)
	if err == nil {
		err = who.May(people.CampaignLaunch, there)
	}
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) {
		err = fault.Wrap(err, fault.Forbidden, "preparation.no_longer", l.From.Login)
	}
	return who, err
}

// Refusal is why a launch came to nothing: a fault as it can be stored.
type Refusal struct {
	At     time.Time
	Kind   string
	Key    string
	Args   []any
	Fields []fault.Field
}

// NewRefusal keeps a failure.
func NewRefusal(at time.Time, err error) *Refusal {
	f := fault.From(err)
	return &Refusal{at, f.Kind.String(), f.Key, f.Args, f.Fields}
}

// Err returns the refusal as the fault it was, nil for none.
func (r *Refusal) Err() error {
	if r == nil {
		return nil
	}
	f := fault.New(fault.Internal, r.Key, fault.Whole(r.Args)...)
	for k := fault.Internal; k <= fault.Unavailable; k++ {
		if k.String() == r.Kind {
			f.Kind = k
		}
	}
	for _, x := range r.Fields {
		x.Args = fault.Whole(x.Args)
		f.Fields = append(f.Fields, x)
	}
	return f
}

// Passes reports a failure that another attempt may get past: the database is
// away, the program ends, or somebody else wrote first.
func Passes(err error) bool {
	return fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Stale) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
