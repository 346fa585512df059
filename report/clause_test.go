package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// lines are the seven action lines.
var lines = []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"}

// plan is a unit plan with goals for the years given.
func plan(years ...string) map[string]string {
	cells := map[string]string{"plan/text": "本单位行动方案"}
	for _, line := range lines {
		cells["goals/"+line+"/measure"] = "projects"
		for _, y := range years {
			cells["goals/"+line+"/y"+y] = "3"
		}
	}
	return cells
}

// handUp saves a content and hands it to the leader, returning its revision.
func handUp(t *testing.T, s *stage.Stage, unit string, id campaign.DutyID, cells map[string]string) (int64, error) {
	t.Helper()
	liaison := s.As(people.Liaison, unit)
	e, err := s.Reports.Open(t.Context(), liaison, id)
	s.Must(err)
	if len(e.Priors) > 0 { // the rural template asks for none
		s.Surveyed(unit)
	}
	d, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: e.Draft.Revision, Cells: cells})
	s.Must(err)
	err = s.Reports.HandUp(t.Context(), liaison, id, d.Revision)
	return d.Revision + 1, err
}

// sendPlan brings a unit plan through both hands.
func sendPlan(t *testing.T, s *stage.Stage, unit string) campaign.DutyID {
	t.Helper()
	id := s.Duty(unit, "plan-and-tables", "once", "unit-plan").ID
	rev, err := handUp(t, s, unit, id, plan("2018", "2019", "2020"))
	s.Must(err)
	_, err = s.Reports.Submit(t.Context(), s.As(people.UnitLeader, unit), id, report.Sending{Revision: rev})
	s.Must(err)
	return id
}

func said(err error) string {
	message, violations := locale.New(locale.ZhCN).Fault(err)
	for _, v := range violations {
		message += "\n" + v.Message
	}
	return message
}

func TestP01EveryUnitSignsForThePlan(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-02 09:00")
		it := s.Duty("yexian", "receipt", "once", "")
		if got := s.Standing(it.ID); got.Word != campaign.WordOpen || !it.Due.IsZero() {
			t.Errorf("the receipt is %s, due %s; want open without a date", got.Word, it.DueOn)
		}
		liaison := s.As(people.Liaison, "yexian")
		_, err := s.Reports.Submit(t.Context(), liaison, it.ID, report.Sending{})
		s.Must(err)
		if got := s.Standing(it.ID).Word; got != campaign.WordSent {
			t.Errorf("signed for, it is %s", got)
		}
		if _, err := s.Reports.Submit(t.Context(), liaison, it.ID, report.Sending{}); !fault.Is(err, fault.Conflict) {
			t.Errorf("signing twice answers %v, want a conflict", err)
		}
		page, err := s.Campaigns.Duties(t.Context(), s.AsBody(people.Office, "PDS", "office"),
			campaign.Filter{Campaign: s.Campaign, Obligation: "receipt", Open: true})
		s.Must(err)
		if len(page.Items) != 4 {
			t.Errorf("the office sees %d units that have not signed, want the 4 others", len(page.Items))
		}
	})
}

func TestP19APlanWithoutAllYearsIsRefusedByName(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id := s.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
		_, err := handUp(t, s, "yexian", id, plan("2018"))
		if got := said(err); !strings.Contains(got, "缺 2019、2020 年度目标 (P-19)") {
			t.Errorf("the plan answers %q", got)
		}
		if _, err := handUp(t, s, "yexian", id, plan("2018", "2019", "2020")); err != nil {
			t.Errorf("the whole plan answers %v", err)
		}
	})
}

