package goal_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

var lines = []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"}

// plan is a unit plan that means to hold ten sessions a year in every line.
func plan() map[string]string {
	out := map[string]string{"plan/text": "本单位方案"}
	for _, line := range lines {
		out["goals/"+line+"/measure"] = "sessions"
		for _, year := range []string{"y2018", "y2019", "y2020"} {
			out["goals/"+line+"/"+year] = "10"
		}
	}
	return out
}

// send lets the leader of a unit sign a plan.
func send(t *testing.T, s *stage.Stage, unit string, cells map[string]string) campaign.Item {
	t.Helper()
	ctx, liaison, leader := t.Context(), s.As(people.Liaison, unit), s.As(people.UnitLeader, unit)
	day := s.Now().Format("2006-01-02")
	s.Entered(liaison, "surveys", unit, "day", day, "place", "刘庄村", "people", "调研组", "findings", "缺灌溉") // P-16
	id := s.Duty(unit, "plan-and-tables", "once", "unit-plan").ID
	e, err := s.Reports.Open(ctx, liaison, id)
	s.Must(err)
	kept, err := s.Reports.Save(ctx, liaison, id, report.Patch{Revision: e.Draft.Revision, Cells: cells})
	s.Must(err)
	s.Must(s.Reports.HandUp(ctx, liaison, id, kept.Revision))
	e, err = s.Reports.Open(ctx, leader, id)
	s.Must(err)
	_, err = s.Reports.Submit(ctx, leader, id, report.Sending{Revision: e.Draft.Revision})
	s.Must(err)
	return s.Duty(unit, "plan-and-tables", "once", "unit-plan")
}

// accept lets every recipient accept the newest version.
func accept(t *testing.T, s *stage.Stage, it campaign.Item) {
	t.Helper()
	for _, r := range it.Recipients {
		s.Must(s.Reports.Review(t.Context(), s.AsBody(people.Office, "PDS", r.Body), it.ID,
			report.Finding{Body: r.Body, Version: it.Newest, Verdict: campaign.Accepted}))
	}
}

func take(t *testing.T, s *stage.Stage) int {
	t.Helper()
	n, err := s.Goals.Take(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	return n
}

// rowOf returns a unit's goal of the skill line in a year as a reader sees it.
func rowOf(t *testing.T, s *stage.Stage, who people.Actor, unit string, year int) goal.Row {
	t.Helper()
	l, err := s.Goals.List(t.Context(), who, goal.Question{Campaign: s.Campaign, Unit: s.Unit(unit), Alone: true, Year: year, Line: "skill"})
	s.Must(err)
	for _, r := range l.Rows {
		if r.Measure == "sessions" {
			return r
		}
	}
	return goal.Row{}
}

func TestP19TheGoalsOfAnAcceptedPlanAreInForce(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 10:00")
		it := send(t, s, "yexian", plan())
		if n := take(t, s); n != 0 {
			t.Fatalf("%d plans were taken before anybody accepted one", n)
		}
		accept(t, s, it)
		if n := take(t, s); n != 1 {
			t.Fatalf("%d plans were taken, want 1", n)
		}
		if n := take(t, s); n != 0 {
			t.Errorf("the same plan was taken %d times more", n)
		}
		who := s.As(people.Liaison, "yexian")
		for _, year := range []int{2018, 2019, 2020} {
			l, err := s.Goals.List(t.Context(), who, goal.Question{Campaign: s.Campaign, Year: year})
			s.Must(err)
			if len(l.Rows) != len(lines) {
				t.Errorf("%d goals of %d, want one a line", len(l.Rows), year)
			}
			for _, r := range l.Rows {
				if r.Force.Value != 10 || r.Force.Duty != it.ID || r.Force.Plan != 1 {
					t.Errorf("%d %s: %+v, want 10 of version 1 of the plan", year, r.Line, r.Force)
				}
			}
		}
		again := plan()
		again["goals/skill/y2019"] = "12"
		again["goals/industry/measure"] = "projects"
		s.At("2018-06-19 10:00") // it may be sent again until the 20th (N-P1)
		accept(t, s, send(t, s, "yexian", again))
		take(t, s)
		if r := rowOf(t, s, who, "yexian", 2019); r.Force.Value != 12 || r.Force.N != 2 {
			t.Errorf("the second version leaves %+v in force, want 12", r.Force)
		}
		l, err := s.Goals.List(t.Context(), who, goal.Question{Campaign: s.Campaign, Year: 2019, Line: "industry"})
		s.Must(err)
		if len(l.Rows) != 1 || l.Rows[0].Measure != "projects" {
			t.Errorf("the industry line has %+v, want the measure of the second plan alone", l.Rows)
		}
	})
}

