package campaign_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// TestHuaibeiAsksByGroup launches the second plan, which has no end and whose
// readings nobody has signed: who owes what by the spring of 2019.
func TestHuaibeiAsksByGroup(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-12-06 09:00")
		s.Root = "" // a federation of its own
		s.Root = s.Found("HBS", "淮北市总工会", organisation.Federation, "", "")
		s.Found("suixi", "濉溪县总工会", organisation.County, "HBS", "")
		s.Found("shijiao", "市教育工会", organisation.System, "HBS", "")
		s.Found("kuangye", "矿业工会", organisation.Direct, "HBS", "")
		s.Found("fupin", "濉溪县扶贫办", organisation.PovertyOffice, "HBS", "")
		s.Campaign = s.Launch("huaibei-2018")
		s.At("2019-04-02 09:00")
		page, err := s.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: s.Campaign, Limit: 500})
		s.Must(err)
		names := map[organisation.UnitID]string{}
		for _, code := range []string{"suixi", "shijiao", "kuangye", "fupin"} {
			names[s.Unit(code)] = code
		}
		got := map[string][]string{}
		for _, it := range page.Items {
			if it.Period == "once" || it.Period == "any-0001" || it.Period == "2019" || it.Period == "2019Q1" {
				got[names[it.Unit]] = append(got[names[it.Unit]], fmt.Sprint(it.Obligation, " ", it.DueOn))
			}
		}
		for _, all := range got {
			slices.Sort(all)
		}
		a := []string{"enter-contest ", "quarterly-report 2019-03-29", "receipt ", "self-check ", "work-plan "}
		b := []string{"enter-contest ", "quarterly-report 2019-03-29", "receipt ", "self-check "}
		want := map[string][]string{"suixi": a, "shijiao": a, "kuangye": b, "fupin": {"receipt "}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
