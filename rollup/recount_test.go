package rollup_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
)

// The recount compares everything that is kept of a duty with the database,
// whether it was reported or not.
func TestRecountComparesWholeDuties(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	sent, owed := w.sends("c0", "2018-09", "grid/skill/flow=1"), w.Duty("c1", "monthly", "2018-09", "").ID
	recount := func() (found []string) {
		t.Helper()
		got, err := w.Figures.Recount(t.Context(), stage.Program, w.Campaign)
		w.Must(err)
		for _, d := range got.Differences {
			found = append(found, fmt.Sprint(d.Unit, " ", d.Period, " ", d.Where, " ", d.Field, d.Cell, " ", d.Is, " ", d.Should))
		}
		if got.Count != len(found) || got.Versions != 1 {
			t.Errorf("%d differences in %d versions, %d are told", got.Count, got.Versions, len(found))
		}
		return found
	}
	w.roll(w.Figures, rollup.Question{Campaign: w.Campaign})
	if found := recount(); len(found) > 0 {
		t.Fatalf("found %v", found)
	}
	w.Must(w.DB.Update(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE duty SET category = 'grassroots', county_id = $1, industry_id = $2, excused = '停产', nil_report = 1, accepted = 0, due_on = ''
			WHERE id = $3`, string(w.Unit("c1")), string(w.Unit("i0")), string(sent))
		w.Must(err)
		_, err = tx.Exec("UPDATE duty SET county_id = '' WHERE id = $1", string(owed))
		return err
	}))
	want := []string{
		"c0 2018-09 kept accepted 1 0", "c0 2018-09 kept category county grassroots", "c0 2018-09 kept county c0 c1", "c0 2018-09 kept due 2018-09-30 ",
		"c0 2018-09 kept excused 0 1", "c0 2018-09 kept industry  i0", "c0 2018-09 kept nil 0 1", "c1 2018-09 kept county c1 ",
	}
	if found := recount(); !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}
