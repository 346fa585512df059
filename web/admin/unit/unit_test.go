package unit

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestUnitsAreFoundAndChanged(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/units").Is(http.StatusOK).Says("共 7 个", "县(市、区)总工会<em>2</em>", "叶县第一小学工会", "设立单位")
	office.Get("/units?q="+url.QueryEscape("小学")).Says("叶县第一小学工会", "共 1 个").Lacks("鲁山县总工会</a></th>")
	office.Get("/units?below=jiaoyu").Says("叶县第一小学工会", "教育工会").Lacks("高新区工会")
	office.Get("/units?category=zone").Says("高新区工会").Lacks("教育工会</a></th>")

	office.Post("/units/new", "code", "yexian", "name", "", "category", "grassroots").Is(http.StatusUnprocessableEntity).
		Says("代码 yexian 已被其他单位使用", "必填。", "单位须有县区或产业上级")
	office.Post("/units/new", "code", "xuexiao2", "name", "叶县第二小学工会", "category", "grassroots", "county", "叶县总工会",
		"founded", "2018-09-01", "aliases", "二小、县二小").Is(http.StatusSeeOther)
	office.Get("/units/xuexiao2").Is(http.StatusOK).Says("叶县第二小学工会已设立。", "二小、县二小", "2018年9月1日", "按县区")
	office.Get("/units?on=2018-08-01").Says("按 2018年8月1日 显示").Lacks("叶县第二小学工会")
	office.Get("/units/xuexiao2?on=2018-08-01").Says("在 2018年8月1日 不存在")
	office.Get("/units/nobody").Is(http.StatusNotFound)

	at := "/units/xuexiao2"
	form := office.Get(at)
	revision := desktest.RevisionOn(form, at+"/rename")
	office.Post(at+"/rename", "revision", revision, "name", "叶县实验小学工会", "from", "sometime").Is(http.StatusUnprocessableEntity).
		Says("“sometime”不是日期", `value="叶县实验小学工会"`)
	office.Post(at+"/rename", "revision", revision, "name", "叶县实验小学工会", "from", "2018-10-01").Is(http.StatusSeeOther)
	office.Post(at+"/rename", "revision", revision, "name", "叶县第九小学工会", "from", "2018-11-01").Is(http.StatusConflict).
		Says("他人已先行修改", "现为“叶县实验小学工会”")
	office.Get(at+"?on=2018-10-02").Says("<h1>叶县实验小学工会</h1>", "叶县第二小学工会")

	office.Post(at+"/move", "revision", desktest.RevisionOn(office.Get(at), at+"/move"), "hierarchy", "industry", "parent", "没有", "from", "2018-10-01").
		Is(http.StatusUnprocessableEntity).Says("没有这个单位")
	office.Post(at+"/move", "revision", desktest.RevisionOn(office.Get(at), at+"/move"), "hierarchy", "industry", "parent", "jiaoyu", "from", "2018-10-01").
		Is(http.StatusSeeOther)
	office.Get(at).Says("隶属已调整。", "按产业")
	office.Post(at+"/alias", "revision", desktest.RevisionOn(office.Get(at), at+"/alias"), "name", "实小").Is(http.StatusSeeOther)
	office.Post(at+"/close", "revision", desktest.RevisionOn(office.Get(at), at+"/close"), "on", "2018-12-31", "reason", "").
		Is(http.StatusUnprocessableEntity).Says("必填。")
	office.Post(at+"/close", "revision", desktest.RevisionOn(office.Get(at), at+"/close"), "on", "2018-12-31", "reason", "合并").Is(http.StatusSeeOther)
	office.Get(at).Says("已于 2018年12月31日 终止", "合并").Lacks("/close")

	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get("/units").Is(http.StatusOK).Says("叶县总工会", "叶县第一小学工会").Lacks("鲁山县总工会", "设立单位")
	liaison.Get("/units/yexian").Is(http.StatusOK).Lacks("/rename")
	liaison.Get("/units/lushan").Is(http.StatusNotFound)
}

// A post changes hands: who held it on a day stays answerable.
func TestP43PostsOnADay(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/posts").Is(http.StatusOK).Says("张国晓", "方案原文", "组长", "P-43")
	office.Post("/posts/chair", "name", "", "from", "2018-10-08").Is(http.StatusUnprocessableEntity).Says("必填。")
	office.Post("/posts/chair", "name", "钱明远", "phone", "not a phone", "from", "2018-10-08").Is(http.StatusUnprocessableEntity).Says("电话号码只含数字")
	office.Post("/posts/chair", "name", "钱明远", "phone", "13800000001", "from", "").Is(http.StatusUnprocessableEntity).Says("必填。")
	if n := strings.Count(office.Get("/posts/chair").Body, "钱明远"); n != 0 {
		t.Errorf("a refused form entered a person %d times", n)
	}
	office.Post("/posts/chair", "name", "钱明远", "phone", "13800000001", "from", "2018-10-08").Is(http.StatusSeeOther)
	office.Get("/posts").Says("已任命。", "张国晓")
	office.Get("/posts?on=2018-10-08").Says("钱明远", "按 2018年10月8日 显示")
	office.Get("/posts?on=2018-10-07").Says("张国晓").Lacks("钱明远")
	office.Get("/posts/chair").Says("钱明远 138****0001")
	office.Get("/posts/nobody").Is(http.StatusNotFound)
	d.Sit(t, people.Liaison, "yexian", "").Get("/posts").Is(http.StatusOK).Lacks(">任命<")
}

