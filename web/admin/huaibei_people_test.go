package admin

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func findingOf(body string, v campaign.Verdict) report.Finding {
	return report.Finding{Body: body, Version: 1, Verdict: v}
}

// person registers somebody who works for a unit.
func person(t *testing.T, h *desktest.House, unit, name string) organisation.PersonID {
	t.Helper()
	p, err := h.Units.RegisterPerson(t.Context(), stage.Program, organisation.Registration{Unit: h.Unit(unit), Name: name})
	h.Must(err)
	return p.ID
}

// seated appoints somebody to a post, gives them an account without any role but
// what the post carries, and signs them in.
func seated(t *testing.T, h *desktest.House, unit, name, login, post string) *desktest.Seat {
	t.Helper()
	id := person(t, h, unit, name)
	h.Must(h.Posts.Appoint(t.Context(), stage.Program, h.Campaign, post, id, stage.Date("2018-12-07")))
	account, _, err := h.People.Create(t.Context(), stage.Program, people.NewAccount{Root: h.Root, Login: login, Password: desktest.Password, Person: id})
	h.Must(err)
	h.Must(h.Posts.Equip(t.Context(), stage.Program, account))
	h.At("2018-12-10 09:00")
	s := h.Stranger(t)
	s.Account = account.ID
	s.Get("/sit/" + string(account.ID)).Is(http.StatusOK)
	return s
}

// A poverty office signs for the notice, reads the plan, and owes nothing else.
func TestH01PovertyOfficeReceivesAndReads(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "fupin", "")
	receipt := h.Duty("fupin", "receipt", "once", "")
	says(t, words(s.Get("/").Is(http.StatusOK)), "签收通知")
	s.Get("/duties/" + string(receipt.ID)).Is(http.StatusOK).Says("淮北市扶贫开发领导小组办公室")
	s.Post("/duties/"+string(receipt.ID)+"/sign-for", "key", "k").Is(http.StatusSeeOther)
	s.Get("/plan?unit=all").Is(http.StatusOK).Says("H-50")
	page, err := h.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: h.Campaign, Unit: h.Unit("fupin")})
	h.Must(err)
	if len(page.Items) != 1 || page.Items[0].Newest != 1 {
		t.Errorf("it has %d duties", len(page.Items))
	}
	s.Get("/").Is(http.StatusOK).Lacks("阶段总结和自查", "季报")
	viewer := h.Sit(t, people.Viewer, "fupin", "")
	for _, path := range []string{"/", "/plan", "/plan/readings", "/posts", "/duties", "/matrix", "/figures", "/bulletins"} {
		viewer.Get(path).Is(http.StatusOK)
	}
}

func TestH14LeadingGroupFromTheFirstDay(t *testing.T) {
	h := huaibei(t)
	h.Sit(t, people.Liaison, "suixi", "").Get("/posts?on=2018-12-06").Is(http.StatusOK).
		Says("“坚决打赢脱贫攻坚战，争当九大工程先锋”劳动竞赛领导小组", "H-14")
}

func TestH15ChairIsReplacedWithDates(t *testing.T) {
	h := huaibei(t)
	office := h.Sit(t, people.Office, "HB", "office")
	says(t, words(office.Get("/posts").Is(http.StatusOK)), "组长", "刘妍梅", "市总工会党组书记、副主席", "H-15")
	h.Must(h.Posts.Appoint(t.Context(), stage.Program, h.Campaign, "chair", person(t, h, "HB", "周立群"), stage.Date("2019-05-01")))
	h.At("2019-06-01 09:00")
	office.Get("/posts").Says("周立群").Lacks("刘妍梅")
	office.Get("/posts?on=2019-04-30").Says("刘妍梅").Lacks("周立群")
}

