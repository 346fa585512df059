package unit

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// liaisonsPage is every unit that owes something with who speaks for it, the
// units without a liaison first (P-52).
type liaisonsPage struct {
	Parts   []desk.Option
	Clause  string // the clause that asks every unit for one
	Text    string
	Only    bool // units without one
	Chips   []chipView
	Rows    []liaisonRow
	Manages bool
	Pager   web.Pager
}

type liaisonRow struct {
	post.LiaisonView
	Manages bool
}

func (a *area) liaisons(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	all, err := a.Posts.Liaisons(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	t, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return err
	}
	clause, err := a.liaisonClause(c, id)
	if err != nil {
		return err
	}
	q := c.URL.Query()
	p := liaisonsPage{Parts: a.parts(c, "/liaisons"), Clause: clause, Text: strings.TrimSpace(q.Get("q")), Only: q.Get("missing") != ""}
	all = slices.DeleteFunc(all, func(v post.LiaisonView) bool { return !p.wants(v.Unit) })
	missing := 0
	for _, v := range all {
		if v.Liaison == nil {
			missing++
		}
	}
	p.Chips = []chipView{
		{c.T("org.all"), p.address(false, ""), len(all), !p.Only},
		{c.T("liaison.without"), p.address(true, ""), missing, p.Only},
	}
	if p.Only {
		all = all[:missing] // they stand first
	}
	for _, v := range p.cut(all, q.Get("after")) {
		row := liaisonRow{v, c.Who.May(people.LiaisonManage, desk.PlaceOf(t, v.Unit, string(id))) == nil}
		p.Manages = p.Manages || row.Manages
		p.Rows = append(p.Rows, row)
	}
	return desk.Show(a.Desk, c, a.page.liaisons, c.T("liaison.title"), p)
}

func (p *liaisonsPage) wants(n organisation.Node) bool {
	return p.Text == "" || strings.Contains(n.Name, p.Text) || strings.Contains(strings.ToLower(n.Code), strings.ToLower(p.Text))
}

// cut takes one page, after the unit with the code.
func (p *liaisonsPage) cut(all []post.LiaisonView, after string) []post.LiaisonView {
	at := slices.IndexFunc(all, func(v post.LiaisonView) bool { return v.Unit.Code == after }) + 1
	end := min(at+unitLimit, len(all))
	if end < len(all) {
		p.Pager.Next = p.address(p.Only, all[end-1].Unit.Code)
	}
	if at > 0 {
		p.Pager.Previous = p.address(p.Only, "")
	}
	p.Pager.Shown = end - at
	return all[at:end]
}

func (p *liaisonsPage) address(only bool, after string) string {
	q := url.Values{}
	if p.Text != "" {
		q.Set("q", p.Text)
	}
	if only {
		q.Set("missing", "1")
	}
	if after != "" {
		q.Set("after", after)
	}
	return "/liaisons?" + q.Encode()
}

// liaisonClause returns the clause that asks every unit for its liaison, "" if
// the plan has none.
func (a *area) liaisonClause(c *desk.Call, id campaign.ID) (string, error) {
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return "", err
	}
	for _, ob := range r.Book.Obligations {
		if ob.Liaison {
			return desk.ClauseTag(r.Book, ob.Clause), nil
		}
	}
	return "", nil
}

// liaisonPage is where a unit's liaison or deputy is named.
type liaisonPage struct {
	post.LiaisonView
	Clause string
	Form   desk.Form
}

func (a *area) liaison(c *desk.Call) error { return a.renderLiaison(c, nil) }

func (a *area) renderLiaison(c *desk.Call, refusal error) error {
	id, n, err := a.liaisonUnit(c)
	if err != nil {
		return err
	}
	all, err := a.Posts.Liaisons(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	p := liaisonPage{LiaisonView: post.LiaisonView{Unit: n}}
	if p.Clause, err = a.liaisonClause(c, id); err != nil {
		return err
	}
	if i := slices.IndexFunc(all, func(v post.LiaisonView) bool { return v.Unit.ID == n.ID }); i >= 0 {
		p.LiaisonView = all[i]
	}
	p.Form = desk.Form{
		ID: "liaison", Hidden: p.replaced(), Action: "/liaisons/" + n.Code, Title: c.T("liaison.name"), Hint: c.T("liaison.hint"), Submit: c.T("liaison.name"),
		Inputs: append(a.personInputs(c, a.knownPersons(c)),
			desk.Input{Name: "part", Label: c.T("liaison.part"), Kind: "select", Options: []desk.Option{
				{Value: "", Text: c.T("liaison.liaison"), On: true}, {Value: "deputy", Text: c.T("liaison.deputy"), On: false}}},
			desk.Input{Name: "from", Label: c.T("org.from"), Kind: "date", Value: a.Units.Today().String()}),
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.liaison, status, c.T("liaison.name"), p)
}

// replaced carries which liaison and which deputy the page showed, so that one
// named since then is not replaced unseen.
func (p *liaisonPage) replaced() []desk.Hidden {
	var out []desk.Hidden
	if p.Liaison != nil {
		out = append(out, desk.Hidden{Name: "replaces", Value: string(p.Liaison.Liaison.ID)})
	}
	if p.Deputy != nil {
		out = append(out, desk.Hidden{Name: "replaces-deputy", Value: string(p.Deputy.Liaison.ID)})
	}
	return out
}

// liaisonUnit returns the campaign at hand and the unit a path names, if the
// actor may name its liaison.
func (a *area) liaisonUnit(c *desk.Call) (campaign.ID, organisation.Node, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return "", organisation.Node{}, err
	}
	t, n, err := a.unitAt(c, a.Units.Today())
	if err != nil {
		return "", n, err
	}
	return id, n, c.Who.May(people.LiaisonManage, desk.PlaceOf(t, n, string(id)))
}

// nameLiaison makes a person the unit's liaison or deputy from a day on.
func (a *area) nameLiaison(c *desk.Call) error {
	id, n, err := a.liaisonUnit(c)
	if err != nil {
		return err
	}
	err = a.entrust(c, id, n.ID)
	if err != nil && desk.Mendable(err) {
		return a.renderLiaison(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("liaison.named", n.Name))
	return c.Redirect("/liaisons")
}

func (a *area) entrust(c *desk.Call, id campaign.ID, unit organisation.UnitID) error {
	from, err := c.Day("from")
	if err != nil {
		return err
	}
	person, err := a.personMeant(c, id, unit)
	if err != nil {
		return err
	}
	l := campaign.Liaison{Campaign: id, Unit: unit, Person: person, Deputy: c.Text("part") == "deputy", From: from}
	l.ID = campaign.LiaisonID(c.Text("replaces"))
	if l.Deputy {
		l.ID = campaign.LiaisonID(c.Text("replaces-deputy"))
	}
	return a.Posts.NameLiaison(c.Context(), c.Who, l)
}
