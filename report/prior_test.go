package report_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report/prior"
)

// saying returns the violation of a refusal at a path, the zero one for none.
func saying(err error, path string) fault.Field {
	for _, f := range fault.From(err).Fields {
		if f.Path == path {
			return f
		}
	}
	return fault.Field{}
}

func TestP16NothingOfTheFirstPhaseIsSentWithoutASurvey(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-08 09:00")
		county := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "survey-and-draft", "once", "").ID
		done := map[string]string{"done/held_on": "2018-06-07", "done/summary": "走访三个村，初拟方案"}
		_, err := s.Send(county, id, done)
		if f := saying(err, "records/surveys"); !fault.Is(err, fault.Invalid) || f.Clause != "P-16" {
			t.Fatalf("without a survey it answers %v", err)
		}
		if text := said(err); !strings.Contains(text, "还没有“调研”记录") {
			t.Errorf("a person reads %s", text)
		}
		e := s.Entered(s.As(people.Grassroots, "xuexiao"), "surveys", "xuexiao", "day", "2018-06-07", "place", "张庄村", "people", "教师代表", "findings", "缺水")
		e = s.Moved(county, e, "return", "请写明参加的人")
		if _, err := s.Send(county, id, done); saying(err, "records/surveys").Clause != "P-16" {
			t.Errorf("with a returned one it answers %v", err)
		}
		s.Moved(s.As(people.Grassroots, "xuexiao"), e, "resubmit", "")
		if _, err := s.Send(county, id, done); err != nil {
			t.Errorf("with one of a unit below it answers %v", err)
		}
		if _, err := s.Send(s.As(people.Liaison, "lushan"), s.Duty("lushan", "survey-and-draft", "once", "").ID, done); saying(err, "records/surveys").Clause != "P-16" {
			t.Errorf("another county sends on it: %v", err)
		}
	})
}

func TestP18EveryPointHasADraftProjectOrAReason(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 09:00")
		county := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
		p := s.Entered(county, "points", "yexian", "code", "410422001", "county", "叶县", "village", "张庄村")
		s.Entered(county, "points", "yexian", "code", "410422002", "county", "叶县", "village", "李庄村", "no_project", "整村搬迁")
		_, err := handUp(t, s, "yexian", id, plan("2018", "2019", "2020"))
		f := saying(err, "records/points/"+string(p.ID))
		if len(fault.From(err).Fields) != 1 || f.Clause != "P-18" {
			t.Fatalf("a point without a project answers %v", err)
		}
		if text := said(err); !strings.Contains(text, "张庄村") || !strings.Contains(text, "攻坚项目") && !strings.Contains(text, "项目") {
			t.Errorf("a person reads %s", text)
		}
		e, err := s.Reports.Open(t.Context(), county, id)
		s.Must(err)
		if points := e.Priors[1]; points.Entries != 2 || len(points.Open) != 1 || points.Open[0].ID != p.ID || !e.Priors[0].Met() {
			t.Errorf("the page lists %+v", e.Priors)
		}
		s.Entered(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "point", string(p.ID))
		s.Must(s.Reports.HandUp(t.Context(), county, id, e.Draft.Revision))
	})
}

// On the record form of a quarterly meeting stand the problems that are older
// than a quarter and that nobody has a measure for (P-29, P-55).
func TestP29OldProblemsAreListedForTheQuarterlyMeeting(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-07-05 09:00")
		school, county := s.As(people.Grassroots, "xuexiao"), s.As(people.Liaison, "yexian")
		problem := func(name, day string, more ...string) ledger.Entry {
			return s.Entered(school, "problems", "xuexiao", append([]string{"name", name, "kind", "technology", "day", day}, more...)...)
		}
		old := problem("技术员不足", "2018-07-05")
		problem("水渠失修", "2018-07-05", "measure", "请水利站勘察")
		s.At("2018-10-05 09:00")
		problem("销路不稳", "2018-09-20")
		listed := func(unit, period string) []prior.Open {
			e, err := s.Reports.Open(t.Context(), s.As(people.Liaison, unit), s.Duty(unit, "quarterly-meeting", period, "").ID)
			s.Must(err)
			return e.Priors[0].Open
		}
		if got := listed("yexian", "2018Q4"); len(got) != 0 {
			t.Errorf("three months to the day: %+v", got)
		}
		s.At("2018-10-06 09:00")
		if got := listed("yexian", "2018Q4"); len(got) != 1 || got[0].ID != old.ID || got[0].Lacks.Clause != "P-29" {
			t.Errorf("listed: %+v, want %s", got, old.ID)
		}
		if got := listed("lushan", "2018Q4"); len(got) != 0 {
			t.Errorf("another county reads %+v", got)
		}
		id := s.Duty("yexian", "quarterly-meeting", "2018Q4", "").ID
		if _, err := s.Send(county, id, map[string]string{"meeting/held_on": "2018-10-06", "meeting/place": "县总会议室", "outcome/discussed": "困难和问题"}); err != nil {
			t.Errorf("the list stops the report: %v", err)
		}
	})
}

// The annual summary wants a self-assessment of each line against the effect
// that the plan expects of it, with evidence (P-10).
func TestP10TheSummaryWantsEachLineRatedWithEvidence(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-12-20 09:00")
		county := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "annual-summary", "once", "").ID
		rate := func(line, year, rating string) ledger.Entry {
			return s.Entered(county, "ratings", "yexian", "year", year, "line", line, "rating", rating, "text", "对照目标自评")
		}
		for _, line := range lines {
			if line != "industry" {
				rate(line, "2019", "not_carried_out")
			}
		}
		rate("industry", "2018", "not_carried_out")
		e := rate("industry", "2019", "mostly")
		_, err := s.Send(county, id, summary())
		if f := saying(err, "records/ratings?line=industry"); len(fault.From(err).Fields) != 1 || f.Clause != "P-10" {
			t.Fatalf("without evidence it answers %v", err)
		}
		if text := said(err); !strings.Contains(text, "产业扶贫（目标：实质突破）") {
			t.Errorf("a person reads %s", text)
		}
		_, err = s.Ledger.Attach(t.Context(), county, e.ID, "产业扶贫佐证.pdf", strings.NewReader(stage.PDF))
		s.Must(err)
		s.Moved(county, e, "confirm", "")
		_, err = s.Send(county, id, summary())
		s.Must(err)
	})
}
