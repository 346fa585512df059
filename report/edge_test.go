package report_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

func september(s *stage.Stage, unit string) campaign.DutyID {
	s.T.Helper()
	s.At("2018-09-28 09:00")
	return s.Duty(unit, "monthly-report", "2018-09", "").ID
}

func wantKind(t *testing.T, what string, err error, kind fault.Kind) *fault.Error {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s answers %v, want %s", what, err, kind)
	}
	return fault.From(err)
}

func TestTwoPeopleSaveTheSameDraft(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id, liaison := september(s, "yexian"), s.As(people.Liaison, "yexian")
		first, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: map[string]string{"figures/skill/sessions": "6"}})
		s.Must(err)
		_, err = s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: first.Revision, Cells: map[string]string{"figures/skill/sessions": "7"}})
		s.Must(err)
		_, err = s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: first.Revision, Cells: map[string]string{"figures/skill/sessions": "8"}})
		f := wantKind(t, "a save over an old revision", err, fault.Stale)
		if len(f.Fields) != 1 || f.Fields[0].Path != "figures/skill/sessions" || f.Fields[0].Args[0] != "8" || f.Fields[0].Args[1] != "7" {
			t.Errorf("the difference is %+v, want yours 8 and stored 7", f.Fields)
		}
		e, err := s.Reports.Open(t.Context(), liaison, id)
		s.Must(err)
		if got := e.Content.Cells["figures/skill/sessions"]; got != "7" {
			t.Errorf("stored is %q, want 7", got)
		}
	})
}

func TestTheSameClickTwiceSendsOnce(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id, liaison := september(s, "yexian"), s.As(people.Liaison, "yexian")
		var wg sync.WaitGroup
		versions := make([]report.Version, 8)
		for i := range versions {
			wg.Go(func() {
				var err error
				versions[i], err = s.Reports.Submit(t.Context(), liaison, id, report.Sending{Cells: stage.Monthly(), Key: "one click"})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		e, err := s.Reports.Open(t.Context(), liaison, id)
		s.Must(err)
		if len(e.Versions) != 1 {
			t.Errorf("%d versions, want one", len(e.Versions))
		}
		for _, v := range versions {
			if v.N != 1 {
				t.Errorf("a click was told version %d", v.N)
			}
		}
		other := s.Duty("yexian", "monthly-report", "2018-08", "").ID
		_, err = s.Reports.Submit(t.Context(), liaison, other, report.Sending{Cells: stage.Monthly(), Key: "one click"})
		wantKind(t, "the key used for another report", err, fault.Conflict)
	})
}

func TestWhoMayNotIsRefused(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id := september(s, "yexian")
		for what, c := range map[string]struct {
			who  people.Actor
			want fault.Kind
		}{
			"a foreign liaison":    {s.As(people.Liaison, "lushan"), fault.NotFound},
			"the unit's leader":    {s.As(people.UnitLeader, "yexian"), fault.Forbidden},
			"a viewer of the city": {s.As(people.Viewer, "PDS"), fault.Forbidden},
			"the office":           {s.AsBody(people.Office, "PDS", "office"), fault.Forbidden},
			"an administrator":     {s.As(people.Admin, "PDS"), fault.NotFound},
			"nobody":               {people.Actor{}, fault.NotFound},
		} {
			_, err := s.Reports.Submit(t.Context(), c.who, id, report.Sending{Cells: stage.Monthly()})
			wantKind(t, "sending as "+what, err, c.want)
			_, err = s.Reports.Save(t.Context(), c.who, id, report.Patch{Cells: stage.Monthly()})
			wantKind(t, "saving as "+what, err, c.want)
			err = s.Reports.Review(t.Context(), s.As(people.Liaison, "yexian"), id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted})
			wantKind(t, "a liaison's verdict", err, fault.Forbidden)
		}
	})
}

