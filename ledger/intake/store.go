package intake

import (
	"context"
	"errors"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/reading"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// work does something with the file of an import that is in a state, and settles
// what it failed by. Failures that pass are given back, to be tried again.
func (s *Service) work(ctx context.Context, id ID, in State, do func(context.Context, Import, people.Actor, handed.File, *run) error) error {
	m, err := s.find(ctx, id)
	if err != nil || m.State != in {
		return err
	}
	inner, r, end := s.running.begin(ctx, id, s.files.Scratch())
	defer end()
	err = s.opened(inner, m, func(who people.Actor, file handed.File) error { return do(inner, m, who, file, r) })
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errCancelled) || errors.Is(context.Cause(inner), errCancelled):
		return s.settle(context.WithoutCancel(ctx), m, Cancelled, nil)
	case ctx.Err() != nil || fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Stale):
		return err
	}
	return s.settle(ctx, m, Failed, err)
}

func (s *Service) find(ctx context.Context, id ID) (m Import, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		m, err = tx.Import(id)
		return err
	})
	return m, err
}

// opened opens the file with the rights that who handed it in has today.
func (s *Service) opened(ctx context.Context, m Import, do func(people.Actor, handed.File) error) error {
	who, err := s.actor(ctx, m)
	if err != nil {
		return err
	}
	src, err := s.files.Open(ctx, string(m.ID), m.Size)
	if err != nil {
		return err
	}
	file, err := s.open(src, m.Size)
	if err != nil {
		return err
	}
	return do(who, file)
}

func (s *Service) actor(ctx context.Context, m Import) (people.Actor, error) {
	who, err := m.Actor(ctx, s.actors)
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.NotFound) {
		err = fault.Wrap(err, fault.Forbidden, "intake.no_longer")
	}
	return who, err
}

// settle ends an import of which nothing was stored. An internal failure goes to
// the log too.
func (s *Service) settle(ctx context.Context, m Import, to State, why error) error {
	err := s.db.Update(ctx, func(tx Tx) error {
		return s.end(tx, m, to, func(m *Import) {
			if why != nil {
				f := fault.From(why)
				m.Refusal = &Refusal{Key: f.Key, Args: f.Args}
			}
		})
	})
	if why != nil && fault.Is(why, fault.Internal) {
		err = errors.Join(err, why)
	}
	if to == Cancelled || to == Failed {
		err = errors.Join(err, s.files.Drop(ctx, string(m.ID)))
	}
	return err
}

// end brings an import from the state it was worked on in to another. One that
// somebody else has ended meanwhile stays as it is.
func (s *Service) end(tx Tx, m Import, to State, set func(*Import)) error {
	now, err := tx.Import(m.ID)
	if err != nil {
		return err
	}
	if now.State != m.State {
		if to == Stored {
			return errCancelled
		}
		return nil
	}
	now.State, now.Changed = to, s.clock().Truncate(time.Millisecond)
	set(&now)
	if now, err = tx.UpdateImport(now); err != nil {
		return err
	}
	if to == Checked {
		return nil
	}
	fresh := map[string]any{"state": string(to)}
	if to == Stored {
		fresh["new"], fresh["changed"], fresh["unchanged"] = now.Summary.New, now.Summary.Changed, now.Summary.Unchanged
	}
	return tx.Record(now.Changed, m.From, m.Act("intake.end", fresh))
}

// Confirm lets an import that was checked be stored, as a whole. One with rows
// that may be in the register already waits until somebody has looked at them.
func (s *Service) Confirm(ctx context.Context, who people.Actor, id ID, revision int64, looked bool) (m Import, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if m, err = s.openFor(tx, who, id); err != nil {
			return err
		}
		switch {
		case m.Revision != revision:
			return fault.New(fault.Stale, "fault.stale")
		case !m.Storable():
			return fault.New(fault.Conflict, "intake.not_storable")
		case m.Summary.Alike > 0 && !looked:
			return fault.New(fault.Conflict, "intake.look_at_alike", m.Summary.Alike)
		}
		m.State, m.Changed = Storing, s.clock().Truncate(time.Millisecond)
		m.Ask(who)
		if m, err = tx.UpdateImport(m); err != nil {
			return err
		}
		if err := handed.Enqueue(tx, StoreJob{Import: id}); err != nil {
			return err
		}
		return tx.Record(m.Changed, m.From, m.Act("intake.confirm", map[string]any{"new": m.Summary.New, "changed": m.Summary.Changed, "alike": m.Summary.Alike}))
	})
	if err == nil {
		s.wake()
	}
	return m, err
}

// Store takes an import into its register: all of it in one transaction, or
// nothing. What is no longer as it was when it was checked stops it.
func (s *Service) Store(ctx context.Context, id ID) error {
	err := s.work(ctx, id, Storing, func(ctx context.Context, m Import, who people.Actor, file handed.File, r *run) error {
		tree, err := s.tree(ctx, who, m)
		if err != nil {
			return err
		}
		return s.db.Update(ctx, func(tx Tx) error {
			b, err := s.ledger.Bulk(tx, who, m.Campaign, m.Register, false)
			if err != nil {
				return err
			}
			g := reading.New(b, m.Unit, tree, r.room)
			if err := g.All(ctx, file, r.note, func(some reading.Rows) error { return take(ctx, tx, m, g, some) }); err != nil {
				return err
			}
			if g.Sum.Findings > 0 {
				return fault.New(fault.Conflict, "intake.changed_since")
			}
			if err := b.End(); err != nil {
				return err
			}
			return s.end(tx, m, Stored, func(m *Import) { m.Summary = g.Sum })
		})
	})
	if err != nil {
		return err
	}
	m, err := s.find(ctx, id)
	if err != nil || m.Running() {
		return err
	}
	return s.files.Drop(ctx, string(id))
}

// tree reads the units in a transaction that only reads, as trees are kept.
func (s *Service) tree(ctx context.Context, who people.Actor, m Import) (tree *organisation.Tree, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.places.Open(tx, who, people.CampaignRead, m.Campaign)
		if err == nil {
			tree, err = s.places.Tree(tx, r)
		}
		return err
	})
	return tree, err
}

// take puts some rows into the register. One that is wrong ends it.
func take(ctx context.Context, tx Tx, m Import, g *reading.Reading, some reading.Rows) error {
	now, err := tx.Import(m.ID)
	if err != nil {
		return err
	}
	if now.State != Storing || errors.Is(context.Cause(ctx), errCancelled) {
		return errCancelled
	}
	if err := g.Judge(tx, some); err != nil {
		return err
	}
	if g.Sum.Findings > 0 {
		return fault.New(fault.Conflict, "intake.changed_since")
	}
	g.Forget()
	return nil
}
