package launch

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// postsPage asks who holds the posts of the plan.
type postsPage struct {
	head
	Bodies  []bodyView
	Persons []string // names to choose from
	Open    int      // posts without a name
}

type bodyView struct {
	Name, Clause string
	Posts        []postRow
}

// postRow is a post with who is to hold it.
type postRow struct {
	ID, Title, Clause string
	Group             bool   // the plan gives it to several
	PlanName, Office  string // the plan's words
	Role              string // what its holder's account may do, "" for nothing
	Heads             string // categories whose heads will be proposed, in words
	Holders           []holderRow
	Typed, Problem    string
}

type holderRow struct {
	Person organisation.PersonID
	Name   string
	Logins string // of the accounts that will carry the role
}

func (a *area) posts(c *desk.Call) error { return a.renderPosts(c, nil) }

func (a *area) renderPosts(c *desk.Call, refusal error) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	seats, err := a.Preparations.Seats(c.Context(), c.Who, v.ID)
	if err != nil {
		return err
	}
	known := a.known(c, v.Root)
	p := postsPage{head: newHead(&v, "posts", c, refusal), Bodies: bodies(c, v.Book, seats), Open: open(seats)}
	p.Persons = slices.Sorted(maps.Keys(names(known)))
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		for i := range p.Bodies {
			for j := range p.Bodies[i].Posts {
				row := &p.Bodies[i].Posts[j]
				row.Typed, row.Problem = c.Text("name-"+row.ID), p.Problems[row.ID]
			}
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.posts, status, c.T("launch.title"), p)
}

func open(seats []preparation.Seat) (n int) {
	for _, s := range seats {
		if len(s.Holders) == 0 {
			n++
		}
	}
	return n
}

func bodies(c *desk.Call, pb *playbook.Playbook, seats []preparation.Seat) []bodyView {
	out := make([]bodyView, len(pb.Bodies))
	for i, b := range pb.Bodies {
		out[i] = bodyView{Name: b.Name, Clause: desk.ClauseTag(pb, b.Clause)}
		for _, s := range seats {
			if pb.Post(s.Post).Body == b.ID {
				out[i].Posts = append(out[i].Posts, newPostRow(c, pb, s))
			}
		}
	}
	return out
}

func newPostRow(c *desk.Call, pb *playbook.Playbook, s preparation.Seat) postRow {
	post := pb.Post(s.Post)
	row := postRow{ID: post.ID, Title: post.Title, Clause: desk.ClauseTag(pb, post.Clause),
		Group: post.Person == "", PlanName: post.Person, Office: post.Office}
	if post.Role != "" {
		row.Role = c.T("role." + post.Role)
	}
	var heads []string
	for _, cat := range post.Heads {
		heads = append(heads, c.T("category."+cat))
	}
	row.Heads = strings.Join(heads, c.T("core.list_comma"))
	for _, h := range s.Holders {
		row.Holders = append(row.Holders, holderRow{h.Person.ID, h.Person.Name, strings.Join(h.Logins, c.T("core.list_comma"))})
	}
	return row
}

// known are the persons entered before, for who may see them all; nobody for
// others, who enter a person anew.
func (a *area) known(c *desk.Call, root organisation.UnitID) []organisation.Person {
	all, err := a.Units.Persons(c.Context(), c.Who, root)
	if err != nil {
		return nil
	}
	return all
}

// names tells persons apart as they are chosen: by name, and by phone where two
// have the same one.
func names(known []organisation.Person) map[string]organisation.PersonID {
	count := map[string]int{}
	for _, p := range known {
		count[p.Name]++
	}
	out := map[string]organisation.PersonID{}
	for _, p := range known {
		shown := p.Name
		if count[p.Name] > 1 {
			shown = strings.TrimSpace(p.Name + " " + seal.Phone(p.Phone))
		}
		out[shown] = p.ID
	}
	return out
}

// name keeps who holds the posts: those whose tick stayed, and who was typed. A
// name nobody bears yet is entered as a new person.
func (a *area) name(c *desk.Call) error {
	v, err := a.look(c)
	if err != nil {
		return a.back(c, err)
	}
	if v.Revision != seen(c) {
		return a.renderPosts(c, fault.New(fault.Stale, "preparation.stale"))
	}
	known := a.known(c, v.Root)
	holders, err := a.holders(c, v.Book, known, v.Unit)
	if err == nil {
		_, err = a.Preparations.Name(c.Context(), c.Who, v.ID, v.Revision, holders)
	}
	if err != nil && desk.Mendable(err) {
		return a.renderPosts(c, err)
	}
	if err != nil {
		return err
	}
	return a.ahead(c, "posts")
}

// holders reads the form. Nobody is entered while a name on it is doubtful.
func (a *area) holders(c *desk.Call, pb *playbook.Playbook, known []organisation.Person, unit organisation.UnitID) (map[string][]organisation.PersonID, error) {
	at, holders := names(known), map[string][]organisation.PersonID{}
	var bad []fault.Field
	for _, post := range pb.Posts {
		for _, id := range c.PostForm["holder-"+post.ID] {
			holders[post.ID] = append(holders[post.ID], organisation.PersonID(id))
		}
		if typed := c.Text("name-" + post.ID); typed != "" && at[typed] == "" && doubtful(known, typed) {
			bad = append(bad, fault.Field{Path: post.ID, Key: "launch.several", Args: []any{typed}})
		}
	}
	if len(bad) > 0 {
		return nil, fault.Violations(bad)
	}
	for _, post := range pb.Posts {
		typed := c.Text("name-" + post.ID)
		if typed == "" {
			continue
		}
		if at[typed] == "" {
			p, err := a.Units.RegisterPerson(c.Context(), c.Who, organisation.Registration{Unit: unit, Name: typed})
			if err != nil {
				return nil, err
			}
			at[typed] = p.ID
		}
		if post.Person != "" {
			holders[post.ID] = nil // a post of one: who is typed comes in the place of who was
		}
		holders[post.ID] = append(holders[post.ID], at[typed])
	}
	return holders, nil
}

func doubtful(known []organisation.Person, name string) bool {
	for _, p := range known {
		if p.Name == name {
			return true
		}
	}
	return false
}
