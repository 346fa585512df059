package revision_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/report"
)

// office is who changes the plan of the stage.
func office(s *stage.Stage) people.Actor { return s.AsBody(people.Office, "PDS", "office") }

// changed returns the text in force after some edits.
func changed(t *testing.T, s *stage.Stage, edits func(*edit.Text)) []byte {
	t.Helper()
	e, err := s.Revisions.Edition(t.Context(), stage.Program, s.Campaign, 0)
	s.Must(err)
	x := edit.Of([]byte(e.Source))
	edits(x)
	text, err := x.Bytes()
	s.Must(err)
	return text
}

// publish publishes the text in force after some edits, having seen what that
// will do.
func publish(t *testing.T, s *stage.Stage, edits func(*edit.Text)) (revision.Preview, campaign.Edition) {
	t.Helper()
	text := changed(t, s, edits)
	p, err := s.Revisions.Preview(t.Context(), office(s), s.Campaign, text)
	s.Must(err)
	if len(p.Problems) > 0 {
		t.Fatal(p.Problems)
	}
	e, err := s.Revisions.Publish(t.Context(), office(s), s.Campaign, p.Base, text, "试行")
	s.Must(err)
	s.Must(s.Campaigns.Upkeep(t.Context(), stage.Program, s.Campaign))
	return p, e
}

// due is what the tests look at of a duty.
type due struct {
	on, excused string
	rule        int64
}

func dueOf(s *stage.Stage, code, obligation, period string) due {
	it := s.Duty(code, obligation, period, "")
	return due{it.DueOn.String(), it.Excused, it.Rule}
}

func wantDue(t *testing.T, s *stage.Stage, code, obligation, period string, want due) {
	t.Helper()
	if got := dueOf(s, code, obligation, period); got != want {
		t.Errorf("%s owes %s of %s: %+v, want %+v", code, obligation, period, got, want)
	}
}

// A deadline moves for what is open and still to come; what is past due or sent
// keeps its own, and nothing becomes overdue by the change.
func TestADeadlineMovesForward(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		sent := s.Duty("yexian", "monthly-report", "2018-09", "")
		_, err := s.Send(s.As(people.Liaison, "yexian"), sent.ID, stage.Monthly())
		s.Must(err)
		p, e := publish(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
		wantDue(t, s, "yexian", "monthly-report", "2018-08", due{"2018-08-31", "", 1})
		wantDue(t, s, "yexian", "monthly-report", "2018-09", due{"2018-09-30", "", 1})
		wantDue(t, s, "lushan", "monthly-report", "2018-09", due{"2018-09-25", "", 2})
		wantDue(t, s, "yexian", "monthly-report", "2018-10", due{"2018-10-25", "", 2})
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q3", due{"2018-09-30", "", 1})
		if e.Version != 2 || e.Note != "试行" || e.By != office(s).Account {
			t.Errorf("published as %d by %s: %q", e.Version, e.By, e.Note)
		}
		if len(p.Changes) != 1 || p.Changes[0].Chinese() != "月报 的截止：当月最后一个工作日 → 当月25日" {
			t.Errorf("changes %v", p.Changes)
		}
		if len(p.Effects) != 1 || p.Duties != 5*28-1 || p.Units != 5 {
			t.Fatalf("%d duties of %d units: %+v", p.Duties, p.Units, p.Effects)
		}
		if f := p.Effects[0]; f.Kind != effect.Moved || f.Title != "月报" || f.Clause != "P-57" || len(f.Periods) != 28 || f.Periods[0] != "2018-09" ||
			f.From != stage.Date("2018-09-30") || f.To != stage.Date("2018-09-25") {
			t.Errorf("effect %+v", f)
		}
	})
}

// A new deadline that has passed is not applied: the period ends as it began.
func TestNothingBecomesOverdueByAChange(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-27 09:00")
		p, _ := publish(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
		wantDue(t, s, "lushan", "monthly-report", "2018-09", due{"2018-09-30", "", 1})
		wantDue(t, s, "lushan", "monthly-report", "2018-10", due{"2018-10-25", "", 2})
		if len(p.Effects) != 1 || p.Effects[0].Periods[0] != "2018-10" {
			t.Errorf("%+v", p.Effects)
		}
	})
}

