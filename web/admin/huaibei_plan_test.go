package admin

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// Both titles exist and are chosen between in the entry.
func TestH31TwoTitles(t *testing.T) {
	h := huaibei(t)
	says(t, row(t, h.Sit(t, people.Office, "HB", "office").Get("/plan").Is(http.StatusOK), "H-31"),
		"脱贫攻坚九大工程先锋（集体）", "脱贫攻坚九大工程先锋（个人）")
	s := h.Sit(t, people.Liaison, "suixi", "")
	cells := entry()
	cells["strive/title"] = ""
	fillIn(s, h.Duty("suixi", "enter-contest", "once", "").ID, cells).Is(http.StatusUnprocessableEntity).Says("H-31")
}

func TestH49GroupAPlansEveryYearAndGroupBDoesNot(t *testing.T) {
	h := huaibei(t)
	for unit, want := range map[string][]string{"suixi": {"2019", "2020"}, "shijiao": {"2019", "2020"}, "kuangye": nil, "fupin": nil} {
		page, err := h.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: h.Campaign, Unit: h.Unit(unit), Obligation: "work-plan"})
		h.Must(err)
		var got []string
		for _, it := range page.Items {
			got = append(got, it.Period)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s plans %v, want %v", unit, got, want)
		}
	}
	h.At("2019-01-10 09:00")
	says(t, words(h.Sit(t, people.Liaison, "suixi", "").Get("/")), "年度工作计划 2019年")
	h.Sit(t, people.Liaison, "kuangye", "").Get("/").Is(http.StatusOK).Lacks("年度工作计划")
}

func TestH65aAsksForNothing(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Office, "HB", "office")
	says(t, row(t, s.Get("/plan?state=silent").Is(http.StatusOK), "H-65a"), "H-65a")
	s.Get("/plan?state=active").Lacks(`id="H-65a"`)
	says(t, words(s.Get("/plan?state=silent")), "不产生任务")
}

// Nothing is asked for the time before the first period that a reading settles.
func TestH76NothingIsOwedForTheQuarterOfTheNotice(t *testing.T) {
	h := huaibei(t)
	page, err := h.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: h.Campaign})
	h.Must(err)
	for _, it := range page.Items {
		if strings.HasPrefix(it.Period, "2018") {
			t.Errorf("%s is owed for %s", it.Obligation, it.Period)
		}
	}
	office := h.Sit(t, people.Office, "HB", "office")
	says(t, row(t, office.Get("/plan"), "H-76"), "N-H2")
	says(t, words(office.Get("/plan")), "成文日期", "2018年12月6日")
	says(t, words(office.Get("/plan/readings").Is(http.StatusOK)), "N-H2", "12月发文，从哪一期算起", "季报从2019年第一季度起")
}

// What has no date is shown as such, with how many units filed it.
func TestP66UndatedWithTheUnitsThatFiled(t *testing.T) {
	d := open(t)
	d.At("2018-07-02 10:00")
	s := d.Sit(t, people.Liaison, "yexian", "")
	office := d.Sit(t, people.Office, "PDS", "office")
	says(t, row(t, office.Get("/plan").Is(http.StatusOK), "P-66"), "P-66", "5 个单位", "无期限", "已报 0")
	page, err := d.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: d.Campaign, Unit: d.Unit("yexian")})
	d.Must(err)
	i := slices.IndexFunc(page.Items, func(it campaign.Item) bool { return it.Clause == "P-66" })
	fillIn(s, page.Items[i].ID, map[string]string{"rules/assessment": "百分制", "rules/incentives": "先进优先"}).Is(http.StatusSeeOther)
	says(t, row(t, office.Get("/plan"), "P-66"), "无期限", "已报 1")
	if st := d.Standing(page.Items[i].ID); st.Timing != campaign.NotDue {
		t.Errorf("it is %s", st.Timing)
	}
}

// A post that the plan gives to a group without names holds up no launch, and
// is filled later.
func TestP44DeputiesWithoutNames(t *testing.T) {
	d := open(t)
	office := d.Sit(t, people.Office, "PDS", "office")
	says(t, words(office.Get("/posts").Is(http.StatusOK)), "副组长", "市总其他领导", "P-44")
	d.At("2018-09-28 10:00")
	office.Post("/posts/vice-chairs", "name", "韩立新", "phone", "13800000001", "from", "2018-09-20").Is(http.StatusSeeOther)
	office.Get("/posts").Says("韩立新")
	office.Get("/posts?on=2018-09-19").Lacks("韩立新")
}

// A campaign without a bulletin, and one in which nothing was sent, has pages
// that say so.
func TestEveryPageOfHuaibeiForEveryReader(t *testing.T) {
	h := huaibei(t)
	readers := []*desktest.Seat{
		h.Sit(t, people.Office, "HB", "office"), h.Sit(t, people.OfficeDirector, "HB", "office"), h.Sit(t, people.Leader, "HB", ""), h.Sit(t, people.Viewer, "HB", ""),
		h.Sit(t, people.Liaison, "suixi", ""), h.Sit(t, people.UnitLeader, "suixi", ""), h.Sit(t, people.Liaison, "fupin", ""), h.Sit(t, people.Grassroots, "liuqiao", ""),
	}
	for _, when := range []string{"2018-12-06 10:00", "2019-04-02 10:00", "2020-10-15 10:00"} {
		h.At(when)
		for _, s := range readers {
			for _, path := range []string{"/", "/plan", "/plan?track=contest", "/plan/readings", "/matrix", "/matrix?track=contest", "/matrix?obligation=self-check", "/matrix?obligation=receipt", "/duties",
				"/duties?track=follow_model_worker", "/figures", "/figures?by=line", "/figures?by=phase", "/bulletins", "/posts", "/units"} {
				page := s.Get(path).Is(http.StatusOK)
				for _, code := range []string{"follow_model_worker<", ">poverty_office", "any-0001<", "平顶山"} {
					if strings.Contains(desktest.Main.FindString(page.Body), code) {
						t.Errorf("%s says %s", path, code)
					}
				}
			}
		}
	}
	says(t, words(readers[0].Get("/bulletins")), "没有要求编发简报")
}
