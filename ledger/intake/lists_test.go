package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/lists"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The list of the benchmark, smaller: each planted fault is found at its cell
// and nothing else; mended it is stored; handed in again it changes nothing.
func TestPlantedFaultsAreFoundAndNothingElse(t *testing.T) {
	both(t, func(w *world) {
		office := w.AsBody(people.Office, "PDS", "office")
		for _, c := range []struct{ register, unit, text string }{{"points", "yexian", lists.PointsCSV()}, {"households", "lushan", lists.TakenCSV()}} {
			s := w.hand(office, c.register, c.unit, []byte(c.text))
			w.equal(c.register, w.said(office, s), "")
			w.equal(c.register+" stored", string(w.confirmed(office, s).State), "stored")
		}
		var file bytes.Buffer
		faults, err := lists.Workbook(&file, lists.Shape{Rows: 1200, Faults: 60})
		w.Must(err)
		var want []string
		for _, f := range faults {
			want = append(want, f.Cell+" "+f.Key)
		}
		s := w.hand(office, "households", "yexian", file.Bytes())
		var got []string
		for line := range strings.SplitSeq(w.said(office, s), "\n") {
			line, _, _ = strings.Cut(line, " → ")
			got = append(got, line)
		}
		w.equal("findings", strings.Join(got, "\n"), strings.Join(want, "\n"))
		w.equal("summary", summary(s), "checked: 1200 rows, 1140 new, 0 changed, 0 unchanged, 60 wrong, 60 findings, 6 twice, 6 taken")
		w.equal("households", fmt.Sprint(w.count("households")), "100")

		file.Reset()
		_, err = lists.Workbook(&file, lists.Shape{Rows: 1200})
		w.Must(err)
		s = w.hand(office, "households", "yexian", file.Bytes())
		w.equal("mended", summary(s), "checked: 1200 rows, 1200 new, 0 changed, 0 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
		w.confirmed(office, s)
		w.equal("households", fmt.Sprint(w.count("households")), "1300")
		s = w.hand(office, "households", "yexian", file.Bytes())
		w.equal("again", summary(s), "checked: 1200 rows, 0 new, 0 changed, 1200 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")
	})
}
