package unit

import (
	"context"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unitForms are the changes of a unit that goes on.
func unitForms(c *desk.Call, t *organisation.Tree, n organisation.Node, h organisation.History, today calendar.Date) []desk.Form {
	if !n.Closed.IsZero() {
		return nil
	}
	at := "/units/" + n.Code
	revision := []desk.Hidden{{Name: "revision", Value: strconv.FormatInt(h.Unit.Revision, 10)}}
	forms := []desk.Form{
		{ID: "rename", Action: at + "/rename", Title: c.T("org.rename"), Hint: c.T("org.rename_hint"), Submit: c.T("org.rename"),
			Confirm: c.T("org.rename_confirm", n.Name), Hidden: revision, Inputs: []desk.Input{
				{Name: "name", Label: c.T("org.new_name"), Required: true},
				{Name: "from", Label: c.T("org.from"), Kind: "date", Required: true},
			}},
		{ID: "alias", Action: at + "/alias", Title: c.T("org.alias"), Hint: c.T("org.alias_hint"), Submit: c.T("org.alias"),
			Hidden: revision, Inputs: []desk.Input{{Name: "name", Label: c.T("org.alias_name"), Required: true}}},
	}
	if n.ID == n.Root {
		return forms
	}
	return append(forms,
		desk.Form{ID: "move", Action: at + "/move", Title: c.T("org.move"), Hint: c.T("org.move_hint"), Submit: c.T("org.move"),
			Confirm: c.T("org.move_confirm", n.Name), Hidden: revision, Inputs: []desk.Input{
				{Name: "hierarchy", Label: c.T("org.hierarchy"), Kind: "select", Options: []desk.Option{
					{Value: string(organisation.ByCounty), Text: c.T("org.county"), On: true}, {Value: string(organisation.ByIndustry), Text: c.T("org.industry"), On: false}}},
				{Name: "parent", Label: c.T("org.parent"), Hint: c.T("org.parent_hint"), Options: parentsOffered(t, today)},
				{Name: "from", Label: c.T("org.from"), Kind: "date", Required: true},
			}},
		desk.Form{ID: "close", Action: at + "/close", Title: c.T("org.close"), Hint: c.T("org.close_hint"), Submit: c.T("org.close"),
			Confirm: c.T("org.close_confirm", n.Name), Hidden: revision, Inputs: []desk.Input{
				{Name: "on", Label: c.T("org.last_day"), Kind: "date", Required: true},
				{Name: "reason", Label: c.T("org.reason"), Required: true},
			}})
}

// change carries out one change of the unit a path names. What was wrong is
// said at its form.
func (a *area) change(c *desk.Call, form, done string, do func(context.Context, organisation.UnitID, int64) error) error {
	t, n, err := a.unitAt(c, a.Units.Today())
	if err != nil {
		return err
	}
	if err := c.Who.May(people.UnitManage, desk.PlaceOf(t, n, "")); err != nil {
		return err
	}
	revision, err := strconv.ParseInt(c.Text("revision"), 10, 64)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	err = do(c.Context(), n.ID, revision)
	if err != nil && desk.Mendable(err) {
		return a.renderUnit(c, form, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T(done))
	return c.Redirect("/units/" + n.Code)
}

func (a *area) renameUnit(c *desk.Call) error {
	return a.change(c, "rename", "org.renamed", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		from, err := c.Day("from")
		if err != nil {
			return err
		}
		_, err = a.Units.Rename(ctx, c.Who, organisation.Renaming{Unit: id, Name: c.Text("name"), From: from, Revision: revision})
		return err
	})
}

func (a *area) addAlias(c *desk.Call) error {
	return a.change(c, "alias", "org.aliased", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		_, err := a.Units.AddAlias(ctx, c.Who, organisation.Alias{Unit: id, Name: c.Text("name"), From: a.Units.Today(), Revision: revision})
		return err
	})
}

func (a *area) moveUnit(c *desk.Call) error {
	return a.change(c, "move", "org.moved", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		from, err := c.Day("from")
		if err != nil {
			return err
		}
		parent, err := a.UnitTyped(c, "parent")
		if err != nil {
			return err
		}
		_, err = a.Units.Move(ctx, c.Who, organisation.Moving{
			Unit: id, Hierarchy: organisation.Hierarchy(c.Text("hierarchy")), Parent: parent, From: from, Revision: revision,
		})
		return err
	})
}

func (a *area) closeUnit(c *desk.Call) error {
	return a.change(c, "close", "org.closed", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		on, err := c.Day("on")
		if err != nil {
			return err
		}
		_, err = a.Units.Close(ctx, c.Who, organisation.Closing{Unit: id, On: on, Reason: c.Text("reason"), Revision: revision})
		return err
	})
}