func TestP19AChangeWaitsForTheOffice(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 10:00")
		accept(t, s, send(t, s, "yexian", plan()))
		take(t, s)
		ctx, liaison, office := t.Context(), s.As(people.Liaison, "yexian"), s.As(people.Office, "PDS")
		before := rowOf(t, s, liaison, "yexian", 2019)
		wish := goal.Wish{Campaign: s.Campaign, Unit: s.Unit("yexian"), Line: "skill", Measure: "sessions", Year: 2019, Typed: "6", Seen: before.Newest}
		if _, err := s.Goals.Set(ctx, liaison, wish); !fault.Is(err, fault.Invalid) {
			t.Fatalf("a change without a reason answers %v", err)
		}
		wish.Reason = "两个村已脱贫，计划调整"
		if _, err := s.Goals.Set(ctx, s.As(people.Liaison, "lushan"), wish); !fault.Is(err, fault.NotFound) {
			t.Errorf("another unit's liaison is answered %v", err)
		}
		if _, err := s.Goals.Set(ctx, liaison, wish); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Goals.Set(ctx, liaison, wish); !fault.Is(err, fault.Stale) {
			t.Errorf("a change over an older version answers %v", err)
		}
		now := rowOf(t, s, office, "yexian", 2019)
		if now.Force.Value != 10 || now.Waiting.Value != 6 || !now.Decides {
			t.Fatalf("in force %d, waiting %d, decides %v; want 10, 6 and the office", now.Force.Value, now.Waiting.Value, now.Decides)
		}
		pick := []goal.Pick{{Goal: now.ID, N: now.Waiting.N}}
		if err := s.Goals.Decide(ctx, liaison, s.Campaign, pick, true, ""); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the unit approves its own goal: %v", err)
		}
		if err := s.Goals.Decide(ctx, office, s.Campaign, pick, false, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("a return without a note answers %v", err)
		}
		s.Must(s.Goals.Decide(ctx, office, s.Campaign, pick, false, "请说明"))
		if now = rowOf(t, s, office, "yexian", 2019); now.Force.Value != 10 || now.Waiting.N != 0 {
			t.Errorf("after the return %d is in force and %d waits", now.Force.Value, now.Waiting.N)
		}
		wish.Seen, wish.Typed = now.Newest, "7"
		_, err := s.Goals.Set(ctx, liaison, wish)
		s.Must(err)
		now = rowOf(t, s, office, "yexian", 2019)
		pick[0].N = now.Waiting.N
		s.Must(s.Goals.Decide(ctx, office, s.Campaign, pick, true, ""))
		if err := s.Goals.Decide(ctx, office, s.Campaign, pick, true, ""); !fault.Is(err, fault.Stale) {
			t.Errorf("deciding twice answers %v", err)
		}
		if now = rowOf(t, s, office, "yexian", 2019); now.Force.Value != 7 || now.Waiting.N != 0 {
			t.Errorf("after the approval %d is in force", now.Force.Value)
		}
		o, err := s.Goals.Open(ctx, liaison, now.ID)
		s.Must(err)
		if len(o.Versions) != 3 || o.Versions[1].State != goal.Returned || o.Versions[2].Value != 10 {
			t.Errorf("the history is %+v", o.Versions)
		}
	})
}

// What was done is read from the ledger at the moment of asking, of the unit and
// all below it; what nobody has confirmed does not count.
func TestP19TheGoalStandsBesideWhatWasDone(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 10:00")
		accept(t, s, send(t, s, "yexian", plan()))
		take(t, s)
		liaison := s.As(people.Liaison, "yexian")
		s.At("2019-04-11 10:00") // a hundred of 365 days have passed
		held := func(who people.Actor, unit, day, sessions string) {
			t.Helper()
			s.Entered(who, "activities", unit, "name", "大棚技术培训"+day, "day", day, "line", "skill", "place", "叶县", "sessions", sessions)
		}
		held(liaison, "yexian", "2019-03-01", "1")
		if r := rowOf(t, s, liaison, "yexian", 2019); r.Pace.Done.N != 1 || r.Pace.Required != 3 || r.Pace.Standing != rule.Red || r.Pace.Forecast.N != 4 {
			t.Errorf("one session of ten after a hundred days: %+v", r.Pace)
		}
		held(s.As(people.Grassroots, "xuexiao"), "xuexiao", "2019-03-02", "1")
		if r := rowOf(t, s, liaison, "yexian", 2019); r.Pace.Done.N != 1 {
			t.Errorf("what nobody confirmed counts: %+v", r.Pace)
		}
		held(liaison, "xuexiao", "2019-03-05", "2")
		held(liaison, "yexian", "2018-12-31", "5") // another year
		if r := rowOf(t, s, liaison, "yexian", 2019); r.Pace.Done.N != 3 || r.Pace.Standing != rule.Green {
			t.Errorf("with the two of the school below: %+v", r.Pace)
		}
		if r := rowOf(t, s, s.As(people.Liaison, "lushan"), "yexian", 2019); r.ID != "" {
			t.Errorf("a foreign unit sees %+v", r)
		}
	})
}
