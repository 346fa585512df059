package demo_test

import (
	"context"
	"io"
	"path/filepath"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/house"
	"github.com/xianfeng-oss/xianfeng/demo/huaibei"
	"github.com/xianfeng-oss/xianfeng/demo/pingdingshan"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// files gives reports the blob store, as the program does.
type files struct{ *blob.Store }

func (f files) Put(ctx context.Context, name string, r io.Reader, limit int64) (string, string, int64, error) {
	out, err := f.Store.Put(ctx, name, r, limit)
	return out.Sum, string(out.Type), out.Size, err
}

// shown is a filled demonstration, looked at by the office.
type shown struct {
	demo.World
	db       *store.DB
	key      audit.Key
	accounts []demo.Account
	roster   *roster.Service
	office   people.Actor
	campaign campaign.ID
}

// scripts returns what a demonstration plays.
func scripts(t *testing.T) (out []demo.Script) {
	t.Helper()
	for _, script := range []func() (demo.Script, error){pingdingshan.Script, huaibei.Script} {
		s, err := script()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// few leaves the three first units of each federation.
func few(scripts []demo.Script) {
	for i := range scripts {
		scripts[i].Units = scripts[i].Units[:3]
	}
}

// fill makes a demonstration of a day, of scripts as they are or as cut makes them.
func fill(t *testing.T, day string, cut ...func([]demo.Script)) *shown {
	t.Helper()
	db := storetest.SQLite(t)
	blobs, err := blob.OpenFolder(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	clock := demo.NewClock(time.Time{}, time.Now)
	campaigns := campaign.NewService(store.Scope[campaign.Tx](db), clock.Now)
	key, err := audit.NewKey(filepath.Join(t.TempDir(), "log.key"), "demo")
	if err != nil {
		t.Fatal(err)
	}
	placing := audit.NewSequencer(store.Scope[audit.Tx](db), key, time.Now)
	s := &shown{db: db, key: key, World: demo.World{
		People:    people.NewService(store.Scope[people.Tx](db), clock.Now, time.Now),
		Units:     organisation.NewService(store.Scope[organisation.Tx](db), clock.Now),
		Campaigns: campaigns,
		Program:   people.Program(audit.Origin{Request: "demo"}),
		Reports:   report.NewService(store.Scope[report.Tx](db), files{blobs}, campaigns, clock.Now),
		Ledger:    ledger.NewService(store.Scope[ledger.Tx](db), files{blobs}, campaigns),
		House: house.House{
			Posts:     post.NewService(store.Scope[post.Tx](db), campaigns),
			Goals:     goal.NewService(store.Scope[goal.Tx](db), campaigns),
			Bulletins: publication.NewService(store.Scope[publication.Tx](db), campaigns, rollup.NewService(store.Scope[rollup.Tx](db), campaigns)),
		},
		Place: func(ctx context.Context) error {
			_, err := placing.Place(ctx)
			return err
		},
		Clock: clock,
	}}
	s.roster = roster.NewService(store.Scope[roster.Tx](db), s.Ledger, campaigns, clock.Now)
	s.Together = func(ctx context.Context, do func(*ledger.Service) error) error {
		return db.Update(ctx, func(tx *store.Tx) error { return do(s.Ledger.Within(tx)) })
	}
	if s.Today, err = calendar.ParseDate(day); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	played := scripts(t)
	for _, c := range cut {
		c(played)
	}
	err = db.Hasten(t.Context(), func() error {
		s.accounts, err = demo.Fill(t.Context(), s.World, played...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("filled up to %s in %s", s.Today, time.Since(began).Round(10*time.Millisecond))
	s.office = s.actor(t, "office")
	all, err := s.Campaigns.Campaigns(t.Context(), s.office)
	if err != nil || len(all) != 1 {
		t.Fatalf("campaigns %v, %v", all, err)
	}
	s.campaign = all[0].ID
	return s
}

func (s *shown) actor(t *testing.T, login string) people.Actor {
	t.Helper()
	for _, a := range s.accounts {
		if a.Login == login {
			who, err := s.People.ActorByToken(t.Context(), a.Token, audit.Origin{})
			if err != nil {
				t.Fatal(err)
			}
			return who
		}
	}
	t.Fatalf("no account %s", login)
	return people.Actor{}
}

// duties returns what the filter picks.
func (s *shown) duties(t *testing.T, f campaign.Filter) campaign.Page {
	t.Helper()
	f.Campaign = s.campaign
	page, err := s.Campaigns.Duties(t.Context(), s.office, f)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// words counts the words shown for what the filter picks.
func (s *shown) words(t *testing.T, f campaign.Filter) map[campaign.Word]int {
	t.Helper()
	page, out := s.duties(t, f), map[campaign.Word]int{}
	for _, it := range page.Items {
		out[it.Standing(page.Now, page.Zone).Word]++
	}
	return out
}

// sealed places every record and compares the database with them.
func (s *shown) sealed(t *testing.T) store.Report {
	t.Helper()
	if err := s.Place(t.Context()); err != nil {
		t.Fatal(err)
	}
	out, err := store.Verify(t.Context(), s.db, store.VerifyOptions{Key: s.key.Verifier})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
