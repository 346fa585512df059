package privacy

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Ring makes master keys; a seal.Ring does.
type Ring interface {
	Add() (id string, err error)
}

// keys are the queries on the keys of persons. Whatever is wrapped or sealed is
// so by the suite that the installation has chosen.
type keys interface {
	MasterInUse() (string, error)  // id of the key that wraps new ones
	Rotating() (bool, error)       // a rotation has begun and not ended
	UseMaster(id string) error     // and begin the rotation to it
	EndRotation() error            //
	WrappedBy() ([]Wrapped, error) // how many keys each master key wraps, by id
	Rewrap(after organisation.PersonID, limit int) (Batch, error)
	Reseal(root organisation.UnitID, after organisation.PersonID, limit int) (Batch, error)
}

// Wrapped says how many keys of persons a master key wraps by a suite.
type Wrapped struct {
	Master, Suite string
	Persons       int64
}

// Batch is what one step has done.
type Batch struct {
	Done int
	Last organisation.PersonID // the next step begins after it
	More bool
}

// batch is how many persons a transaction takes: short enough that pages that
// write do not wait.
const batch = 500

// Rotation is what a rotation did.
type Rotation struct {
	Master  string // the key that is in use now
	Resumed bool   // it went on with one that had been broken off
	Persons int64  // whose keys were wrapped anew
}

// Rotate wraps the key of every person by a new master key, a batch at a time.
// Broken off at any moment it goes on where it was. What the old key wrapped
// is read until nothing is left, and afterwards, as long as its file lies in
// the folder: backups of before need it. progress may be nil.
func (s *Service) Rotate(ctx context.Context, who people.Actor, progress func(done int64)) (r Rotation, err error) {
	if r.Resumed, err = s.rotating(ctx); err != nil {
		return r, err
	}
	if !r.Resumed {
		if err := s.begin(ctx, who); err != nil {
			return r, err
		}
	}
	if r.Persons, err = s.walk(ctx, progress, func(tx Tx, after organisation.PersonID) (Batch, error) { return tx.Rewrap(after, batch) }); err != nil {
		return r, err
	}
	return r, s.db.Update(ctx, func(tx Tx) error {
		if r.Master, err = tx.MasterInUse(); err != nil {
			return err
		}
		if err := tx.EndRotation(); err != nil {
			return err
		}
		return s.everywhere(tx, who, audit.Act{Name: "keys.rotated", Subject: r.Master, New: map[string]any{"persons": r.Persons}})
	})
}

func (s *Service) rotating(ctx context.Context) (on bool, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		on, err = tx.Rotating()
		return err
	})
	return on, err
}

// begin puts a new master key in use. Its file is on disk before the database
// names it.
func (s *Service) begin(ctx context.Context, who people.Actor) error {
	id, err := s.ring.Add()
	if err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		old, err := tx.MasterInUse()
		if err != nil {
			return err
		}
		if err := tx.UseMaster(id); err != nil {
			return err
		}
		return s.everywhere(tx, who, audit.Act{
			Name: "keys.rotate", Subject: id, Old: map[string]any{"master": old}, New: map[string]any{"master": id},
		})
	})
}

// walk takes batches from the first person on until a whole walk finds nothing.
func (s *Service) walk(ctx context.Context, progress func(int64), step func(Tx, organisation.PersonID) (Batch, error)) (done int64, err error) {
	for after, found := organisation.PersonID(""), false; ; {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		var b Batch
		err := s.db.Update(ctx, func(tx Tx) (err error) {
			b, err = step(tx, after)
			return err
		})
		if err != nil {
			return done, err
		}
		done, found, after = done+int64(b.Done), found || b.Done > 0, b.Last
		if progress != nil && b.Done > 0 {
			progress(done)
		}
		switch {
		case b.More:
		case !found:
			return done, nil
		default:
			after, found = "", false
		}
	}
}

// Reseal seals the values of every person, and their keys, by the suite that
// the installation has chosen. Values of the other suite are read all the
// while; broken off, it goes on where it was.
func (s *Service) Reseal(ctx context.Context, who people.Actor, progress func(done int64)) (persons int64, err error) {
	if _, err := s.walk(ctx, nil, func(tx Tx, after organisation.PersonID) (Batch, error) { return tx.Rewrap(after, batch) }); err != nil {
		return 0, err
	}
	var roots []organisation.Unit
	err = s.db.View(ctx, func(tx Tx) error {
		roots, err = tx.Roots()
		return err
	})
	for _, root := range roots {
		n, failed := s.walk(ctx, progress, func(tx Tx, after organisation.PersonID) (Batch, error) { return s.resealSome(tx, who, root.ID, after) })
		if persons += n; failed != nil {
			return persons, failed
		}
	}
	return persons, err
}

func (s *Service) resealSome(tx Tx, who people.Actor, root organisation.UnitID, after organisation.PersonID) (Batch, error) {
	b, err := tx.Reseal(root, after, batch)
	if err != nil || b.Done == 0 {
		return b, err
	}
	return b, tx.Record(s.clock(), who.Origin, audit.Act{Name: "keys.reseal", Root: string(root), New: map[string]any{"persons": b.Done}})
}

// Wrapped says which master key wraps how many keys of persons.
func (s *Service) Wrapped(ctx context.Context) (all []Wrapped, used string, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if used, err = tx.MasterInUse(); err != nil {
			return err
		}
		all, err = tx.WrappedBy()
		return err
	})
	return all, used, err
}

// everywhere records an act in every federation of the installation.
func (s *Service) everywhere(tx Tx, who people.Actor, act audit.Act) error {
	roots, err := tx.Roots()
	if err != nil {
		return err
	}
	for _, r := range roots {
		act.Root = string(r.ID)
		if err := tx.Record(s.clock(), who.Origin, act); err != nil {
			return err
		}
	}
	return nil
}
