package retention_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/store"
)

// service is retention on a stage; its jobs are done by the test.
func service(s *stage.Stage) *retention.Service {
	return retention.NewService(store.Scope[retention.Tx](s.DB), s.Campaigns, s.Now, func() {})
}

// person enters somebody of the federation.
func person(s *stage.Stage, name string) organisation.Person {
	s.T.Helper()
	p, err := s.Units.RegisterPerson(s.T.Context(), stage.Program, organisation.Registration{Unit: s.Root, Name: name, Phone: "13800138000"})
	s.Must(err)
	return p
}

func read(s *stage.Stage, id organisation.PersonID) (p organisation.Person) {
	s.T.Helper()
	s.Must(s.DB.View(s.T.Context(), func(tx *store.Tx) (err error) {
		p, err = tx.Person(id)
		return err
	}))
	return p
}

func closeCampaign(s *stage.Stage) {
	s.T.Helper()
	r, err := s.Campaigns.Look(s.T.Context(), stage.Program, s.Campaign)
	s.Must(err)
	s.Must(s.Campaigns.Close(s.T.Context(), stage.Program, s.Campaign, r.Revision))
}

// Who only held a post in the campaign is erased when its years are over; who
// signs in or serves in another campaign is kept and named. Nothing happens
// before the day, nor without the office, nor on a number read too early.
func TestRetentionErasesWhoServesNowhereElse(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, office := t.Context(), s.AsBody(people.Office, "PDS", "office")
		gone, signs, serves := person(s, "陈文远"), person(s, "李明"), person(s, "王海")
		_, _, err := s.People.Create(ctx, stage.Program, people.NewAccount{Root: s.Root, Login: "liming", Person: signs.ID})
		s.Must(err)
		next := s.Launch("rural-revitalisation")
		name := func(in campaign.ID, code string, p organisation.Person) {
			s.Must(s.Posts.NameLiaison(ctx, stage.Program, campaign.Liaison{Campaign: in, Unit: s.Unit(code), Person: p.ID, From: stage.Date("2018-06-01")}))
		}
		name(next, "yexian", serves)
		for code, p := range map[string]organisation.Person{"yexian": gone, "lushan": signs, "gaoxin": serves} {
			name(s.Campaign, code, p)
		}
		r := service(s)
		s.At("2020-12-31 18:00")
		closeCampaign(s)
		s.At("2023-12-31 09:00")
		p, err := r.Plan(ctx, office, s.Campaign)
		s.Must(err)
		if p.Due || p.From != stage.Date("2024-01-01") || p.Erasable != 1 || len(p.Kept) != 2 {
			t.Fatalf("on the last day of the three years: %+v", p)
		}
		if err := r.Confirm(ctx, office, s.Campaign, 1); !fault.Is(err, fault.Conflict) {
			t.Errorf("confirmed before the day: %v", err)
		}
		s.At("2024-01-02 09:00")
		if err := r.Confirm(ctx, office, s.Campaign, 7); !fault.Is(err, fault.Stale) {
			t.Errorf("confirmed on another number than was read: %v", err)
		}
		if err := r.Confirm(ctx, s.As(people.Liaison, "yexian"), s.Campaign, 1); !fault.Is(err, fault.NotFound) {
			t.Errorf("a liaison confirms: %v", err)
		}
		s.Must(r.Confirm(ctx, office, s.Campaign, 1))
		if got := read(s, gone.ID); got.Name == "" {
			t.Error("erased before the job ran")
		}
		s.Must(r.Erase(ctx, retention.Job{Campaign: s.Campaign, By: office.Origin}))
		if got := read(s, gone.ID); got.Erased.IsZero() || got.Name != "" || got.Phone != "" {
			t.Errorf("after it: %+v", got)
		}
		for _, id := range []organisation.PersonID{signs.ID, serves.ID} {
			if got := read(s, id); !got.Erased.IsZero() || got.Name == "" {
				t.Errorf("somebody who serves elsewhere reads as %+v", got)
			}
		}
		s.Must(r.Erase(ctx, retention.Job{Campaign: s.Campaign, By: office.Origin})) // a second time it finds nobody
		verified(s)
	})
}

// verified checks that the audit record still vouches for every row.
func verified(s *stage.Stage) {
	s.T.Helper()
	key, err := audit.NewKey(s.T.TempDir()+"/log.key", "xianfeng-test")
	s.Must(err)
	_, err = audit.NewSequencer(store.Scope[audit.Tx](s.DB), key, time.Now).Place(s.T.Context())
	s.Must(err)
	report, err := store.Verify(s.T.Context(), s.DB, store.VerifyOptions{Key: key.Verifier, Now: time.Now()})
	s.Must(err)
	s.Must(report.Err())
}
