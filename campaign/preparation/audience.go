package preparation

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Audience is who could be asked, by category, and who is.
type Audience struct {
	Groups []Group
	Units  int // that are asked and not left out
}

// Group is the units of a category below the organiser.
type Group struct {
	Category organisation.Category
	ByPlan   bool // the plan asks it
	Asked    bool
	Units    []Candidate
}

// Candidate is a unit that could be asked.
type Candidate struct {
	organisation.Node
	Left bool // left out although its category is asked
}

// Chosen counts the units of the group that are asked.
func (g Group) Chosen() (n int) {
	for _, u := range g.Units {
		if g.Asked && !u.Left {
			n++
		}
	}
	return n
}

// Empty reports whether a category is asked that no unit is of.
func (g Group) Empty() bool { return g.Asked && len(g.Units) == 0 }

// Audience returns who is asked and who could be.
func (s *Service) Audience(ctx context.Context, who people.Actor, id ID) (a Audience, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		a, err = s.audience(tx, p)
		return err
	})
	return a, err
}

func (s *Service) audience(tx Tx, p Preparation) (a Audience, err error) {
	plan, err := p.plan()
	if err != nil {
		return a, err
	}
	today := organisation.DayOf(s.clock())
	nodes, err := tx.Nodes(p.Root, today)
	if err != nil {
		return a, err
	}
	tree, asked, without := organisation.NewTree(nodes), choice.Asks(plan.Book), p.Choices.Without(plan.Book)
	for _, c := range organisation.Categories {
		g := Group{Category: c, ByPlan: slices.Contains(asked, c), Asked: slices.Contains(asked, c) && !slices.Contains(without, c)}
		for _, n := range tree.InCategories(p.Unit, []organisation.Category{c}, today) {
			if n.ID != p.Unit {
				g.Units = append(g.Units, Candidate{n, slices.Contains(p.Choices.Except, n.ID)})
			}
		}
		if c != organisation.Federation && (g.ByPlan || len(g.Units) > 0) {
			a.Groups, a.Units = append(a.Groups, g), a.Units+g.Chosen()
		}
	}
	return a, nil
}
