// Package deposit puts the rows of a report's tables into the ledger (存入台账,
// P-24): a task of the breakdown becomes a project and a goal of its year. Doing
// it again changes nothing.
package deposit

import (
	"cmp"
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/deposit/row"
)

// Fate is what becomes of a row.
type Fate string

// The fates. Of what the ledger has already nothing is done.
const (
	New       Fate = "new"
	Changed   Fate = "changed"
	Unchanged Fate = "unchanged"
)

// Item is an entry or a goal that rows of a table become.
type Item struct {
	Fate     Fate
	Register string // "" for a goal
	Title    string
	Entry    ledger.EntryID    // that is there already
	Changes  []row.Change      // of an entry
	Names    map[string]string // of the entries that they name, by id
	Old      string            // of a goal that changes: what it is
	typed    map[string]string // as typed, all of a new entry, what changes of another
	revision int64
	wish     goal.Wish
	spot     func(field string) row.Spot
}

// Plan is what putting a report's tables into the ledger does.
type Plan struct {
	campaign.Case
	Form     *playbook.Form
	Items    []Item
	Counts   map[Fate]int
	Unmapped []string     // goals that no measure of the plan is called like: they stay in the table
	Left     []row.Left   // cells that the ledger cannot hold: they stay in the table
	Wrong    []row.Wrong  // why nothing was stored
	seen     report.Entry // as the actor saw the report
}

// Tx is what putting tables into the ledger needs of a transaction.
type Tx interface {
	ledger.Tx
	goal.Tx
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
}

// Service puts tables into the ledger.
type Service struct {
	db      Store
	reports *report.Service
	entries *ledger.Service
	goals   *goal.Service
}

// NewService returns the service on a store and those that it uses.
func NewService(db Store, reports *report.Service, entries *ledger.Service, goals *goal.Service) *Service {
	return &Service{db, reports, entries, goals}
}

// Takes reports whether a form has a table whose rows can go into the ledger.
func Takes(form *playbook.Form) bool { return len(row.Tables(form)) > 0 }

// Look says what Carry would do with the report as the actor sees it.
func (s *Service) Look(ctx context.Context, who people.Actor, id campaign.DutyID) (Plan, error) {
	e, err := s.reports.Open(ctx, who, id)
	if err != nil {
		return Plan{}, err
	}
	if err := who.May(people.DutyFill, e.Place); err != nil {
		return Plan{}, err
	}
	p := Plan{Case: e.Case, Form: e.Form, Counts: map[Fate]int{}, seen: e}
	for _, table := range row.Tables(e.Form) {
		if err := s.entriesOf(ctx, who, &p, table); err != nil {
			return p, err
		}
		if err := s.goalsOf(ctx, who, &p, table); err != nil {
			return p, err
		}
	}
	for _, it := range p.Items {
		p.Counts[it.Fate]++
	}
	return p, nil
}

// Carry puts the report's tables into the ledger: all of them, or nothing where a
// row is refused. Then the plan says of each row what is wrong, and the error at
// which cells.
func (s *Service) Carry(ctx context.Context, who people.Actor, id campaign.DutyID) (Plan, error) {
	p, err := s.Look(ctx, who, id)
	if err != nil {
		return p, err
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(p.Running.ID); err != nil {
			return err
		}
		p.Wrong = nil
		for _, it := range p.Items {
			err := s.carry(ctx, tx, who, p, it)
			if err == nil {
				continue
			}
			wrong := row.Refused(err, it.Register, it.spot)
			if p.Wrong = append(p.Wrong, wrong...); len(wrong) == 0 { // what was refused before may have caused it
				return cmp.Or(row.Refusal(p.Wrong), err)
			}
		}
		return row.Refusal(p.Wrong)
	})
	return p, err
}

// carry stores one row. What it refuses ends the transaction in the end.
func (s *Service) carry(ctx context.Context, tx Tx, who people.Actor, p Plan, it Item) (err error) {
	switch {
	case it.Fate == Unchanged:
	case it.Register == "":
		_, err = s.goals.Within(tx).Set(ctx, who, it.wish)
	case it.Fate == New:
		_, err = s.entries.Within(tx).Record(ctx, who, ledger.New{Campaign: p.Running.ID, Register: it.Register, Unit: p.Case.Item.Unit, Typed: it.typed})
	default:
		_, err = s.entries.Within(tx).Correct(ctx, who, it.Entry, it.revision, it.typed, p.Form.Title)
	}
	return err
}
