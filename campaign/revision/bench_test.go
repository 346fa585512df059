package revision_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// BenchmarkPublish publishes a version that moves 36 monthly deadlines of 3,000
// units, and then the next one that moves them back: as many signed readings do.
func BenchmarkPublish(b *testing.B) {
	for name, open := range map[string]func() *store.DB{
		"sqlite":   func() *store.DB { return storetest.SQLite(b) },
		"postgres": func() *store.DB { return storetest.Postgres(b) },
	} {
		b.Run(name, func(b *testing.B) {
			s := stage.Empty(b, open())
			s.Root = s.Found("PDS", "平顶山市总工会", organisation.Federation, "", "")
			kinds := []organisation.Category{organisation.County, organisation.Zone, organisation.Industry, organisation.DirectEnterprise}
			for i := range 3000 {
				s.Found(fmt.Sprintf("u%04d", i), fmt.Sprintf("第%d单位工会", i), kinds[i%len(kinds)], "PDS", "")
			}
			pb, err := playbooks.Open("pingdingshan-2018")
			s.Must(err)
			text, err := edit.Of(pb.Source).Set("period", "2018-06-01..2021-05-31").Bytes()
			s.Must(err)
			c, err := s.Campaigns.Launch(context.Background(), stage.Program, campaign.Start{Organiser: s.Root, Source: text})
			s.Must(err)
			base := c.Version
			b.ResetTimer()
			for i := range b.N {
				next, err := edit.Of(text).Due("monthly-report", fmt.Sprintf("day %d of month", 25+i%2)).Bytes()
				s.Must(err)
				p, err := s.Revisions.Preview(context.Background(), stage.Program, c.ID, next)
				s.Must(err)
				e, err := s.Revisions.Publish(context.Background(), stage.Program, c.ID, base, next, "")
				s.Must(err)
				base = e.Version
				b.ReportMetric(float64(p.Duties), "duties")
			}
		})
	}
}
