package admin

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// withBulletin opens a house in which the second plan has a bulletin as well: of
// the contest alone, or of both activities where track is "".
func withBulletin(t *testing.T, track string) *desktest.House {
	t.Helper()
	h := huaibei(t)
	pb, err := playbooks.Open("huaibei-2018")
	h.Must(err)
	more := "obligations:\n  bulletin:\n    title: 简报\n    clause: H-36\n    of: federation\n    every: quarter\n    from: 2019Q1\n    publishes: quarterly-report\n    due: workday 5 of next quarter\n"
	if track != "" {
		more += "    track: " + track + "\n"
	}
	source := strings.Replace(strings.Replace(string(pb.Source), "\nobligations:\n", "\n"+more, 1), "id: huaibei-2018", "id: huaibei-more", 1)
	c, err := h.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{Organiser: h.Root, Source: []byte(source)})
	h.Must(err)
	h.Campaign = c.ID
	return h
}

// composed is the draft of the bulletin of the first quarter, once its reports
// were due.
func composed(t *testing.T, h *desktest.House) publication.Bulletin {
	t.Helper()
	h.At("2019-04-02 09:00")
	b, err := h.Bulletins.Compose(t.Context(), h.AsBody(people.Office, "HB", "office"), h.Campaign, "bulletin", "2019Q1")
	h.Must(err)
	return b
}

