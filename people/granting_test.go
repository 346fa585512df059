package people_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

func TestGrantStaysInsideTheGranter(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		county := people.Actor{Account: "x", Root: o.city.ID, Grants: []people.Grant{{Role: people.Admin, Unit: o.county.ID}}}
		give := people.Grant{Account: o.clerk.ID, Role: people.Liaison, Unit: o.county.ID, From: day("2018-09-01")}
		if _, err := o.Grant(t.Context(), county, give); err != nil {
			t.Errorf("inside: %v", err)
		}
		give.Unit = o.city.ID
		if _, err := o.Grant(t.Context(), county, give); !fault.Is(err, fault.NotFound) {
			t.Errorf("above: %v", err)
		}
		if _, _, err := o.ResetPassword(t.Context(), county, o.clerk.ID, 1); !fault.Is(err, fault.NotFound) {
			t.Errorf("a county resets a password of the root: %v", err)
		}
		if _, err := o.Accounts(t.Context(), county, o.city.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a county lists the accounts of the root: %v", err)
		}
		twin := people.Actor{Account: "y", Root: "elsewhere", Grants: []people.Grant{{Role: people.Admin, Unit: "elsewhere"}}}
		if _, err := o.Grant(t.Context(), twin, give); !fault.Is(err, fault.NotFound) {
			t.Errorf("another root: %v", err)
		}
		wrong := people.Grant{Account: o.clerk.ID, Role: "king", Unit: o.city.ID, Body: "office", From: day("2018-09-01"), To: day("2018-08-31")}
		if _, err := o.Grant(t.Context(), program, wrong); paths(err) != "role=people.unknown_role body=people.no_body to=people.ends_before" {
			t.Errorf("a wrong grant: %v", err)
		}
	})
}

func TestGrantEndsAndIsKept(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		g := o.grant(t, people.Office, o.city, "2018-09-01", "")
		grants := func() int {
			who, err := o.ActorOf(t.Context(), o.clerk.ID, audit.Origin{})
			if err != nil {
				t.Fatal(err)
			}
			return len(who.Grants)
		}
		if g, err := o.EndGrant(t.Context(), program, g.ID, day("2018-09-28"), 1); err != nil || g.Revision != 2 {
			t.Fatalf("EndGrant = %+v, %v", g, err)
		}
		if grants() != 1 {
			t.Error("a grant does not hold on its last day")
		}
		if _, err := o.EndGrant(t.Context(), program, g.ID, day("2018-12-31"), 1); !fault.Is(err, fault.Stale) {
			t.Errorf("an old revision: %v", err)
		}
		if _, err := o.EndGrant(t.Context(), program, g.ID, day("2018-09-27"), 2); err != nil {
			t.Fatal(err)
		}
		if grants() != 0 {
			t.Error("a grant holds after its last day")
		}
		if _, err := o.EndGrant(t.Context(), program, g.ID, day("2018-12-31"), 3); !fault.Is(err, fault.Conflict) {
			t.Errorf("ending what has ended: %v", err)
		}
		all, err := o.Accounts(t.Context(), program, o.city.ID)
		if err != nil || len(all) != 1 || len(all[0].Grants) != 1 {
			t.Errorf("Accounts = %+v, %v, want the ended grant kept", all, err)
		}
	})
}

func TestCreateNamesEveryViolation(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		for want, in := range map[string]people.NewAccount{
			"login=people.login_form password=people.password_short password=people.password_kinds person=people.unknown_person": {Login: "叶", Password: "abc", Person: "nobody"},
			"login=people.login_taken": {Login: "CLERK"},
		} {
			in.Root = o.city.ID
			if _, _, err := o.Create(t.Context(), program, in); paths(err) != want {
				t.Errorf("%+v: %v, want %s", in, err, want)
			}
		}
		hash, err := o.HashPassword(t.Context(), "shared horse 1")
		if err != nil {
			t.Fatal(err)
		}
		if _, shown, err := o.Create(t.Context(), program, people.NewAccount{Root: o.city.ID, Login: "demo", Hash: hash}); err != nil || shown != "" {
			t.Fatalf("with a hash: %q, %v", shown, err)
		}
		if who, err := o.SignIn(t.Context(), "demo", "shared horse 1", audit.Origin{}); err != nil || who.MustChange {
			t.Errorf("sign-in: %v", err)
		}
		_, shown, err := o.Create(t.Context(), program, people.NewAccount{Root: o.city.ID, Login: "admin"})
		if err != nil {
			t.Fatal(err)
		}
		if who, err := o.SignIn(t.Context(), "admin", shown, audit.Origin{}); err != nil || !who.MustChange {
			t.Errorf("with the one-time password %q: %v", shown, err)
		}
	})
}

// No secret reaches the audit trail, and every act stands in it.
func TestTrailOfAccounts(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		g := o.grant(t, people.Liaison, o.county, "2018-09-01", "")
		if _, err := o.EndGrant(t.Context(), program, g.ID, day("2018-12-31"), 1); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			_, _ = o.SignIn(t.Context(), "clerk", "wrong horse 1", audit.Origin{}) // the lock is what is looked for
		}
		acts := map[string]int{}
		err := o.db.View(t.Context(), func(tx *store.Tx) error {
			return tx.Scan(func(scan func(...any) error) error {
				var name string
				err := scan(&name)
				acts[name]++
				return err
			}, "SELECT act FROM audit_record WHERE root_id = $1", string(o.city.ID))
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]int{"account.create": 1, "grant.give": 1, "grant.end": 1, "account.lock": 1, "account.sign_in": 0, "unit.found": 2} {
			if acts[name] != want {
				t.Errorf("%s: %d records, want %d", name, acts[name], want)
			}
		}
	})
}

func TestAuthority(t *testing.T) {
	t.Parallel()
	var _ organisation.Authority = people.Actor{}
	office := holder(people.Office)
	if err := office.MayRegister("city", "county", []organisation.UnitID{"city"}); err != nil {
		t.Errorf("an office with a grant for one campaign enters a person: %v", err)
	}
	if err := office.MayManage("city", "county", []organisation.UnitID{"city"}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an office with a grant for one campaign founds a unit: %v", err)
	}
}
