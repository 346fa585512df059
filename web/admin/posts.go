package admin

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// postsPage is the bodies of the campaign with their posts as of a day (P-43).
type postsPage struct {
	Parts   []option
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

func (a *Admin) posts(c *call) error {
	on := a.asOf(c)
	bodies, err := a.bodies(c, on)
	if err != nil {
		return err
	}
	id := a.handID(c)
	return show(a, c, a.pages.org.posts, c.t("post.title"), postsPage{
		Parts: a.parts(c, "/posts"), On: on, Today: on == a.Units.Today(),
		Manages: !c.who.Scope(people.PostManage, id).Empty(), Bodies: bodies,
	})
}

// bodies lists the bodies of the campaign at hand with who held their posts.
func (a *Admin) bodies(c *call, on calendar.Date) ([]bodyView, error) {
	id, err := a.campaign(c)
	if err != nil {
		return nil, err
	}
	r, err := a.Campaigns.Look(c.Context(), c.who, id)
	if err != nil {
		return nil, err
	}
	posts, err := a.Campaigns.Posts(c.Context(), c.who, id, on)
	if err != nil {
		return nil, err
	}
	out := make([]bodyView, len(r.Book.Bodies))
	for i, b := range r.Book.Bodies {
		out[i] = bodyView{Name: b.Name, Clause: clauseTag(r.Book, b.Clause), Aliases: b.Aliases}
		for _, p := range posts {
			if p.Body == b.ID {
				out[i].Posts = append(out[i].Posts, postView{p.Post, p.Title, p.Office, clauseTag(r.Book, p.Clause), p.Holders})
			}
		}
	}
	return out, nil
}

// postPage is where the office appoints somebody to a post.
type postPage struct {
	Body string
	Post postView
	Form formView
}

func (a *Admin) post(c *call) error { return a.renderPost(c, nil) }

func (a *Admin) renderPost(c *call, refusal error) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	if err := c.who.MayIn(people.PostManage, c.who.Root, string(id)); err != nil {
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

func (a *Admin) showPost(c *call, p postPage, refusal error) error {
	p.Form = formView{
		ID: "appoint", Action: "/posts/" + p.Post.ID, Title: c.t("post.appoint"), Hint: c.t("post.appoint_hint"), Submit: c.t("post.appoint"),
		Confirm: c.t("post.appoint_confirm", p.Post.Title),
		Inputs: append(a.personInputs(c, a.knownPersons(c)),
			inputView{Name: "from", Label: c.t("org.from"), Kind: "date", Required: true, Value: a.Units.Today().String()}),
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.refused(c, refusal)
	}
	return showStatus(a, c, a.pages.org.post, status, c.t("post.appoint"), p)
}

// appoint gives the post to a person from a day on; whoever held it keeps the
// time until then.
func (a *Admin) appoint(c *call) error {
	err := a.appointed(c)
	if err != nil && retry(err) {
		return a.renderPost(c, err)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("post.appointed"))
	return c.redirect("/posts")
}

func (a *Admin) appointed(c *call) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	if err := c.who.MayIn(people.PostManage, c.who.Root, string(id)); err != nil {
		return err
	}
	from, err := c.day("from")
	if err == nil && from.IsZero() {
		err = fault.Violations([]fault.Field{{Path: "from", Key: "fault.required"}})
	}
	if err != nil {
		return err
	}
	person, err := a.personMeant(c, id, c.who.Root)
	if err != nil {
		return err
	}
	return a.Campaigns.Appoint(c.Context(), c.who, id, c.PathValue("post"), person, from)
}
