package campaign

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Filter picks duties. Its zero value picks all there are; Now is needed with
// Timing or Work.
type Filter struct {
	Campaign   ID
	Scope      people.Scope // what the reader may see; zero: everything
	Unit       organisation.UnitID
	Obligation string
	Came       bool     // something was sent
	Among      []string // obligations, of which it is one; nil: any
	Period     string
	Timing     Timing
	Work       Work
	DueFrom    time.Time // due at this instant or later, dated ones only
	DueBefore  time.Time
	Open       bool     // still to be done: open, nothing sent or returned, not excused; of what may be filed at any time, only what was begun
	AnyTime    bool     // may be filed at any time, and is not begun
	Supplement bool     // the first report came after the bulletin: with Late, 补报
	Mine       bool     // of the units the reader works for: fills, signs or signs for
	Awaits     []string // bodies of which one has still to accept or return the newest report
	Pending    bool     // waits for the office's decision on a date
	Now        time.Time
	Day        calendar.Date // the day of Now in the zone of the plan
	After      Cursor
	Limit      int  // 0: no limit
	Counted    bool // Duties counts, too, what there is without a limit
}

// Cursor is the place after which a page goes on: lists are ordered by due
// instant and id.
type Cursor struct {
	Due time.Time
	ID  DutyID
}

// Tally counts the duties of one obligation, form and period by how they
// stand. Of those due and not excused, OnTime + Late + Missing are all.
type Tally struct {
	Obligation, Form, Period string
	DueOn                    calendar.Date // the earliest, where notices moved some
	Provisional              bool
	All                      int64 // rows, excused ones too
	OnTime, Late, Missing    int64
	Excused, NotDue          int64
	NotOpen                  int64
	Sent                     int64 // a version was sent
	Returned                 int64 // some recipient's newest verdict is a return
	Drafted, Awaiting        int64
	Accepted                 int64
	Pending                  int64 // wait for the office's decision
}

// Campaigns lists the campaigns the actor may see.
func (s *Service) Campaigns(ctx context.Context, who people.Actor) (out []Campaign, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		all, err := tx.CampaignsOf(who.Root)
		for _, c := range all {
			if who.May(people.CampaignRead, people.Place{Root: who.Root, Unit: c.Unit, Campaign: string(c.ID)}) == nil {
				out = append(out, c)
			}
		}
		return err
	})
	return out, err
}

// Look returns a campaign as it runs now.
func (s *Service) Look(ctx context.Context, who people.Actor, id ID) (r Running, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err = s.Open(tx, who, people.CampaignRead, id)
		return err
	})
	return r, err
}

// Workdays returns the working days by which the dates of a campaign are found
// today.
func (s *Service) Workdays(ctx context.Context, who people.Actor, id ID) (days *calendar.Calendar, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		days, err = s.Calendar(tx, r.Root, r.Today())
		return err
	})
	return days, err
}

// Duties lists the duties the actor may see, those due first first and those
// without a date last, with the names of their units.
func (s *Service) Duties(ctx context.Context, who people.Actor, f Filter) (page Page, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.CampaignRead, f.Campaign)
		if err != nil {
			return err
		}
		items, err := tx.Duties(f.By(who, r))
		if err != nil {
			return err
		}
		tree, err := s.Tree(tx, r)
		page = Page{Running: r, Tree: tree, Items: items}
		if err != nil || !f.Counted {
			return err
		}
		if page.Total = int64(len(items)); f.After.ID == "" && len(items) < f.Limit {
			return nil
		}
		f.After, f.Limit = Cursor{}, 0
		page.Total, err = tx.CountDuties(f.By(who, r))
		return err
	})
	return page, err
}

// Page is a list of duties with what is needed to show them.
type Page struct {
	Running
	Tree  *organisation.Tree
	Items []Item
	Total int64 // all there are, if it was asked to count
}

// Next returns the cursor of the page after this one.
func (p Page) Next() Cursor {
	if len(p.Items) == 0 {
		return Cursor{}
	}
	last := p.Items[len(p.Items)-1]
	return Cursor{last.Due, last.ID}
}

// ClauseState is a clause of the plan with its live state.
type ClauseState struct {
	Clause  playbook.Clause
	Causes  []playbook.Cause
	Tallies []Tally // of the obligations the clause asks for, periods in order
}

// Plan is the plan as the dashboard: every clause in the order of the document
// with what it causes and how that stands.
type Plan struct {
	Running
	Clauses  []ClauseState
	Current  []playbook.Phase
	Calendar *calendar.Calendar // as known today, to name rest days
}

// Plan returns the plan page for the part of the campaign the actor may see.
func (s *Service) Plan(ctx context.Context, who people.Actor, id ID) (p Plan, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.PlanRead, id)
		if err != nil {
			return err
		}
		tallies, err := tx.Tally(id, Filter{Campaign: id}.By(who, r))
		if err != nil {
			return err
		}
		p = Plan{Running: r, Current: r.Book.PhasesOn(r.Today())}
		if p.Calendar, err = s.Calendar(tx, r.Root, r.Today()); err != nil {
			return err
		}
		by := map[string][]Tally{}
		for _, t := range tallies {
			by[t.Obligation] = append(by[t.Obligation], t)
		}
		for _, c := range r.Book.Clauses {
			st := ClauseState{Clause: c, Causes: r.Book.Causes(c.ID)}
			for _, ob := range r.Book.Obligations {
				if ob.Clause == c.ID {
					st.Tallies = append(st.Tallies, by[ob.ID]...)
				}
			}
			p.Clauses = append(p.Clauses, st)
		}
		return nil
	})
	return p, err
}

// Matrix is units × periods of one obligation.
type Matrix struct {
	Running
	Obligation *playbook.Obligation
	Periods    []calendar.Period
	Tree       *organisation.Tree
	Items      []Item
	Tally      []Tally
}

// Matrix returns the matrix of an obligation for the units the actor may see.
func (s *Service) Matrix(ctx context.Context, who people.Actor, id ID, obligation string) (m Matrix, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		ob := r.Book.Obligation(obligation)
		if ob == nil || ob.Later != "" {
			return fault.New(fault.NotFound, "campaign.unknown_obligation", obligation)
		}
		f := Filter{Campaign: id, Obligation: obligation}.By(who, r)
		m = Matrix{Running: r, Obligation: ob}
		if m.Items, err = tx.Duties(f); err != nil {
			return err
		}
		if m.Tally, err = tx.Tally(id, f); err != nil {
			return err
		}
		if m.Tree, err = s.Tree(tx, r); err != nil {
			return err
		}
		for _, t := range m.Tally {
			p, err := calendar.ParsePeriod(t.Period)
			if err != nil {
				return err
			}
			if len(m.Periods) == 0 || m.Periods[len(m.Periods)-1] != p {
				m.Periods = append(m.Periods, p)
			}
		}
		return nil
	})
	return m, err
}
