package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestFiltersTogether(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	for _, c := range []struct {
		query       string
		says, lacks []string
	}{
		{"?category=county", []string{`id="P-57"`, "2 个单位", `href="/plan?category=county&amp;state=overdue"`}, []string{"5 个单位", `id="P-60"`}},
		{"?category=federation", []string{`id="P-55"`, `id="P-60"`}, []string{`id="P-57"`}},
		{"?category=county&state=due", []string{`id="P-57"`}, []string{`id="P-15"`}},
		{"?phase=" + phaseOf(t, d.Stage, 1), []string{`id="P-26"`, `id="P-57"`}, []string{`id="P-15"`}},
		{"?phase=" + phaseOf(t, d.Stage, 0) + "&state=overdue", []string{`id="P-15"`}, []string{`id="P-26a"`, `id="P-60"`}},
		{"?phase=nonsense&category=nonsense", []string{`id="P-57"`, `id="P-15"`}, nil},
	} {
		s.Get("/plan" + c.query).Is(http.StatusOK).Says(c.says...).Lacks(c.lacks...)
	}
}

// phaseOf returns the id of a phase of the plan.
func phaseOf(t *testing.T, s *stage.Stage, i int) string {
	t.Helper()
	r, err := s.Campaigns.Look(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	return r.Book.Phases[i].ID
}

func TestUnitsOwnView(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	id := string(d.Duty("yexian", "monthly-report", "2018-09", "").ID)
	mine := d.Sit(t, people.Liaison, "yexian", "").Get("/plan").Is(http.StatusOK).Says("只列与叶县总工会有关的条款", "btn-primary", `href="/duties/`+id+`"`,
		`id="P-57"`, `id="P-15"`, "待报", `aria-current="true" href="/plan">本单位`, `href="/plan?unit=all">整个方案`).Lacks(`id="P-60"`, `id="P-47"`, "个单位")
	if !strings.Contains(mine.Body, `timing=missing&amp;unit=yexian`) {
		t.Error("what is missing leads nowhere")
	}
	d.Sit(t, people.Liaison, "yexian", "").Get("/plan?unit=all").Says(`id="P-60"`, "1 个单位")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/plan?unit=yexian").Says("只列与叶县总工会有关的条款", `href="/duties/`+id+`"`, "查看", ">叶县总工会</a>").Lacks("btn-primary", `id="P-60"`)
	office.Get("/plan?unit=yexian&state=overdue").Says(`id="P-15"`).Lacks(`id="P-52"`)
	office.Get("/plan").Says("5 个单位").Lacks("只列与")
}

func TestNobodySeesAnothersView(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Liaison, "lushan", "")
	s.Get("/plan?unit=yexian").Is(http.StatusNotFound)
	s.Get("/plan?unit=nowhere").Is(http.StatusNotFound)
	s.Get("/plan?unit=lushan").Is(http.StatusOK)
}

// From a clause to its units and from a unit to its entry in two clicks.
func TestTwoClicksFromAClauseToAnEntry(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	d.Sit(t, people.Office, "PDS", "office").Get("/plan").Says(`href="/matrix?obligation=monthly-report"`, `href="/duties?obligation=monthly-report&amp;timing=missing"`)
}
