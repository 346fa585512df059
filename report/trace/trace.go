// Package trace opens the figures of reports to the entries of the ledger that
// they are made of.
package trace

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Trace is a cell of a report opened to what it is made of.
type Trace struct {
	campaign.Case
	Form   *playbook.Form
	Cell   string
	N      int64         // the version, 0 for what is being written
	Says   string        // canonical: what the report says there
	Ledger paper.Derived // what the ledger says, or said when it was sent
	Entries
	Spans  []derive.Span  // instead: the reports of shorter periods that it adds
	Window *derive.Window // of what is being written
	Missed []Traced       // recorded too late for any period, for what is being written
	Joint  []Traced       // counted in the report of who recorded them
}

// Entries are the entries of figures, the oldest first. Others the reader may
// not see; their number and what they give is told.
type Entries struct {
	Parts  []Traced
	Hidden int
	Rest   int64 // what the hidden ones give
}

// Traced is an entry with what it gives.
type Traced struct {
	ledger.Entry
	Value    int64
	UnitName string // of today
}

// Service opens figures.
type Service struct {
	db        report.Store
	reports   *report.Service
	campaigns *campaign.Service
}

// NewService returns the service on a store and the services that it uses.
func NewService(db report.Store, reports *report.Service, campaigns *campaign.Service) *Service {
	return &Service{db, reports, campaigns}
}

// Cell opens a cell of a version; of version 0 what the ledger says now, for
// who works on the draft, and the newest version for all others. No cell is the
// first that the ledger fills.
func (s *Service) Cell(ctx context.Context, who people.Actor, id campaign.DutyID, n int64, cell string) (out Trace, err error) {
	err = s.db.View(ctx, func(tx report.Tx) error {
		c, err := s.campaigns.Case(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		own, form := report.Own(who, c), c.Rules.Form(c.Form)
		if form == nil {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		if n == 0 && !own {
			n = c.Newest
		}
		if all := derive.Cells(c.Rules, form); cell == "" && len(all) > 0 {
			cell = all[0]
		}
		if _, _, fd := form.Cell(cell); fd == nil || n < 0 || n > c.Newest || n == 0 && !own {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		out = Trace{Case: c, Form: form, Cell: cell, N: n}
		if out.Debtor, err = s.campaigns.Debtor(tx, c); err != nil {
			return err
		}
		if n == 0 {
			return s.traceDraft(tx, who, &out)
		}
		return s.traceVersion(tx, who, &out)
	})
	return out, err
}

func (s *Service) traceDraft(tx report.Tx, who people.Actor, t *Trace) error {
	d, err := s.reports.Working(tx, t.Case)
	if err != nil {
		return err
	}
	made := d.Ledger.Cells[t.Cell]
	t.Says, t.Spans, t.Window = d.Content.Cells[t.Cell], made.Spans, &d.Ledger.Window
	t.Ledger = d.Content.Ledger[t.Cell]
	t.Ledger.Text, t.Ledger.Entries = made.Text, made.Count()
	see, err := s.seer(tx, who, t.Running)
	if err != nil {
		return err
	}
	for _, p := range made.Parts {
		t.add(see, p.Entry, p.Value)
	}
	for _, list := range []struct {
		to   *[]Traced
		from []ledger.Entry
	}{{&t.Missed, d.Ledger.Missed}, {&t.Joint, d.Ledger.Joint}} {
		for _, e := range list.from {
			if one, ok := see(e); ok {
				*list.to = append(*list.to, one)
			}
		}
	}
	return nil
}

func (s *Service) traceVersion(tx report.Tx, who people.Actor, t *Trace) error {
	v, err := tx.Version(t.Case.Duty.ID, t.N)
	if err != nil {
		return err
	}
	t.Says, t.Ledger = v.Content.Cells[t.Cell], v.Content.Ledger[t.Cell]
	told, err := tx.ToldIn([]derive.Place{{Duty: v.Duty, N: v.N, Cell: t.Cell}})
	if err != nil {
		return err
	}
	t.Entries, err = s.entries(tx, who, t.Running, told)
	return err
}

// Sum opens the cells of sent versions of a campaign that a sum was made
// of, to their entries. Who may see the cells was asked before; who may see the
// entries is asked here.
func (s *Service) Sum(ctx context.Context, who people.Actor, id campaign.ID, cells []derive.Place) (out Entries, err error) {
	err = s.db.View(ctx, func(tx report.Tx) error {
		r, err := s.campaigns.Open(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		told, err := tx.ToldIn(cells)
		if err != nil {
			return err
		}
		out, err = s.entries(tx, who, r, told)
		return err
	})
	return out, err
}

// entries reads the entries of what was told, each once.
func (s *Service) entries(tx report.Tx, who people.Actor, r campaign.Running, told []derive.Told) (out Entries, err error) {
	gives := map[ledger.EntryID]int64{}
	var ids []ledger.EntryID
	for _, t := range told {
		if _, seen := gives[t.Entry]; !seen {
			ids = append(ids, t.Entry)
		}
		gives[t.Entry] += t.Value
	}
	all, err := tx.EntriesTold(ids)
	if err != nil {
		return out, err
	}
	see, err := s.seer(tx, who, r)
	if err != nil {
		return out, err
	}
	slices.SortFunc(all, func(a, b ledger.Entry) int { return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID)) })
	for _, e := range all {
		out.add(see, e, gives[e.ID])
	}
	return out, nil
}

func (t *Entries) add(see func(ledger.Entry) (Traced, bool), e ledger.Entry, value int64) {
	one, ok := see(e)
	if !ok {
		t.Hidden++
		t.Rest += value
		return
	}
	one.Value = value
	t.Parts = append(t.Parts, one)
}

// seer answers whether the actor may read an entry, and names its unit.
func (s *Service) seer(tx report.Tx, who people.Actor, r campaign.Running) (func(ledger.Entry) (Traced, bool), error) {
	tree, err := s.campaigns.Tree(tx, r)
	if err != nil {
		return nil, err
	}
	may := map[string]bool{}
	return func(e ledger.Entry) (Traced, bool) {
		act := ledger.ReadingOf(e.Register)
		ok, known := may[string(act)+" "+string(e.Unit)]
		if !known {
			place := people.Place{Root: r.Root, Unit: e.Unit, Path: tree.Ancestors(e.Unit), Campaign: string(r.ID)}
			ok = who.May(act, place) == nil
			may[string(act)+" "+string(e.Unit)] = ok
		}
		n, _ := tree.Unit(e.Unit)
		return Traced{Entry: e, UnitName: n.Name}, ok
	}, nil
}
