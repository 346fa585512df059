package ledger

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/admin/overview"
)

// open serves the pages of the ledger in September 2018.
func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, func(d *desk.Desk) []desk.Route { return append(Routes(d), overview.Routes(d)...) })
	d.At("2018-09-28 10:00")
	return d
}

// record enters an entry as the program and returns it.
func record(d *desktest.House, register, unit string, typed map[string]string) ledger.Entry {
	d.T.Helper()
	e, err := d.Ledger.Record(d.T.Context(), stage.Program, ledger.New{Campaign: d.Campaign, Register: register, Unit: d.Unit(unit), Typed: typed})
	d.Must(err)
	return e
}

// honouree enters one of 叶县.
func honouree(d *desktest.House, name string) ledger.Entry {
	d.T.Helper()
	return record(d, "honourees", "yexian", map[string]string{"name": name, "family": "model_worker", "level": "provincial", "year": "2015"})
}

// training is what one types of a training.
func training(d *desktest.House, by ledger.Entry) map[string]string {
	return map[string]string{
		"name": "食用菌种植培训", "day": "2018-09-20", "line": "skill", "place": "常村镇", "led_by": string(by.ID), "person_times": "63", "households": "21",
	}
}

var keyed = regexp.MustCompile(`name="key" value="([^"]+)"`)

// keyOn returns the key of the form on a page.
func keyOn(p desktest.Page) string { return keyed.FindStringSubmatch(p.Body)[1] }

// A form that one goes back to and changes is another entry: it is refused, and
// recorded when it is sent again.
func TestFormThatIsSentTwice(t *testing.T) {
	d := open(t)
	school := d.Sit(t, people.Grassroots, "xuexiao", "")
	send := func(key, name string) desktest.Page {
		return school.Post("/ledger/new/activities", "key", key, "name", name, "day", "2018-09-20", "line", "skill", "place", "常村镇", "person_times", "12")
	}
	key := keyOn(school.Get("/ledger/new/activities").Is(http.StatusOK))
	one := send(key, "暑期家访").Is(http.StatusSeeOther).Header.Get("Location")
	if again := send(key, "暑期家访").Is(http.StatusSeeOther).Header.Get("Location"); again != one {
		t.Errorf("sent twice it is %s, then %s", one, again)
	}
	refused := send(key, "秋季家访").Is(http.StatusConflict).Says(`value="秋季家访"`, "已用于另一条记录")
	if to := send(keyOn(refused), "秋季家访").Is(http.StatusSeeOther).Header.Get("Location"); to == one {
		t.Errorf("the other one is %s", to)
	}
}

func TestRecordingAnActivity(t *testing.T) {
	d := open(t)
	honouree(d, "韩梅香")
	school := d.Sit(t, people.Grassroots, "xuexiao", "")
	form := school.Get("/ledger/new/activities").Is(http.StatusOK).
		Says("记一条", `name="day" value="2018-09-28"`, "叶县第一小学工会", "保存并再记一条").Lacks(`name="of-unit"`)
	said := school.Post("/ledger/new/activities", "key", keyOn(form), "name", "暑期家访", "day", "2018-09-31", "line", "skill", "led_by.typed", "无此人").
		Is(http.StatusUnprocessableEntity).Says(`value="暑期家访"`, `value="2018-09-31"`, "没有找到“无此人”")
	to := school.Post("/ledger/new/activities", "key", keyOn(said), "name", "暑期家访", "day", "2018-09-20", "line", "skill", "place", "常村镇",
		"led_by.typed", "韩梅香", "person_times", "12", "again", "yes").Is(http.StatusSeeOther).Header.Get("Location")
	if !strings.HasPrefix(to, "/ledger/new/activities?") || !strings.Contains(to, "line=skill") || strings.Contains(to, "name=") {
		t.Errorf("the next begins at %s", to)
	}
	school.Get(to).Is(http.StatusOK).Says("已记入", "待确认", "韩梅香", `value="2018-09-20"`).Lacks("暑期家访")
	list := school.Get("/ledger/activities").Is(http.StatusOK).Says("暑期家访", "韩梅香", "待确认", "共 1 条")
	at := regexp.MustCompile(`/ledger/entries/[^"/]+`).FindString(list.Body)
	school.Get(at).Is(http.StatusOK).Says("暑期家访", "12 人次", "尚未计入数字").Lacks(`value="confirm"`)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get("/ledger").Is(http.StatusOK).Says("活动待确认", `href="/ledger/activities?state=recorded"`)
	rev := desktest.RevisionOn(liaison.Get(at).Is(http.StatusOK).Says("确认", "退回"), at+"/moves")
	liaison.Post(at+"/moves", "move", "return", "revision", rev).Is(http.StatusUnprocessableEntity)
	liaison.Post(at+"/moves", "move", "confirm", "revision", rev).Is(http.StatusSeeOther)
	school.Get(at).Says("已确认", "确认").Lacks("尚未计入数字")
}
