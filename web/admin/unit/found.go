package unit

import (
	"net/http"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

func (a *area) foundForm(c *desk.Call) error { return a.renderFound(c, nil) }

// renderFound shows the form for a new unit.
func (a *area) renderFound(c *desk.Call, refusal error) error {
	if err := c.Who.MayIn(people.UnitManage, c.Who.Root, ""); err != nil {
		return err
	}
	today := a.Units.Today()
	t, err := a.Units.Tree(c.Context(), c.Who.Root, today)
	if err != nil {
		return err
	}
	parents := parentsOffered(t, today)
	var categories []desk.Option
	for _, cat := range organisation.Categories {
		if cat != organisation.Federation {
			categories = append(categories, desk.Option{Value: string(cat), Text: c.T("category." + string(cat)), On: cat == organisation.Grassroots})
		}
	}
	p := desk.FormPage{Back: desk.Option{Value: "/units", Text: c.T("org.units"), On: false}, Form: desk.Form{
		ID: "found", Action: "/units/new", Title: c.T("org.found"), Hint: c.T("org.found_hint"), Submit: c.T("org.found"),
		Inputs: []desk.Input{
			{Name: "name", Label: c.T("org.name"), Required: true},
			{Name: "code", Label: c.T("org.code"), Required: true, Hint: c.T("org.code_hint")},
			{Name: "category", Label: c.T("org.category"), Kind: "select", Options: categories},
			{Name: "county", Label: c.T("org.county"), Hint: c.T("org.unit_hint"), Options: parents},
			{Name: "industry", Label: c.T("org.industry"), Hint: c.T("org.unit_hint"), Options: parents},
			{Name: "founded", Label: c.T("org.founded"), Kind: "date", Value: today.String(), Hint: c.T("org.founded_hint")},
			{Name: "aliases", Label: c.T("org.aliases"), Hint: c.T("org.aliases_hint")},
		}}}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.found, status, c.T("org.found"), p)
}

func (a *area) foundUnit(c *desk.Call) error {
	if err := c.Who.MayIn(people.UnitManage, c.Who.Root, ""); err != nil {
		return err
	}
	u, err := a.found(c)
	if err != nil && desk.Mendable(err) {
		return a.renderFound(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("org.founded_done", c.Text("name")))
	return c.Redirect("/units/" + u.Code)
}

func (a *area) found(c *desk.Call) (organisation.Unit, error) {
	in := organisation.Founding{
		Root: c.Who.Root, Code: c.Text("code"), Name: c.Text("name"), Category: organisation.Category(c.Text("category")),
	}
	for alias := range strings.FieldsFuncSeq(c.Text("aliases"), func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		in.Aliases = append(in.Aliases, strings.TrimSpace(alias))
	}
	var err error
	if in.Founded, err = c.Day("founded"); err != nil {
		return organisation.Unit{}, err
	}
	if in.County, err = a.UnitTyped(c, "county"); err != nil {
		return organisation.Unit{}, err
	}
	if in.Industry, err = a.UnitTyped(c, "industry"); err != nil {
		return organisation.Unit{}, err
	}
	return a.Units.Found(c.Context(), c.Who, in)
}
