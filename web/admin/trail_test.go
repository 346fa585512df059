package admin

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// trailLimit is how many records a page lists.
const trailLimit = 50

// The record tells in words who did what, and changes of values.
func TestP41TrailInWords(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	it, _ := d.ReportSent(t, "yexian")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Post("/duties/"+string(it.ID)+"/review", "body", "office", "version", "1", "verdict", "returned", "reason", "核对户数").Is(http.StatusSeeOther)
	office.Get("/audit").Is(http.StatusOK).Says("退回", "核对户数", "助力脱贫工作办公室", "报送", "叶县总工会", "活动启动", `href="/duties/`+string(it.ID))
	d.At("2018-06-28 10:01")
	_, err := d.Units.Rename(t.Context(), stage.Program, organisation.Renaming{
		Unit: d.Unit("gaoxin"), Name: "高新区总工会", From: calendar.Date{Year: 2018, Month: 7, Day: 1}, Revision: 1})
	d.Must(err)
	for i := range trailLimit {
		_, err := d.Units.AddAlias(t.Context(), stage.Program, organisation.Alias{
			Unit: d.Unit("lushan"), Name: "鲁山" + strconv.Itoa(i), Revision: int64(i + 1)})
		d.Must(err)
	}
	office.Get("/audit?act=unit.rename").Says("<s class=\"muted\">高新区工会</s> → 高新区总工会", "系统")
	office.Get("/audit").Says("下一页").Lacks("活动启动</a></th>")
	office.Get("/audit?act=report.returned").Says("核对户数").Lacks("活动启动</th>", "设立单位</a></th>")
	office.Get("/audit?unit=" + url.QueryEscape("鲁山县总工会")).Lacks("核对户数").Says("设立单位")
	office.Get("/audit?unit=nobody").Is(http.StatusOK).Says("没有符合条件的单位")
	office.Get("/audit?from=2018-06-29").Says("没有符合条件的记录")
	office.Get("/audit?to=2018-06-01").Says("设立单位").Lacks("核对户数")
	office.Get("/audit?account="+string(office.Account)).Says("只看 office-pds", "退回").Lacks("活动启动</a></th>")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`)
	seen, pages := 0, 0
	for at := "/audit"; at != ""; pages++ {
		got := office.Get(at).Is(http.StatusOK)
		seen += strings.Count(got.Body, "<time datetime")
		at = ""
		if m := next.FindStringSubmatch(got.Body); m != nil {
			at = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if seen <= trailLimit || pages != (seen+trailLimit-1)/trailLimit {
		t.Errorf("%d records on %d pages", seen, pages)
	}
	d.Sit(t, people.Admin, "PDS", "").Get("/audit").Is(http.StatusOK).Lacks(`href="/duties/`)
}
