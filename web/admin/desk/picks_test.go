package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Accounts are listed by federation, then by role; one search finds a
// federation, a unit or a login.
func TestPicksByFederation(t *testing.T) {
	t.Parallel()
	accounts := []DemoAccount{
		{Login: "office", Role: "office", Unit: "平顶山市总工会", Federation: "平顶山市总工会"},
		{Login: "yexian", Role: "liaison", Unit: "叶县总工会", Federation: "平顶山市总工会"},
		{Login: "hb-suixi", Role: "liaison", Unit: "濉溪县总工会", Federation: "淮北市总工会"},
		{Login: "hb-office", Role: "office", Unit: "淮北市总工会", Federation: "淮北市总工会"},
	}
	if got := federations(accounts); !slices.Equal(got, []string{"平顶山市总工会", "淮北市总工会"}) {
		t.Errorf("federations %v", got)
	}
	for search, want := range map[string]string{
		"":     "平顶山市总工会 office [office], 平顶山市总工会 liaison [yexian], 淮北市总工会 office [hb-office], 淮北市总工会 liaison [hb-suixi]",
		"淮北":   "淮北市总工会 office [hb-office], 淮北市总工会 liaison [hb-suixi]",
		" 叶县 ": "平顶山市总工会 liaison [yexian]",
		"HB-S": "淮北市总工会 liaison [hb-suixi]",
		"none": "",
	} {
		var got []string
		for _, g := range picks(accounts, search) {
			var logins []string
			for _, a := range g.Accounts {
				logins = append(logins, a.Login)
			}
			got = append(got, fmt.Sprintf("%s %s %v", g.Federation, g.Role, logins))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q finds %s, want %s", search, s, want)
		}
	}
}
