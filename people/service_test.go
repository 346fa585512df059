package people_test

import (
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

var program = people.Program(audit.Origin{Request: "test"})

const password = "correct horse 1"

// office is a federation with a county and one account, «clerk». The wall's
// clock stands until a test moves it; the program's stands on 2018-09-28.
type office struct {
	*people.Service
	db           *store.DB
	city, county organisation.Unit
	clerk        people.Account
	mu           sync.Mutex
	wall         time.Time
}

func (o *office) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.wall
}

func (o *office) wait(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.wall = o.wall.Add(d)
}

func each(t *testing.T, test func(t *testing.T, o *office)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		o := &office{db: db, wall: time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC)}
		clock := func() time.Time { return time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC) }
		units := organisation.NewService(store.Scope[organisation.Tx](db), clock)
		o.Service = people.NewService(store.Scope[people.Tx](db), clock, o.now)
		var err error
		if o.city, err = units.Found(t.Context(), program, organisation.Founding{Code: "PDS", Name: "市总", Category: organisation.Federation}); err != nil {
			t.Fatal(err)
		}
		o.county, err = units.Found(t.Context(), program, organisation.Founding{Root: o.city.ID, Code: "YX", Name: "叶县", Category: organisation.County, County: o.city.ID})
		if err != nil {
			t.Fatal(err)
		}
		if o.clerk, _, err = o.Create(t.Context(), program, people.NewAccount{Root: o.city.ID, Login: "Clerk", Password: password}); err != nil {
			t.Fatal(err)
		}
		test(t, o)
		o.verify(t)
	})
}

// verify fails if a row of an account or a grant was written that no record
// vouches for.
func (o *office) verify(t *testing.T) {
	t.Helper()
	key, err := audit.NewKey(filepath.Join(t.TempDir(), "log.key"), "test")
	if err != nil {
		t.Fatal(err)
	}
	r, err := store.Verify(t.Context(), o.db, store.VerifyOptions{Key: key.Verifier})
	if err = errors.Join(err, r.Err()); err != nil {
		t.Errorf("after the test the records do not vouch for the rows: %v", err)
	}
}

func (o *office) grant(t *testing.T, role people.Role, u organisation.Unit, from, to string) people.Grant {
	t.Helper()
	g, err := o.Grant(t.Context(), program, people.Grant{Account: o.clerk.ID, Role: role, Unit: u.ID, From: day(from), To: day(to)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func day(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func paths(err error) string {
	var out []string
	for _, f := range fault.From(err).Fields {
		out = append(out, f.Path+"="+f.Key)
	}
	return strings.Join(out, " ")
}

func TestSignIn(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		o.grant(t, people.Liaison, o.county, "2018-06-01", "")
		o.grant(t, people.Viewer, o.city, "2018-01-01", "2018-09-27") // over
		o.grant(t, people.Viewer, o.city, "2018-09-29", "")           // not yet
		who, err := o.SignIn(t.Context(), " CLERK ", password, audit.Origin{Address: "192.0.2.1"})
		if err != nil {
			t.Fatal(err)
		}
		if len(who.Grants) != 1 || who.Grants[0].Role != people.Liaison || len(who.Grants[0].Above) != 1 || who.Grants[0].Above[0] != o.city.ID {
			t.Errorf("grants %+v, want the one of today with the city above it", who.Grants)
		}
		if who.Origin.Login != "clerk" || who.Origin.Account != string(o.clerk.ID) || who.Origin.Address == "" {
			t.Errorf("origin %+v", who.Origin)
		}
		again, err := o.ActorOf(t.Context(), who.Account, audit.Origin{})
		if err != nil || len(again.Grants) != 1 || again.Revision != who.Revision {
			t.Errorf("ActorOf = %+v, %v", again, err)
		}
		for login, pw := range map[string]string{"clerk": "wrong horse 1", "nobody": password, "": "", strings.Repeat("x", 99): password} {
			if _, err := o.SignIn(t.Context(), login, pw, audit.Origin{}); fault.From(err).Key != "people.bad_sign_in" {
				t.Errorf("%q with %q: %v", login, pw, err)
			}
		}
	})
}

func TestLockOut(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		for _, login := range []string{"clerk", "nobody"} {
			for i := range 5 {
				if _, err := o.SignIn(t.Context(), login, "wrong horse 1", audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
					t.Errorf("%s, attempt %d: %v", login, i+1, err)
				}
			}
			for range 2 {
				if _, err := o.SignIn(t.Context(), login, password, audit.Origin{}); !fault.Is(err, fault.TooMany) {
					t.Errorf("%s after five: %v", login, err)
				}
				o.wait(7 * time.Minute) // trying while locked does not prolong it
			}
			o.wait(time.Minute)
		}
		if _, err := o.SignIn(t.Context(), "clerk", password, audit.Origin{}); err != nil {
			t.Errorf("after the lock: %v", err)
		}
		if _, err := o.SignIn(t.Context(), "clerk", "wrong horse 1", audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("a success forgets the failures: %v", err)
		}
	})
}

