package change

import (
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// signPage is where a reading is settled: first what to decide, then what that
// would change, then the signature.
type signPage struct {
	readingRow
	URL     string
	Signs   string // the body it is signed by, "" where who asks acts for none
	Base    int64
	Next    int64
	Option  string // chosen
	Words   string
	Asked   bool // the effect is shown
	Nothing bool // nothing would change
	Effects effectsPart
	Message string
}

// signForm shows a reading, and with a decision in the query what it would change.
func (a *area) signForm(c *desk.Call) error {
	q := c.URL.Query()
	d := revision.Decision{Option: q.Get("option"), Words: strings.TrimSpace(q.Get("words"))}
	return a.showSign(c, http.StatusOK, d, "")
}

func (a *area) showSign(c *desk.Call, status int, d revision.Decision, message string) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	if err := c.Who.May(people.PlanChange, desk.OrganiserOf(r)); err != nil {
		return err
	}
	rd := r.Book.Reading(c.PathValue("reading"))
	if rd == nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	p := signPage{
		readingRow: newReadingRow(r.Book, rd), URL: "/plan/readings/" + rd.ID, Base: r.Version, Next: r.Version + 1,
		Signs: a.signs(c, r), Option: d.Option, Words: d.Words, Message: message,
	}
	p.Asked = p.Signs != "" && d != (revision.Decision{})
	if p.Asked {
		if err := a.preview(c, &p, id, d); err != nil {
			if !desk.Mendable(err) {
				return err
			}
			p.Message, _ = desk.Problems(c, err)
			p.Asked, status = false, fault.From(err).Kind.Status()
		}
	}
	p.fill(rd.Chosen)
	return desk.ShowStatus(a.Desk, c, a.page.sign, status, c.T("change.sign_title", rd.ID), p)
}

// preview says what the decision would change.
func (a *area) preview(c *desk.Call, p *signPage, id campaign.ID, d revision.Decision) error {
	preview, err := a.Revisions.PreviewReading(c.Context(), c.Who, id, p.ID, d)
	if err != nil {
		return err
	}
	p.Base, p.Next = preview.Base, preview.Base+1
	p.Nothing = len(preview.Changes) == 0
	p.Effects, err = a.effects(c, id, preview)
	return err
}

// fill offers what holds now where nothing was chosen.
func (p *signPage) fill(chosen string) {
	if p.Words == "" {
		p.Words = p.Decision
	}
	if p.Option != "" {
		return
	}
	p.Option = chosen
	for _, o := range p.Options {
		if p.Option == "" && o.Default {
			p.Option = o.ID
		}
	}
}

// Chosen is what would be signed, in words.
func (p signPage) Chosen() string {
	for _, o := range p.Options {
		if o.ID == p.Option {
			return o.Says
		}
	}
	return p.Words
}

// signs names the body that who asks signs for.
func (a *area) signs(c *desk.Call, r campaign.Running) string {
	own := c.Who.Bodies(people.ReportReview, desk.OrganiserOf(r))
	for _, b := range r.Book.Bodies {
		if slices.Contains(own, b.ID) {
			return bodyName(r.Book, b.ID)
		}
	}
	return ""
}

// sign settles the reading: a new version of the plan is in force.
func (a *area) sign(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	base, err := number(c, "base")
	if err != nil {
		return err
	}
	d := revision.Decision{Option: c.Text("option"), Words: c.Text("words")}
	e, err := a.Revisions.Sign(c.Context(), c.Who, id, base, c.PathValue("reading"), d)
	if err != nil {
		if !desk.Mendable(err) {
			return err
		}
		message, _ := desk.Problems(c, err)
		return a.showSign(c, fault.From(err).Kind.Status(), d, message)
	}
	a.Sessions.Flash(c.Context(), c.T("change.signed", c.PathValue("reading"), e.Version))
	return c.Redirect("/plan/readings#" + c.PathValue("reading"))
}
