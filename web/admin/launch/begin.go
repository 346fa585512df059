package launch

import (
	"io"
	"net/http"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// beginPage is where a preparation begins or goes on.
type beginPage struct {
	HalfWay   []halfWay
	Templates []template
	Units     []desk.Option // who may organise; one where there is no choice
	Message   string
}

// halfWay is a preparation somebody left.
type halfWay struct {
	preparation.Preparation
	URL, Unit string
	Launching bool
}

// template is a playbook of the program as the page offers it.
type template struct {
	ID, Title                    string
	Clauses, Obligations, Phases int
	Span, Warning                string // of fixed dates
	Start, Sample                bool
}

func (a *area) begin(c *desk.Call) error { return a.renderBegin(c, nil) }

func (a *area) renderBegin(c *desk.Call, refusal error) error {
	if err := c.Who.MayIn(people.CampaignLaunch, c.Who.Root, ""); err != nil {
		return err
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return err
	}
	list, err := a.Preparations.List(c.Context(), c.Who)
	if err != nil {
		return err
	}
	p := beginPage{Templates: offered(c, a.Units.Today()), Units: organisers(c, tree)}
	for _, x := range list {
		p.HalfWay = append(p.HalfWay, halfWay{x, address(x.ID, way[0]), desk.UnitName(tree, x.Unit), x.State() == preparation.Launching})
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Message = sentence(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.begin, status, c.T("launch.title"), p)
}

// sentence says in one line what was refused and why.
func sentence(c *desk.Call, err error) string {
	message, by := desk.Problems(c, err)
	for _, text := range by {
		message += " " + text
	}
	return strings.TrimSpace(message)
}

// organisers are the units at which the actor may launch.
func organisers(c *desk.Call, tree *organisation.Tree) (out []desk.Option) {
	reach := c.Who.Scope(people.CampaignLaunch, "")
	for _, id := range append(reach.All, reach.Own...) {
		if n, ok := tree.Unit(id); ok {
			out = append(out, desk.Option{Value: n.Code, Text: n.Name, On: len(out) == 0})
		}
	}
	return out
}

func offered(c *desk.Call, today calendar.Date) (out []template) {
	for _, t := range playbooks.Templates() {
		pb := t.Book
		x := template{ID: t.ID, Title: t.Title, Clauses: len(pb.Clauses), Obligations: len(pb.Obligations), Phases: len(pb.Phases),
			Start: t.Start, Sample: t.Document != nil}
		if !t.Start {
			x.Span, x.Warning = span(c, pb), running(c, pb, today)
		}
		out = append(out, x)
	}
	return out
}

// running warns of fixed dates that lie behind, wholly or in part: what was due
// by them would be missing at once.
func running(c *desk.Call, pb *playbook.Playbook, today calendar.Date) string {
	p := web.Printer(c.Context())
	switch {
	case !pb.End.IsZero() && pb.End.Before(today):
		return c.T("launch.over", p.Date(pb.End))
	case pb.Start.Before(today):
		return c.T("launch.under_way", p.Date(pb.Start))
	}
	return ""
}

// span says from when to when a plan goes, from when on where it has no end.
func span(c *desk.Call, pb *playbook.Playbook) string {
	p := web.Printer(c.Context())
	if pb.End.IsZero() {
		return c.T("launch.from", p.Date(pb.Start))
	}
	return desk.Span(p, pb.Start, pb.End)
}

// organiser is the unit that the form names, the only one where there is no
// choice.
func (a *area) organiser(c *desk.Call) (organisation.UnitID, error) {
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return "", err
	}
	code := c.Text("unit")
	if all := organisers(c, tree); code == "" && len(all) > 0 {
		code = all[0].Value
	}
	n, _ := tree.ByCode(code)
	return n.ID, nil
}

// fromTemplate begins with a playbook of the program.
func (a *area) fromTemplate(c *desk.Call) error {
	unit, err := a.organiser(c)
	if err != nil {
		return err
	}
	p, err := a.Preparations.Template(c.Context(), c.Who, unit, c.Text("template"))
	if err != nil && desk.Mendable(err) {
		return a.renderBegin(c, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(address(p.ID, way[0]))
}

// fromFile begins with a playbook that was sent.
func (a *area) fromFile(c *desk.Call) error {
	name, body, err := sent(c, "file", textLimit)
	if err != nil {
		return err
	}
	unit, err := a.organiser(c)
	if err != nil {
		return err
	}
	p, err := a.Preparations.Upload(c.Context(), c.Who, unit, name, body)
	if err != nil && (desk.Mendable(err) || fault.Is(err, fault.TooLarge)) {
		return a.renderBegin(c, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect(address(p.ID, way[0]))
}

// sent reads a file of a form, "" and nothing where none was chosen.
func sent(c *desk.Call, field string, limit int64) (string, []byte, error) {
	if err := c.ParseMultipartForm(limit); err != nil {
		return "", nil, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	f, h, err := c.FormFile(field)
	if err != nil {
		return "", nil, nil //nolint:nilerr // no file was chosen
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	return h.Filename, body, err
}

// discard gives a preparation up.
func (a *area) discard(c *desk.Call) error {
	err := a.Preparations.Discard(c.Context(), c.Who, prepared(c), seen(c))
	if err != nil && desk.Mendable(err) {
		return a.renderBegin(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("launch.discarded"))
	return c.Redirect("/campaigns/new")
}
