package intake_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// What a form refuses, a list does too, at its cell: days to come and before the
// campaign, numbers of persons in a text, what others write.
func TestAListIsJudgedAsAFormIs(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.AsBody(people.Liaison, "yexian", ""), w.AsBody(people.Office, "PDS", "office")
		s := w.hand(county, "activities", "yexian", []byte("名称,日期,专项,地点,惠及人次,惠及户数,活动效果\n"+
			"培训一,2099-01-01,技能扶贫,常村镇,3,1,\n培训二,2018-05-01,技能扶贫,常村镇,3,1,\n培训三,2018-08-01,技能扶贫,常村镇,3,1,联系张三410422199001011237\n"))
		w.equal("activities", w.said(county, s), "B2 ledger.day_to_come\nB3 ledger.day_before\nG4 ledger.personal_number")
		sites := []byte("类别,名称,地点,审核意见\n示范点,食用菌示范点,常村镇,三项都达到\n")
		w.equal("sites of the county", w.said(county, w.hand(county, "sites", "yexian", sites)), "D2 ledger.by_hand")
		w.equal("sites of the office", w.said(office, w.hand(office, "sites", "yexian", sites)), "")

		for _, c := range []struct {
			who      people.Actor
			register string
			field    string
			want     bool
		}{{county, "sites", "review", false}, {office, "sites", "review", true}, {office, "problems", "result", false}, {county, "problems", "measure", true}} {
			d, err := w.Intake.Desk(t.Context(), c.who, w.Campaign, c.register, "")
			w.Must(err)
			if got := slices.ContainsFunc(d.Blank.Fields, func(f register.Field) bool { return f.ID == c.field }); got != c.want {
				t.Errorf("the empty list of %s has %s: %v", c.register, c.field, got)
			}
		}
	})
}
