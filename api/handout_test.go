package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// A list that names humans and goes out to a machine is recorded as one that a
// person takes along: once, with its register, what was asked for, and its rows.
// One that is held back, that names nobody, or that is empty is not.
func TestListsHandedToMachinesAreRecorded(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.At("2018-09-28 10:00")
		who := w.honouree("yexian", "王海", "2015")
		w.Entered(stage.Program, "activities", "yexian", "name", "培训", "day", "2018-08-10", "line", "skill", "place", "常村镇", "led_by", who)
		held := w.Entered(stage.Program, "activities", "lushan", "name", "培训", "day", "2018-08-11", "line", "skill", "place", "请拨0375-2345678")
		w.Entered(stage.Program, "surveys", "yexian", "day", "2018-06-20", "place", "张庄村", "people", "工会干部", "findings", "缺技术")
		office, in := w.token(people.Office, "PDS", "office"), "/campaigns/"+string(w.Campaign)+"/registers/"
		files := func() []obj { return items(t, w.get(office, "/readings?of=files").must(t, http.StatusOK)) }
		w.get(office, in+"activities/export?format=csv").must(t, http.StatusConflict)
		for _, none := range []string{"surveys/export?format=csv", "activities/export?format=csv&state=withdrawn"} {
			if got := w.get(office, in+none); got.status != http.StatusOK {
				t.Errorf("%s: %d %s", none, got.status, got.raw)
			}
		}
		if all := files(); len(all) != 0 {
			t.Errorf("recorded of what names nobody or was held back: %v", all)
		}
		got := w.get(office, in+"activities/export?format=csv&unit=yexian&line=skill&from=2018-08-01")
		if got.status != http.StatusOK || !strings.Contains(string(got.raw), "王海") {
			t.Fatalf("exported: %d %s", got.status, got.raw)
		}
		all := files()
		if len(all) != 1 {
			t.Fatalf("recorded: %v", all)
		}
		one := all[0]
		filter, _ := one["filter"].(string)
		if one["register"] != "activities" || one["rows"] != 1.0 || one["found"] != nil || !strings.Contains(filter, "yexian") || !strings.Contains(filter, "2018-08-01–") {
			t.Errorf("recorded as %v", one)
		}
		for _, one := range []string{"honourees/export?format=xlsx", "activities/export?format=csv&unit=lushan&reason=" + url.QueryEscape("报市总工会备案")} {
			if got := w.get(office, in+one); got.status != http.StatusOK {
				t.Errorf("%s: %d %s", one, got.status, got.raw)
			}
		}
		if all = files(); len(all) != 3 || all[1]["register"] != "honourees" || all[0]["found"] != 1.0 || all[0]["rows"] != 1.0 || all[0]["reason"] != "报市总工会备案" {
			t.Errorf("then recorded of %s: %v", held.ID, all)
		}
	})
}