// What is no longer asked for is excused with the version as the reason, and is
// owed again when a later version asks for it.
func TestWhatIsNoLongerAsked(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		p, _ := publish(t, s, func(x *edit.Text) { x.SetList("obligations/monthly-report/categories", []string{"county", "industry"}) })
		wantDue(t, s, "meikuang", "monthly-report", "2018-08", due{"2018-08-31", "", 1})
		wantDue(t, s, "meikuang", "monthly-report", "2018-09", due{"2018-09-30", "方案第2版不再要求", 1})
		wantDue(t, s, "lushan", "monthly-report", "2018-09", due{"2018-09-30", "", 2})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Dropped || p.Effects[0].Units[0] != s.Unit("meikuang") && len(p.Effects[0].Units) != 2 {
			t.Errorf("%+v", p.Effects)
		}
		s.At("2018-10-10 09:00")
		p, _ = publish(t, s, func(x *edit.Text) { x.Remove("obligations/monthly-report/categories") })
		wantDue(t, s, "meikuang", "monthly-report", "2018-09", due{"2018-09-30", "方案第2版不再要求", 1})
		wantDue(t, s, "meikuang", "monthly-report", "2018-10", due{"2018-10-31", "", 3})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Added || p.Effects[0].Periods[0] != "2018-10" {
			t.Errorf("%+v", p.Effects)
		}
	})
}

// An obligation that is taken out leaves what was sent to be read; one that is
// added begins with what is not past.
func TestAnObligationGoesAndComes(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-11-10 09:00")
		before := changed(t, s, func(*edit.Text) {})
		publish(t, s, func(x *edit.Text) {
			x.Remove("obligations/quarterly-meeting").Set("clauses/P-55/later", "supervision")
		})
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q3", due{"2018-09-30", "", 1})
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q4", due{"2018-12-31", "方案第2版不再要求", 1})
		past := s.Duty("yexian", "quarterly-meeting", "2018Q3", "")
		entry, err := s.Reports.Open(t.Context(), s.As(people.Liaison, "yexian"), past.ID)
		s.Must(err)
		if entry.Form == nil || entry.Obliged() == nil || entry.Standing().Timing != campaign.Missing {
			t.Errorf("the past meeting opens as %+v", entry.Form)
		}
		s.At("2019-02-10 09:00")
		p, err := s.Revisions.Preview(t.Context(), office(s), s.Campaign, before)
		s.Must(err)
		_, err = s.Revisions.Publish(t.Context(), office(s), s.Campaign, 2, before, "恢复")
		s.Must(err)
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q4", due{"2018-12-31", "方案第2版不再要求", 1})
		wantDue(t, s, "yexian", "quarterly-meeting", "2019Q1", due{"2019-03-31", "", 3})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Added || p.Effects[0].Periods[0] != "2019Q1" {
			t.Errorf("%+v", p.Effects)
		}
	})
}

// Who is named as a recipient receives what has not been sent yet.
func TestRecipientsComeAndGo(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		_, err := s.Send(s.As(people.Liaison, "yexian"), s.Duty("yexian", "monthly-report", "2018-09", "").ID, stage.Monthly())
		s.Must(err)
		bodies := func(code string) string {
			var out []string
			for _, r := range s.Duty(code, "monthly-report", "2018-09", "").Recipients {
				out = append(out, r.Body+":"+string(r.Verdict))
			}
			return strings.Join(out, " ")
		}
		want := func(yexian, lushan string) {
			t.Helper()
			if bodies("yexian") != yexian || bodies("lushan") != lushan {
				t.Errorf("yexian's report goes to %q, lushan's to %q", bodies("yexian"), bodies("lushan"))
			}
		}
		p, _ := publish(t, s, func(x *edit.Text) {
			x.SetList("obligations/monthly-report/to", []string{"office", "leading-group-office"})
		})
		want("office:none", "leading-group-office:none office:none")
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Recipients {
			t.Errorf("%+v", p.Effects)
		}
		publish(t, s, func(x *edit.Text) { x.SetList("obligations/monthly-report/to", []string{"office"}) })
		want("office:none", "office:none")
		publish(t, s, func(x *edit.Text) {
			x.SetList("obligations/monthly-report/to", []string{"office", "leading-group-office"})
		})
		want("office:none", "leading-group-office:none office:none")
	})
}

