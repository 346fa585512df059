package revision_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/campaign/revision/effect"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
)

// sign settles a reading as the contest's office does, having seen what that
// will do.
func sign(t *testing.T, s *stage.Stage, reading, option string) (revision.Preview, campaign.Edition) {
	t.Helper()
	who, d := s.AsBody(people.Office, "HB", "office"), revision.Decision{Option: option}
	p, err := s.Revisions.PreviewReading(t.Context(), who, s.Campaign, reading, d)
	s.Must(err)
	e, err := s.Revisions.Sign(t.Context(), who, s.Campaign, p.Base, reading, d)
	s.Must(err)
	s.Must(s.Campaigns.Upkeep(t.Context(), stage.Program, s.Campaign))
	return p, e
}

// TestH52TheQuarterlyDateFollowsItsReading: by the default of N-H1 the first
// quarter of 2019 is due on 2019-03-29 and shown as «按解释»; when the office
// signs the other option, open periods move and no others.
func TestH52TheQuarterlyDateFollowsItsReading(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-05-06 09:00")
		r, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		if rd := r.Book.Reading("N-H1"); rd.Signed() || rd.Decision != "每季最后一个工作日" {
			t.Errorf("before anybody signed N-H1 says %q, signed %t", rd.Decision, rd.Signed())
		}
		wantDue(t, s, "kuangye", "quarterly-report", "2019Q1", due{"2019-03-29", "", 1})
		wantDue(t, s, "kuangye", "quarterly-report", "2019Q2", due{"2019-06-28", "", 1})
		p, e := sign(t, s, "N-H1", "tenth-of-next")
		wantDue(t, s, "kuangye", "quarterly-report", "2019Q1", due{"2019-03-29", "", 1})
		wantDue(t, s, "kuangye", "quarterly-report", "2019Q2", due{"2019-07-10", "", 2})
		wantDue(t, s, "suixi", "quarterly-report", "2019Q3", due{"2019-10-10", "", 2})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Moved || p.Effects[0].Periods[0] != "2019Q2" || p.Units != 3 {
			t.Errorf("%+v", p.Effects)
		}
		if e.Version != 2 || e.Note != "释义 N-H1：次月10日" {
			t.Errorf("published as %d: %q", e.Version, e.Note)
		}
		r, err = s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		if rd := r.Book.Reading("N-H1"); rd.By != "office" || rd.On != stage.Date("2019-05-06") || rd.Chosen != "tenth-of-next" {
			t.Errorf("signed as %+v", rd)
		}
	})
}

// TestH76TheFirstPeriodFollowsItsReading: signed for this year while the quarter
// is still open, N-H2 asks for the fourth quarter of 2018 too; signed when it is
// over, it asks for nothing that would be overdue at once.
func TestH76TheFirstPeriodFollowsItsReading(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-12-10 09:00")
		p, _ := sign(t, s, "N-H2", "this-year")
		wantDue(t, s, "kuangye", "quarterly-report", "2018Q4", due{"2018-12-29", "", 2})
		wantDue(t, s, "kuangye", "quarterly-report", "2019Q1", due{"2019-03-29", "", 2})
		if len(p.Effects) != 1 || p.Effects[0].Kind != effect.Added || len(p.Effects[0].Periods) != 1 {
			t.Errorf("%+v", p.Effects)
		}
		p, _ = sign(t, s, "N-H2", "next-year")
		wantDue(t, s, "kuangye", "quarterly-report", "2018Q4", due{"2018-12-29", "方案第3版不再要求", 2})
		s.At("2019-02-11 09:00")
		p, _ = sign(t, s, "N-H2", "this-year")
		wantDue(t, s, "kuangye", "quarterly-report", "2018Q4", due{"2018-12-29", "方案第3版不再要求", 2})
		if len(p.Effects) != 0 {
			t.Errorf("%+v", p.Effects)
		}
	})
}

// N-H14: whether the units of group A report by the quarter too.
func TestH52WhoReportsFollowsItsReading(t *testing.T) {
	s := stage.OneHuaibei(t)
	s.At("2019-04-10 09:00")
	sign(t, s, "N-H14", "direct-only")
	wantDue(t, s, "suixi", "quarterly-report", "2019Q1", due{"2019-03-29", "", 1})
	wantDue(t, s, "suixi", "quarterly-report", "2019Q2", due{"2019-06-28", "方案第2版不再要求", 1})
	wantDue(t, s, "kuangye", "quarterly-report", "2019Q2", due{"2019-06-28", "", 2})
	sign(t, s, "N-H14", "both")
	wantDue(t, s, "suixi", "quarterly-report", "2019Q2", due{"2019-06-28", "", 3})
}

