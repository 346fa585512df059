// Package intake takes lists from outside into the registers of the ledger: a
// file is checked to its last row, everything wrong is said at its cell, what
// would change is shown, and only then, and only as a whole, it is stored.
package intake

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/people"
)

// What package handed says, under the name by which everybody else knows it.
type (
	ID       = handed.ID       // identifies an import
	State    = handed.State    // where an import stands
	Import   = handed.Import   // a file that was handed in for a register
	Summary  = handed.Summary  // what a check found, and what storing did
	Sheet    = handed.Sheet    // a sheet that was read
	Finding  = handed.Finding  // something wrong at a place
	Change   = handed.Change   // what a row changes, or adds
	Refusal  = handed.Refusal  // why nothing came of an import
	Handed   = handed.In       // a file as it is handed in
	Named    = handed.Named    // an entry that a cell may mean
	Wanted   = handed.Wanted   // the imports that a list asks for
	Tx       = handed.Tx       // what the use cases need of a transaction
	Store    = handed.Store    // runs transactions
	Files    = handed.Files    // keeps what is handed in
	Opener   = handed.Opener   // opens a file of rows
	Actors   = handed.Actors   // tells what an account may do today
	CheckJob = handed.CheckJob // the job that checks an import
	StoreJob = handed.StoreJob // the job that stores one
)

// The states of an import.
const (
	Checking  = handed.Checking  // it waits for the check, or is being checked
	Checked   = handed.Checked   // it may be stored if nothing is wrong
	Storing   = handed.Storing   // it waits to be stored, or is being stored
	Stored    = handed.Stored    // all of it is in the register
	Failed    = handed.Failed    // nothing of it is, and Refusal says why
	Cancelled = handed.Cancelled // nothing of it is
)

// Service carries out the use cases of imports.
type Service struct {
	db      Store
	ledger  *ledger.Service
	places  *campaign.Service
	actors  Actors
	files   Files
	open    Opener
	clock   func() time.Time
	wake    func()
	running running
}

// NewService returns the service. wake tells the jobs of this node that one was
// added.
func NewService(db Store, entries *ledger.Service, places *campaign.Service, actors Actors, files Files, open Opener, clock func() time.Time, wake func()) *Service {
	return &Service{db: db, ledger: entries, places: places, actors: actors, files: files, open: open, clock: clock, wake: wake}
}

// maxFile is how large a file may be, in bytes.
const maxFile = 256 << 20

// HandIn takes a file and lets it be checked.
func (s *Service) HandIn(ctx context.Context, who people.Actor, in Handed, r io.Reader) (m Import, err error) {
	m = handed.Begin(in, who)
	err = s.db.View(ctx, func(tx Tx) error {
		b, err := s.ledger.Bulk(tx, who, in.Campaign, in.Register, true)
		if err == nil {
			err = cmp.Or(b.May(in.Unit), b.Writable())
			m.Root = b.Running().Root
		}
		return err
	})
	if err != nil {
		return m, err
	}
	if m.Size, err = s.files.Keep(ctx, string(m.ID), r, maxFile); err != nil {
		return m, err
	}
	if err = s.enter(ctx, &m); err != nil {
		return m, errors.Join(err, s.files.Drop(context.WithoutCancel(ctx), string(m.ID)))
	}
	s.wake()
	return m, nil
}

// enter stores the import of a file that is a list.
func (s *Service) enter(ctx context.Context, m *Import) error {
	src, err := s.files.Open(ctx, string(m.ID), m.Size)
	if err != nil {
		return err
	}
	if _, err := s.open(src, m.Size); err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		m.Began = s.clock().Truncate(time.Millisecond)
		m.Changed = m.Began
		if err := tx.InsertImport(m); err != nil {
			return err
		}
		if err := handed.Enqueue(tx, CheckJob{Import: m.ID}); err != nil {
			return err
		}
		return tx.Record(m.Began, m.From, m.Act("intake.hand_in", map[string]any{"file": m.Name, "size": m.Size}))
	})
}
