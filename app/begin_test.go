package app

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

var (
	program = people.Program(audit.Origin{Request: "test"})
	first   = First{Code: "PDS", Name: "平顶山市总工会"}
)

// node opens an installation as one of the programs that serve it, and returns
// what it tells the terminal.
func node(t *testing.T, dir, database string) (*App, *bytes.Buffer) {
	t.Helper()
	out := new(bytes.Buffer)
	o := Options{Data: dir, Database: database, Log: slog.New(slog.DiscardHandler), Out: out, Real: time.Now}
	d, err := OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return New(o, d, time.Now), out
}

// begun fails unless there is one federation with one account, an
// administrator, who can sign in with the password that was told last.
func begun(t *testing.T, a *App, told string) {
	t.Helper()
	roots, err := a.Units.Roots(t.Context())
	if err != nil || len(roots) != 1 {
		t.Fatalf("%d federations (%v), want one", len(roots), err)
	}
	accounts, err := a.People.Accounts(t.Context(), program, roots[0].ID)
	if err != nil || len(accounts) != 1 || len(accounts[0].Grants) != 1 || accounts[0].Grants[0].Role != people.Admin {
		t.Fatalf("accounts %v (%v), want one administrator", accounts, err)
	}
	if n := strings.Count(told, "one-time password: "); n != 1 {
		t.Fatalf("%d passwords were told, want one:\n%s", n, told)
	}
	_, password, _ := strings.Cut(strings.TrimSpace(told), "one-time password: ")
	if _, err := a.People.SignIn(t.Context(), "admin", password, audit.Origin{}); err != nil {
		t.Errorf("the administrator cannot sign in: %v", err)
	}
}

func onBoth(t *testing.T, test func(t *testing.T, dir, database string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, t.TempDir(), "")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, t.TempDir(), storetest.PostgresDSN(t))
	})
}

func TestFirstStartOfTwoNodesAtOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, dir, database string) {
		a, toldA := node(t, dir, database)
		b, toldB := node(t, dir, database)
		var wg sync.WaitGroup
		for _, n := range []*App{a, b} {
			wg.Go(func() {
				if err := n.begin(t.Context(), first); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := a.begin(t.Context(), first); err != nil {
			t.Errorf("a later start: %v", err)
		}
		begun(t, a, toldA.String()+toldB.String())
	})
}

// A first start that was broken off is finished by the next one.
func TestFirstStartGoesOn(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]func(*testing.T, *App, organisation.UnitID){
		"federation alone": func(*testing.T, *App, organisation.UnitID) {},
		"account without grant": func(t *testing.T, a *App, root organisation.UnitID) {
			if _, _, err := a.People.Create(t.Context(), program, people.NewAccount{Root: root, Login: "admin"}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onBoth(t, func(t *testing.T, dir, database string) {
				a, told := node(t, dir, database)
				root, err := a.Units.Found(t.Context(), program, organisation.Founding{Code: first.Code, Name: first.Name, Category: organisation.Federation})
				if err != nil {
					t.Fatal(err)
				}
				part(t, a, root.ID)
				if err := a.begin(t.Context(), first); err != nil {
					t.Fatal(err)
				}
				begun(t, a, told.String())
			})
		})
	}
}
