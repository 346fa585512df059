package unit

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// postsPage is the bodies of the campaign with their posts as of a day (P-43).
type postsPage struct {
	Parts    []desk.Option
	On       calendar.Date
	Today    bool
	Manages  bool
	Bodies   []bodyView
	Proposed []proposedView // on the page of today
}

type bodyView struct {
	Name, Clause string
	Aliases      []string
	Posts        []postView
}

type postView struct {
	ID, Title, Office, Clause string
	Organisation              string // whose office it is, where the plan names it (H-16)
	Holders                   []post.Holder
	Delegates                 []post.Delegate
	Director                  bool // it signs the bulletins, in person or through a delegate (P-47)
}

func (a *area) posts(c *desk.Call) error {
	on := a.AsOf(c)
	bodies, err := a.bodies(c, on)
	if err != nil {
		return err
	}
	p := postsPage{Parts: a.parts(c, "/posts"), On: on, Today: on == a.Units.Today(),
		Manages: !c.Who.Scope(people.PostManage, a.HandID(c)).Empty(), Bodies: bodies}
	if p.Today {
		if p.Proposed, err = a.proposed(c); err != nil {
			return err
		}
	}
	return desk.Show(a.Desk, c, a.page.posts, c.T("post.title"), p)
}

// bodies lists the bodies of the campaign at hand with who held their posts.
func (a *area) bodies(c *desk.Call, on calendar.Date) ([]bodyView, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return nil, err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return nil, err
	}
	posts, err := a.Posts.List(c.Context(), c.Who, id, on)
	if err != nil {
		return nil, err
	}
	out := make([]bodyView, len(r.Book.Bodies))
	for i, b := range r.Book.Bodies {
		out[i] = bodyView{Name: b.Name, Clause: desk.ClauseTag(r.Book, b.Clause), Aliases: b.Aliases}
		for _, p := range posts {
			if p.Body == b.ID {
				director := r.Book.PostOf(string(people.OfficeDirector))
				out[i].Posts = append(out[i].Posts, postView{
					ID: p.Post, Title: p.Title, Office: p.Office, Organisation: r.Book.Post(p.Post).Organisation, Clause: desk.ClauseTag(r.Book, p.Clause),
					Holders: p.Holders, Delegates: p.Delegates, Director: director != nil && director.ID == p.Post,
				})
			}
		}
	}
	return out, nil
}

// Held reports whether a person holds the post, who may be relieved of it.
func (p postView) Held() bool {
	return slices.ContainsFunc(p.Holders, func(h post.Holder) bool { return !h.ByPlan })
}

// postPage is where the office appoints somebody to a post.
type postPage struct {
	Body    string
	Post    postView
	Form    desk.Form
	Relieve []desk.Form // a form for each holder who may be relieved
	Acting  []desk.Form // records a delegate, and ends each delegation
}

func (a *area) post(c *desk.Call) error { return a.renderPost(c, nil) }

func (a *area) renderPost(c *desk.Call, refusal error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.PostManage, c.Who.Root, string(id)); err != nil {
		return err
	}
	bodies, err := a.bodies(c, a.Units.Today())
	if err != nil {
		return err
	}
	for _, b := range bodies {
		for _, p := range b.Posts {
			if p.ID == c.PathValue("post") {
				return a.showPost(c, postPage{Body: b.Name, Post: p}, refusal)
			}
		}
	}
	return fault.New(fault.NotFound, "fault.not_found")
}

func (a *area) showPost(c *desk.Call, p postPage, refusal error) error {
	p.Form = desk.Form{
		ID: "appoint", Action: "/posts/" + p.Post.ID, Title: c.T("post.appoint"), Hint: c.T("post.appoint_hint"), Submit: c.T("post.appoint"),
		Confirm: c.T("post.appoint_confirm", p.Post.Title),
		Inputs: append(a.personInputs(c, a.knownPersons(c)),
			desk.Input{Name: "from", Label: c.T("org.from"), Kind: "date", Required: true, Value: a.Units.Today().String()}),
	}
	for i, h := range p.Post.Holders {
		if !h.ByPlan {
			p.Relieve = append(p.Relieve, relieveForm(c, p.Post, h, i, a.Units.Today()))
		}
	}
	if p.Post.Director {
		p.Acting = a.delegateForms(c, p.Post)
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.sent(c).Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.post, status, c.T("post.appoint"), p)
}

// sent returns the form of the page that a post was sent from.
func (p *postPage) sent(c *desk.Call) *desk.Form {
	for i := range p.Relieve {
		if slices.Contains(p.Relieve[i].Hidden, desk.Hidden{Name: "holding", Value: c.Text("holding")}) {
			return &p.Relieve[i]
		}
	}
	for i := range p.Acting {
		named := desk.Hidden{Name: "delegation", Value: c.Text("delegation")}
		if p.Acting[i].Action == c.URL.Path && (len(p.Acting[i].Hidden) == 0 || slices.Contains(p.Acting[i].Hidden, named)) {
			return &p.Acting[i]
		}
	}
	return &p.Form
}

// appoint gives the post to a person from a day on; whoever held it keeps the
// time until then.
func (a *area) appoint(c *desk.Call) error {
	return a.changePost(c, "post.appointed", func(ctx context.Context, id campaign.ID) error {
		from, err := c.Day("from")
		if err == nil && from.IsZero() {
			err = fault.Violations([]fault.Field{{Path: "from", Key: "fault.required"}})
		}
		if err != nil {
			return err
		}
		person, err := a.personMeant(c, id, c.Who.Root)
		if err != nil {
			return err
		}
		return a.Posts.Appoint(ctx, c.Who, id, c.PathValue("post"), person, from)
	})
}

// relieveForm asks from which day on a holder no longer has the post.
func relieveForm(c *desk.Call, p postView, h post.Holder, i int, today calendar.Date) desk.Form {
	return desk.Form{
		ID: "relieve-" + strconv.Itoa(i), Action: "/posts/" + p.ID + "/relieve", Title: c.T("post.relieve") + " " + h.Name,
		Submit: c.T("post.relieve"), Confirm: c.T("post.relieve_confirm", h.Name, p.Title),
		Hidden: []desk.Hidden{{Name: "holding", Value: string(h.Holding.ID)}},
		Inputs: []desk.Input{{Name: "last", Label: c.T("post.last"), Kind: "date", Required: true, Value: today.String()}},
	}
}

// relieve ends what one holder of a post holds, with its last day.
func (a *area) relieve(c *desk.Call) error {
	return a.changePost(c, "post.relieved", func(ctx context.Context, id campaign.ID) error {
		last, err := a.lastDay(c)
		if err != nil {
			return err
		}
		return a.Posts.Relieve(ctx, c.Who, id, campaign.HoldingID(c.Text("holding")), last)
	})
}
