package campaign_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
)

func duties(t *testing.T, s *stage.Stage, f campaign.Filter) []campaign.Item {
	t.Helper()
	f.Campaign = s.Campaign
	page, err := s.Campaigns.Duties(t.Context(), stage.Program, f)
	s.Must(err)
	return page.Items
}

func TestLaunchMakesEveryRow(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		monthly := duties(t, s, campaign.Filter{Obligation: "monthly-report"})
		if len(monthly) != 5*31 {
			t.Errorf("%d monthly duties, want 5 units × 31 months", len(monthly))
		}
		meetings := duties(t, s, campaign.Filter{Obligation: "quarterly-meeting"})
		if len(meetings) != 6*10 {
			t.Errorf("%d quarterly meetings, want 5 units and the federation × 10 quarters", len(meetings))
		}
	})
}
