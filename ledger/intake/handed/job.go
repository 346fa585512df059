package handed

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/people"
)

// CheckJob is the job that checks an import.
type CheckJob struct{ Import ID }

// Kind implements jobs.Args.
func (CheckJob) Kind() string { return "intake.check" }

// UniqueKey implements jobs.Unique.
func (j CheckJob) UniqueKey() string { return string(j.Import) }

// StoreJob is the job that stores one.
type StoreJob struct{ Import ID }

// Kind implements jobs.Args.
func (StoreJob) Kind() string { return "intake.store" }

// UniqueKey implements jobs.Unique.
func (j StoreJob) UniqueKey() string { return string(j.Import) }

// Enqueue puts the check, or the storing, of an import into the queue with the
// transaction; it runs at once, whatever clock the transaction goes by.
func Enqueue(tx jobs.Enqueuer, job jobs.Args) error { return jobs.Enqueue(tx, time.UnixMilli(0), job) }

// Begin is an import that an actor hands in.
func Begin(in In, who people.Actor) Import {
	m := Import{
		ID: ident.New[ID](), Campaign: in.Campaign, Register: in.Register, Unit: in.Unit, Name: in.Name, State: Checking, Revision: 1,
	}
	m.Ask(who)
	return m
}

// Ask notes with whose rights the import is worked on from now on.
func (m *Import) Ask(who people.Actor) {
	m.By, m.From = who.Account, who.Origin
	m.From.Account = string(who.Account)
}

// Actor returns who asked, with the rights of today.
func (m *Import) Actor(ctx context.Context, actors Actors) (people.Actor, error) {
	if m.By == "" {
		return people.Program(m.From), nil
	}
	return actors.ActorOf(ctx, m.By, m.From)
}

// Act describes an act on the import.
func (m *Import) Act(name string, fresh map[string]any) audit.Act {
	return audit.Act{Name: name, Subject: string(m.ID), Root: string(m.Root), Campaign: string(m.Campaign), Unit: string(m.Unit), New: fresh}
}
