package admin

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// unitForms are the changes of a unit that goes on.
func unitForms(c *call, t *organisation.Tree, n organisation.Node, h organisation.History, today calendar.Date) []formView {
	if !n.Closed.IsZero() {
		return nil
	}
	at := "/units/" + n.Code
	revision := []hiddenView{{"revision", strconv.FormatInt(h.Unit.Revision, 10)}}
	forms := []formView{
		{ID: "rename", Action: at + "/rename", Title: c.t("org.rename"), Hint: c.t("org.rename_hint"), Submit: c.t("org.rename"),
			Confirm: c.t("org.rename_confirm", n.Name), Hidden: revision, Inputs: []inputView{
				{Name: "name", Label: c.t("org.new_name"), Required: true},
				{Name: "from", Label: c.t("org.from"), Kind: "date", Required: true},
			}},
		{ID: "alias", Action: at + "/alias", Title: c.t("org.alias"), Hint: c.t("org.alias_hint"), Submit: c.t("org.alias"),
			Hidden: revision, Inputs: []inputView{{Name: "name", Label: c.t("org.alias_name"), Required: true}}},
	}
	if n.ID == n.Root {
		return forms
	}
	return append(forms,
		formView{ID: "move", Action: at + "/move", Title: c.t("org.move"), Hint: c.t("org.move_hint"), Submit: c.t("org.move"),
			Confirm: c.t("org.move_confirm", n.Name), Hidden: revision, Inputs: []inputView{
				{Name: "hierarchy", Label: c.t("org.hierarchy"), Kind: "select", Options: []option{
					{string(organisation.ByCounty), c.t("org.county"), true}, {string(organisation.ByIndustry), c.t("org.industry"), false}}},
				{Name: "parent", Label: c.t("org.parent"), Hint: c.t("org.parent_hint"), Options: parentsOffered(t, today)},
				{Name: "from", Label: c.t("org.from"), Kind: "date", Required: true},
			}},
		formView{ID: "close", Action: at + "/close", Title: c.t("org.close"), Hint: c.t("org.close_hint"), Submit: c.t("org.close"),
			Confirm: c.t("org.close_confirm", n.Name), Hidden: revision, Inputs: []inputView{
				{Name: "on", Label: c.t("org.last_day"), Kind: "date", Required: true},
				{Name: "reason", Label: c.t("org.reason"), Required: true},
			}})
}

// change carries out one change of the unit a path names. What was wrong is
// said at its form.
func (a *Admin) change(c *call, form, done string, do func(context.Context, organisation.UnitID, int64) error) error {
	t, n, err := a.unitAt(c, a.Units.Today())
	if err != nil {
		return err
	}
	if err := c.who.May(people.UnitManage, placeOf(t, n, "")); err != nil {
		return err
	}
	revision, err := strconv.ParseInt(c.text("revision"), 10, 64)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	err = do(c.Context(), n.ID, revision)
	if err != nil && retry(err) {
		return a.renderUnit(c, form, err)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t(done))
	return c.redirect("/units/" + n.Code)
}

func (a *Admin) renameUnit(c *call) error {
	return a.change(c, "rename", "org.renamed", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		from, err := c.day("from")
		if err != nil {
			return err
		}
		_, err = a.Units.Rename(ctx, c.who, organisation.Renaming{Unit: id, Name: c.text("name"), From: from, Revision: revision})
		return err
	})
}

func (a *Admin) addAlias(c *call) error {
	return a.change(c, "alias", "org.aliased", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		_, err := a.Units.AddAlias(ctx, c.who, organisation.Alias{Unit: id, Name: c.text("name"), From: a.Units.Today(), Revision: revision})
		return err
	})
}

func (a *Admin) moveUnit(c *call) error {
	return a.change(c, "move", "org.moved", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		from, err := c.day("from")
		if err != nil {
			return err
		}
		parent, err := a.parentTyped(c, "parent")
		if err != nil {
			return err
		}
		_, err = a.Units.Move(ctx, c.who, organisation.Moving{
			Unit: id, Hierarchy: organisation.Hierarchy(c.text("hierarchy")), Parent: parent, From: from, Revision: revision,
		})
		return err
	})
}