// A reading is signed by a body of the plan, by one of its options.
func TestWhoSignsAReading(t *testing.T) {
	s := stage.OneHuaibei(t)
	office, ctx := s.AsBody(people.Office, "HB", "office"), t.Context()
	for what, c := range map[string]struct {
		who     people.Actor
		reading string
		d       revision.Decision
		want    fault.Kind
	}{
		"an unknown reading":      {office, "N-X", revision.Decision{Option: "x"}, fault.NotFound},
		"an unknown option":       {office, "N-H1", revision.Decision{Option: "x"}, fault.Invalid},
		"words where options are": {office, "N-H1", revision.Decision{Option: "tenth-of-next", Words: "另议"}, fault.Invalid},
		"nothing":                 {office, "N-H1", revision.Decision{}, fault.Invalid},
		"an office without body":  {s.As(people.Office, "HB"), "N-H1", revision.Decision{Option: "tenth-of-next"}, fault.Forbidden},
		"a county":                {s.AsBody(people.Office, "suixi", "office"), "N-H1", revision.Decision{Option: "tenth-of-next"}, fault.Forbidden},
	} {
		if _, err := s.Revisions.Sign(ctx, c.who, s.Campaign, 1, c.reading, c.d); !fault.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
		if _, err := s.Revisions.PreviewReading(ctx, c.who, s.Campaign, c.reading, c.d); !fault.Is(err, c.want) {
			t.Errorf("the preview of %s: %v, want %v", what, err, c.want)
		}
	}
}

// The text that somebody works on is their own, and gone once it is published.
func TestDraft(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, who := t.Context(), office(s)
		d, err := s.Revisions.Draft(ctx, who, s.Campaign)
		s.Must(err)
		if d.Base != 1 || !d.Saved.IsZero() || len(d.Source) < 1000 {
			t.Errorf("without a draft: base %d, %d bytes", d.Base, len(d.Source))
		}
		text := changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
		s.Must(s.Revisions.SaveDraft(ctx, who, s.Campaign, 1, []byte("half")))
		s.Must(s.Revisions.SaveDraft(ctx, who, s.Campaign, 1, text))
		if d, err = s.Revisions.Draft(ctx, who, s.Campaign); err != nil || d.Source != string(text) || d.Saved.IsZero() {
			t.Errorf("the draft: %v, %d bytes", err, len(d.Source))
		}
		other := s.AsBody(people.OfficeDirector, "PDS", "office")
		if d, err = s.Revisions.Draft(ctx, other, s.Campaign); err != nil || !d.Saved.IsZero() {
			t.Errorf("another account has the draft of %s: %v", d.Account, err)
		}
		for what, err := range map[string]error{
			"a base of the future": s.Revisions.SaveDraft(ctx, who, s.Campaign, 2, text),
			"too large a text":     s.Revisions.SaveDraft(ctx, who, s.Campaign, 1, make([]byte, 1<<20+1)),
		} {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := s.Revisions.SaveDraft(ctx, s.As(people.Liaison, "yexian"), s.Campaign, 1, text); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a liaison's draft: %v", err)
		}
		_, err = s.Revisions.Publish(ctx, who, s.Campaign, 1, text, "")
		s.Must(err)
		if d, err = s.Revisions.Draft(ctx, who, s.Campaign); err != nil || d.Base != 2 || !d.Saved.IsZero() {
			t.Errorf("after publishing: base %d, saved %s: %v", d.Base, d.Saved, err)
		}
		s.Must(s.Revisions.SaveDraft(ctx, who, s.Campaign, 2, text))
		s.Must(s.Revisions.DropDraft(ctx, who, s.Campaign))
		if d, err = s.Revisions.Draft(ctx, who, s.Campaign); err != nil || !d.Saved.IsZero() {
			t.Errorf("after dropping it: saved %s: %v", d.Saved, err)
		}
	})
}

// What may be filed at any time stays open through a new version, however often
// it was filed before (H-33).
func TestWhatIsFiledAtAnyTimeStaysOpen(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-05-06 09:00")
		liaison := s.As(people.Liaison, "suixi")
		_, err := s.Send(liaison, s.Duty("suixi", "self-check", "any-0001", "").ID, map[string]string{"stage/period": "第一季度", "findings/summary": "已自查"})
		s.Must(err)
		sign(t, s, "N-H1", "tenth-of-next")
		next := s.Duty("suixi", "self-check", "any-0002", "")
		if next.Excused != "" {
			t.Fatalf("the second filing is excused: %s", next.Excused)
		}
		if sent := s.Duty("suixi", "self-check", "any-0001", ""); sent.Excused != "" || sent.Newest != 1 {
			t.Errorf("the first filing is %+v", sent.Duty)
		}
		_, err = s.Send(liaison, next.ID, map[string]string{"stage/period": "第二季度", "findings/summary": "已自查"})
		s.Must(err)
	})
}
