package effect

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// tally gathers what happens to single duties, by obligation and form.
type tally struct {
	groups map[group]*gathered
	duties map[campaign.DutyID]bool
	units  map[organisation.UnitID]bool
}

type group struct {
	kind             Kind
	obligation, form string
}

type gathered struct {
	periods  map[string]bool
	units    map[organisation.UnitID]bool
	duties   int
	clause   string
	first    string // period
	from, to calendar.Date
}

func newTally() tally {
	return tally{map[group]*gathered{}, map[campaign.DutyID]bool{}, map[organisation.UnitID]bool{}}
}

// change takes down a duty that is to be written, and tells what happens to it.
func (t *turn) change(k Kind, d campaign.Duty, from, to calendar.Date) {
	t.out.Changed = append(t.out.Changed, d)
	t.tell(k, &d, from, to)
}

// tell takes down what happens to a duty.
func (t *turn) tell(k Kind, d *campaign.Duty, from, to calendar.Date) {
	key := group{k, d.Obligation, d.Form}
	g := t.tally.groups[key]
	if g == nil {
		g = &gathered{periods: map[string]bool{}, units: map[organisation.UnitID]bool{}, clause: d.Clause}
		t.tally.groups[key] = g
	}
	if g.first == "" || earlier(d.Period, g.first) < 0 {
		g.first, g.from, g.to = d.Period, from, to
	}
	g.periods[d.Period], g.units[d.Unit] = true, true
	g.duties++
	t.tally.duties[d.ID], t.tally.units[d.Unit] = true, true
}

// earlier compares the keys of two periods by when they begin.
func earlier(a, b string) int {
	p, _ := calendar.ParsePeriod(a)
	q, _ := calendar.ParsePeriod(b)
	return cmp.Or(p.Start.Compare(q.Start), cmp.Compare(p.Nth, q.Nth), cmp.Compare(a, b))
}

var order = []Kind{Moved, Added, Dropped, Recipients, Form}

// effects tells all that was taken down, in the order of the playbook.
func (t *tally) effects(before, after *playbook.Playbook) []Effect {
	var out []Effect
	rank := map[string]int{}
	for _, pb := range []*playbook.Playbook{after, before} {
		for _, o := range pb.Obligations {
			if _, known := rank[o.ID]; !known {
				rank[o.ID] = len(rank)
			}
		}
	}
	for key, g := range t.groups {
		e := Effect{Kind: key.kind, Obligation: key.obligation, Form: key.form, Title: key.obligation, Clause: g.clause,
			Duties: g.duties, Units: slices.Sorted(maps.Keys(g.units)),
			Periods: slices.SortedFunc(maps.Keys(g.periods), earlier), From: g.from, To: g.to}
		for _, pb := range []*playbook.Playbook{before, after} {
			if o := find(pb, key.obligation); o != nil {
				e.Title = o.Title
			}
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Effect) int {
		return cmp.Or(cmp.Compare(rank[a.Obligation], rank[b.Obligation]), cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind)), cmp.Compare(a.Form, b.Form))
	})
	return out
}
