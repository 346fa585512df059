package people

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Actor is who asks: an account with the grants it holds today, or the program
// itself. The zero Actor may do nothing.
type Actor struct {
	Account    AccountID
	Person     organisation.PersonID
	Root       organisation.UnitID
	Login      string
	Grants     []Grant
	Origin     audit.Origin
	MustChange bool  // may do nothing but change the password first
	Revision   int64 // grows with each new password: a session begun under an older one is over
	Program    bool
}

// Program returns the program itself: its jobs and the set-up of a
// demonstration may do everything.
func Program(from audit.Origin) Actor { return Actor{Origin: from, Program: true} }

// Place is where an action is done.
type Place struct {
	Root     organisation.UnitID
	Unit     organisation.UnitID
	Path     []organisation.UnitID // all units above Unit, in any order
	Campaign string                // "" for what belongs to no campaign
	Body     string                // recipient whose verdict it is, "" if none is meant
}

// May reports nil if the actor may do the act there. Of a thing that the actor
// may not even read it answers NotFound, as if there were none; else Forbidden.
func (a Actor) May(act Action, on Place) error {
	if a.can(act, on) {
		return nil
	}
	if read, ok := act.reads(); ok && (a.Root != on.Root || !a.can(read, on)) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return fault.New(fault.Forbidden, "fault.forbidden")
}

// MayIn reports nil if the actor may do the act anywhere in a campaign of the
// root; which rows a query then shows is for Scope to say.
func (a Actor) MayIn(act Action, root organisation.UnitID, campaign string) error {
	switch read, ok := act.reads(); {
	case a.Program, a.Root == root && !a.Scope(act, campaign).Empty():
		return nil
	case ok && (a.Root != root || a.Scope(read, campaign).Empty()):
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return fault.New(fault.Forbidden, "fault.forbidden")
}

func (a Actor) can(act Action, on Place) bool {
	if a.Program {
		return true
	}
	return a.Root != "" && a.Root == on.Root && !a.MustChange &&
		slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.covers(act, on) })
}

// covers reports whether this one grant allows the act there.
func (g Grant) covers(act Action, on Place) bool {
	if !g.inCampaign(act, on.Campaign) {
		return false
	}
	own := g.Unit == on.Unit
	below := own || slices.Contains(on.Path, g.Unit)
	switch Table[act][g.Role] {
	case Own:
		return own
	case Subtree:
		return below
	case Body:
		return below && g.Body != "" && g.Body == on.Body
	case Line:
		return below || slices.Contains(g.Above, on.Unit)
	}
	return false
}

// inCampaign reports whether the grant serves the campaign. A grant for one
// campaign also reads what belongs to none, such as units.
func (g Grant) inCampaign(act Action, campaign string) bool {
	return g.Campaign == "" || g.Campaign == campaign || campaign == "" && act.readOnly()
}

// Bodies returns the bodies the actor may do the act for at the place,
// whatever body the place names: an office account sees from it for whom it
// reviews.
func (a Actor) Bodies(act Action, on Place) []string {
	var out []string
	for _, g := range a.Grants {
		on.Body = g.Body
		if g.Body != "" && !slices.Contains(out, g.Body) && a.can(act, on) {
			out = append(out, g.Body)
		}
	}
	return out
}

// Scope is where an actor may do an action, for queries that list.
type Scope struct {
	Whole bool                  // everywhere: the program itself
	All   []organisation.UnitID // these units with all below them
	Own   []organisation.UnitID // these units alone
}

// Empty reports whether the action is allowed nowhere.
func (s Scope) Empty() bool { return !s.Whole && len(s.All) == 0 && len(s.Own) == 0 }

// Scope returns where the actor may do the act in the campaign.
func (a Actor) Scope(act Action, campaign string) Scope {
	s := Scope{Whole: a.Program}
	if a.MustChange {
		return s
	}
	for _, g := range a.Grants {
		if !g.inCampaign(act, campaign) {
			continue
		}
		switch Table[act][g.Role] {
		case Own:
			s.Own = add(s.Own, g.Unit)
		case Subtree, Body:
			s.All = add(s.All, g.Unit)
		case Line:
			s.All = add(s.All, g.Unit)
			s.Own = add(s.Own, g.Above...)
		}
	}
	return s
}

func add(units []organisation.UnitID, more ...organisation.UnitID) []organisation.UnitID {
	for _, u := range more {
		if !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// From returns the origin of the actor's acts.
func (a Actor) From() audit.Origin { return a.Origin }

// MayManage reports whether the actor may change a unit or what stands below
// it; with MayRegister it makes an Actor an organisation.Authority.
func (a Actor) MayManage(root, unit organisation.UnitID, path []organisation.UnitID) error {
	return a.May(UnitManage, Place{Root: root, Unit: unit, Path: path})
}

// MayRegister reports whether the actor may enter a person who works for the
// unit: who manages the unit may, and who names its liaison or holders of posts.
func (a Actor) MayRegister(root, unit organisation.UnitID, path []organisation.UnitID) error {
	on := Place{Root: root, Unit: unit, Path: path}
	for _, g := range a.Grants {
		on.Campaign = g.Campaign
		if a.can(LiaisonManage, on) || a.can(PostManage, on) {
			return nil
		}
	}
	on.Campaign = ""
	return a.May(UnitManage, on)
}
