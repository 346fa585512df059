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
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// files gives reports the blob store, as the program does.
type files struct{ *blob.Store }

func (f files) Put(ctx context.Context, name string, r io.Reader, limit int64) (string, string, int64, error) {
	out, err := f.Store.Put(ctx, name, r, limit)
	return out.Sum, string(out.Type), out.Size, err
}

// shown is a filled demonstration.
type shown struct {
	demo.World
	db       *store.DB
	accounts []demo.Account
}

func fill(t *testing.T, year int, month time.Month, day int) *shown {
	t.Helper()
	db := storetest.SQLite(t)
	blobs, err := blob.OpenFolder(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blobs.Close() })
	clock := demo.NewClock(time.Time{}, time.Now)
	campaigns := campaign.NewService(store.Scope[campaign.Tx](db), clock.Now)
	s := &shown{db: db, World: demo.World{
		People:    people.NewService(store.Scope[people.Tx](db), clock.Now, time.Now),
		Units:     organisation.NewService(store.Scope[organisation.Tx](db), clock.Now),
		Campaigns: campaigns,
		Reports:   report.NewService(store.Scope[report.Tx](db), files{blobs}, campaigns, clock.Now),
		Clock:     clock,
		Today:     calendar.Date{Year: year, Month: month, Day: day},
	}}
	began := time.Now()
	if s.accounts, err = demo.Fill(t.Context(), s.World); err != nil {
		t.Fatal(err)
	}
	t.Logf("filled up to %s in %s", s.Today, time.Since(began).Round(10*time.Millisecond))
	return s
}

func TestDump(t *testing.T) {
	for _, day := range []calendar.Date{{2018, 9, 28}, {2020, 2, 3}, {2020, 10, 15}} {
		s := fill(t, day.Year, day.Month, day.Day)
		office := s.actor(t, "office")
		all, err := s.Campaigns.Campaigns(t.Context(), office)
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Campaigns.Duties(t.Context(), office, campaign.Filter{Campaign: all[0].ID})
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]map[campaign.Word]int{}
		var keys []string
		for _, it := range page.Items {
			k := it.Obligation + " " + it.Form + " " + it.Period + " " + it.DueOn.String()
			if words[k] == nil {
				words[k] = map[campaign.Word]int{}
				keys = append(keys, k)
			}
			st := it.Standing(page.Now, page.Zone)
			words[k][st.Word]++
			if st.Accepted {
				words[k]["accepted"]++
			}
			if st.ReturnOverdue {
				words[k]["overdue"]++
			}
			if it.Pending != "" {
				words[k]["pending"]++
			}
		}
		for _, k := range keys {
			t.Log(k, words[k])
		}
	}
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