// A post of a group has several holders, each relieved on its own.
func TestP44HoldersOfAGroup(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	office := d.Sit(t, people.Office, "PDS", "office")
	for _, name := range []string{"钱明远", "吴大勇"} {
		office.Post("/posts/members", "name", name, "phone", "13800000001", "from", "2018-09-20").Is(http.StatusSeeOther)
	}
	page := office.Get("/posts/members").Says("钱明远", "吴大勇", "确定免去吴大勇的“成员”吗？")
	_, rest, _ := strings.Cut(page.Body, `name="holding" value="`)
	holding, _, _ := strings.Cut(rest, `"`)
	office.Post("/posts/members/relieve", "holding", holding, "last", "").Is(http.StatusUnprocessableEntity).Says("必填。")
	office.Post("/posts/members/relieve", "holding", "nothing", "last", "2018-09-30").Is(http.StatusNotFound)
	office.Post("/posts/members/relieve", "holding", holding, "last", "2018-09-25").Is(http.StatusSeeOther)
	office.Get("/posts?on=2018-09-25").Says("已免去。", "钱明远", "吴大勇")
	if page := office.Get("/posts").Body; strings.Contains(page, "钱明远") == strings.Contains(page, "吴大勇") {
		t.Error("want one holder left")
	}
	d.Sit(t, people.Liaison, "yexian", "").Post("/posts/members/relieve", "holding", holding, "last", "2018-09-25").Is(http.StatusForbidden)
}

// One current liaison a unit, named at once; the phone is whole only for the
// unit and the office.
func TestP52LiaisonsOnThePage(t *testing.T) {
	d := open(t)
	d.At("2018-06-05 10:00")
	office, liaison, viewer := d.Sit(t, people.Office, "PDS", "office"), d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.Viewer, "PDS", "")
	office.Get("/liaisons").Is(http.StatusOK).Says("未指定<em>5</em>", "全部<em>5</em>", "P-52")
	liaison.Get("/liaisons/lushan").Is(http.StatusNotFound)
	liaison.Post("/liaisons/yexian", "name", "", "phone", "").Is(http.StatusUnprocessableEntity).Says("必填。")
	liaison.Post("/liaisons/yexian", "name", "周小兰", "phone", "13900000002", "from", "2018-06-05").Is(http.StatusSeeOther)
	liaison.Get("/liaisons").Says("叶县总工会的联络员已登记。", "周小兰", "13900000002")
	viewer.Get("/liaisons").Is(http.StatusOK).Says("周小兰", "139****0002").Lacks("13900000002", "更换")
	office.Get("/liaisons?missing=1").Says("未指定<em>4</em>").Lacks("周小兰")
	office.Get("/units/yexian").Says("周小兰", "13900000002")
	d.At("2018-06-07 10:00")
	office.Post("/liaisons/yexian", "name", "吴大勇", "phone", "13900000003", "part", "deputy", "from", "2018-06-06").Is(http.StatusSeeOther)
	office.Post("/liaisons/yexian", "name", "郑文", "phone", "13900000004", "from", "2018-06-07").Is(http.StatusSeeOther)
	office.Get("/liaisons").Says("郑文", "吴大勇").Lacks("周小兰")
	office.Get("/units/yexian").Says("历任联络员", "周小兰", "6月6日").Lacks("13900000002")
	seen := regexp.MustCompile(`name="replaces" value="([^"]+)"`).FindStringSubmatch(office.Get("/liaisons/yexian").Body)[1]
	liaison.Post("/liaisons/yexian", "name", "郑文", "phone", "13900000005", "from", "2018-06-07", "replaces", seen).Is(http.StatusSeeOther)
	office.Post("/liaisons/yexian", "name", "冯远", "phone", "13900000006", "from", "2018-06-07", "replaces", seen).Is(http.StatusConflict)
	people, err := d.Posts.Liaisons(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	for _, v := range people {
		if v.Unit.Code == "yexian" && (v.Liaison == nil || v.Liaison.Name != "郑文") {
			t.Errorf("the current liaison is %v", v.Liaison)
		}
	}
}

// open serves these pages.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, Routes)
}
