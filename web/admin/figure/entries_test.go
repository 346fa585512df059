package figure

import (
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/report/trace"
)

// Every entry of a sum is on one of its pages, the newest first.
func TestEntriesOfASumAreAllReached(t *testing.T) {
	t.Parallel()
	var all []trace.Traced
	for i := range 7 {
		all = append(all, trace.Traced{Entry: ledger.Entry{ID: ledger.EntryID(fmt.Sprint(i))}})
	}
	seen, after := "", ""
	for pages := 1; ; pages++ {
		some, next := paged(all, after, 3)
		for _, e := range some {
			seen += string(e.ID)
		}
		if after = next; next == "" {
			break
		}
		if pages > 3 {
			t.Fatal("the pages do not end")
		}
	}
	if seen != "6543210" {
		t.Errorf("the pages list %s", seen)
	}
	if some, next := paged(all[:3], "gone", 3); len(some) != 3 || next != "" {
		t.Errorf("a page of just as many lists %d and goes on with %q", len(some), next)
	}
}
