package preparation

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Audience is who could be asked, by category, and who is.
type Audience struct {
	Groups []Group
	Units  int // that are asked and not left out
}

// Group is the units of a category below the organiser.
type Group struct {
	Category organisation.Category
	Asked    bool
	Named    []string // clauses that name the category themselves: it cannot be taken out
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

func (a Audience) asked() bool {
	return slices.ContainsFunc(a.Groups, func(g Group) bool { return g.Asked })
}

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
	pb, _, err := fitted(p)
	if err != nil {
		return a, err
	}
	nodes, err := tx.Nodes(p.Root, s.today())
	if err != nil {
		return a, err
	}
	tree := organisation.NewTree(nodes)
	named := namedBy(pb)
	for _, c := range organisation.Categories {
		g := Group{Category: c, Named: named[c], Asked: named[c] != nil || slices.Contains(pb.Audience.Categories, string(c))}
		for _, n := range tree.InCategories(p.Unit, []organisation.Category{c}, s.today()) {
			if n.ID != p.Unit {
				g.Units = append(g.Units, Candidate{n, slices.Contains(p.Choices.Except, n.ID)})
			}
		}
		if c != organisation.Federation && (g.Asked || len(g.Units) > 0) {
			a.Groups, a.Units = append(a.Groups, g), a.Units+g.Chosen()
		}
	}
	return a, nil
}

// namedBy lists by category the clauses that ask it although the audience does
// not have it.
func namedBy(pb *playbook.Playbook) map[organisation.Category][]string {
	out := map[organisation.Category][]string{}
	for _, ob := range pb.Obligations {
		if !ob.Units || ob.Later != "" {
			continue
		}
		for _, c := range ob.Categories {
			named := slices.Contains(ob.Named, c) || !slices.Contains(pb.Audience.Categories, c)
			if k := organisation.Category(c); named && !slices.Contains(out[k], ob.Clause) {
				out[k] = append(out[k], ob.Clause)
			}
		}
	}
	return out
}
