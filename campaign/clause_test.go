package campaign_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

func date(t *testing.T, iso string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// debtors returns the codes of the units that owe an obligation.
func debtors(t *testing.T, s *stage.Stage, obligation string) []string {
	t.Helper()
	tree, err := s.Units.Tree(t.Context(), s.Root, date(t, "2018-06-01"))
	s.Must(err)
	var codes []string
	for _, it := range duties(t, s, campaign.Filter{Obligation: obligation}) {
		n, _ := tree.Unit(it.Unit)
		if !slices.Contains(codes, n.Code) {
			codes = append(codes, n.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

var reporting = []string{"gaoxin", "jiaoyu", "lushan", "meikuang", "yexian"}

func wantDebtors(t *testing.T, s *stage.Stage, obligation string, want []string) {
	t.Helper()
	if got := debtors(t, s, obligation); !slices.Equal(got, want) {
		t.Errorf("%s is owed by %v, want %v", obligation, got, want)
	}
}

// phases returns the ids of the phases current at an instant of the campaign.
func phases(t *testing.T, s *stage.Stage, when string) []string {
	t.Helper()
	s.At(when)
	p, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	var ids []string
	for _, ph := range p.Current {
		ids = append(ids, ph.Clause)
	}
	return ids
}

func TestP13PhasesFollowEachOther(t *testing.T) {
	s := stage.One(t)
	p, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	if len(p.Book.Phases) != 4 {
		t.Errorf("%d phases, want 4", len(p.Book.Phases))
	}
	if got := phases(t, s, "2019-03-15 10:00"); !slices.Equal(got, []string{"P-31"}) {
		t.Errorf("on 2019-03-15 the phases of %v are current, want P-31 alone", got)
	}
}

func TestP14PhaseOneOverlapsPhaseTwo(t *testing.T) {
	s := stage.One(t)
	for when, want := range map[string][]string{
		"2018-06-19 23:59": {"P-14"},
		"2018-06-20 00:00": {"P-14", "P-26"},
		"2018-06-20 23:59": {"P-14", "P-26"},
		"2018-06-21 00:00": {"P-26"},
	} {
		if got := phases(t, s, when); !slices.Equal(got, want) {
			t.Errorf("at %s the phases of %v are current, want %v", when, got, want)
		}
	}
}

func TestP15EveryCategoryOwesAndTheRestDayIsNamed(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		wantDebtors(t, s, "survey-and-draft", reporting)
		it := s.Duty("yexian", "survey-and-draft", "once", "")
		if it.DueOn != date(t, "2018-06-10") {
			t.Errorf("due %s, want 2018-06-10: a fixed day is not moved", it.DueOn)
		}
		if rest := calendar.New(calendar.Notices()).RestDay(it.DueOn); rest != "周日" {
			t.Errorf("the rest day is called %q, want 周日", rest)
		}
	})
}

func TestP20DueAfterThePapersOfP24(t *testing.T) {
	s := stage.One(t)
	it := s.Duty("yexian", "argue", "once", "")
	papers := s.Duty("yexian", "plan-and-tables", "once", "unit-plan")
	if it.DueOn != date(t, "2018-06-20") || !papers.DueOn.Before(it.DueOn) {
		t.Errorf("argue due %s, papers %s; want 2018-06-20 after the papers", it.DueOn, papers.DueOn)
	}
	p, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	if r := p.Book.Reading("N-P1"); r == nil || !slices.Contains(r.Clauses, "P-20") {
		t.Error("the reading of the two dates, N-P1, is not kept with P-20")
	}
}

func TestP26PhaseTwo(t *testing.T) {
	s := stage.One(t)
	for when, want := range map[string]bool{"2018-06-19 12:00": false, "2018-06-20 12:00": true, "2018-12-31 23:59": true, "2019-01-01 00:00": false} {
		if got := slices.Contains(phases(t, s, when), "P-26"); got != want {
			t.Errorf("at %s phase two current = %v, want %v", when, got, want)
		}
	}
}

func TestP26aTheKickOffOpensAndIsDue(t *testing.T) {
	s := stage.One(t)
	wantDebtors(t, s, "kickoff", reporting)
	it := s.Duty("yexian", "kickoff", "once", "")
	for when, want := range map[string]campaign.Word{
		"2018-06-19 23:59": campaign.WordNotOpen,
		"2018-06-20 00:00": campaign.WordOpen,
		"2018-06-30 23:59": campaign.WordOpen,
		"2018-07-01 00:00": campaign.WordMissing,
	} {
		s.At(when)
		if got := s.Standing(it.ID).Word; got != want {
			t.Errorf("at %s the kick-off is %s, want %s", when, got, want)
		}
	}
	if it.DueOn != date(t, "2018-06-30") {
		t.Errorf("due %s, want Saturday 2018-06-30 as it stands", it.DueOn)
	}
}

func TestP28TheReadingAddsTheZones(t *testing.T) {
	s := stage.One(t)
	wantDebtors(t, s, "track", reporting)
	p, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	ob := p.Book.Obligation("track")
	if slices.Contains(ob.Named, "zone") || !slices.Contains(ob.Categories, "zone") {
		t.Errorf("the clause names %v and %v owe; want the zones by the reading alone", ob.Named, ob.Categories)
	}
}

func TestP30ThePlannedMeetingTakesItsRealDay(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		it := s.Duty("PDS", "exchange-meeting", "once", "")
		p, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		ob := p.Book.Obligation("exchange-meeting")
		from, to, ok := ob.Due.Window()
		if !ob.Planned || !ok || from != date(t, "2018-08-21") || to != date(t, "2018-08-31") {
			t.Errorf("planned %v, window %s..%s; want the planned band 2018-08-21..31", ob.Planned, from, to)
		}
		s.At("2018-08-29 09:00")
		_, err = s.Send(s.AsBody(people.Office, "PDS", "office"), it.ID,
			map[string]string{"meeting/held_on": "2018-08-28", "meeting/place": "市总工会报告厅", "outcome/discussed": "交流了八个典型"})
		s.Must(err)
		if held := s.Duty("PDS", "exchange-meeting", "once", "").Held; held != date(t, "2018-08-28") {
			t.Errorf("held %s, want 2018-08-28", held)
		}
	})
}

func TestP31MonthsReachToTheirLastDay(t *testing.T) {
	s := stage.One(t)
	for when, want := range map[string]bool{"2018-12-31 23:59": false, "2019-01-01 00:00": true, "2019-12-31 23:59": true, "2020-01-01 00:00": false} {
		if got := slices.Contains(phases(t, s, when), "P-31"); got != want {
			t.Errorf("at %s phase three current = %v, want %v", when, got, want)
		}
	}
}

func TestP31aTheWorkOfPhaseThreeOpens(t *testing.T) {
	s := stage.One(t)
	wantDebtors(t, s, "phase3-work", reporting)
	it := s.Duty("meikuang", "phase3-work", "once", "")
	s.At("2018-12-31 23:59")
	if got := s.Standing(it.ID).Word; got != campaign.WordNotOpen {
		t.Errorf("before 2019 it is %s, want not open", got)
	}
	s.At("2019-01-01 00:00")
	if got := s.Standing(it.ID).Word; got != campaign.WordOpen || it.DueOn != date(t, "2019-12-31") {
		t.Errorf("on 2019-01-01 it is %s and due %s, want open and due 2019-12-31", got, it.DueOn)
	}
}

func TestP37AfterTheEndAndAfterClosing(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		december := s.Duty("yexian", "monthly-report", "2020-12", "")
		s.At("2021-02-01 09:00")
		if n, err := s.Campaigns.Reconcile(t.Context(), office, s.Campaign); err != nil || n != 0 {
			t.Errorf("after the end %d rows changed (%v), want no new period", n, err)
		}
		if _, err := s.Send(s.As(people.Liaison, "yexian"), december.ID, stage.Monthly()); err != nil {
			t.Errorf("a late report before the closing: %v", err)
		}
		r, err := s.Campaigns.Look(t.Context(), office, s.Campaign)
		s.Must(err)
		s.Must(s.Campaigns.Close(t.Context(), office, s.Campaign, r.Campaign.Revision))
		_, err = s.Send(s.As(people.Liaison, "lushan"), s.Duty("lushan", "monthly-report", "2020-12", "").ID, stage.Monthly())
		f := fault.From(err)
		if f.Kind != fault.Conflict || len(f.Fields) == 0 || f.Fields[0].Clause != "P-37" {
			t.Errorf("a write after the closing answers %v, want a conflict that cites P-37", err)
		}
		if _, err := s.Reports.Open(t.Context(), s.As(people.Liaison, "yexian"), december.ID); err != nil {
			t.Errorf("reading after the closing: %v", err)
		}
	})
}

