package preparation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// manyUnits is a province's worth of units.
const manyUnits = 3000

// both is the plan of Pingdingshan over three years, with as many more clauses
// as make 160 and obligations as often as the plan of Huaibei has them.
func both(b *testing.B) []byte {
	b.Helper()
	one, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		b.Fatal(err)
	}
	two, err := playbooks.Open("huaibei-2018")
	if err != nil {
		b.Fatal(err)
	}
	var clauses, obligations strings.Builder
	for i := len(one.Clauses); i < 160; i++ {
		fmt.Fprintf(&clauses, "  L-%d: {at: 八/%d, words: [第%d项], asks: 第%d项工作, later: %s}\n", i, i, i, i, "honour")
	}
	n := 0
	due := map[playbook.Every]string{playbook.Month: "last workday of month", playbook.Quarter: "workday 5 of next quarter", playbook.Year: "workday 10 of next year"}
	for _, ob := range two.Obligations {
		if !ob.Units || ob.Later != "" {
			continue
		}
		n++
		fmt.Fprintf(&obligations, "  more-%d: {title: 第%d项工作, clause: P-15, of: units, forms: progress, to: office, every: %s, due: %s}\n",
			n, n, recurrence(ob.Every), dueOr(due[ob.Every]))
	}
	src := strings.Replace(string(one.Source), "\nclauses:\n", "\nclauses:\n"+clauses.String(), 1)
	src = strings.Replace(src, "\nobligations:\n", "\nobligations:\n"+obligations.String(), 1)
	text, err := edit.Of([]byte(src)).Set("period", "2018-06-01..2021-05-31").Bytes()
	if err != nil {
		b.Fatal(err)
	}
	if _, _, err := playbook.Parse("both", text); err != nil {
		b.Fatal(err)
	}
	return text
}

func recurrence(e playbook.Every) playbook.Every {
	if e == playbook.Any {
		return playbook.Once
	}
	return e
}

func dueOr(rule string) string {
	if rule == "" {
		return "none"
	}
	return rule
}

// BenchmarkLaunch launches a campaign for 3,000 units with 160 clauses and
// duties for three years, one transaction with its audit record.
func BenchmarkLaunch(b *testing.B) {
	source := both(b)
	for name, open := range map[string]func() *store.DB{
		"sqlite":   func() *store.DB { return storetest.SQLite(b) },
		"postgres": func() *store.DB { return storetest.Postgres(b) },
	} {
		b.Run(name, func(b *testing.B) {
			s := province(b, open())
			rows := 0
			for i := 0; b.Loop(); i++ {
				text, err := edit.Of(source).Set("id", fmt.Sprintf("both-%d", i)).Bytes()
				s.Must(err)
				c, err := s.Campaigns.Launch(context.Background(), stage.Program, campaign.Start{Organiser: s.Root, Source: text})
				s.Must(err)
				tally, err := s.Campaigns.Duties(context.Background(), stage.Program, campaign.Filter{Campaign: c.ID, Limit: 1, Counted: true})
				s.Must(err)
				rows = int(tally.Total)
			}
			b.ReportMetric(float64(rows), "duties")
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "duties/s")
		})
	}
}

// BenchmarkPreview counts the same duties for the calendar before a launch.
func BenchmarkPreview(b *testing.B) {
	s := province(b, storetest.SQLite(b))
	p, err := s.Preparations.Upload(context.Background(), people.Program(stage.Program.Origin), s.Root, "both", both(b))
	s.Must(err)
	for b.Loop() {
		_, err := s.Preparations.Preview(context.Background(), stage.Program, p.ID)
		s.Must(err)
	}
}

// province sets a stage with many units and no campaign.
func province(b *testing.B, db *store.DB) *stage.Stage {
	b.Helper()
	s := stage.Empty(b, db)
	s.Root = s.Found("PDS", "平顶山市总工会", organisation.Federation, "", "")
	kinds := []organisation.Category{organisation.County, organisation.Zone, organisation.Industry, organisation.DirectEnterprise}
	for i := range manyUnits {
		s.Found(fmt.Sprintf("u%04d", i), fmt.Sprintf("第%d单位工会", i), kinds[i%len(kinds)], "PDS", "")
	}
	return s
}