// The deputy from the poverty office reads everything and comments, and can
// neither accept, return nor fill.
func TestH16DeputyFromAnotherOrganisationReadsAndComments(t *testing.T) {
	h := huaibei(t)
	s := seated(t, h, "fupin", "王成", "wangcheng", "vice-chair-poverty")
	says(t, words(s.Get("/posts").Is(http.StatusOK)), "副组长", "王成", "市扶贫办")
	h.At("2019-03-20 10:00")
	it := h.Duty("suixi", "quarterly-report", "2019Q1", "")
	path := "/duties/" + string(it.ID)
	s.Post(path+"/remarks", "remark", "太早").Is(http.StatusConflict)
	_, err := h.Send(h.As(people.Liaison, "suixi"), it.ID, map[string]string{"texts/progress": "大棚完工"})
	h.Must(err)
	s.Get("/plan").Is(http.StatusOK)
	s.Get(path).Is(http.StatusOK).Says("大棚完工", "提出意见").Lacks(`action="`+path+`/review"`, `action="`+path+`/send"`)
	s.Post(path+"/review", "body", "office", "version", "1", "verdict", "accepted").Is(http.StatusForbidden)
	s.Post(path+"/remarks", "remark", " ").Is(http.StatusUnprocessableEntity)
	s.Post(path+"/remarks", "remark", strings.Repeat("长", 501)).Is(http.StatusUnprocessableEntity).Says("501")
	s.Post(path+"/remarks", "remark", "请补充受益户数").Is(http.StatusSeeOther)
	says(t, words(h.Sit(t, people.Liaison, "suixi", "").Get(path)), "意见", "王成", "请补充受益户数")
	if st := h.Standing(it.ID); st.Accepted || st.Word != campaign.WordSent {
		t.Errorf("a remark changed the report: %+v", st)
	}
	h.Sit(t, people.Office, "HB", "office").Get("/audit?act=report.remark").Is(http.StatusOK).Says("提出意见")
	h.Sit(t, people.Liaison, "suixi", "").Post(path+"/remarks", "remark", "自评").Is(http.StatusForbidden)
	h.Sit(t, people.Liaison, "kuangye", "").Post(path+"/remarks", "remark", "旁观").Is(http.StatusNotFound)
}

func TestH17TwoDeputiesWithTheirOrganisations(t *testing.T) {
	h := huaibei(t)
	says(t, words(h.Sit(t, people.Leader, "HB", "").Get("/posts").Is(http.StatusOK)),
		"副组长", "王成", "市扶贫办副主任", "市扶贫办", "副组长", "张友明", "市总工会党组成员、副主席", "市总工会")
}

// A quarterly report is addressed to the office in the words of its clause, and
// reaches it under whatever name.
func TestH18ReportsReachTheOfficeUnderThreeNames(t *testing.T) {
	h := huaibei(t)
	h.At("2019-03-20 10:00")
	it := h.Duty("suixi", "quarterly-report", "2019Q1", "")
	_, err := h.Send(h.As(people.Liaison, "suixi"), it.ID, map[string]string{"texts/progress": "大棚完工"})
	h.Must(err)
	office := h.Sit(t, people.Office, "HB", "office")
	says(t, words(office.Get("/").Is(http.StatusOK)), "濉溪县总工会", "季报 2019年第一季度")
	office.Get("/duties/"+string(it.ID)).Is(http.StatusOK).Says("市总工会脱贫攻坚竞赛办公室", "领导小组办公室", "市总工会劳动和经济工作部", `value="accepted"`)
	office.Post("/duties/"+string(it.ID)+"/review", "body", "office", "version", "1", "verdict", "accepted").Is(http.StatusSeeOther)
}

func TestH20ThreeMembersOfThreeOrganisations(t *testing.T) {
	h := huaibei(t)
	says(t, words(h.Sit(t, people.Liaison, "suixi", "").Get("/posts").Is(http.StatusOK)),
		"办公室成员", "李祥云", "市扶贫办", "办公室成员", "许文华", "市总工会", "办公室成员", "宫蕾", "市电子商贸物流工会", "H-20")
}