// Guesses made at the same moment are all counted.
func TestLockOutCountsTogether(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		var wg sync.WaitGroup
		answers := make(chan error, 12)
		for range cap(answers) {
			wg.Go(func() {
				_, err := o.SignIn(t.Context(), "clerk", "wrong horse 1", audit.Origin{})
				answers <- err
			})
		}
		wg.Wait()
		close(answers)
		tried := 0
		for err := range answers {
			if fault.Is(err, fault.Unauthenticated) {
				tried++
			} else if !fault.Is(err, fault.TooMany) {
				t.Error(err)
			}
		}
		if tried != 5 {
			t.Errorf("%d guesses were compared, want 5", tried)
		}
	})
}

func TestOneTimePassword(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		_, first, err := o.ResetPassword(t.Context(), program, o.clerk.ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		who, err := o.SignIn(t.Context(), "clerk", first, audit.Origin{})
		if err != nil || !who.MustChange || who.Revision != 2 {
			t.Fatalf("SignIn = %+v, %v", who, err)
		}
		for fresh, want := range map[string]string{
			"short1":         "password=people.password_short",
			"clerk":          "password=people.password_short password=people.password_is_login password=people.password_kinds",
			"aaaaaaaaaaaaaa": "password=people.password_kinds",
			first:            "password=people.password_same",
		} {
			if _, err := o.ChangePassword(t.Context(), who, first, fresh); paths(err) != want {
				t.Errorf("%q: %v, want %s", fresh, err, want)
			}
			o.wait(16 * time.Minute) // each of them counted as an attempt
		}
		if _, err := o.ChangePassword(t.Context(), who, "not this one 1", password); paths(err) != "present=people.wrong_password" {
			t.Errorf("a wrong present password: %v", err)
		}
		a, err := o.ChangePassword(t.Context(), who, first, "新的口令要够长才行 2")
		if err != nil || a.MustChange || a.Revision != 3 {
			t.Fatalf("ChangePassword = %+v, %v", a, err)
		}
		if who, err := o.SignIn(t.Context(), "clerk", "新的口令要够长才行 2", audit.Origin{}); err != nil || who.MustChange {
			t.Errorf("with the new password: %v, %v", who.MustChange, err)
		}
	})
}

func TestDisable(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		_, secret, err := o.IssueToken(t.Context(), program, o.clerk.ID, "汇总程序", time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		a, err := o.Disable(t.Context(), program, o.clerk.ID, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.SignIn(t.Context(), "clerk", password, audit.Origin{}); fault.From(err).Key != "people.bad_sign_in" {
			t.Errorf("sign-in: %v", err)
		}
		if _, err := o.ActorOf(t.Context(), a.ID, audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("session: %v", err)
		}
		if _, err := o.ActorByToken(t.Context(), secret, audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("token: %v", err)
		}
		if _, err := o.Enable(t.Context(), program, a.ID, 1); !fault.Is(err, fault.Stale) {
			t.Errorf("an old revision: %v", err)
		}
		if _, err := o.Enable(t.Context(), program, a.ID, 2); err != nil {
			t.Error(err)
		}
		if _, err := o.ActorByToken(t.Context(), secret, audit.Origin{}); err != nil {
			t.Errorf("token of an enabled account: %v", err)
		}
	})
}

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		me, err := o.ActorOf(t.Context(), o.clerk.ID, audit.Origin{})
		if err != nil {
			t.Fatal(err)
		}
		token, secret, err := o.IssueToken(t.Context(), me, o.clerk.ID, "周报", o.now().Add(time.Hour))
		if err != nil || !strings.HasPrefix(secret, "xf_") || len(secret) != 46 {
			t.Fatalf("IssueToken = %q, %v", secret, err)
		}
		for s, ok := range map[string]bool{secret: true, secret[3:]: false, "xf_": false, secret + "x": false} {
			if _, err := o.ActorByToken(t.Context(), s, audit.Origin{}); (err == nil) != ok {
				t.Errorf("%q: %v", s, err)
			}
		}
		stranger := people.Actor{Account: "x", Root: o.city.ID, Grants: []people.Grant{{Role: people.Office, Unit: o.city.ID}}}
		if err := o.RevokeToken(t.Context(), stranger, token.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("revoked by a stranger: %v", err)
		}
		if err := o.RevokeToken(t.Context(), me, token.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := o.ActorByToken(t.Context(), secret, audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("revoked: %v", err)
		}
		if all, err := o.Tokens(t.Context(), me, o.clerk.ID); err != nil || len(all) != 1 || all[0].Revoked.IsZero() {
			t.Errorf("Tokens = %+v, %v", all, err)
		}
		_, brief, err := o.IssueToken(t.Context(), me, o.clerk.ID, "一小时", o.now().Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		o.wait(time.Hour)
		if _, err := o.ActorByToken(t.Context(), brief, audit.Origin{}); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("expired: %v", err)
		}
		if _, _, err := o.IssueToken(t.Context(), me, o.clerk.ID, " ", o.now()); paths(err) != "name=fault.required expires=people.token_expired" {
			t.Errorf("a token without a name: %v", err)
		}
	})
}
