package people_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The places of the walk, seen from a grant at «county», which stands below
// «city» and above «plant»; «other» is a sister county.
var places = map[string]people.Place{
	"own":   {Root: "city", Unit: "county", Path: []organisation.UnitID{"city"}, Campaign: "c", Body: "office"},
	"below": {Root: "city", Unit: "plant", Path: []organisation.UnitID{"county", "city"}, Campaign: "c", Body: "office"},
	"above": {Root: "city", Unit: "city", Campaign: "c", Body: "office"},
	"other": {Root: "city", Unit: "other", Path: []organisation.UnitID{"city"}, Campaign: "c", Body: "office"},
}

func holder(r people.Role) people.Actor {
	g := people.Grant{Role: r, Unit: "county", Campaign: "c", Body: "office", Above: []organisation.UnitID{"city"}}
	return people.Actor{Account: "a", Root: "city", Grants: []people.Grant{g}}
}

// rights says in one letter a place where each role may act: own unit, below,
// above, other; «-» for not. It repeats the table in another form on purpose.
var rights = map[people.Role]map[string][]people.Action{
	people.Office: {
		"ob--": {people.DutyRead, people.DutyManage, people.ReportReview, people.ReportRemark, people.PostManage, people.LiaisonRead, people.LiaisonManage, people.PhoneRead, people.UnitRead, people.UnitManage, people.AuditRead,
			people.LedgerRead, people.LedgerRecord, people.LedgerConfirm, people.LedgerAccept, people.ReferenceManage, people.HouseholdRead, people.PersonalRead, people.GoalSet, people.GoalApprove},
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
		"o---": {people.DutyFill, people.DutySend, people.PlanChange, people.CampaignLaunch, people.CampaignClose, people.BulletinCompose, people.BulletinIssue, people.PersonalErase},
	},
	people.Leader: {
		"ob--": {people.DutyRead, people.ReportRemark, people.LiaisonRead, people.UnitRead, people.LedgerRead},
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
	},
	people.Liaison: {
		"ob--": {people.DutyRead, people.LiaisonRead, people.UnitRead, people.LedgerRead, people.LedgerRecord, people.LedgerConfirm, people.HouseholdRead, people.PersonalRead},
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
		"o---": {people.DutyFill, people.DutySend, people.DutySignFor, people.LiaisonManage, people.PhoneRead, people.ReferenceManage, people.GoalSet},
	},
	people.UnitLeader: {
		"ob--": {people.LedgerRead},
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
		"o---": {people.DutyRead, people.DutySign, people.DutySignFor, people.LiaisonRead, people.PhoneRead, people.UnitRead, people.HouseholdRead},
	},
	people.Grassroots: {
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
		"o---": {people.DutyRead, people.LiaisonRead, people.UnitRead, people.LedgerRead, people.LedgerRecord, people.HouseholdRead},
	},
	people.Viewer: {
		"ob--": {people.DutyRead, people.ReportRemark, people.LiaisonRead, people.UnitRead, people.LedgerRead},
		"oba-": {people.PlanRead, people.CampaignRead, people.PostRead, people.BulletinRead},
	},
	people.Admin: {
		"ob--": {people.UnitRead, people.UnitManage, people.AccountManage, people.AuditRead},
		"o---": {people.CalendarImport, people.SystemRead},
	},
}

// Every role, every action, every place: allowed where the list says so, and
// nowhere else.
func TestTableWalk(t *testing.T) {
	t.Parallel()
	for _, role := range people.Roles {
		want := map[people.Action]string{}
		list := rights[role]
		if role == people.OfficeDirector {
			list = rights[people.Office]
		}
		for where, actions := range list {
			for _, act := range actions {
				want[act] = where
			}
		}
		if role == people.OfficeDirector {
			want[people.BulletinSign] = "o---" // the director's alone (P-47)
		}
		for act := range people.Table {
			for i, place := range []string{"own", "below", "above", "other"} {
				allowed := want[act] != "" && want[act][i] != '-'
				if err := holder(role).May(act, places[place]); (err == nil) != allowed {
					t.Errorf("%s %s %s: %v, want allowed %v", role, act, place, err, allowed)
				}
			}
		}
	}
}

// What an administrator does belongs to no campaign and needs a grant for all.
func TestAdminNeedsAGrantForAll(t *testing.T) {
	t.Parallel()
	bound := holder(people.Admin)
	free := holder(people.Admin)
	free.Grants[0].Campaign = ""
	own, below := places["own"], places["below"]
	own.Campaign, below.Campaign = "", ""
	for act, on := range map[people.Action]people.Place{
		people.AccountManage: below, people.UnitManage: below, people.CalendarImport: own,
	} {
		if err := bound.May(act, on); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s by a grant for one campaign: %v", act, err)
		}
		if err := free.May(act, on); err != nil {
			t.Errorf("%s by a grant for all: %v", act, err)
		}
	}
	for _, act := range []people.Action{people.AuditRead, people.SystemRead, people.UnitRead} {
		if err := bound.May(act, own); err != nil {
			t.Errorf("%s by a grant for one campaign: %v", act, err)
		}
	}
}

