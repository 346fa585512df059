package launch

import (
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unitsPage asks which units the campaign addresses.
type unitsPage struct {
	head
	Groups []groupView
	Units  int // chosen
	aside
}

// aside is what the plan does not ask and nobody has added.
type aside struct {
	Aside      []preparation.Group
	AsideUnits int // of them, who take no part
}

func newAside(au preparation.Audience) (out aside) {
	for _, g := range au.Groups {
		if !g.ByPlan && !g.Asked {
			out.Aside, out.AsideUnits = append(out.Aside, g), out.AsideUnits+len(g.Units)
		}
	}
	return out
}

type groupView struct {
	preparation.Group
	Rows []unitRow
	Long bool // folded: more than a screen of units
}

type unitRow struct {
	ID, Code, Name, Above string
	On                    bool
}

// manyUnits is how many units of a category are shown unfolded.
const manyUnits = 40

func (a *area) units(c *desk.Call) error { return a.renderUnits(c, nil) }

func (a *area) renderUnits(c *desk.Call, refusal error) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	au, err := a.Preparations.Audience(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	p := unitsPage{head: newHead(&v, "units", c, refusal), Units: au.Units, aside: newAside(au)}
	status := http.StatusOK
	for _, g := range au.Groups {
		p.Groups = append(p.Groups, newGroup(g, &v))
	}
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
	}
	return desk.ShowStatus(a.Desk, c, a.page.units, status, c.T("launch.title"), p)
}

func newGroup(g preparation.Group, v *preparation.View) groupView {
	out := groupView{Group: g, Long: len(g.Units) > manyUnits}
	for _, u := range g.Units {
		row := unitRow{ID: string(u.ID), Code: u.Code, Name: u.Name, On: g.Asked && !u.Left}
		if above := u.County; above != "" && above != v.Unit {
			row.Above = desk.UnitName(v.Tree, above)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// chooseUnits keeps the categories and the units that are left out. A category that
// was ticked without any of its units is meant as a whole; one of the plan's that
// has no units yet stays, so that one founded later joins.
func (a *area) chooseUnits(c *desk.Call) error {
	if err := c.ParseForm(); err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	au, err := a.Preparations.Audience(c.Context(), c.Who, prepared(c))
	if err != nil {
		return a.back(c, err)
	}
	var categories []organisation.Category
	var except []organisation.UnitID
	for _, g := range au.Groups {
		if !slices.Contains(c.PostForm["category"], string(g.Category)) && !g.Empty() {
			continue
		}
		categories = append(categories, g.Category)
		var left []organisation.UnitID
		for _, u := range g.Units {
			if !slices.Contains(c.PostForm["unit"], string(u.ID)) {
				left = append(left, u.ID)
			}
		}
		if g.Asked || len(left) < len(g.Units) {
			except = append(except, left...)
		}
	}
	_, err = a.Preparations.Address(c.Context(), c.Who, prepared(c), seen(c), categories, except)
	if err != nil && desk.Mendable(err) {
		return a.renderUnits(c, err)
	}
	if err != nil {
		return err
	}
	return a.ahead(c, "units")
}
