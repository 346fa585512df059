package rollup_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

var (
	bys    = []rollup.By{rollup.ByUnit, rollup.ByCounty, rollup.ByIndustry, rollup.ByCategory, rollup.ByLine, rollup.ByPeriod, rollup.ByPhase}
	asOfs  = []rollup.AsOf{rollup.Then, rollup.Today}
	states = []rollup.State{rollup.Accepted, rollup.Sent}
)

// Whatever happened, sums are what a recount of the reports gives, on every
// node; they open to their parts, and groups add up to the whole.
func TestSumsEqualARecount(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			storetest.Both(t, func(t *testing.T, db *store.DB) {
				w := newWorld(t, db, seed)
				for month := 6; month <= 11; month++ {
					w.month(month)
					if month >= 8 {
						w.compare(month)
					}
				}
			})
		})
	}
}

// compare asks everything there is to ask.
func (w *world) compare(month int) {
	facts := w.facts()
	newest := fmt.Sprintf("2018-%02d", month)
	for _, by := range bys {
		for _, asOf := range asOfs {
			for _, state := range states {
				for _, stretch := range [][2]string{{"2018-06", newest}, {"2018-07", "2018-08"}, {newest, newest}} {
					w.check(ask{by, asOf, state, stretch[0], stretch[1]}, facts)
				}
			}
		}
	}
}

func (w *world) check(a ask, facts []fact) {
	w.T.Helper()
	q := a.question(w)
	got := w.roll(w.Figures, q)
	other := w.roll(w.other, q)
	if text(got.Groups) != text(other.Groups) || text(got.Total) != text(other.Total) {
		w.T.Fatalf("%+v: two nodes answer differently", a)
	}
	every := func(fact) bool { return true }
	w.same(a, "total", got.Total, a.expect(facts, "*", every, every))
	owed := 0
	for _, g := range got.Groups {
		mine := func(f fact) bool { return w.key(a, f) == g.Key }
		window, line := every, "*"
		switch a.by {
		case rollup.ByLine:
			mine, line = every, g.Key
		case rollup.ByPeriod, rollup.ByPhase:
			window = mine
		}
		w.same(a, g.Key, g, a.expect(facts, line, mine, window))
		w.narrowed(a, q, g)
		owed += g.Owed
	}
	if a.by != rollup.ByLine && owed != got.Total.Owed {
		w.T.Errorf("%+v: groups owe %d of %d", a, owed, got.Total.Owed)
	}
	w.opened(a, q, got)
	w.addUp(a, got)
}

func (w *world) roll(s *rollup.Service, q rollup.Question) rollup.Answer {
	w.T.Helper()
	got, err := s.Roll(w.T.Context(), stage.Program, q)
	w.Must(err)
	return got
}

// same compares a group with its recount; the kinds are not the recount's.
func (w *world) same(a ask, name string, got, want rollup.Group) {
	w.T.Helper()
	if got.Owed != want.Owed || got.Reports != want.Reports {
		w.T.Errorf("%+v %s: %d reports of %d, want %d of %d", a, name, got.Reports, got.Owed, want.Reports, want.Owed)
	}
	for i, s := range want.Sums {
		s.Kind = got.Sums[i].Kind
		if got.Sums[i] != s {
			w.T.Errorf("%+v %s %s: %+v, want %+v", a, name, ways[i].id, got.Sums[i], s)
		}
	}
}

// narrowed asks for a group alone.
func (w *world) narrowed(a ask, q rollup.Question, g rollup.Group) {
	w.T.Helper()
	q.In = []rollup.Member{{By: a.by, Key: g.Key}}
	alone := w.roll(w.Figures, q).Total
	alone.Key = g.Key
	if text(alone) != text(g) {
		w.T.Errorf("%+v: the group %q alone is %s, among the others %s", a, g.Key, text(alone), text(g))
	}
}

// opened adds the parts of each total up.
func (w *world) opened(a ask, q rollup.Question, got rollup.Answer) {
	w.T.Helper()
	for i, m := range got.Measures {
		o, err := w.Figures.Parts(w.T.Context(), stage.Program, q, m.ID)
		w.Must(err)
		var sum int64
		n := 0
		for _, p := range o.Parts {
			if p.Counted {
				sum += p.Value
				n++
			}
		}
		if s := got.Total.Sums[i]; s.Parts != n || s.Known && s.N != sum || o.Total.Sums[0] != s {
			w.T.Errorf("%+v %s: %d parts add up to %d, the sum is %+v", a, m.ID, n, sum, s)
		}
	}
}

// addUp adds the groups of what adds everywhere.
func (w *world) addUp(a ask, got rollup.Answer) {
	w.T.Helper()
	for i, m := range got.Measures {
		if m.ID != "flow" && (m.ID != "stock" || a.by == rollup.ByPeriod || a.by == rollup.ByPhase) {
			continue
		}
		var sum int64
		for _, g := range got.Groups {
			sum += g.Sums[i].N
		}
		if sum != got.Total.Sums[i].N {
			w.T.Errorf("%+v %s: the groups add up to %d, the total is %d", a, m.ID, sum, got.Total.Sums[i].N)
		}
	}
}

func text(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
