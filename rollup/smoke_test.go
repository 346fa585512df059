package rollup_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

func TestSmoke(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		for _, u := range []string{"yexian", "lushan"} {
			for _, p := range []string{"2018-08", "2018-09"} {
				d := s.Duty(u, "monthly-report", p, "")
				_, err := s.Send(s.As(people.Liaison, u), d.ID, stage.Monthly())
				s.Must(err)
				s.Must(s.Reports.Review(t.Context(), s.AsBody(people.Office, "PDS", "office"), d.ID, report.Finding{Body: "office", Verdict: campaign.Accepted, Version: 1}))
			}
		}
		for _, by := range []rollup.By{rollup.ByUnit, rollup.ByCounty, rollup.ByIndustry, rollup.ByCategory, rollup.ByLine, rollup.ByPeriod, rollup.ByPhase} {
			a, err := s.Figures.Roll(t.Context(), s.As(people.Office, "PDS"), rollup.Question{Campaign: s.Campaign, By: by})
			s.Must(err)
			t.Log(by, a.From, a.To, a.Total)
			for _, g := range a.Groups {
				t.Log(g)
			}
		}
		o, err := s.Figures.Parts(t.Context(), s.As(people.Office, "PDS"), rollup.Question{Campaign: s.Campaign}, "projects")
		s.Must(err)
		t.Log(o.Total, o.Parts)
	})
}