func TestP46TheOfficeMayWhatTheCityOfficeDoes(t *testing.T) {
	s := stage.One(t)
	r, err := s.Campaigns.Look(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	if b := r.Book.Body("office"); b == nil || b.Under != "leading-group" || b.Clause != "P-46" {
		t.Errorf("the office is %+v, want a body below the leading group by P-46", b)
	}
	a, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: "zhuliban", Password: "Xianfeng-2018"})
	s.Must(err)
	_, err = s.People.Grant(t.Context(), stage.Program, people.Grant{Account: a.ID, Role: people.Office, Unit: s.Root,
		Campaign: string(s.Campaign), Body: "office", From: date(t, "2018-06-01")})
	s.Must(err)
	office, err := s.People.ActorOf(t.Context(), a.ID, stage.Program.Origin)
	s.Must(err)
	june := s.Duty("yexian", "monthly-report", "2018-06", "")
	_, err = s.Send(s.As(people.Liaison, "yexian"), june.ID, stage.Monthly())
	s.Must(err)
	s.Must(s.Reports.Review(t.Context(), office, june.ID, report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}))
	july := s.Duty("lushan", "monthly-report", "2018-07", "")
	s.Must(s.Campaigns.Excuse(t.Context(), office, july.ID, "停产", july.Revision))
	err = s.Reports.Review(t.Context(), s.As(people.Liaison, "yexian"), june.ID, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "?"})
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("a liaison reviewing answers %v, want forbidden", err)
	}
}

