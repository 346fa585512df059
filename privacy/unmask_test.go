package privacy_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
)

// Values in clear are answered after the reading is recorded with its reason,
// and listed for who may read the record: masked.
func TestUnmaskRecordsWhoReadWhat(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, office := t.Context(), s.AsBody(people.Office, "PDS", "office")
		p, err := s.Units.RegisterPerson(ctx, stage.Program, organisation.Registration{Unit: s.Root, Name: "张建国", Phone: "13800138000"})
		s.Must(err)
		ask := privacy.Ask{Person: p.ID, Campaign: string(s.Campaign), Fields: []privacy.Field{privacy.Phone}, Reason: "通知参加座谈会"}
		got, err := s.Privacy.Unmask(ctx, office, ask)
		s.Must(err)
		if len(got.Values) != 1 || got.Values[privacy.Phone] != "13800138000" {
			t.Errorf("answered %v, want the phone alone", got.Values)
		}
		all, err := s.Privacy.Readings(ctx, office, audit.Filter{Limit: 10})
		s.Must(err)
		if len(all) != 1 || all[0].Masked != "张**" || all[0].Reason != ask.Reason || all[0].Login != office.Login || all[0].Fields[0] != privacy.Phone {
			t.Errorf("read: %+v", all)
		}
		for name, c := range map[string]struct {
			who  people.Actor
			ask  func(*privacy.Ask)
			want fault.Kind
		}{
			"no reason":         {office, func(a *privacy.Ask) { a.Reason = " " }, fault.Invalid},
			"a long reason":     {office, func(a *privacy.Ask) { a.Reason = strings.Repeat("长", 201) }, fault.Invalid},
			"a number in it":    {office, func(a *privacy.Ask) { a.Reason = "回拨 138 0013 8000" }, fault.Invalid},
			"nothing":           {office, func(a *privacy.Ask) { a.Fields = nil }, fault.Invalid},
			"an unknown value":  {office, func(a *privacy.Ask) { a.Fields = []privacy.Field{"income"} }, fault.Invalid},
			"a county's person": {s.As(people.Liaison, "yexian"), func(*privacy.Ask) {}, fault.NotFound},
			"a viewer":          {s.As(people.Viewer, "PDS"), func(*privacy.Ask) {}, fault.Forbidden},
			"an unknown person": {office, func(a *privacy.Ask) { a.Person = "nobody" }, fault.NotFound},
			"an unknown entry":  {office, func(a *privacy.Ask) { a.Entry = "nothing" }, fault.NotFound},
		} {
			again := ask
			c.ask(&again)
			if got, err := s.Privacy.Unmask(ctx, c.who, again); !fault.Is(err, c.want) || got.Values != nil {
				t.Errorf("%s: %v, %v, want %s", name, got, err, c.want)
			}
		}
		if again, err := s.Privacy.Readings(ctx, office, audit.Filter{Limit: 10}); err != nil || len(again) != 1 {
			t.Errorf("refusals were recorded as readings: %d, %v", len(again), err)
		}
		if _, err := s.Privacy.Readings(ctx, s.As(people.Liaison, "yexian"), audit.Filter{Limit: 10}); err == nil {
			t.Error("a liaison reads who read what")
		}
	})
}

// A file with personal numbers goes out with a reason alone, and is listed.
func TestHandOutIsRecorded(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx, office := t.Context(), s.AsBody(people.Office, "PDS", "office")
		file := privacy.Handout{Campaign: string(s.Campaign), File: "结对清单.xlsx", Found: 3, Reason: "送审计组核对"}
		s.Must(s.Privacy.HandOut(ctx, office, file))
		all, err := s.Privacy.Readings(ctx, office, audit.Filter{Act: privacy.ActHandOut, Limit: 10})
		s.Must(err)
		if len(all) != 1 || all[0].File != file.File || all[0].Found != 3 || all[0].Reason != file.Reason {
			t.Errorf("handed out: %+v", all)
		}
		if err := s.Privacy.HandOut(ctx, s.As(people.Viewer, "PDS"), file); err == nil {
			t.Error("a viewer hands personal numbers out")
		}
		file.Reason = ""
		if err := s.Privacy.HandOut(ctx, office, file); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
	})
}
