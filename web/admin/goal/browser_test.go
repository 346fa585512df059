package goal

import (
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// wish lets 叶县 ask for another goal of the skill line in 2019.
func wish(d *desktest.House, typed string) {
	d.T.Helper()
	who := d.As(people.Liaison, "yexian")
	l, err := d.Goals.List(d.T.Context(), who, goal.Question{Campaign: d.Campaign, Unit: d.Unit("yexian"), Year: 2019, Line: "skill"})
	d.Must(err)
	_, err = d.Goals.Set(d.T.Context(), who, goal.Wish{Campaign: d.Campaign, Unit: d.Unit("yexian"), Line: "skill", Measure: "sessions", Year: 2019,
		Typed: typed, Reason: "两个村已脱贫", Seen: l.Rows[0].Newest})
	d.Must(err)
}

// The office approves what waits, all of it at once.
func TestGoalsAreApprovedInTheBrowser(t *testing.T) {
	d := planned(t)
	d.At("2019-04-11 10:00")
	d.Entered(d.As(people.Liaison, "yexian"), "activities", "yexian", "name", "大棚技术培训", "day", "2019-03-01", "line", "skill", "place", "叶县", "sessions", "3")
	wish(d, "6")
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	tab.Visit(d.Server.URL + "/goals")
	tab.Axe()
	tab.Shot("goals")
	tab.Click(`[data-pick-row]`)
	tab.See(`#bulk`)
	tab.Axe()
	tab.Click(`#bulk [data-open]`)
	tab.See(`#bulk-return[open]`)
	tab.Axe()
	tab.Click(`#bulk-return [data-close]`)
	tab.Click(`#bulk [value="approve"]`)
	if said := tab.See(`.flash`); !strings.Contains(said, "审定通过 1 项目标") {
		t.Errorf("after the approval the page says %q", said)
	}
	tab.Visit(d.Server.URL + "/yearly")
	tab.Axe()
	tab.Shot("yearly")
	d.Browse(tab, d.Sit(t, people.Liaison, "yexian", ""))
	list := d.Sit(t, people.Liaison, "yexian", "").Get("/goals/yexian?year=2019")
	link := regexp.MustCompile(`href="(/goals/yexian\?year=2019&amp;goal=[^"#]+)`).FindStringSubmatch(list.Body)[1]
	tab.Visit(d.Server.URL + strings.ReplaceAll(link, "&amp;", "&"))
	tab.Axe()
	tab.Shot("goal")
	tab.Visit(d.Server.URL + "/goals/yexian?new=yes")
	tab.Axe()
}

func TestQuotasAndResultsInTheBrowser(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	d.At("2019-09-30 09:00")
	who := d.As(people.Liaison, "suixi")
	point := string(d.Entered(who, "points", "suixi", "code", "340621001", "county", "濉溪县", "village", "刘桥村").ID)
	for year, income := range map[string]string{"2018": "3.1", "2019": "5.6"} {
		d.Entered(who, "village_years", "suixi", "point", point, "year", year, "income", income, "document", "财务公开表")
	}
	d.Entered(who, "teams", "suixi", "name", "濉溪服务队", "founded_on", "2019-01-05")
	d.Entered(who, "measures_taken", "suixi", "name", "种植培训", "kind", "enabling", "day", "2019-03-01", "point", point)
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Liaison, "suixi", ""))
	for _, page := range []string{"quotas", "dimensions", "goals"} {
		tab.Visit(d.Server.URL + "/" + page)
		tab.Axe()
		tab.Shot("results-" + page)
	}
}
