package goal

import (
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// key is what makes a goal the one it is within a campaign.
type key struct {
	unit          organisation.UnitID
	line, measure string
	year          int
}

func (g Goal) key() key { return key{g.Unit, g.Line, g.Measure, g.Year} }

// held is a goal with the versions that matter now.
type held struct {
	goal   Goal
	force  Version // in force; N 0 for none
	newest Version
}

// awaits reports whether the office has to decide.
func (h held) awaits() bool { return h.newest.State == Awaiting }

// stateOf reads the goals of a filter with the versions that matter now.
func (s *Service) stateOf(tx Tx, f Filter) (map[key]held, error) {
	all, err := tx.GoalsOf(f)
	if err != nil {
		return nil, err
	}
	versions, err := tx.VersionsInHand(f)
	if err != nil {
		return nil, err
	}
	by := map[ID][]Version{}
	for _, v := range versions {
		by[v.Goal] = append(by[v.Goal], v)
	}
	out := make(map[key]held, len(all))
	for _, g := range all {
		out[g.key()] = hold(g, by[g.ID])
	}
	return out, nil
}

// hold finds the versions that matter of a goal.
func hold(g Goal, versions []Version) held {
	h := held{goal: g}
	for _, v := range versions {
		if v.N == g.InForce {
			h.force = v
		}
		if v.N == g.Newest {
			h.newest = v
		}
	}
	return h
}

// change gathers the rows of one change of goals.
type change struct {
	fresh    []Goal
	changed  []Goal
	versions []Version
	replaced []Version
}

// add states a goal anew: what waited is replaced, and what is approved is in
// force from now on.
func (c *change) add(h held, v Version) {
	if h.awaits() {
		w := h.newest
		w.State, w.Decided = Replaced, v.At
		c.replaced = append(c.replaced, w)
	}
	g := h.goal
	g.Newest++
	if v.Goal, v.N = g.ID, g.Newest; v.State == Approved {
		g.InForce = v.N
	}
	c.versions = append(c.versions, v)
	if g.Newest == 1 {
		c.fresh = append(c.fresh, g)
	} else {
		c.changed = append(c.changed, g)
	}
}

// store writes the change.
func (c *change) store(tx Tx) error {
	if err := tx.InsertGoals(c.fresh); err != nil {
		return err
	}
	if err := tx.UpdateGoals(c.changed); err != nil {
		return err
	}
	if err := tx.UpdateGoalVersions(c.replaced); err != nil {
		return err
	}
	return tx.InsertGoalVersions(c.versions)
}