func TestAllViolationsAtOnceAndNothingStored(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id, liaison := september(s, "yexian"), s.As(people.Liaison, "yexian")
		_, err := s.Send(liaison, id, map[string]string{
			"figures/skill/projects":      "四个",
			"figures/skill/funds_union":   "3.2000001",
			"figures/pairing/households":  "9",
			"figures/employment/sessions": "-1",
			"texts/results":               strings.Repeat("长", 3001),
		})
		f := wantKind(t, "five mistakes and a missing text", err, fault.Invalid)
		var at []string
		for _, v := range f.Fields {
			at = append(at, v.Path)
		}
		slices.Sort(at)
		want := []string{"figures/employment/sessions", "figures/pairing/households", "figures/skill/funds_union",
			"figures/skill/projects", "texts/progress", "texts/results"}
		if !slices.Equal(at, want) {
			t.Errorf("violations at %v, want %v", at, want)
		}
		e, err := s.Reports.Open(t.Context(), liaison, id)
		s.Must(err)
		if e.Newest != 0 || e.Draft.Revision != 0 {
			t.Error("something of a refused report was stored")
		}
		_, err = s.Send(liaison, id, map[string]string{"figures/skill/nothing": "1"})
		if f := wantKind(t, "a cell that is none", err, fault.Invalid); f.Fields[0].Key != "report.unknown_cell" {
			t.Errorf("it says %v", f.Fields)
		}
	})
}

func TestATextMayBeginWithAnExclamationMark(t *testing.T) {
	s := stage.One(t)
	cells := stage.Monthly()
	cells["texts/results"] = "!重要成果"
	if _, err := s.Send(s.As(people.Liaison, "yexian"), september(s, "yexian"), cells); err != nil {
		t.Error(err)
	}
}

func TestReturnedByCellAndSentAgain(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id, liaison, office := september(s, "yexian"), s.As(people.Liaison, "yexian"), s.AsBody(people.Office, "PDS", "office")
		_, err := s.Send(liaison, id, stage.Monthly())
		s.Must(err)
		back := report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请核对",
			Cells: map[string]string{"figures/skill/person_times": "比上期多十倍"}}
		s.Must(s.Reports.Review(t.Context(), office, id, back))
		e, err := s.Reports.Open(t.Context(), liaison, id)
		s.Must(err)
		if e.Comments["figures/skill/person_times"] != "比上期多十倍" {
			t.Errorf("the unit reads the comments %v", e.Comments)
		}
		if got := e.Recipients[0].Wanted; got != stage.Date("2018-10-08") {
			t.Errorf("wanted back by %s, want the third working day 2018-10-08: 29 and 30 September work, the holiday does not", got)
		}
		cells := stage.Monthly()
		cells["figures/skill/person_times"] = "300"
		v, err := s.Send(liaison, id, cells)
		s.Must(err)
		opened, err := s.Reports.Version(t.Context(), office, id, v.N)
		s.Must(err)
		if want := []paper.Difference{{Cell: "figures/skill/person_times", Old: "312", New: "300"}}; !slices.Equal(opened.Changed, want) {
			t.Errorf("the office sees %v changed, want %v", opened.Changed, want)
		}
		err = s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted})
		wantKind(t, "accepting the version before", err, fault.Stale)
		s.Must(s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: 2, Verdict: campaign.Accepted}))
		if st := s.Standing(id); !st.Accepted || st.Word != campaign.WordSent {
			t.Errorf("accepted, it stands %+v", st)
		}
		_, err = s.Send(liaison, id, stage.Monthly())
		wantKind(t, "sending what is accepted", err, fault.Conflict)
	})
}

func TestAReviewIsCheckedAtOnce(t *testing.T) {
	s := stage.One(t)
	id, office := september(s, "yexian"), s.AsBody(people.Office, "PDS", "office")
	err := s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: 0, Verdict: campaign.Accepted})
	wantKind(t, "a verdict before anything was sent", err, fault.Conflict)
	_, err = s.Send(s.As(people.Liaison, "yexian"), id, stage.Monthly())
	s.Must(err)
	err = s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned,
		Wanted: stage.Date("2018-09-27"), Cells: map[string]string{"figures/none/x": "?", "texts/progress": " "}})
	f := wantKind(t, "a return without reason, into the past, on a cell that is none", err, fault.Invalid)
	if len(f.Fields) != 4 {
		t.Errorf("%d violations, want 4: %v", len(f.Fields), f.Fields)
	}
}

