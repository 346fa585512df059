package retention

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Job erases the personal values of a campaign that the office has confirmed.
type Job struct {
	Campaign campaign.ID
	By       audit.Origin // who confirmed it
}

// Kind implements jobs.Args.
func (Job) Kind() string { return "privacy.retention" }

// UniqueKey implements jobs.Unique: a campaign is worked on once at a time.
func (j Job) UniqueKey() string { return string(j.Campaign) }

// Confirm lets the job erase. seen is how many persons the plan named that was
// read: where it is another number by now, the plan is to be read again.
func (s *Service) Confirm(ctx context.Context, who people.Actor, id campaign.ID, seen int) error {
	err := s.db.Update(ctx, func(tx Tx) error {
		r, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		p, err := s.plan(tx, r)
		switch {
		case err != nil:
			return err
		case !p.Due:
			return fault.New(fault.Conflict, "retention.not_yet")
		case p.Erasable != seen:
			return fault.New(fault.Stale, "retention.changed", p.Erasable, seen)
		case p.Erasable == 0:
			return fault.New(fault.Conflict, "retention.nobody")
		}
		if err := tx.Record(s.clock(), who.Origin, audit.Act{
			Name: "person.retention", Subject: string(id), Root: string(r.Root), Campaign: string(id), Unit: string(r.Unit), Clause: p.Clause,
			New: map[string]any{"persons": p.Erasable},
		}); err != nil {
			return err
		}
		return jobs.Enqueue(tx, s.clock(), Job{Campaign: id, By: who.Origin})
	})
	if err == nil {
		s.wake()
	}
	return err
}

// batch is how many persons one transaction looks at.
const batch = 100

// Erase carries out a confirmed retention. Who has come to serve elsewhere
// since is kept. Broken off, it goes on with who is left.
func (s *Service) Erase(ctx context.Context, j Job) error {
	program := people.Program(j.By)
	after := organisation.PersonID("")
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return err
		}
		last := after
		err := s.db.Update(ctx, func(tx Tx) (err error) {
			last, more, err = s.eraseSome(tx, program, j.Campaign, after)
			return err
		})
		if err != nil {
			return err
		}
		after = last
	}
	return nil
}

// eraseSome looks at some persons after one and erases who is not kept.
func (s *Service) eraseSome(tx Tx, who people.Actor, id campaign.ID, after organisation.PersonID) (last organisation.PersonID, more bool, err error) {
	r, err := s.open(tx, who, id)
	if err != nil {
		return after, false, err
	}
	if !s.due(r) {
		return after, false, fault.New(fault.Conflict, "retention.not_yet")
	}
	q, err := s.question(tx, r)
	if err != nil {
		return after, false, err
	}
	q.After, q.Limit = after, batch
	all, err := tx.BroughtIn(q)
	if err != nil || len(all) == 0 {
		return after, false, err
	}
	for _, t := range all {
		if len(t.Kept) > 0 {
			continue
		}
		if err := s.erase(tx, who, r, t); err != nil {
			return after, false, err
		}
	}
	return all[len(all)-1].Person, len(all) == batch, nil
}

// erase destroys the key of one person and records it as any erasure is.
func (s *Service) erase(tx Tx, who people.Actor, r campaign.Running, t Touched) error {
	if _, err := tx.ErasePerson(t.Person, t.Revision, s.clock()); err != nil {
		return err
	}
	return tx.Record(s.clock(), who.Origin, audit.Act{
		Name: "person.erase", Subject: string(t.Person), Root: string(r.Root), Campaign: string(r.ID), Clause: r.Book.Ledger.Retention.Clause,
		New: map[string]any{"register": t.Register},
	})
}

// question asks for the persons of a campaign, and says which other campaigns
// still need theirs.
func (s *Service) question(tx Tx, r campaign.Running) (Question, error) {
	q := Question{Campaign: r.ID, Root: r.Root, On: organisation.DayOf(s.clock()), Registers: standing(r)}
	all, err := tx.CampaignsOf(r.Root)
	if err != nil {
		return q, err
	}
	for _, c := range all {
		if c.ID == r.ID {
			continue
		}
		other, err := s.campaigns.Running(tx, c)
		if err != nil {
			return q, err
		}
		if other.Book.Ledger.Retention != nil && s.due(other) {
			continue
		}
		q.Others, q.Theirs = append(q.Others, c.ID), append(q.Theirs, standing(other)...)
	}
	return q, nil
}

// standing lists the standing registers that a campaign uses and that are about
// persons.
func standing(r campaign.Running) []string {
	var out []string
	for _, u := range r.Book.Ledger.Uses {
		if b, ok := register.ShapeOf(u.Register); ok && b.Standing {
			out = append(out, u.Register)
		}
	}
	return out
}
