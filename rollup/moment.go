package rollup

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Moment answers the questions of an actor as Service does, all of the same
// reports.
type Moment struct {
	s   *Service
	tx  Tx
	who people.Actor
}

// Roll is Service.Roll.
func (m Moment) Roll(q Question) (out Answer, err error) {
	a, in, err := m.ask(q)
	if err != nil {
		return out, err
	}
	return a.answer(in), nil
}

// Parts is Service.Parts.
func (m Moment) Parts(q Question, measure string) (out Opened, err error) {
	q.Measures = []string{measure}
	a, in, err := m.ask(q)
	if err != nil {
		return out, err
	}
	return Opened{a.answer(in), a.parts(in)}, nil
}

// List is Service.List.
func (m Moment) List(q Question) (out Listing, err error) {
	a, in, err := m.ask(q)
	if err != nil {
		return out, err
	}
	return Listing{a.head(in), &a, in}, nil
}

// ask settles a question and reads what answers it.
func (m Moment) ask(q Question) (a asked, in reading, err error) {
	r, err := m.s.campaigns.Open(m.tx, m.who, people.DutyRead, q.Campaign)
	if err != nil {
		return a, in, err
	}
	if a, err = settle(r, q); err != nil {
		return a, in, err
	}
	if a.tree, err = m.s.campaigns.Tree(m.tx, r); err != nil {
		return a, in, err
	}
	if err := a.narrow(m.who); err != nil {
		return a, in, err
	}
	if in, err = m.s.read(m.tx, &a); err == nil {
		a.place(in)
	}
	return a, in, err
}

// ErrUnknownUnit answers a question for a unit that is none, or that the actor may
// not see: nobody learns which.
var ErrUnknownUnit = fault.New(fault.NotFound, "rollup.unknown_unit")

// narrow holds the question to the units the actor may read the duties of.
func (a *asked) narrow(who people.Actor) error {
	scope := who.Scope(people.DutyRead, string(a.Question.Campaign))
	if !scope.Whole {
		a.sees = map[organisation.UnitID]bool{}
		for _, top := range scope.All {
			a.see(top)
		}
		for _, own := range scope.Own {
			a.sees[own] = true
		}
	}
	if a.Question.Unit == "" {
		return nil
	}
	n, ok := a.tree.Unit(a.Question.Unit)
	if !ok || a.sees != nil && !a.sees[n.ID] {
		return ErrUnknownUnit
	}
	a.top = n.Category
	a.below = map[organisation.UnitID]bool{}
	for _, id := range a.tree.SubtreeIn(a.Question.Unit, a.Hierarchy) {
		a.below[id] = true
	}
	return nil
}

// see adds a unit with those that stand below it today to what the actor sees.
func (a *asked) see(top organisation.UnitID) {
	for _, id := range a.tree.Subtree(top) {
		if n, _ := a.tree.Unit(id); id == top || !n.Founded.After(a.Today()) {
			a.sees[id] = true
		}
	}
}
