package preparation_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// asked is a preparation whose launch waits for its job.
func asked(s *stage.Stage, who people.Actor) preparation.Preparation {
	s.T.Helper()
	p, err := s.Preparations.Template(s.T.Context(), who, s.Root, "rural-revitalisation")
	s.Must(err)
	s.Idle.Store(true)
	p, err = s.Preparations.Launch(s.T.Context(), who, p.ID, p.Revision)
	s.Must(err)
	if p.State() != preparation.Launching {
		s.T.Fatalf("the preparation is %s", p.State())
	}
	return p
}

// campaigns counts the campaigns beside that of the stage.
func campaigns(s *stage.Stage) int {
	s.T.Helper()
	all, err := s.Campaigns.Campaigns(s.T.Context(), stage.Program)
	s.Must(err)
	return len(all) - 1
}

func stateOf(s *stage.Stage, id preparation.ID) preparation.Preparation {
	s.T.Helper()
	p, err := s.Preparations.Open(s.T.Context(), stage.Program, id)
	s.Must(err)
	return p
}

// Who asked may go away, and ask again, and change nothing meanwhile: the job
// launches once.
func TestALaunchOutlivesItsRequest(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who := office(s, "PDS")
		p := asked(s, who)
		gone, leave := context.WithCancel(t.Context())
		leave()
		if _, err := s.Preparations.Launch(gone, who, p.ID, p.Revision); err == nil {
			t.Error("a request that ended was answered")
		}
		if err := s.Preparations.Discard(t.Context(), who, p.ID, p.Revision); !fault.Is(err, fault.Conflict) {
			t.Errorf("discarded while it launches: %v", err)
		}
		if _, err := s.Preparations.Address(t.Context(), who, p.ID, p.Revision, []organisation.Category{organisation.County}, nil); !fault.Is(err, fault.Conflict) {
			t.Errorf("changed while it launches: %v", err)
		}
		n, err := s.Jobs.Drain(t.Context())
		if err != nil || campaigns(s) != 1 || stateOf(s, p.ID).State() != preparation.Launched {
			t.Errorf("%d attempts, %d campaigns, %v", n, campaigns(s), err)
		}
		for range 2 { // a job that was done and not noted is done again
			s.Must(s.Preparations.Carry(t.Context(), s.People, p.ID))
		}
		if campaigns(s) != 1 {
			t.Errorf("launched %d times", campaigns(s))
		}
	})
}

// A worker that dies half-way leaves nothing behind, and the job comes back.
func TestALaunchThatDiesHalfWayIsCarriedOut(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who := office(s, "PDS")
		p := asked(s, who)
		died := errors.New("died")
		err := s.DB.Update(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.BeginJob(s.Now(), s.Now().Add(10*time.Minute)); err != nil {
				return err
			}
			return nil
		})
		s.Must(err)
		err = s.DB.Update(t.Context(), func(tx *store.Tx) error { // all of the launch but its commit
			within := preparation.NewService(narrow{store.Within[preparation.Tx](tx)}, s.Campaigns, s.Now, func() {})
			return errors.Join(within.Carry(t.Context(), actors{who}, p.ID), died)
		})
		if !errors.Is(err, died) || campaigns(s) != 0 || stateOf(s, p.ID).State() != preparation.Launching {
			t.Fatalf("%d campaigns after the death, the preparation is %s: %v", campaigns(s), stateOf(s, p.ID).State(), err)
		}
		drain := func() {
			t.Helper()
			_, err := s.Jobs.Drain(t.Context())
			s.Must(err)
		}
		drain()
		if campaigns(s) != 0 {
			t.Error("launched under the lease of the dead")
		}
		s.At("2018-06-01 09:10")
		drain()
		if campaigns(s) != 1 || stateOf(s, p.ID).State() != preparation.Launched {
			t.Errorf("%d campaigns after the lease", campaigns(s))
		}
	})
}

// narrow is an open transaction as the service's store.
type narrow struct{ store.Joined[preparation.Tx] }

// actors knows one actor.
type actors struct{ people.Actor }

func (a actors) ActorOf(context.Context, people.AccountID, audit.Origin) (people.Actor, error) {
	return a.Actor, nil
}

// Of two workers that carry one launch out at once one does it.
func TestTwoWorkersLaunchOnce(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		p := asked(s, office(s, "PDS"))
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if err := s.Preparations.Carry(context.Background(), s.People, p.ID); err != nil && !fault.Is(err, fault.Stale) && !fault.Is(err, fault.Unavailable) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if campaigns(s) != 1 || stateOf(s, p.ID).Refusal != nil {
			t.Errorf("%d campaigns, refused for %+v", campaigns(s), stateOf(s, p.ID).Refusal)
		}
	})
}

// The rights are those of the moment at which it is carried out; what is refused
// is kept in words, and launched once it is mended.
func TestARefusedLaunchIsMendedAndLaunched(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who := office(s, "PDS")
		p := asked(s, who)
		_, err := s.People.Disable(t.Context(), stage.Program, who.Account, who.Revision)
		s.Must(err)
		_, err = s.Jobs.Drain(t.Context())
		s.Must(err)
		p = stateOf(s, p.ID)
		if f := fault.From(p.Refusal.Err()); p.State() != preparation.Preparing || campaigns(s) != 0 || f.Kind != fault.Forbidden || f.Key != "preparation.no_longer" || f.Args[0] != who.Login {
			t.Fatalf("refused for %v, the preparation is %s", p.Refusal, p.State())
		}
		s.Idle.Store(false)
		other := office(s, "yexian")
		if _, err := s.Preparations.Launch(t.Context(), other, p.ID, p.Revision); err == nil {
			t.Error("launched by another unit's office")
		}
		p, err = s.Preparations.Launch(t.Context(), stage.Program, p.ID, p.Revision)
		if err != nil || p.State() != preparation.Launched || p.Refusal != nil {
			t.Errorf("launched after that: %s, %v, %v", p.State(), p.Refusal, err)
		}
	})
}

// A launch that nobody carries out is taken back.
func TestALaunchIsTakenBack(t *testing.T) {
	s := stage.One(t)
	who := office(s, "PDS")
	p := asked(s, who)
	s.Must(s.Preparations.Withdraw(t.Context(), who, p.ID))
	_, err := s.Jobs.Drain(t.Context())
	s.Must(err)
	if p = stateOf(s, p.ID); p.State() != preparation.Preparing || campaigns(s) != 0 {
		t.Errorf("taken back, it is %s with %d campaigns", p.State(), campaigns(s))
	}
	s.Idle.Store(false)
	if launched(s, who, p); campaigns(s) != 1 {
		t.Error("not launched after it was taken back")
	}
}
