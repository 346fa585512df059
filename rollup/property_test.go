package rollup_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
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

// compare asks everything there is to ask of all units, and much of some.
func (w *world) compare(month int) {
	facts := w.facts()
	for range 25 {
		w.check(w.narrowAsk(month), facts)
	}
	newest := fmt.Sprintf("2018-%02d", month)
	for _, by := range bys {
		for _, asOf := range asOfs {
			for _, state := range states {
				for _, stretch := range [][2]string{{"2018-06", newest}, {"2018-07", "2018-08"}} {
					w.check(ask{by: by, asOf: asOf, state: state, from: stretch[0], to: stretch[1]}, facts)
				}
			}
		}
	}
}

// narrowAsk draws a question of somebody for some of the units or lines.
func (w *world) narrowAsk(month int) ask {
	from := 6 + w.dice.IntN(month-5)
	a := ask{by: bys[w.dice.IntN(len(bys))], asOf: asOfs[w.dice.IntN(2)], state: states[w.dice.IntN(2)],
		from: fmt.Sprintf("2018-%02d", from), to: fmt.Sprintf("2018-%02d", from+w.dice.IntN(month-from+1))}
	switch w.dice.IntN(5) {
	case 0:
		a.role, a.at = people.Office, "CITY"
	case 1:
		a.role, a.at = people.Liaison, w.oneOf("c0", "c1", "i0", "i1")
	case 2:
		a.role, a.at = people.UnitLeader, w.oneOf(w.codes...)
	case 3:
		a.role, a.at = people.Viewer, w.oneOf("c0", "i1", "g0", "g1")
	}
	if w.chance(80) {
		a.unit = w.oneOf("CITY", "c0", "c1", "i0", "i1", "g0", "g1")
	}
	if a.unit != "" && !w.sees(a, a.unit) {
		a.unit = a.at
	}
	if w.chance(50) {
		a.hierarchy = []organisation.Hierarchy{organisation.ByCounty, organisation.ByIndustry}[w.dice.IntN(2)]
	}
	if w.chance(20) {
		a.category = []organisation.Category{organisation.County, organisation.Industry, organisation.Grassroots}[w.dice.IntN(3)]
	}
	if w.chance(30) {
		a.line = w.oneOf("skill", "goods", "jobs")
	}
	return a
}

func (w *world) check(a ask, facts []fact) {
	w.T.Helper()
	q := a.question(w)
	who := w.who(a)
	got := w.asked(w.Figures, who, q)
	other := w.asked(w.other, who, q)
	if text(got.Groups) != text(other.Groups) || text(got.Total) != text(other.Total) {
		w.T.Fatalf("%+v: two nodes answer differently", a)
	}
	if got.Partial != w.partial(a, facts) {
		w.T.Errorf("%+v: partial is %v", a, got.Partial)
	}
	all := func(f fact) bool { return w.sees(a, f.code) && w.asks(a, f) }
	every := func(fact) bool { return true }
	w.same(a, "total", got.Total, a.expect(facts, cmp.Or(a.line, "*"), all, every))
	owed := 0
	for _, g := range got.Groups {
		mine := func(f fact) bool { return all(f) && w.key(a, f) == g.Key }
		window, line := every, cmp.Or(a.line, "*")
		switch a.by {
		case rollup.ByLine:
			mine, line = all, g.Key
		case rollup.ByPeriod, rollup.ByPhase:
			window = func(f fact) bool { return w.key(a, f) == g.Key }
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
	return w.asked(s, stage.Program, q)
}

func (w *world) asked(s *rollup.Service, who people.Actor, q rollup.Question) rollup.Answer {
	w.T.Helper()
	got, err := s.Roll(w.T.Context(), who, q)
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
	alone := w.asked(w.Figures, w.who(a), q).Total
	alone.Key = g.Key
	if text(alone) != text(g) {
		w.T.Errorf("%+v: the group %q alone is %s, among the others %s", a, g.Key, text(alone), text(g))
	}
}

// opened adds the parts of each total up.
func (w *world) opened(a ask, q rollup.Question, got rollup.Answer) {
	w.T.Helper()
	for i, m := range got.Measures {
		o, err := w.Figures.Parts(w.T.Context(), w.who(a), q, m.ID)
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
