package unit

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// postsPage is the bodies of the campaign with their posts as of a day (P-43).
type postsPage struct {
	Parts   []desk.Option
	On      calendar.Date
	Today   bool
	Manages bool
	Bodies  []bodyView
}

type bodyView struct {
	Name, Clause string
	Aliases      []string
	Posts        []postView
}

type postView struct {
	ID, Title, Office, Clause string
	Holders                   []campaign.Holder
}

func (a *area) posts(c *desk.Call) error {
	on := a.AsOf(c)
	bodies, err := a.bodies(c, on)
	if err != nil {
		return err
	}
	id := a.HandID(c)
	return desk.Show(a.Desk, c, a.page.posts, c.T("post.title"), postsPage{
		Parts: a.parts(c, "/posts"), On: on, Today: on == a.Units.Today(),
		Manages: !c.Who.Scope(people.PostManage, id).Empty(), Bodies: bodies,
	})
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
	posts, err := a.Campaigns.Posts(c.Context(), c.Who, id, on)
	if err != nil {
		return nil, err
	}
	out := make([]bodyView, len(r.Book.Bodies))
	for i, b := range r.Book.Bodies {
		out[i] = bodyView{Name: b.Name, Clause: desk.ClauseTag(r.Book, b.Clause), Aliases: b.Aliases}
		for _, p := range posts {
			if p.Body == b.ID {
				out[i].Posts = append(out[i].Posts, postView{p.Post, p.Title, p.Office, desk.ClauseTag(r.Book, p.Clause), p.Holders})
			}
		}
	}
	return out, nil
}

// postPage is where the office appoints somebody to a post.
type postPage struct {
	Body string
	Post postView
	Form desk.Form
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
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.post, status, c.T("post.appoint"), p)
}

// appoint gives the post to a person from a day on; whoever held it keeps the
// time until then.
func (a *area) appoint(c *desk.Call) error {
	err := a.appointed(c)
	if err != nil && desk.Mendable(err) {
		return a.renderPost(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("post.appointed"))
	return c.Redirect("/posts")
}

func (a *area) appointed(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.PostManage, c.Who.Root, string(id)); err != nil {
		return err
	}
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
	return a.Campaigns.Appoint(c.Context(), c.Who, id, c.PathValue("post"), person, from)
}
