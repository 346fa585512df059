package paper_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// A table of people has as many rows as the plan says, and among them as many
// of a kind: so a playbook says who makes up a team.
func TestCheckCountsATeam(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../playbook/testdata/complete.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(src), "some: {sex: [woman]}, at_least: 1, advises: yes", "some: {sex: [woman]}, at_least: 2", 1)
	pb, _, err := playbook.Parse("team", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sexes string
		want  []string
	}{
		"two women of three":          {"wwm", nil},
		"one woman":                   {"wmm", []string{"people report.check"}},
		"nobody":                      {"", []string{"people report.too_few_rows"}},
		"eleven where ten may be":     {"wwwwwwwwwwm", []string{"people report.too_many_rows"}},
		"women only: no man is among": {"ww", []string{"people report.check"}},
	} {
		cells := map[string]string{}
		for i, s := range c.sexes {
			cells[fmt.Sprintf("people/r%d/sex", i+1)] = map[rune]string{'w': "woman", 'm': "man"}[s]
		}
		all := paper.Check(pb, pb.Obligation("monthly"), pb.Form("report"), paper.Content{Cells: cells}, paper.Span{})
		got := told(slices.DeleteFunc(all, func(f fault.Field) bool { return !strings.HasPrefix(f.Path, "people") }))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}
