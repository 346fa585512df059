package ledger_test

import (
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// long stores so many activities, one person-time each, that a list of them is
// not counted for every page: every second one of 叶县, every tenth a nursery.
func (w *world) long(n int) {
	w.t.Helper()
	running, err := w.Campaigns.Look(w.t.Context(), stage.Program, w.Campaign)
	w.Must(err)
	activities, _ := book.For(running.Book, "activities")
	var entries []ledger.Entry
	var marks []ledger.Marks
	for i := range n {
		e := ledger.Entry{ID: ident.New[ledger.EntryID](), Root: w.Root, Campaign: w.Campaign, Register: "activities", Unit: w.Unit([]string{"yexian", "lushan"}[i%2]),
			State: "confirmed", Counted: w.Now(), Created: w.Now(), Changed: w.Now(), On: stage.Date("2018-07-01").AddDays(i % 60), Revision: 1, Line: "skill"}
		e.Title = fmt.Sprintf("大棚培训%d", i)
		if i%10 == 0 {
			e.Title = fmt.Sprintf("育苗培训%d", i)
		}
		e.Values = map[string]string{"name": e.Title, "line": e.Line, "day": e.On.String(), "person_times": "1"}
		entries, marks = append(entries, e), append(marks, ledger.MarksOf(activities, e, ""))
	}
	w.Must(w.DB.Update(w.t.Context(), func(tx *store.Tx) error {
		if err := tx.InsertEntries(entries, marks); err != nil {
			return err
		}
		return tx.Record(w.Now(), audit.Origin{}, audit.Act{Name: "ledger.import"})
	}))
}

// A list that is too long to be counted for every page says of how many it is
// sure; asked for, it says all, and what they add up to.
func TestLongListSaysHowManyItIsSureOf(t *testing.T) {
	both(t, func(w *world) {
		const all = ledger.MaxLook + 400
		w.long(all)
		office, county := w.As(people.Office, "PDS"), w.As(people.Liaison, "yexian")
		for _, c := range []struct {
			name  string
			who   people.Actor
			query ledger.Query
			want  int64
			sure  int64 // at least so many at once, 0: all
		}{
			{"everything", office, ledger.Query{}, all, ledger.MaxLook},
			{"everything, by the title", office, ledger.Query{Sort: ledger.SortTitle}, all, ledger.MaxLook},
			{"a common word", office, ledger.Query{Text: "大棚"}, all * 9 / 10, ledger.MaxLook / 2},
			{"a line that all have", office, ledger.Query{Line: "skill"}, all, ledger.MaxLook},
			{"a rare word", office, ledger.Query{Text: "育苗"}, all / 10, 0},
			{"two words", office, ledger.Query{Text: "育苗 培训"}, all / 10, 0},
			{"one day", office, ledger.Query{From: stage.Date("2018-07-03"), To: stage.Date("2018-07-03")}, all / 60, 0},
			{"what is not there", office, ledger.Query{States: []string{"returned"}}, 0, 0},
			{"its own", county, ledger.Query{}, all / 2, 0},
			{"its own, by unit", county, ledger.Query{Sort: ledger.SortUnit}, all / 2, 0},
			{"its own of a word", county, ledger.Query{Text: "育苗"}, all / 10, 0},
			{"those of another", county, ledger.Query{Below: []organisation.UnitID{w.Unit("lushan")}}, 0, 0},
			{"those of a county", office, ledger.Query{Below: []organisation.UnitID{w.Unit("lushan")}}, all / 2, 0},
		} {
			c.query.Campaign, c.query.Register, c.query.Totals = w.Campaign, "activities", true
			p, err := w.Ledger.List(t.Context(), c.who, c.query)
			w.Must(err)
			switch {
			case c.sure == 0 && (p.Total.More || p.Total.Count != c.want || p.Total.Sums["person_times"] != c.want):
				t.Errorf("%s: %+v, want %d of each", c.name, p.Total, c.want)
			case c.sure > 0 && (!p.Total.More || p.Total.Count < c.sure || p.Total.Count > c.want || len(p.Total.Sums) > 0):
				t.Errorf("%s: %+v, want %d or more", c.name, p.Total, c.sure)
			}
			c.query.Whole = true
			p, err = w.Ledger.List(t.Context(), c.who, c.query)
			w.Must(err)
			if p.Total.More || p.Total.Count != c.want || p.Total.Sums["person_times"] != c.want {
				t.Errorf("%s, counted to the end: %+v, want %d", c.name, p.Total, c.want)
			}
		}
	})
}
