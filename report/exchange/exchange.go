// Package exchange takes figures that another program sends into the drafts of
// the duties that they belong to, as DHIS2 exchanges them: a value for a
// measure, an action line, a unit and a period. What a unit has sent is never
// touched: it changes by a correction of the unit, not by a machine.
package exchange

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Value is a figure that is sent.
type Value struct {
	Measure string
	Line    string // "" outside of the lines
	Unit    string // code
	Period  string // as Period writes it
	Text    string // as typed
	Empty   bool   // it empties the cell
}

// Batch is what is sent at once.
type Batch struct {
	Campaign campaign.ID
	Source   rollup.Source // as a question for totals names it: what is left out is settled
	Values   []Value
	Dry      bool // nothing is stored
}

// Property is the part of a value that does not fit.
type Property string

// The properties of a value.
const (
	OfMeasure Property = "measure"
	OfLine    Property = "line"
	OfUnit    Property = "unit"
	OfPeriod  Property = "period"
	OfText    Property = "value"
)

// Conflict is a value that was not taken, and why.
type Conflict struct {
	Index  int // of the value
	Of     Property
	Reason fault.Field // Path: the cell, where there is one
}

// Outcome counts what became of the values.
type Outcome struct {
	Source    rollup.Source
	Imported  int // into cells that were empty
	Updated   int // in place of another text
	Deleted   int
	Ignored   int        // that the draft or the sent report says already, and those in conflict
	Conflicts []Conflict // by index
}

// Service takes values in.
type Service struct {
	campaigns *campaign.Service
	reports   *report.Service
}

// NewService returns the service on the campaigns and their reports.
func NewService(campaigns *campaign.Service, reports *report.Service) *Service {
	return &Service{campaigns, reports}
}

// Take puts values into the drafts of duties whose forms the actor fills. A
// value that does not fit is a conflict and stops no other; every one is named.
// The same values again change nothing.
func (s *Service) Take(ctx context.Context, who people.Actor, b Batch) (Outcome, error) {
	r, err := s.campaigns.Look(ctx, who, b.Campaign)
	if err != nil {
		return Outcome{}, err
	}
	src, err := rollup.SourceOf(r.Book, b.Source)
	if err != nil {
		return Outcome{}, err
	}
	page, err := s.campaigns.Duties(ctx, who, campaign.Filter{Campaign: b.Campaign, Obligation: src.Obligation})
	if err != nil {
		return Outcome{}, err
	}
	t := &taking{Outcome: Outcome{Source: src}, ctx: ctx, who: who, reports: s.reports, batch: b}
	for _, of := range t.sorted(addresses(page, src.Form)) {
		if err := t.duty(of); err != nil {
			return Outcome{}, err
		}
	}
	t.Ignored += len(t.Conflicts)
	slices.SortFunc(t.Conflicts, func(x, y Conflict) int { return cmp.Compare(x.Index, y.Index) })
	return t.Outcome, nil
}

// Period writes the period of a duty as DHIS2 does: «201809», «2018Q3», «2018»;
// of what is owed once, the due day, and where it has none the day it was sent.
func Period(key string, due, sent calendar.Date) string {
	if p, err := calendar.ParsePeriod(key); err == nil && !p.Timeless() {
		return strings.ReplaceAll(key, "-", "")
	}
	if due.IsZero() {
		due = sent
	}
	return strings.ReplaceAll(due.String(), "-", "")
}

// address is where a value of a report goes.
type address struct{ unit, period string }

// addresses returns the duties that ask for a form, by address. A unit without
// any is one of whom the reader learns nothing.
func addresses(page campaign.Page, form string) map[address]campaign.DutyID {
	out := map[address]campaign.DutyID{}
	for _, it := range page.Items {
		n, ok := page.Tree.Unit(it.Unit)
		if !ok || it.Form != form {
			continue
		}
		out[address{unit: n.Code}] = ""
		out[address{n.Code, Period(it.Period, it.DueOn, calendar.DateOf(it.First, page.Zone))}] = it.ID
	}
	return out
}

// dutyValues are the values of one duty, by their place in the batch.
type dutyValues struct {
	duty   campaign.DutyID
	values []int
}

// sorted puts the values to their duties, in the order in which these come.
func (t *taking) sorted(known map[address]campaign.DutyID) (out []*dutyValues) {
	of := map[campaign.DutyID]*dutyValues{}
	for i, v := range t.batch.Values {
		id, ok := known[address{v.Unit, v.Period}]
		if _, unit := known[address{unit: v.Unit}]; !unit || v.Unit == "" {
			t.refuse(i, OfUnit, fault.Field{Key: "exchange.unknown_unit", Args: []any{v.Unit}})
			continue
		}
		if !ok || id == "" {
			t.refuse(i, OfPeriod, fault.Field{Key: "exchange.unknown_period", Args: []any{v.Period}})
			continue
		}
		if of[id] == nil {
			of[id] = &dutyValues{duty: id}
			out = append(out, of[id])
		}
		of[id].values = append(of[id].values, i)
	}
	return out
}