// A thing outside what one may read answers as if it did not exist; one that
// may be read answers that this is not allowed.
func TestRefusalTellsNothing(t *testing.T) {
	t.Parallel()
	foreign := places["own"]
	foreign.Root = "another"
	elsewhere := places["own"]
	elsewhere.Campaign = "d"
	for _, c := range []struct {
		role people.Role
		act  people.Action
		on   people.Place
		want fault.Kind
	}{
		{people.Liaison, people.DutyRead, places["other"], fault.NotFound},
		{people.Liaison, people.DutySend, places["other"], fault.NotFound},
		{people.Liaison, people.DutySend, places["below"], fault.Forbidden},
		{people.Liaison, people.ReportReview, places["own"], fault.Forbidden},
		{people.Liaison, people.ReportRemark, places["own"], fault.Forbidden},
		{people.Liaison, people.DutyRead, places["above"], fault.NotFound},
		{people.Liaison, people.CampaignClose, places["above"], fault.Forbidden},
		{people.Grassroots, people.DutyRead, places["below"], fault.NotFound},
		{people.Admin, people.DutyRead, places["own"], fault.NotFound},
		{people.Office, people.DutyRead, foreign, fault.NotFound},
		{people.Office, people.CalendarImport, foreign, fault.Forbidden},
		{people.Office, people.DutyRead, elsewhere, fault.NotFound},
		{people.Grassroots, people.LedgerRecord, places["below"], fault.NotFound},
		{people.Grassroots, people.LedgerConfirm, places["own"], fault.Forbidden},
		{people.Liaison, people.ReferenceManage, places["below"], fault.Forbidden},
		{people.Viewer, people.HouseholdRead, places["own"], fault.NotFound},
		{people.UnitLeader, people.PersonalRead, places["below"], fault.Forbidden},
		{people.UnitLeader, people.GoalSet, places["other"], fault.NotFound},
	} {
		if err := holder(c.role).May(c.act, c.on); !fault.Is(err, c.want) {
			t.Errorf("%s %s at %s: %v, want %v", c.role, c.act, c.on.Unit, err, c.want)
		}
	}
}

// P-25: a report has two recipients, and each account answers for its own.
func TestReviewIsForOnesOwnBody(t *testing.T) {
	t.Parallel()
	who := holder(people.Office)
	on := places["below"]
	on.Body = "leading_group_office"
	if err := who.May(people.ReportReview, on); !fault.Is(err, fault.Forbidden) {
		t.Errorf("verdict of another body: %v", err)
	}
	if got := who.Bodies(people.ReportReview, on); !slices.Equal(got, []string{"office"}) {
		t.Errorf("bodies %v", got)
	}
	who.Grants[0].Body, on.Body = "", ""
	if err := who.May(people.ReportReview, on); !fault.Is(err, fault.Forbidden) {
		t.Errorf("verdict of no body: %v", err)
	}
}

func TestScope(t *testing.T) {
	t.Parallel()
	two := holder(people.Liaison)
	two.Grants = append(two.Grants, people.Grant{Role: people.Viewer, Unit: "i", Campaign: "d"})
	for _, c := range []struct {
		who      people.Actor
		act      people.Action
		campaign string
		want     people.Scope
	}{
		{two, people.DutyRead, "c", people.Scope{All: []organisation.UnitID{"county"}}},
		{two, people.DutyRead, "d", people.Scope{All: []organisation.UnitID{"i"}}},
		{two, people.DutySend, "c", people.Scope{Own: []organisation.UnitID{"county"}}},
		{two, people.PlanRead, "c", people.Scope{All: []organisation.UnitID{"county"}, Own: []organisation.UnitID{"city"}}},
		{two, people.UnitRead, "", people.Scope{All: []organisation.UnitID{"county", "i"}}},
		{two, people.AccountManage, "", people.Scope{}},
		{people.Actor{}, people.PlanRead, "", people.Scope{}},
		{people.Program(audit.Origin{}), people.DutyRead, "c", people.Scope{Whole: true}},
	} {
		got := c.who.Scope(c.act, c.campaign)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("scope of %s in %q:\n%s", c.act, c.campaign, d)
		}
		mayIn := c.who.MayIn(c.act, "city", c.campaign) == nil
		if mayIn == got.Empty() {
			t.Errorf("MayIn %s in %q = %v, scope %v", c.act, c.campaign, mayIn, got)
		}
	}
}

func TestWhoMustChangeMayNothing(t *testing.T) {
	t.Parallel()
	who := holder(people.Office)
	who.MustChange = true
	for act := range people.Table {
		if who.May(act, places["own"]) == nil || !who.Scope(act, "c").Empty() {
			t.Errorf("%s before the one-time password was changed", act)
		}
	}
	if people.Program(audit.Origin{}).May(people.SystemRead, people.Place{}) != nil {
		t.Error("the program itself was refused")
	}
}

// Every action is in the table and every role of the table is known.
func TestTableIsWhole(t *testing.T) {
	t.Parallel()
	for act, row := range people.Table {
		for role, reach := range row {
			if !role.Known() || reach == people.None {
				t.Error(fmt.Sprint(act, role, reach))
			}
		}
	}
	if len(people.Table) != 38 {
		t.Errorf("%d actions in the table, 38 are named", len(people.Table))
	}
}