func TestP48SeveralNamesAndTwoOffices(t *testing.T) {
	s := stage.One(t)
	r, err := s.Campaigns.Look(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	for name, want := range map[string]string{
		"助力办": "office", "市总生产保护部": "office",
		"市总劳模、五一奖章获得者助力脱贫领导小组办公室": "office",
		"市总脱贫攻坚工作领导小组办公室":         "leading-group-office",
	} {
		if b := r.Book.BodyByName(name); b == nil || b.ID != want {
			t.Errorf("%s is %v, want the body %s", name, b, want)
		}
	}
}

func TestP57TheLastWorkingDayOfEveryMonth(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		wantDue := func(period, day string, provisional bool) {
			t.Helper()
			it := s.Duty("yexian", "monthly-report", period, "")
			if it.DueOn != date(t, day) || it.Provisional != provisional {
				t.Errorf("%s due %s (provisional %v), want %s (%v)", period, it.DueOn, it.Provisional, day, provisional)
			}
		}
		if n := len(duties(t, s, campaign.Filter{Obligation: "monthly-report", Unit: s.Unit("yexian")})); n != 31 {
			t.Errorf("%d periods, want 31", n)
		}
		wantDue("2018-06", "2018-06-29", false)
		wantDue("2018-09", "2018-09-30", false)
		wantDue("2018-12", "2018-12-31", true)
		s.At("2018-12-06 09:00")
		shifts, err := s.Campaigns.ApplyCalendar(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		if len(shifts) == 0 {
			t.Error("the notice of 2018-12-06 changed nothing")
		}
		wantDue("2018-12", "2018-12-29", false)

		s.At("2020-01-27 18:00")
		_, err = s.Campaigns.ApplyCalendar(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		wantDue("2020-01", "2020-01-31", false)
		january := s.Duty("yexian", "monthly-report", "2020-01", "")
		if january.Pending != "2020-01-23" {
			t.Errorf("January 2020 waits with %q, want the computed 2020-01-23", january.Pending)
		}
		if w := s.Standing(january.ID).Timing; w != campaign.NotDue {
			t.Errorf("January 2020 is %s, nobody becomes overdue in the past", w)
		}
		_, err = s.Campaigns.Decide(t.Context(), s.AsBody(people.Office, "PDS", "office"), s.Campaign, "monthly-report", "2020-01", campaign.NextWorkday)
		s.Must(err)
		wantDue("2020-01", "2020-02-03", false)
	})
}