func TestP23ThreeItemsEachWithAFileOrAText(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "clarify-rules", "once", "").ID
		_, err := s.Send(liaison, id, map[string]string{"items/leadership": "主席负责", "items/mechanism": "每月碰头"})
		f := fault.From(err)
		if f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Clause != "P-23" {
			t.Fatalf("two of three items answer %v, want one violation citing P-23", err)
		}
		d, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: map[string]string{"items/leadership": "主席负责", "items/mechanism": "每月碰头"}})
		s.Must(err)
		d.Draft, err = s.Reports.Attach(t.Context(), liaison, id, d.Revision, "papers/incentives", "奖惩办法.pdf", strings.NewReader(stage.PDF))
		s.Must(err)
		if _, err := s.Reports.Submit(t.Context(), liaison, id, report.Sending{Revision: d.Revision}); err != nil {
			t.Errorf("two texts and a file answer %v", err)
		}
	})
}

func TestP24ThreePapersAndTheLastMoment(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-18 23:59")
		sendPlan(t, s, "yexian")
		count := func() (sent, missing int) {
			page, err := s.Campaigns.Duties(t.Context(), stage.Program,
				campaign.Filter{Campaign: s.Campaign, Unit: s.Unit("yexian"), Obligation: "plan-and-tables"})
			s.Must(err)
			for _, it := range page.Items {
				switch s.Standing(it.ID).Word {
				case campaign.WordSent:
					sent++
				case campaign.WordMissing:
					missing++
				}
			}
			return sent, missing
		}
		if sent, missing := count(); sent != 1 || missing != 0 {
			t.Errorf("before midnight %d sent, %d missing; want 1/3 and none missing", sent, missing)
		}
		s.At("2018-06-19 00:00")
		if sent, missing := count(); sent != 1 || missing != 2 {
			t.Errorf("at midnight %d sent, %d missing; want 1 and 2", sent, missing)
		}
		s.At("2018-06-20 10:00")
		id := sendPlan(t, s, "lushan")
		if got := s.Standing(id); got.Word != campaign.WordLate || got.Days != 2 {
			t.Errorf("sent on 06-20 it is %s by %d days, want late by 2", got.Word, got.Days)
		}
	})
}

func TestP25TwoRecipientsActAlone(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-15 09:00")
		id := sendPlan(t, s, "yexian")
		verdicts := func() map[string]campaign.Verdict {
			out := map[string]campaign.Verdict{}
			for _, r := range s.Duty("yexian", "plan-and-tables", "once", "unit-plan").Recipients {
				out[r.Body] = r.Verdict
			}
			return out
		}
		first, second := s.AsBody(people.Office, "PDS", "office"), s.AsBody(people.Office, "PDS", "leading-group-office")
		s.Must(s.Reports.Review(t.Context(), first, id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Received}))
		if v := verdicts(); v["office"] != campaign.Received || v["leading-group-office"] != campaign.NoVerdict {
			t.Errorf("one receipt marks %v", v)
		}
		err := s.Reports.Review(t.Context(), first, id, report.Finding{Body: "leading-group-office", Version: 1, Verdict: campaign.Accepted})
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("speaking for the other office answers %v, want forbidden", err)
		}
		s.Must(s.Reports.Review(t.Context(), second, id, report.Finding{Body: "leading-group-office", Version: 1, Verdict: campaign.Returned, Reason: "请补充"}))
		if v := verdicts(); v["office"] != campaign.Received || v["leading-group-office"] != campaign.Returned {
			t.Errorf("one return marks %v", v)
		}
		a, err := s.Reports.Version(t.Context(), first, id, 1)
		s.Must(err)
		b, err := s.Reports.Version(t.Context(), second, id, 1)
		s.Must(err)
		if a.Version.Digest != b.Version.Digest || a.Version.Digest == "" {
			t.Error("the two offices see different hashes")
		}
	})
}

