package ledger

import (
	"bytes"
	"encoding/csv"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// held is a house in which 叶县 held a training and 鲁山 a visit.
func held(t *testing.T) (*desktest.House, *desktest.Seat) {
	t.Helper()
	d := open(t)
	record(d, "activities", "yexian", training(d, honouree(d, "韩梅香")))
	record(d, "activities", "lushan", map[string]string{
		"name": "走访慰问", "day": "2018-08-02", "line": "pairing", "place": "尧山镇", "no_target": "面向全镇", "person_times": "5", "mode": "volunteer",
	})
	return d, d.Sit(t, people.Office, "PDS", "office")
}

func TestFilteringAList(t *testing.T) {
	_, office := held(t)
	const both, one, other = "共 2 条", "食用菌种植培训", "走访慰问"
	office.Get("/ledger/activities").Is(http.StatusOK).Says(both, one, other, ">68<", "韩梅香")
	for query, says := range map[string][2]string{
		"unit=鲁山县总工会":                     {other, one},
		"line=skill":                      {one, other},
		"from=2018-09-01":                 {one, other},
		"to=2018-08-31":                   {other, one},
		"q=食用菌":                           {one, other},
		"f.mode=volunteer":                {other, one},
		"state=accepted":                  {"没有符合条件的记录", one},
		"unit=没有这个单位":                     {"没有这个单位", one},
		"col=place&state=recorded&unit=x": {`type="hidden" name="col" value="place"`, one},
	} {
		office.Get("/ledger/activities?" + query).Is(http.StatusOK).Says(says[0]).Lacks(">" + says[1] + "<")
	}
	office.Get("/ledger/activities?col=place").Says("尧山镇").Lacks("韩梅香")
	sorted := office.Get("/ledger/activities?sort=person_times").Is(http.StatusOK).Body
	if strings.Index(sorted, other) > strings.Index(sorted, one) {
		t.Error("5 does not stand before 63")
	}
	if d := office.Get("/ledger/activities?q=菌"); d.Status != http.StatusOK || !strings.Contains(d.Body, "flash-bad") {
		t.Errorf("one character: %d", d.Status)
	}
	office.Get("/ledger/nothing").Is(http.StatusNotFound)
}

func TestExportingAList(t *testing.T) {
	_, office := held(t)
	page := office.Get("/ledger/export/activities?format=csv&line=skill").Is(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(page.Body, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	got := map[string]string{}
	for i, head := range rows[0] {
		got[head] = rows[1][i]
	}
	for head, want := range map[string]string{"名称": "食用菌种植培训", "日期": "2018-09-20", "受益人次 (人次)": "63", "带头劳模": "韩梅香", "单位": "叶县总工会", "状态": "已确认"} {
		if got[head] != want {
			t.Errorf("%s is %q, want %q, of %v", head, got[head], want, rows[0])
		}
	}
	office.Get("/ledger/export/activities?format=pdf").Is(http.StatusNotFound)
	office.Get("/ledger/export/activities").Is(http.StatusOK)
}

func TestSavingAView(t *testing.T) {
	d, office := held(t)
	office.Post("/ledger/views/activities", "name", "九月培训", "query", "line=skill", "back", "/ledger/activities?line=skill").Is(http.StatusSeeOther)
	page := office.Get("/ledger/activities").Says("九月培训", `href="/ledger/activities?line=skill"`)
	d.Sit(t, people.Liaison, "yexian", "").Get("/ledger/activities").Lacks("九月培训")
	id := regexp.MustCompile(`name="view" value="([^"]+)"`).FindStringSubmatch(page.Body)[1]
	office.Post("/ledger/views/activities/remove", "view", id).Is(http.StatusSeeOther)
	office.Get("/ledger/activities").Says("视图已删除").Lacks("九月培训")
}

func TestCorrectingAnEntry(t *testing.T) {
	d, _ := held(t)
	s := d.Sit(t, people.Liaison, "yexian", "")
	at := regexp.MustCompile(`/ledger/entries/[^"/]+`).FindString(s.Get("/ledger/activities").Body)
	form := s.Get(at+"/edit").Is(http.StatusOK).Says(`value="食用菌种植培训"`, "为什么更正", "韩梅香")
	typed := []string{"revision", "1", "name", "食用菌种植培训", "day", "2018-09-20", "line", "skill", "place", "常村镇", "sessions", "1", "households", "21",
		"led_by", regexp.MustCompile(`name="led_by" value="([^"]+)"`).FindStringSubmatch(form.Body)[1]}
	s.Post(at+"/edit", append(typed, "person_times", "六十")...).Is(http.StatusUnprocessableEntity).Says(`value="六十"`)
	s.Post(at+"/edit", append(typed, "person_times", "65", "note", "签到表重新核对")...).Is(http.StatusSeeOther)
	s.Get(at).Says("65 人次", "<s>63 人次</s>", "签到表重新核对", "更正")
	s.Post(at+"/edit", append(typed, "person_times", "66", "note", "又核对")...).Is(http.StatusConflict).Says(`value="66"`)
	s.Post(at+"/withdraw", "revision", "2", "reason", "").Is(http.StatusUnprocessableEntity)
	s.Post(at+"/withdraw", "revision", "2", "reason", "重复记录").Is(http.StatusSeeOther)
	s.Get(at).Says("已作废", "重复记录", "尚未计入数字")
	s.Get("/ledger/activities").Lacks("食用菌种植培训")
	s.Get("/ledger/activities?state=withdrawn").Says("食用菌种植培训")
}

func TestP03ContributionsStandBySource(t *testing.T) {
	d := open(t)
	project := record(d, "projects", "yexian", map[string]string{"name": "食用菌大棚二期", "line": "industry"})
	for source, amount := range map[string]string{"union": "3.5", "society": "12"} {
		record(d, "contributions", "yexian", map[string]string{
			"day": "2018-08-15", "kind": "money", "source": source, "amount": amount, "line": "industry", "project": string(project.ID),
		})
	}
	d.Sit(t, people.Office, "PDS", "office").Get(entryURL(project.ID)).Is(http.StatusOK).
		Says("工会", "3.50 万元", "社会", "12.00 万元", "/ledger/new/contributions?project="+string(project.ID), "f.source=union").Lacks("15.50")
	d.Sit(t, people.Liaison, "yexian", "").Get("/ledger/new/contributions?project=" + string(project.ID)).Is(http.StatusOK).Says("食用菌大棚二期")
}

func TestEvidence(t *testing.T) {
	d, _ := held(t)
	s := d.Sit(t, people.Liaison, "yexian", "")
	at := regexp.MustCompile(`/ledger/entries/[^"/]+`).FindString(s.Get("/ledger/activities").Body)
	send := func(name, content string) desktest.Page {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		part, err := w.CreateFormFile("file", name)
		d.Must(err)
		_, err = part.Write([]byte(content))
		d.Must(err)
		d.Must(w.Close())
		return s.Do(http.MethodPost, at+"/evidence", w.FormDataContentType(), &b)
	}
	send("病毒.exe", "MZ").Is(http.StatusUnprocessableEntity).Says("flash-bad")
	send("签到表.pdf", stage.PDF).Is(http.StatusSeeOther)
	file := regexp.MustCompile(`/ledger/evidence/[^"/]+`).FindString(s.Get(at).Says("签到表.pdf").Body)
	kept := s.Get(file).Is(http.StatusOK).Header
	if !strings.HasPrefix(kept.Get("Content-Disposition"), "attachment") || kept.Get("Content-Security-Policy") != "sandbox" {
		t.Errorf("a file is sent with %v", kept)
	}
	if shown := s.Get(file + "/preview").Is(http.StatusOK).Header; !strings.HasPrefix(shown.Get("Content-Disposition"), "inline") {
		t.Errorf("a preview is sent with %v", shown)
	}
	d.Sit(t, people.Liaison, "lushan", "").Get(file).Is(http.StatusNotFound)
	s.Post(at+"/evidence/remove", "evidence", strings.TrimPrefix(file, "/ledger/evidence/"), "revision", "1", "reason", "传错了").Is(http.StatusSeeOther)
	s.Get(at).Says("已移除：传错了")
	s.Get(file).Is(http.StatusNotFound)
}
