package derive_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// course is a random run of a few months in which units record, correct, take
// back and send.
type course struct {
	*world
	r       *rand.Rand
	entries []ledger.EntryID
	sent    map[string]int64 // by unit and period: versions
}

// stretch is where the days of a course lie.
const stretch = 120

func (c *course) day() string { return day("2018-07-01").AddDays(c.r.IntN(stretch)).String() }

func (c *course) pick() ledger.EntryID { return c.entries[c.r.IntN(len(c.entries))] }

// step does one thing that people do.
func (c *course) step() {
	unit := []string{"yexian", "jiaoyu", "xuexiao", "lushan"}[c.r.IntN(4)]
	switch n := c.r.IntN(12); {
	case n < 6 || len(c.entries) == 0:
		c.entries = append(c.entries, c.record(entry{unit: unit, day: c.day(), values: sessions(1 + c.r.IntN(9)), waits: c.r.IntN(4) == 0}))
	case n == 6:
		c.change(c.pick(), "counted_at", c.Now().UnixMilli())
	case n == 7:
		c.change(c.pick(), "counted_at", int64(0))
	case n == 8:
		c.change(c.pick(), "on_day", c.day())
	case n == 9:
		c.change(c.pick(), "line", []string{"skill", "health"}[c.r.IntN(2)])
	default:
		c.sendSome([]string{"yexian", "jiaoyu", "lushan"}[c.r.IntN(3)])
	}
}

// sendSome sends a month that has begun, whichever comes to mind: late, twice,
// before the one before it.
func (c *course) sendSome(unit string) {
	month := 7 + c.r.IntN(int(c.Now().Month())-6)
	period := fmt.Sprintf("2018-%02d", month)
	c.send(unit, period)
	c.sent[unit+period]++
}

// Each entry is in the figures of one period of one unit at most, whatever is
// recorded late, corrected, taken back, sent late or sent again.
func TestNoEntryIsToldOfTwice(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			storetest.Both(t, func(t *testing.T, db *store.DB) {
				newCourse(t, db, seed).run()
			})
		})
	}
}

func newCourse(t *testing.T, db *store.DB, seed uint64) *course {
	t.Helper()
	return &course{world: newWorld(t, db), r: rand.New(rand.NewPCG(seed, 1)), sent: map[string]int64{}}
}

// run takes the course to its end and looks at what was told of each entry.
func (c *course) run() {
	for d := range stretch {
		at := day("2018-07-01").AddDays(d)
		c.At(fmt.Sprintf("%s %02d:%02d", at, 8+c.r.IntN(10), c.r.IntN(60)))
		c.step()
	}
	for key, periods := range c.told() {
		if len(periods) > 1 {
			c.t.Errorf("%s stands in %v", key, periods)
		}
	}
}

// Where all is recorded in time, the months add up to all that was done, and so
// does the quarter.
func TestMonthsAddUpToTheQuarter(t *testing.T) {
	both(t, func(w *world) {
		r := rand.New(rand.NewPCG(3, 3))
		var all, months int64
		for d := day("2018-07-01"); !d.After(day("2018-09-30")); d = d.AddDays(1) {
			w.At(d.String() + " 09:00")
			if r.IntN(3) == 0 {
				n := 1 + r.IntN(9)
				w.record(entry{unit: []string{"yexian", "xuexiao"}[r.IntN(2)], day: d.String(), values: sessions(n)})
				all += int64(n)
			}
			w.At(d.String() + " 17:00")
			for period, last := range map[string]string{"2018-07": "2018-07-31", "2018-08": "2018-08-31", "2018-09": "2018-09-30"} {
				if last == d.String() {
					months += number(w.send("yexian", period).Content.Cells[sessionsCell])
				}
			}
		}
		quarter := number(w.send("yexian", "2018Q3").Content.Cells[sessionsCell])
		if all == 0 || months != all || quarter != all {
			t.Errorf("of %d sessions the months tell %d, the quarter %d", all, months, quarter)
		}
	})
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64) // nothing is 0
	return n
}
