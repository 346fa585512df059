package desk

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// UnitNamed finds a unit by its code or name, "" for none.
func (d *Desk) UnitNamed(c *Call, name string) (organisation.UnitID, error) {
	tree, err := d.Units.Tree(c.Context(), c.Who.Root, d.Units.Today())
	if err != nil {
		return "", err
	}
	if n, ok := tree.ByCode(name); ok {
		return n.ID, nil
	}
	n, _ := tree.ByName(name)
	return n.ID, nil
}

// UnitTyped reads a unit typed by its code or name, "" where nothing was.
func (d *Desk) UnitTyped(c *Call, name string) (organisation.UnitID, error) {
	typed := c.Text(name)
	if typed == "" {
		return "", nil
	}
	id, err := d.UnitNamed(c, typed)
	if err == nil && id == "" {
		err = fault.Violations([]fault.Field{{Path: name, Key: "organisation.unknown_unit"}})
	}
	return id, err
}

// PlaceOf returns where a unit lies, for what one may do there in a campaign, ""
// for none.
func PlaceOf(t *organisation.Tree, n organisation.Node, campaign string) people.Place {
	return people.Place{Root: n.Root, Unit: n.ID, Path: t.Ancestors(n.ID), Campaign: campaign}
}

// OrganiserOf returns where the organiser of a campaign lies, for what is its own.
func OrganiserOf(r campaign.Running) people.Place {
	return people.Place{Root: r.Root, Unit: r.Unit, Campaign: string(r.ID)}
}
