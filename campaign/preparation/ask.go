package preparation

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// How long Launch waits for the job, and how often it looks. A small campaign is
// there before.
const (
	patience = 2 * time.Second
	lookEach = 40 * time.Millisecond
)

// Launch asks for the launch of what its caller saw and waits for it a moment.
// The preparation it returns is launched, or still launching: then the job goes
// on whatever becomes of the caller. A launch that is refused meanwhile is the
// error, and is kept on the preparation.
func (s *Service) Launch(ctx context.Context, who people.Actor, id ID, revision int64) (Preparation, error) {
	if err := s.ask(ctx, who, id, revision); err != nil {
		return Preparation{}, err
	}
	s.wake()
	tick, enough := time.NewTicker(lookEach), time.NewTimer(patience)
	defer tick.Stop()
	defer enough.Stop()
	for {
		p, err := s.Open(ctx, who, id)
		if err != nil || p.State() != Launching {
			return p, refused(p, err)
		}
		select {
		case <-tick.C:
		case <-enough.C:
			return p, nil
		}
	}
}

func refused(p Preparation, err error) error {
	if err != nil {
		return err
	}
	return p.Refusal.Err()
}

// ask puts the launch into the queue. Who asks once more for one that is on its
// way changes nothing by it.
func (s *Service) ask(ctx context.Context, who people.Actor, id ID, revision int64) error {
	return s.db.Update(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil || p.State() == Launching {
			return err
		}
		if err := p.idle(); err != nil {
			return err
		}
		if p.Revision != revision {
			return fault.New(fault.Stale, "preparation.stale")
		}
		if _, err := p.plan(); err != nil {
			return err
		}
		p.Asked, p.Refusal = asking.By(who, s.clock()), nil
		if _, err := tx.UpdatePreparation(p); err != nil {
			return err
		}
		return asking.Enqueue(tx, id)
	})
}

// Withdraw takes a launch back that has not been carried out yet. One that runs
// at this moment is stale, for it is then launched.
func (s *Service) Withdraw(ctx context.Context, who people.Actor, id ID) error {
	return s.db.Update(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil || p.State() != Launching {
			return err
		}
		p.Asked = nil
		_, err = tx.UpdatePreparation(p)
		return err
	})
}
