package rollup

import (
	"slices"
	"sync"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// maxNumbers bounds what is kept between questions, in figures of 16 bytes:
// about 128 MiB, the monthly reports of a city of 3,000 units for five years. Of
// a city like that of the first plan it fills one part in a hundred.
const maxNumbers = 8 << 20

// holdings keep the newest versions' figures that were read, a source each. What
// was used longest ago goes first; what a question works on stays with it.
type holdings struct {
	mu      sync.Mutex
	sources map[place]*holding
	clock   int64
}

// place is a source in a campaign.
type place struct {
	campaign campaign.ID
	Source
}

// holding is what is kept of one source. A span is never changed once it is in.
type holding struct {
	mu     sync.Mutex // held while the source is read: others wait for what it brings
	cells  []cell     // only ever longer
	number map[cell]int32
	units  []organisation.UnitID // only ever longer; the first is none
	unit   map[organisation.UnitID]int32
	spans  map[string]*span

	used, size int64 // guarded by holdings.mu
}

// of returns the holding of a place.
func (h *holdings) of(at place) *holding {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sources == nil {
		h.sources = map[place]*holding{}
	}
	s := h.sources[at]
	if s == nil {
		s = newHolding()
		h.sources[at] = s
	}
	h.clock++
	s.used = h.clock
	return s
}

func newHolding() *holding {
	return &holding{
		number: map[cell]int32{}, spans: map[string]*span{},
		units: []organisation.UnitID{""}, unit: map[organisation.UnitID]int32{"": 0},
	}
}

// grown notes how much a holding keeps by now, and lets go of others until all
// of them are within the bound.
func (h *holdings) grown(s *holding, size int, limit int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.size = int64(size)
	for {
		var sum int64
		oldest, at := s, place{}
		for p, other := range h.sources {
			sum += other.size
			if other != s && other.used < oldest.used {
				oldest, at = other, p
			}
		}
		if sum <= limit || oldest == s {
			return
		}
		delete(h.sources, at)
	}
}

// read returns the spans of the stamps, in their order. What the stamps show to
// have changed is read again in the same transaction, the figures only of
// versions that are not kept yet: a version never changes.
func (s *holding) read(tx reports, at place, stamps []Stamp) (in reading, grown int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var stale []Stamp
	for _, st := range stamps {
		if kept := s.spans[st.Period]; kept == nil || kept.stamp != st {
			stale = append(stale, st)
		}
	}
	fresh, err := s.renew(tx, at, stale)
	if err != nil {
		return in, 0, err
	}
	for _, st := range stamps {
		p := fresh[st.Period]
		if p == nil {
			p = s.spans[st.Period]
		} else if kept := s.spans[st.Period]; kept == nil || kept.stamp.Revisions < st.Revisions {
			s.spans[st.Period] = p // and never an older one: the reader of an old moment has its own
		}
		in.spans = append(in.spans, p)
	}
	slices.SortStableFunc(in.spans, func(x, y *span) int { return x.End.Compare(y.End) })
	in.cells, in.units = s.cells, s.units
	if len(stale) == 0 {
		return in, 0, nil
	}
	for _, p := range s.spans {
		grown += p.size
	}
	return in, grown, nil
}

// few is how many changed periods are read one by one; more are read in one go.
const few = 3

// renew reads the periods of the stamps.
func (s *holding) renew(tx reports, at place, stale []Stamp) (map[string]*span, error) {
	fresh := map[string]*span{}
	for _, st := range stale {
		p, err := calendar.ParsePeriod(st.Period)
		if err != nil {
			return nil, err
		}
		fresh[st.Period] = &span{Period: p, key: st.Period, stamp: st}
	}
	runs := [][]Stamp{}
	if len(stale) > few {
		runs = append(runs, stale)
	} else {
		for i := range stale {
			runs = append(runs, stale[i:i+1])
		}
	}
	for _, run := range runs {
		if err := s.fill(tx, at, run[0].Period, run[len(run)-1].Period, fresh); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// fill reads the duties between two periods, both included, into the spans
// wanted.
func (s *holding) fill(tx reports, at place, from, to string, into map[string]*span) error {
	rows, err := tx.FigureRows(at.campaign, at.Source, from, to)
	if err != nil {
		return err
	}
	kept := map[campaign.DutyID]*told{}
	missing := map[campaign.DutyID]int64{}
	for _, p := range into {
		if old := s.spans[p.key]; old != nil {
			for i := range old.rows {
				kept[old.rows[i].Duty] = old.rows[i].told
			}
		}
	}
	for _, r := range rows {
		if old := kept[r.Duty]; into[r.Period] != nil && r.Newest > 0 && (old == nil || old.n != r.Newest) {
			missing[r.Duty] = r.Newest
			delete(kept, r.Duty)
		}
	}
	if err := s.versions(tx, at, from, to, missing, kept); err != nil {
		return err
	}
	for _, r := range rows {
		p := into[r.Period]
		if p == nil {
			continue
		}
		r.in, r.Period = p, p.key
		if r.Newest > 0 {
			r.told = kept[r.Duty]
		}
		s.enter(&r)
		p.add(r)
	}
	return nil
}

// versions reads the figures of the versions that are missing: one by one where
// they are few, else those of the whole run.
func (s *holding) versions(tx reports, at place, from, to string, missing map[campaign.DutyID]int64, kept map[campaign.DutyID]*told) error {
	if len(missing) <= few {
		for id, n := range missing {
			v, err := tx.FiguresOf(id, n)
			if err != nil {
				return err
			}
			kept[id] = s.keep(v)
		}
		return nil
	}
	return tx.FiguresIn(at.campaign, at.Source, from, to,
		func(id campaign.DutyID) bool { return missing[id] > 0 },
		func(v Told) { kept[v.Duty] = s.keep(v) })
}

// keep turns a version's figures into what is kept of them.
func (s *holding) keep(v Told) *told {
	t := &told{n: v.N, sent: v.Sent, cells: make([]number, len(v.Figures))}
	for i, f := range v.Figures {
		t.cells[i] = number{s.cell(f), f.Value}
	}
	return t
}

// cell returns the number of a figure's cell.
func (s *holding) cell(f paper.Figure) int32 {
	c := cell{f.Cell, f.Line, f.Measure}
	n, ok := s.number[c]
	if !ok {
		n = int32(len(s.cells))
		s.cells = append(s.cells, c)
		s.number[c] = n
	}
	return n
}

// enter numbers the units of a row, so that each is kept as one string and found
// without looking for it.
func (s *holding) enter(r *Row) {
	for _, u := range []struct {
		id *organisation.UnitID
		n  *int32
	}{{&r.Unit, &r.unit}, {&r.County, &r.county}, {&r.Industry, &r.industry}} {
		n, ok := s.unit[*u.id]
		if !ok {
			n = int32(len(s.units))
			s.units = append(s.units, *u.id)
			s.unit[*u.id] = n
		}
		*u.id, *u.n = s.units[n], n
	}
	if i := slices.Index(organisation.Categories, r.Category); i >= 0 {
		r.Category = organisation.Categories[i]
	}
}
