package report_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// forum is the record of a forum; the people who came are «name role».
func forum(came ...string) map[string]string {
	cells := map[string]string{
		"meeting/kind": "forum", "meeting/held_on": "2018-06-14", "meeting/time": "上午9时", "meeting/place": "村部会议室",
		"outcome/argued": "三个项目、方案、三年目标和责任人", "outcome/advice": "先通水再建棚", "outcome/adopted": "采纳",
	}
	for i, one := range came {
		name, role, _ := strings.Cut(one, " ")
		row := "attendees/r" + string(rune('1'+i)) + "/"
		cells[row+"name"], cells[row+"role"] = name, role
	}
	return cells
}

// kickoff is the record of a mobilisation meeting, every line with its start.
func kickoff(day string) map[string]string {
	cells := map[string]string{
		"meeting/held_on": day, "meeting/place": "职工之家", "meeting/attended": "86", "outcome/matters": "部署各条线任务",
		"lines/skill/started_on": day,
	}
	for _, line := range lines {
		cells["lines/"+line+"/state"] = "started"
	}
	return cells
}

// meeting is the record of a special meeting.
func meeting(day string) map[string]string {
	return map[string]string{
		"meeting/held_on": day, "meeting/place": "三楼会议室", "outcome/discussed": "研究问题",
		"problems/r1/problem": "培训场地不足", "problems/r1/measure": "借用中学教室", "problems/r1/due": "2018-10-31",
	}
}

// summary is an annual summary.
func summary() map[string]string {
	return map[string]string{"year/work": "全年完成项目三个", "year/results": "带动六十户", "year/experience": "先问农户想学什么再排课"}
}

// wantWord holds how a duty stands.
func wantWord(t *testing.T, s *stage.Stage, id campaign.DutyID, word campaign.Word, days int) {
	t.Helper()
	if got := s.Standing(id); got.Word != word || got.Days != days {
		t.Errorf("%s: it is %s by %d days, want %s by %d", s.Now().Format("2006-01-02"), got.Word, got.Days, word, days)
	}
}

func TestP21AForumWithoutFirstSecretaryOrModelWorkerWarns(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 09:00")
		liaison, office := s.As(people.Liaison, "yexian"), s.AsBody(people.Office, "PDS", "office")
		id := s.Duty("yexian", "argue", "once", "").ID
		e, err := s.Reports.Open(t.Context(), liaison, id)
		s.Must(err)
		if len(e.Warnings) != 0 {
			t.Errorf("an empty record already warns: %v", e.Warnings)
		}
		for n, c := range []struct {
			came  []string
			warns bool
		}{
			{nil, true},
			{[]string{"林小满 unit_leader", "周一 other"}, true},
			{[]string{"林小满 labour_award"}, true},
			{[]string{"林小满 other", "周一 model_worker"}, false},
			{[]string{"林小满 village_first_secretary"}, false},
		} {
			if n > 0 { // read and returned: the next one is a new version
				s.Must(s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: int64(n), Verdict: campaign.Returned, Reason: "请核对"}))
			}
			_, err := s.Send(liaison, id, forum(c.came...))
			s.Must(err) // it never stops a report
			e, err := s.Reports.Open(t.Context(), office, id)
			s.Must(err)
			v, err := s.Reports.Version(t.Context(), office, id, int64(n+1))
			s.Must(err)
			if warns := len(e.Warnings) == 1 && e.Warnings[0].Clause == "P-21"; warns != c.warns || len(v.Warnings) != len(e.Warnings) || len(e.Problems) > 0 {
				t.Errorf("%v: warnings %v, of the version %v, problems %v", c.came, e.Warnings, v.Warnings, e.Problems)
			}
		}
		wantWord(t, s, id, campaign.WordSent, 0)
	})
}