func TestP52AUnitWithoutLiaisonIsListed(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison, office := s.As(people.Liaison, "yexian"), s.AsBody(people.Office, "PDS", "office")
		id := s.Duty("yexian", "register-body-and-liaison", "once", "").ID
		done := map[string]string{"done/held_on": "2018-06-01", "done/summary": "成立工作组"}
		if _, err := s.Send(liaison, id, done); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a liaison it answers %v, want a violation", err)
		}
		p, err := s.Units.RegisterPerson(t.Context(), stage.Program,
			organisation.Registration{Unit: s.Unit("yexian"), Name: "林小满", Phone: "13800138000"})
		s.Must(err)
		s.Must(s.Posts.NameLiaison(t.Context(), liaison, campaign.Liaison{Campaign: s.Campaign, Unit: s.Unit("yexian"), Person: p.ID}))
		_, err = s.Send(liaison, id, done)
		s.Must(err)

		phone := func(who people.Actor) string {
			all, err := s.Posts.Liaisons(t.Context(), who, s.Campaign)
			s.Must(err)
			i := slices.IndexFunc(all, func(v post.LiaisonView) bool { return v.Unit.Code == "yexian" && v.Liaison != nil })
			if i < 0 {
				return ""
			}
			return all[i].Liaison.Phone
		}
		if got := phone(liaison); got != "13800138000" {
			t.Errorf("the unit itself reads %q", got)
		}
		if got := phone(s.As(people.Viewer, "PDS")); got != "138****8000" {
			t.Errorf("others read %q, want it masked", got)
		}
		all, err := s.Posts.Liaisons(t.Context(), office, s.Campaign)
		s.Must(err)
		if len(all) != 5 || all[0].Liaison != nil || all[4].Liaison == nil {
			t.Error("the office's list does not begin with the units without a liaison")
		}
	})
}

func TestP58StocksAreCarriedAndFlowsStandBeside(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison := s.As(people.Liaison, "yexian")
		s.At("2018-06-29 09:00")
		_, err := s.Send(liaison, s.Duty("yexian", "monthly-report", "2018-06", "").ID, stage.Monthly())
		s.Must(err)
		s.At("2018-07-20 09:00")
		e, err := s.Reports.Open(t.Context(), liaison, s.Duty("yexian", "monthly-report", "2018-07", "").ID)
		s.Must(err)
		if got := e.Content.Cells["figures/skill/projects"]; got != "4" {
			t.Errorf("the stock opens with %q, want last month's 4", got)
		}
		if got := e.Content.Cells["figures/skill/funds_union"]; got != "" {
			t.Errorf("the flow opens with %q, want it empty", got)
		}
		if got := e.Before.Cells["figures/skill/funds_union"]; got != "3200000" {
			t.Errorf("beside the flow stands %q 分, want last month's 3,200,000", got)
		}
		if got := e.Sum["figures/skill/person_times"]; got != 312 {
			t.Errorf("the sum so far is %d, want 312", got)
		}
		nil1 := e.Obliged().Nil[0].ID
		v, err := s.Reports.Submit(t.Context(), liaison, e.Duty.ID, report.Sending{Nil: nil1})
		s.Must(err)
		if v.Content.Nil != nil1 || s.Standing(e.Duty.ID).Word != campaign.WordSent {
			t.Errorf("the nil report is %+v", v.Content)
		}
	})
}

func TestP59TheReportGoesToTheOneOffice(t *testing.T) {
	s := stage.One(t)
	it := s.Duty("yexian", "monthly-report", "2018-06", "")
	if len(it.Recipients) != 1 || it.Recipients[0].Body != "office" {
		t.Errorf("the monthly report goes to %v, want the office alone", it.Recipients)
	}
	e, err := s.Reports.Open(t.Context(), stage.Program, it.ID)
	s.Must(err)
	wording := "市总劳模、五一奖章获得者助力脱贫领导小组办公室"
	if b := e.Book.BodyByName(wording); e.Obliged().Addressed != wording || b == nil || b.ID != it.Recipients[0].Body {
		t.Errorf("the report is addressed to %q, want the clause's own wording, leading to the recipient", e.Obliged().Addressed)
	}
}