// A report that was sent keeps the form it was written on; what is open is
// filled in on the new one.
func TestAReportKeepsItsForm(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		who := s.As(people.Liaison, "yexian")
		sent := s.Duty("yexian", "monthly-report", "2018-09", "")
		_, err := s.Send(who, sent.ID, stage.Monthly())
		s.Must(err)
		open := s.Duty("lushan", "monthly-report", "2018-09", "")
		liaison := s.As(people.Liaison, "lushan")
		_, err = s.Reports.Save(t.Context(), liaison, open.ID, report.Patch{Cells: map[string]string{"texts/experience": "写了一半"}})
		s.Must(err)
		p, _ := publish(t, s, func(x *edit.Text) {
			at := "forms/progress/sections/texts/fields/"
			x.Set(at+"progress/label", "本月进展情况").Remove(at + "experience")
		})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Form || p.Duties != 5*28-1 {
			t.Errorf("%d duties: %+v", p.Duties, p.Effects)
		}
		label := func(id campaign.DutyID) (string, int) {
			e, err := s.Reports.Open(t.Context(), stage.Program, id)
			s.Must(err)
			fields := e.Form.Section("texts").Fields
			return fields[0].Label, len(fields)
		}
		was, n := label(sent.ID)
		is, m := label(open.ID)
		if was == is || is != "本月进展情况" || m != n-1 {
			t.Errorf("the sent report has %q and %d fields, the open one %q and %d", was, n, is, m)
		}
		e, err := s.Reports.Open(t.Context(), liaison, open.ID)
		s.Must(err)
		if e.Content.Cells["texts/experience"] != "" {
			t.Error("the draft still has what the new form does not ask for")
		}
		_, err = s.Reports.Save(t.Context(), liaison, open.ID, report.Patch{Revision: e.Draft.Revision, Cells: stage.Monthly()})
		s.Must(err)
		v, err := s.Reports.Submit(t.Context(), liaison, open.ID, report.Sending{Revision: e.Draft.Revision + 1})
		s.Must(err)
		if first, err := s.Reports.Version(t.Context(), who, sent.ID, 1); err != nil || first.Version.Rule != 1 || v.Rule != 2 {
			t.Errorf("versions of the playbook %d and %d: %v", first.Version.Rule, v.Rule, err)
		}
	})
}

// What cannot be published says why, and changes nothing.
func TestWhatIsNotPublished(t *testing.T) {
	s := stage.One(t)
	ctx, who := t.Context(), office(s)
	same := changed(t, s, func(*edit.Text) {})
	other := changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
	for what, c := range map[string]struct {
		who  people.Actor
		base int64
		text []byte
		want fault.Kind
	}{
		"the same text":          {who, 1, same, fault.Conflict},
		"a text with mistakes":   {who, 1, []byte("playbook: xianfeng/1\n"), fault.Invalid},
		"another plan":           {who, 1, []byte(strings.Replace(string(same), "id: pingdingshan-2018", "id: other", 1)), fault.Invalid},
		"an old base":            {who, 0, other, fault.Stale},
		"a base of the future":   {who, 2, other, fault.Stale},
		"by a liaison":           {s.As(people.Liaison, "yexian"), 1, other, fault.Forbidden},
		"by a county's office":   {s.AsBody(people.Office, "yexian", "office"), 1, other, fault.Forbidden},
		"by nobody":              {people.Actor{}, 1, other, fault.NotFound},
		"by a viewer of the top": {s.As(people.Viewer, "PDS"), 1, other, fault.Forbidden},
	} {
		if _, err := s.Revisions.Publish(ctx, c.who, s.Campaign, c.base, c.text, ""); !fault.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
	p, err := s.Revisions.Preview(ctx, who, s.Campaign, []byte("playbook: xianfeng/1\n"))
	if err != nil || p.Book != nil || len(p.Problems) < 5 {
		t.Errorf("the preview of mistakes: %v, %d problems", err, len(p.Problems))
	}
	if e, err := s.Revisions.Editions(ctx, who, s.Campaign); err != nil || len(e) != 1 || e[0].Source != "" {
		t.Errorf("editions %v: %v", e, err)
	}
	s.Must(s.Campaigns.Close(ctx, who, s.Campaign, 1))
	if _, err := s.Revisions.Publish(ctx, who, s.Campaign, 1, other, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("a closed campaign: %v", err)
	}
}

// A post's holder in the words of the plan follows the plan; a person whom the
// office has put there stays.
func TestPostsFollowThePlan(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		s.Director()
		names := func(post string) (out []string) {
			all, err := s.Posts.List(t.Context(), office(s), s.Campaign, stage.Date("2018-09-10"))
			s.Must(err)
			for _, p := range all {
				for _, h := range p.Holders {
					if p.Post == post {
						out = append(out, h.Name)
					}
				}
			}
			return out
		}
		publish(t, s, func(x *edit.Text) {
			x.Set("posts/chair/person", "王新组长").Set("posts/office-director/person", "王新主任")
		})
		if got := names("chair"); len(got) != 1 || got[0] != "王新组长" {
			t.Errorf("the leader is %v", got)
		}
		if got := names("office-director"); len(got) != 1 || got[0] != "陈文远" {
			t.Errorf("the director is %v", got)
		}
	})
}