// wordText is all text of a Word file.
func wordText(t *testing.T, body string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestH05BulletinOfTheContestPrintsTheTheme(t *testing.T) {
	h := withBulletin(t, "contest")
	b := composed(t, h)
	office := h.Sit(t, people.Office, "HB", "office")
	const theme = "主题：“坚决打赢脱贫攻坚战，争当九大工程先锋”"
	office.Get("/bulletins/" + string(b.ID)).Is(http.StatusOK).Says(theme).Lacks("主题：“跟着劳模去扶贫”")
	if !strings.Contains(wordText(t, office.Get("/bulletins/"+string(b.ID)+"/word").Is(http.StatusOK).Body), theme) {
		t.Error("the Word file does not print the theme")
	}
}

// Bulletins need the director's signature or a delegate's.
func TestH19DirectorSigns(t *testing.T) {
	h := withBulletin(t, "")
	director := seated(t, h, "HB", "张友明", "zhangym", "office-director")
	b := composed(t, h)
	path := "/bulletins/" + string(b.ID)
	page := director.Get(path).Is(http.StatusOK)
	h.Sit(t, people.Office, "HB", "office").Post(path+"/sign", "revision", "1").Is(http.StatusForbidden).Says("办公室主任", "H-19")
	director.Post(path+"/sign", "revision", desktest.RevisionOn(page, path+"/sign")).Is(http.StatusSeeOther)
	director.Get(path).Says("办公室主任 张友明")
	other := h.Stranger(t)
	deputy := person(t, h, "HB", "孙明远")
	h.Must(h.Posts.Delegate(t.Context(), stage.Program, h.Campaign, "office-director", deputy, stage.Date("2019-04-02"), stage.Date("2019-04-30"), "外出学习"))
	acc, _, err := h.People.Create(t.Context(), stage.Program, people.NewAccount{Root: h.Root, Login: "sunmy", Password: desktest.Password, Person: deputy})
	h.Must(err)
	_, err = h.People.Grant(t.Context(), stage.Program, people.Grant{Account: acc.ID, Role: people.Viewer, Unit: h.Root})
	h.Must(err)
	other.Get("/sit/" + string(acc.ID)).Is(http.StatusOK)
	page = other.Get(path).Is(http.StatusOK)
	other.Post(path+"/take-back", "revision", desktest.RevisionOn(page, path+"/take-back"), "reason", "改标题").Is(http.StatusSeeOther)
	page = other.Get(path).Is(http.StatusOK)
	other.Post(path+"/sign", "revision", desktest.RevisionOn(page, path+"/sign")).Is(http.StatusSeeOther)
	other.Get(path).Says("受办公室主任委托 孙明远")
}

// A joint paper names both issuers and is issued once each has signed.
func TestH75TwoIssuersEachSigns(t *testing.T) {
	h := withBulletin(t, "")
	director := seated(t, h, "HB", "张友明", "zhangym", "office-director")
	partner := seated(t, h, "fupin", "王成", "wangcheng", "vice-chair-poverty")
	b := composed(t, h)
	path, office := "/bulletins/"+string(b.ID), h.Sit(t, people.Office, "HB", "office")
	office.Get(path).Is(http.StatusOK).Says("淮北市总工会　淮北市扶贫开发领导小组办公室")
	partner.Post(path+"/cosign", "revision", "1").Is(http.StatusConflict)
	page := director.Get(path)
	director.Post(path+"/sign", "revision", desktest.RevisionOn(page, path+"/sign")).Is(http.StatusSeeOther)
	office.Get(path).Says("联合发文，等待淮北市扶贫开发领导小组办公室签发").Lacks(`action="` + path + `/issue"`)
	office.Post(path+"/issue", "revision", revision(t, h, b.ID)).Is(http.StatusConflict).Says("还要等淮北市扶贫开发领导小组办公室签发")
	office.Post(path+"/cosign", "revision", revision(t, h, b.ID)).Is(http.StatusForbidden)
	partner.Get("/").Is(http.StatusOK).Says(`href="` + path + `"`)
	page = partner.Get(path).Is(http.StatusOK).Says("副组长 王成")
	partner.Post(path+"/cosign", "revision", desktest.RevisionOn(page, path+"/cosign")).Is(http.StatusSeeOther)
	page = office.Get(path).Says("办公室主任 张友明；副组长 王成（淮北市扶贫开发领导小组办公室）")
	office.Post(path+"/issue", "revision", desktest.RevisionOn(page, path+"/issue")).Is(http.StatusSeeOther)
	office.Get(path).Says("2019年第1期", "副组长 王成（淮北市扶贫开发领导小组办公室）")
	text := wordText(t, office.Get(path+"/word").Is(http.StatusOK).Body)
	for _, want := range []string{"淮北市总工会　淮北市扶贫开发领导小组办公室", "副组长 王成（淮北市扶贫开发领导小组办公室）"} {
		if !strings.Contains(text, want) {
			t.Errorf("the Word file lacks %s", want)
		}
	}
	says(t, words(office.Get("/plan")), "联合发文", "淮北市总工会、淮北市扶贫开发领导小组办公室")
}

// revision is the revision of a bulletin as a form carries it.
func revision(t *testing.T, h *desktest.House, id publication.ID) string {
	t.Helper()
	v, err := h.Bulletins.Open(t.Context(), h.AsBody(people.Office, "HB", "office"), id)
	h.Must(err)
	return desktest.Revision(campaign.Item{Duty: campaign.Duty{Revision: v.Bulletin.Revision}})
}

// Copies stand in the foot of what is issued; nobody among them has a task.
func TestH77CopiesInTheFootAndNoTasks(t *testing.T) {
	h := withBulletin(t, "")
	b := composed(t, h)
	office := h.Sit(t, people.Office, "HB", "office")
	says(t, words(office.Get("/bulletins/"+string(b.ID)).Is(http.StatusOK)), "发： 各报送单位", "抄送： 安徽省扶贫办，安徽省总工会")
	if !strings.Contains(wordText(t, office.Get("/bulletins/"+string(b.ID)+"/word").Body), "抄送：安徽省扶贫办，安徽省总工会") {
		t.Error("the foot of the Word file lacks the copies")
	}
	says(t, words(office.Get("/plan")), "抄送", "安徽省扶贫办、安徽省总工会", "只阅知，没有任务")
	office.Get("/duties").Is(http.StatusOK).Lacks("安徽省")
}

// The contact stands under every task, and the dot behind the address is no
// part of it.
func TestH74ContactUnderEveryTask(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "suixi", "")
	page, err := h.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: h.Campaign, Unit: h.Unit("suixi")})
	h.Must(err)
	seen := map[string]bool{}
	for _, it := range page.Items {
		if !seen[it.Obligation] {
			s.Get("/duties/"+string(it.ID)).Is(http.StatusOK).Says("电话 0561-3021532", `href="mailto:hbzghjjb@126.com"`, ">hbzghjjb@126.com<").Lacks("126.com.")
		}
		seen[it.Obligation] = true
	}
	if len(seen) < 5 {
		t.Errorf("only %d obligations were looked at", len(seen))
	}
	it := h.Duty("suixi", "enter-contest", "once", "")
	fillIn(s, it.ID, entry()).Is(http.StatusSeeOther)
	s.Get("/duties/"+string(it.ID)+"/versions/1").Says("0561-3021532", "hbzghjjb@126.com")
}
