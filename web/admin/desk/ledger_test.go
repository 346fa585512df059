package desk

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// What is confirmed waits for the office where a quota of the plan counts what
// the office accepted (H-50, H-51), and nowhere else.
func TestH50OnlyWhatAQuotaCountsWaitsForAcceptance(t *testing.T) {
	t.Parallel()
	for id, want := range map[string][]string{"pingdingshan-2018": nil, "huaibei-2018": {"activities accept"}} {
		pb, err := playbooks.Open(id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range book.All(pb) {
			for _, m := range b.Moves {
				for _, state := range m.From {
					if from, _ := b.State(state); m.Hand == register.Office && !m.Reason && from.Counts && waitsFor(b, m, state) {
						got = append(got, b.ID+" "+m.ID)
					}
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q waits for the office, want %q", id, got, want)
		}
	}
}