// The attendees warn while one types, and what they lack of themselves is an
// error as anywhere.
func TestP21TheDraftWarnsToo(t *testing.T) {
	s := stage.One(t)
	s.At("2018-06-15 09:00")
	liaison := s.As(people.Liaison, "yexian")
	id := s.Duty("yexian", "argue", "once", "").ID
	kept, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: forum("林小满 other")})
	s.Must(err)
	if len(kept.Problems) != 0 || len(kept.Warnings) != 1 || kept.Warnings[0].Path != "attendees" {
		t.Errorf("saved with %v and %v, want one warning at the attendees", kept.Problems, kept.Warnings)
	}
	kept, err = s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: 1, Cells: map[string]string{"attendees/r1/role": ""}})
	s.Must(err)
	_, err = s.Reports.Submit(t.Context(), liaison, id, report.Sending{Revision: kept.Revision})
	if f := fault.From(err); f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Path != "attendees/r1/role" {
		t.Errorf("an attendee without a role answers %v, want that one violation", err)
	}
}

func TestP27TheKickOffIsJudgedByItsDay(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		at := func(unit, now, held string) campaign.DutyID {
			t.Helper()
			s.At(now)
			id := s.Duty(unit, "kickoff", "once", "").ID
			_, err := s.Send(s.As(people.Liaison, unit), id, kickoff(held))
			s.Must(err)
			return id
		}
		s.At("2018-07-02 08:00")
		wantWord(t, s, s.Duty("yexian", "kickoff", "once", "").ID, campaign.WordMissing, 2)
		wantWord(t, s, at("lushan", "2018-07-02 09:00", "2018-07-02"), campaign.WordLate, 2)
		wantWord(t, s, at("yexian", "2018-07-02 09:00", "2018-06-29"), campaign.WordSent, 0)
		wantWord(t, s, at("gaoxin", "2018-07-02 09:00", "2018-06-30"), campaign.WordSent, 0)
		// N-P16: what is asked once takes the event's day until the campaign is closed
		wantWord(t, s, at("jiaoyu", "2020-12-01 09:00", "2018-06-20"), campaign.WordSent, 0)
		office := s.AsBody(people.Office, "PDS", "office")
		r, err := s.Campaigns.Look(t.Context(), office, s.Campaign)
		s.Must(err)
		s.Must(s.Campaigns.Close(t.Context(), office, s.Campaign, r.Campaign.Revision))
		_, err = s.Send(s.As(people.Liaison, "meikuang"), s.Duty("meikuang", "kickoff", "once", "").ID, kickoff("2018-06-29"))
		wantKind(t, "recording after the closing", err, fault.Conflict)
	})
}

func TestP27EveryLineHasAStart(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-25 09:00")
		liaison := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "kickoff", "once", "").ID
		six := kickoff("2018-06-25")
		delete(six, "lines/collective/state")
		_, err := s.Send(liaison, id, six)
		if f := fault.From(err); f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Path != "lines/collective/state" {
			t.Errorf("six of seven lines answer %v, want the one that is missing", err)
		}
		for _, day := range []string{"2018-06-19", "2018-06-26"} {
			_, err := s.Send(liaison, id, kickoff(day))
			wantKind(t, "held on "+day, err, fault.Invalid)
		}
		mixed := kickoff("2018-06-25")
		mixed["lines/collective/state"] = "planned"
		_, err = s.Send(liaison, id, mixed)
		s.Must(err)
	})
}

func TestP34aTheSummaryOpensInNovember2019(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		var owing []string
		for _, unit := range []string{"yexian", "lushan", "gaoxin", "jiaoyu", "meikuang"} {
			it := s.Duty(unit, "annual-summary", "once", "")
			if it.DueOn != stage.Date("2019-12-31") {
				t.Errorf("%s: due %s, want 2019-12-31", unit, it.DueOn)
			}
			owing = append(owing, string(it.ID))
		}
		yexian := campaign.DutyID(owing[0])
		s.At("2019-10-31 23:59")
		wantWord(t, s, yexian, campaign.WordNotOpen, 0)
		_, err := s.Send(s.As(people.Liaison, "yexian"), yexian, summary())
		wantKind(t, "a summary in October", err, fault.Conflict)
		s.At("2019-11-01 00:00")
		for _, id := range owing {
			wantWord(t, s, campaign.DutyID(id), campaign.WordOpen, 0)
		}
	})
}