func (a *Admin) closeUnit(c *call) error {
	return a.change(c, "close", "org.closed", func(ctx context.Context, id organisation.UnitID, revision int64) error {
		on, err := c.day("on")
		if err != nil {
			return err
		}
		_, err = a.Units.Close(ctx, c.who, organisation.Closing{Unit: id, On: on, Reason: c.text("reason"), Revision: revision})
		return err
	})
}

// parentTyped reads a unit typed by its code or name, "" where nothing was.
func (a *Admin) parentTyped(c *call, name string) (organisation.UnitID, error) {
	typed := c.text(name)
	if typed == "" {
		return "", nil
	}
	id, err := a.namedUnit(c, typed)
	if err == nil && id == "" {
		err = fault.Violations([]fault.Field{{Path: name, Key: "organisation.unknown_unit"}})
	}
	return id, err
}

func (a *Admin) foundForm(c *call) error { return a.renderFound(c, nil) }

// renderFound shows the form for a new unit.
func (a *Admin) renderFound(c *call, refusal error) error {
	if err := c.who.MayIn(people.UnitManage, c.who.Root, ""); err != nil {
		return err
	}
	today := a.Units.Today()
	t, err := a.Units.Tree(c.Context(), c.who.Root, today)
	if err != nil {
		return err
	}
	parents := parentsOffered(t, today)
	var categories []option
	for _, cat := range organisation.Categories {
		if cat != organisation.Federation {
			categories = append(categories, option{string(cat), c.t("category." + string(cat)), cat == organisation.Grassroots})
		}
	}
	p := formPage{Back: option{"/units", c.t("org.units"), false}, Form: formView{
		ID: "found", Action: "/units/new", Title: c.t("org.found"), Hint: c.t("org.found_hint"), Submit: c.t("org.found"),
		Inputs: []inputView{
			{Name: "name", Label: c.t("org.name"), Required: true},
			{Name: "code", Label: c.t("org.code"), Required: true, Hint: c.t("org.code_hint")},
			{Name: "category", Label: c.t("org.category"), Kind: "select", Options: categories},
			{Name: "county", Label: c.t("org.county"), Hint: c.t("org.unit_hint"), Options: parents},
			{Name: "industry", Label: c.t("org.industry"), Hint: c.t("org.unit_hint"), Options: parents},
			{Name: "founded", Label: c.t("org.founded"), Kind: "date", Value: today.String(), Hint: c.t("org.founded_hint")},
			{Name: "aliases", Label: c.t("org.aliases"), Hint: c.t("org.aliases_hint")},
		}}}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.refused(c, refusal)
	}
	return showStatus(a, c, a.pages.org.found, status, c.t("org.found"), p)
}

func (a *Admin) foundUnit(c *call) error {
	if err := c.who.MayIn(people.UnitManage, c.who.Root, ""); err != nil {
		return err
	}
	u, err := a.found(c)
	if err != nil && retry(err) {
		return a.renderFound(c, err)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("org.founded_done", c.text("name")))
	return c.redirect("/units/" + u.Code)
}

func (a *Admin) found(c *call) (organisation.Unit, error) {
	in := organisation.Founding{
		Root: c.who.Root, Code: c.text("code"), Name: c.text("name"), Category: organisation.Category(c.text("category")),
	}
	for alias := range strings.FieldsFuncSeq(c.text("aliases"), func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		in.Aliases = append(in.Aliases, strings.TrimSpace(alias))
	}
	var err error
	if in.Founded, err = c.day("founded"); err != nil {
		return organisation.Unit{}, err
	}
	if in.County, err = a.parentTyped(c, "county"); err != nil {
		return organisation.Unit{}, err
	}
	if in.Industry, err = a.parentTyped(c, "industry"); err != nil {
		return organisation.Unit{}, err
	}
	return a.Units.Found(c.Context(), c.who, in)
}