func TestHandedBackToTheLiaison(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id := s.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
		liaison, leader := s.As(people.Liaison, "yexian"), s.As(people.UnitLeader, "yexian")
		rev, err := handUp(t, s, "yexian", id, plan("2018", "2019", "2020"))
		s.Must(err)
		_, err = s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: rev, Cells: map[string]string{"plan/text": "改"}})
		wantKind(t, "changing what awaits the signature", err, fault.Conflict)
		wantKind(t, "handing back without a reason", s.Reports.HandBack(t.Context(), leader, id, rev, " "), fault.Invalid)
		s.Must(s.Reports.HandBack(t.Context(), leader, id, rev, "目标偏低"))
		_, err = s.Reports.Submit(t.Context(), leader, id, report.Sending{Revision: rev + 1})
		wantKind(t, "signing what was not handed up", err, fault.Conflict)
		_, err = s.Reports.Submit(t.Context(), liaison, id, report.Sending{Revision: rev + 1})
		wantKind(t, "the liaison sending what the leader signs", err, fault.Forbidden)
	})
}

func TestAttachmentsAreCheckedAndKept(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		id, liaison := september(s, "yexian"), s.As(people.Liaison, "yexian")
		_, err := s.Reports.Attach(t.Context(), liaison, id, 0, "papers/evidence", "说明.pdf", strings.NewReader("not a pdf"))
		wantKind(t, "a file that is not what its name says", err, fault.Invalid)
		_, err = s.Reports.Attach(t.Context(), liaison, id, 0, "papers/nothing", "说明.pdf", strings.NewReader(stage.PDF))
		wantKind(t, "a slot that is none", err, fault.Invalid)
		_, err = s.Reports.Attach(t.Context(), liaison, id, 0, "papers/evidence", "大.pdf", strings.NewReader(stage.PDF+strings.Repeat(" ", report.MaxFile)))
		wantKind(t, "a file over 20 MiB", err, fault.TooLarge)
		d, err := s.Reports.Attach(t.Context(), liaison, id, 0, "papers/evidence", "说明.pdf", strings.NewReader(stage.PDF))
		s.Must(err)
		file := d.Content.Files["papers/evidence"][0].ID
		_, _, err = s.Reports.File(t.Context(), s.As(people.Liaison, "lushan"), file)
		wantKind(t, "a foreign unit's download", err, fault.NotFound)
		office := s.AsBody(people.Office, "PDS", "office")
		_, _, err = s.Reports.File(t.Context(), office, file)
		wantKind(t, "the office's download of what was not sent", err, fault.NotFound)
		if e, err := s.Reports.Open(t.Context(), office, id); err != nil || !e.Content.Empty() || e.Draft.Revision != 0 {
			t.Errorf("the office reads the unit's draft: %+v, %v", e.Content, err)
		}
		saved, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: d.Revision, Cells: stage.Monthly()})
		s.Must(err)
		_, err = s.Reports.Submit(t.Context(), liaison, id, report.Sending{Revision: saved.Revision})
		s.Must(err)
		a, content, err := s.Reports.File(t.Context(), office, file)
		s.Must(err)
		s.Must(content.Close())
		if a.Name != "说明.pdf" || a.Type != "pdf" || a.Size != int64(len(stage.PDF)) {
			t.Errorf("kept %+v", a)
		}
		d, err = s.Reports.Detach(t.Context(), liaison, id, 0, file)
		s.Must(err)
		if len(d.Content.Files) != 0 {
			t.Errorf("the draft still names %v", d.Content.Files)
		}
		v, err := s.Reports.Version(t.Context(), office, id, 1)
		s.Must(err)
		if len(v.Version.Content.Files["papers/evidence"]) != 1 {
			t.Error("the sent version lost its file")
		}
	})
}