func TestP35MissingSummariesAreOverdueInTheNewYear(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		sent, missing := s.Duty("yexian", "annual-summary", "once", "").ID, s.Duty("lushan", "annual-summary", "once", "").ID
		s.At("2019-12-20 09:00")
		liaison := s.As(people.Liaison, "yexian")
		rated(s, "yexian")
		without := summary()
		delete(without, "year/experience")
		_, err := s.Send(liaison, sent, without)
		if f := fault.From(err); f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Path != "year/experience" {
			t.Errorf("a summary without experience answers %v", err)
		}
		_, err = s.Send(liaison, sent, summary())
		s.Must(err)
		rated(s, "lushan")
		s.At("2019-12-31 23:59")
		wantWord(t, s, missing, campaign.WordOpen, 0)
		s.At("2020-01-01 00:00")
		wantWord(t, s, missing, campaign.WordMissing, 1)
		wantWord(t, s, sent, campaign.WordSent, 0)
		_, err = s.Send(s.As(people.Liaison, "lushan"), missing, summary())
		s.Must(err)
		wantWord(t, s, missing, campaign.WordLate, 1)
	})
}

func TestP55TenMeetingsOfEveryDebtor(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		want := []string{"2018Q3", "2018Q4", "2019Q1", "2019Q2", "2019Q3", "2019Q4", "2020Q1", "2020Q2", "2020Q3", "2020Q4"}
		for _, unit := range []string{"PDS", "yexian", "lushan", "gaoxin", "jiaoyu", "meikuang"} {
			page, err := s.Campaigns.Duties(t.Context(), stage.Program,
				campaign.Filter{Campaign: s.Campaign, Unit: s.Unit(unit), Obligation: "quarterly-meeting"})
			s.Must(err)
			got := map[string]int{}
			for _, it := range page.Items {
				got[it.Period]++
			}
			if keys := slices.Sorted(maps.Keys(got)); !slices.Equal(keys, want) || len(page.Items) != 10 {
				t.Errorf("%s owes meetings of %v, want those of %v", unit, keys, want)
			}
		}
	})
}

func TestP55AMeetingCountsForItsOwnQuarterAlone(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison := s.As(people.Liaison, "yexian")
		third, fourth := s.Duty("yexian", "quarterly-meeting", "2018Q3", "").ID, s.Duty("yexian", "quarterly-meeting", "2018Q4", "").ID
		s.At("2018-09-30 23:59")
		wantWord(t, s, third, campaign.WordOpen, 0)
		s.At("2018-10-01 00:00")
		wantWord(t, s, third, campaign.WordMissing, 1)
		s.At("2018-11-20 09:00")
		_, err := s.Send(liaison, fourth, meeting("2018-10-12"))
		s.Must(err)
		_, err = s.Send(liaison, third, meeting("2018-11-16"))
		if f := wantKind(t, "a second meeting of the fourth quarter for the third", err, fault.Invalid); f.Fields[0].Key != "report.held_too_late" {
			t.Errorf("it says %v", f.Fields)
		}
		wantWord(t, s, third, campaign.WordMissing, 51)
		wantWord(t, s, fourth, campaign.WordSent, 0)
		// N-P16: held in its quarter and recorded before the next one's last day
		s.At("2018-12-31 23:59")
		_, err = s.Send(liaison, third, meeting("2018-09-28"))
		s.Must(err)
		wantWord(t, s, third, campaign.WordSent, 0)
		s.At("2019-01-01 00:00")
		late := s.Duty("lushan", "quarterly-meeting", "2018Q3", "").ID
		_, err = s.Send(s.As(people.Liaison, "lushan"), late, meeting("2018-09-28"))
		s.Must(err)
		wantWord(t, s, late, campaign.WordMissing, 93)
	})
}

// rated lets a unit say of every line that it did nothing along it in 2019, as
// the summary wants to know (P-10).
func rated(s *stage.Stage, unit string) {
	s.T.Helper()
	for _, line := range lines {
		s.Entered(s.As(people.Liaison, unit), "ratings", unit, "year", "2019", "line", line, "rating", "not_carried_out", "text", "年内未开展")
	}
}
