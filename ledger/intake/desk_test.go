package intake_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/people"
)

// However many lists others hand in, a unit finds its own ones, page by page,
// each once, the newest first.
func TestAUnitFindsItsOlderImports(t *testing.T) {
	both(t, func(w *world) {
		w.Idle.Store(true)
		hand := func(who people.Actor, unit string, n int) {
			for i := range n {
				_, err := w.Intake.HandIn(w.t.Context(), who, intake.Handed{Campaign: w.Campaign, Register: "honourees", Unit: w.Unit(unit), Name: fmt.Sprintf("%s-%d.csv", unit, i)},
					bytes.NewReader([]byte("姓名\n张三\n")))
				w.Must(err)
			}
		}
		yexian, lushan, school := w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan"), w.As(people.Grassroots, "xuexiao")
		hand(school, "xuexiao", 1)
		hand(yexian, "yexian", 2)
		hand(lushan, "lushan", 51)

		listed := func(who people.Actor) (pages []int, names []string) {
			for before := intake.ID(""); ; {
				d, err := w.Intake.Desk(w.t.Context(), who, w.Campaign, "honourees", before)
				w.Must(err)
				pages = append(pages, len(d.Imports))
				for _, m := range d.Imports {
					names = append(names, m.Name)
				}
				if !d.More {
					return pages, names
				}
				before = d.Imports[len(d.Imports)-1].ID
			}
		}
		_, names := listed(yexian)
		w.equal("the county's and those below", fmt.Sprint(names), "[yexian-1.csv yexian-0.csv xuexiao-0.csv]")
		_, names = listed(school)
		w.equal("the school's", fmt.Sprint(names), "[xuexiao-0.csv]")
		pages, names := listed(lushan)
		w.equal("pages", fmt.Sprint(pages), "[50 1]")
		w.equal("ends", names[0]+" "+names[50], "lushan-50.csv lushan-0.csv")
		pages, _ = listed(w.AsBody(people.Office, "PDS", "office"))
		w.equal("the office", fmt.Sprint(pages), "[50 4]")
	})
}
