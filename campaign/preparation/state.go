package preparation

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// State is how far a preparation has come.
type State string

// The states.
const (
	Preparing State = "preparing"
	Launching State = "launching" // a job waits or runs
	Launched  State = "launched"
)

// State says how far the preparation has come.
func (p Preparation) State() State {
	switch {
	case p.Campaign != "":
		return Launched
	case p.Asked != nil:
		return Launching
	}
	return Preparing
}

// idle returns nil while the preparation may be changed.
func (p Preparation) idle() error {
	switch p.State() {
	case Launching:
		return fault.New(fault.Conflict, "preparation.launching")
	case Launched:
		return fault.New(fault.Conflict, "preparation.launched")
	}
	return nil
}

// Open returns a preparation as it stands, without what its pages show.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (p Preparation, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		p, err = s.open(tx, who, id)
		return err
	})
	return p, err
}

// Waited returns for how long a launch has been asked for.
func (s *Service) Waited(p Preparation) time.Duration {
	if p.Asked == nil {
		return 0
	}
	return s.clock().Sub(p.Asked.At)
}
