package unit

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP47ADelegateIsRecordedAtThePost(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	office := d.Sit(t, people.Office, "PDS", "office")
	at := "/posts/office-director"
	office.Get(at).Is(http.StatusOK).Says("记录委托").Lacks("结束委托")
	office.Get("/posts/chair").Lacks("记录委托")
	office.Post(at+"/delegate", "name", "沈桂辰", "from", "2018-10-01", "to", "", "reason", " ").Is(http.StatusUnprocessableEntity).
		Says(`value="沈桂辰"`, "必填。")
	office.Post(at+"/delegate", "name", "沈桂辰", "from", "2018-10-01", "to", "2018-10-12", "reason", "外出学习").Is(http.StatusSeeOther)
	office.Get("/posts").Says("委托已记录", "受托代行 沈桂辰，2018年10月1日至2018年10月12日：外出学习")
	page := office.Get(at).Says("结束委托 沈桂辰")
	id := regexp.MustCompile(`name="delegation" value="([^"]+)"`).FindStringSubmatch(page.Body)[1]
	office.Post(at+"/delegate/end", "delegation", id, "last", "2018-11-01").Is(http.StatusUnprocessableEntity).Says(`value="2018-11-01"`)
	office.Post(at+"/delegate/end", "delegation", id, "last", "2018-10-08").Is(http.StatusSeeOther)
	office.Get("/posts").Says("委托已结束", "2018年10月8日")
	d.At("2018-10-09 10:00")
	office.Get("/posts").Lacks("沈桂辰")
	d.Sit(t, people.Liaison, "yexian", "").Post(at+"/delegate", "name", "x").Is(http.StatusForbidden)
}
