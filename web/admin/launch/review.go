package launch

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// reviewPage is everything once more before the launch.
type reviewPage struct {
	head
	sums
	Document, Number, Issued string
	Span                     string
	File                     string
	Beside                   *beside
	Groups                   []preparation.Group
	Left                     []string // units left out
	aside
	Asks      []askRow
	Posts     []postRow
	Open      int
	Refused   string // why the last launch came to nothing, "" where none was tried
	RefusedAt string
}

func (a *area) review(c *desk.Call) error { return a.renderReview(c, nil) }

func (a *area) renderReview(c *desk.Call, refusal error) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	pre, err := a.Preparations.Preview(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	au, err := a.Preparations.Audience(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	seats, err := a.Preparations.Seats(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	pr, pb := web.Printer(c.Context()), v.Book
	p := reviewPage{head: newHead(&v, "launch", c, refusal), sums: newSums(pr, pre), Document: pb.Document.Title, Number: pb.Document.Number,
		Span: span(c, pb), File: v.File, Beside: newBeside(v.Beside), Asks: newAsks(pr, pb, pre), Open: open(seats), aside: newAside(au)}
	if !pb.Document.Issued.IsZero() {
		p.Issued = pr.Date(pb.Document.Issued)
	}
	for _, g := range au.Groups {
		p.add(g)
	}
	for _, s := range seats {
		p.Posts = append(p.Posts, newPostRow(c, pb, s))
	}
	if v.Refusal != nil && refusal == nil {
		p.Refused, p.RefusedAt = sentence(c, v.Refusal.Err()), pr.Stamp(v.Refusal.At)
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
	}
	return desk.ShowStatus(a.Desk, c, a.page.review, status, c.T("launch.title"), p)
}

func (p *reviewPage) add(g preparation.Group) {
	if !g.Asked {
		return
	}
	p.Groups = append(p.Groups, g)
	for _, u := range g.Units {
		if u.Left {
			p.Left = append(p.Left, u.Name)
		}
	}
}

// launch asks for the launch. It leads to the plan where the campaign is there
// within a moment, else to where one waits for it.
func (a *area) launch(c *desk.Call) error {
	p, err := a.Preparations.Launch(c.Context(), c.Who, prepared(c), seen(c))
	switch {
	case err != nil && (desk.Mendable(err) || fault.From(err).Key == "campaign.post_role"):
		return a.renderReview(c, err)
	case err != nil:
		return err
	case p.State() == preparation.Launched:
		return a.toPlan(c, p)
	}
	return c.Redirect(address(p.ID, "launching"))
}
