package roster

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Member is one entry of the roster, with an honour of its person and what the
// person said to the campaign.
type Member struct {
	Entry    ledger.EntryID
	Person   organisation.PersonID
	Unit     organisation.UnitID
	Family   string
	Level    string
	Industry string
	Status   string // of the participation: invited, joined, declined; "" for none
}

// The participation of a person in a campaign, as the register has it.
const (
	Invited  = "invited"
	Joined   = "joined"
	Declined = "declined"
)

// Levels are the levels of honours, the highest first.
var Levels = []string{"national", "provincial", "municipal", "county"}

// Standing counts persons, each once.
type Standing struct {
	Registered int // 在册
	Joined     int // 已参与
	Invited    int // asked, and no answer yet
	Declined   int
	Unasked    int
}

// UnitStanding is the standing of a unit with all below it, or of a unit alone
// whose units below stand beside it.
type UnitStanding struct {
	Unit organisation.Node
	Own  bool // of the unit alone
	Standing
}

// Cell is a place of the analysis: an industry ("" where it is not known) and
// the highest level that the person was honoured at.
type Cell struct{ Industry, Level string }

// Roster is who is registered at a unit and below it, as of today.
type Roster struct {
	Campaign   campaign.Running
	Unit       organisation.Node // "" for all that the reader may see
	Total      Standing
	Units      []UnitStanding // directly below, those with anybody; the unit's own first
	Industries []string       // the most persons first
	Persons    map[Cell]int   // P-17; the industry «*» for all of a level, the level «*» for all of an industry
}

// All stands in a Cell for every industry, or every level.
const All = "*"

// Look counts the roster of a unit and all below it, "" for all units that the
// reader may see. A person with two honours, or in two units, counts once.
func (s *Service) Look(ctx context.Context, who people.Actor, id campaign.ID, unit organisation.UnitID) (r Roster, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err != nil {
			return err
		}
		units, err := v.below(unit)
		if err != nil {
			return err
		}
		all, err := tx.Members(v.Root, id, v.Today().String(), few(units))
		if err != nil {
			return err
		}
		r = Roster{Campaign: v.Running, Persons: map[Cell]int{}}
		r.Unit, _ = v.tree.Unit(unit)
		all = slices.DeleteFunc(all, func(m Member) bool { return !units[m.Unit] })
		persons := joined(all)
		r.Total = count(persons)
		r.analyse(persons)
		r.Units = v.split(unit, all)
		return nil
	})
	return r, err
}

// fewUnits is up to how many units the roster is asked for one by one.
const fewUnits = 60

// few lists the units if they are few; none else.
func few(units map[organisation.UnitID]bool) []organisation.UnitID {
	var out []organisation.UnitID
	for u, in := range units {
		if in {
			out = append(out, u)
		}
	}
	if len(out) > fewUnits {
		return nil
	}
	slices.Sort(out)
	return out
}

// person is a human with all honours together.
type person struct {
	level    int // index of Levels, len(Levels) where none is known
	industry string
	status   string
}

// weight orders what a person said: who joined once takes part.
var weight = map[string]int{Declined: 1, Invited: 2, Joined: 3}

// joined puts the entries of each person together.
func joined(all []Member) map[organisation.PersonID]person {
	out := map[organisation.PersonID]person{}
	for _, m := range all {
		p, known := out[m.Person]
		if !known {
			p.level = len(Levels)
		}
		if i := slices.Index(Levels, m.Level); i >= 0 && i < p.level {
			p.level = i
		}
		if p.industry == "" {
			p.industry = m.Industry
		}
		if weight[m.Status] > weight[p.status] {
			p.status = m.Status
		}
		out[m.Person] = p
	}
	return out
}

func count(persons map[organisation.PersonID]person) Standing {
	s := Standing{Registered: len(persons)}
	for _, p := range persons {
		switch p.status {
		case Joined:
			s.Joined++
		case Invited:
			s.Invited++
		case Declined:
			s.Declined++
		default:
			s.Unasked++
		}
	}
	return s
}

// analyse counts persons by industry and highest level.
func (r *Roster) analyse(persons map[organisation.PersonID]person) {
	for _, p := range persons {
		level := ""
		if p.level < len(Levels) {
			level = Levels[p.level]
		}
		for _, c := range []Cell{{p.industry, level}, {All, level}, {p.industry, All}, {All, All}} {
			r.Persons[c]++
		}
	}
	for c := range r.Persons {
		if c.Level == All && c.Industry != All {
			r.Industries = append(r.Industries, c.Industry)
		}
	}
	slices.SortFunc(r.Industries, func(a, b string) int {
		if n := r.Persons[Cell{b, All}] - r.Persons[Cell{a, All}]; n != 0 {
			return n
		}
		if a < b {
			return -1
		}
		return 1
	})
}

// split counts what lies at each unit directly below one, with all below it; of
// no unit, at each that the reader sees and that stands below no other seen one.
func (v view) split(top organisation.UnitID, all []Member) []UnitStanding {
	var tops []organisation.UnitID
	own := []organisation.UnitID{}
	if top != "" {
		own, tops = append(own, top), v.tree.Children(top)
	} else {
		for _, n := range v.tree.Nodes() {
			if v.sees(n.ID) && !slices.ContainsFunc(v.tree.Ancestors(n.ID), v.sees) {
				own, tops = append(own, n.ID), append(tops, v.tree.Children(n.ID)...)
			}
		}
	}
	byUnit := map[organisation.UnitID][]Member{}
	for _, m := range all {
		byUnit[m.Unit] = append(byUnit[m.Unit], m)
	}
	var out []UnitStanding
	add := func(id organisation.UnitID, own bool, members []Member) {
		if len(members) > 0 {
			n, _ := v.tree.Unit(id)
			out = append(out, UnitStanding{n, own, count(joined(members))})
		}
	}
	for _, id := range own {
		add(id, true, byUnit[id])
	}
	slices.Sort(tops)
	for _, id := range slices.Compact(tops) {
		var below []Member
		for _, u := range v.tree.Subtree(id) {
			below = append(below, byUnit[u]...)
		}
		add(id, false, below)
	}
	return out
}
