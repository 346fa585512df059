package launch

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// way is the steps in their order, each the end of its address; the name of a
// step is the message «launch.step.…».
var way = []string{"plan", "document", "units", "calendar", "posts", "launch"}

// head is what stands above every step.
type head struct {
	ID       preparation.ID
	Title    string
	Revision int64
	Unit     string // who organises
	Steps    []stepLink
	Back     string // address of the step before, "" for the first
	Next     string // of the step after
	Message  string // why the step was refused
	Problems map[string]string
}

// stepLink is a step in the bar above.
type stepLink struct {
	Name, URL string
	N         int
	Here      bool
	Shut      bool // the text has mistakes: nothing follows from it yet
}

func newHead(v *preparation.View, here string, c *desk.Call, refusal error) head {
	at := slices.Index(way, here)
	h := head{ID: v.ID, Title: v.Title, Revision: v.Revision, Unit: v.Organiser.Name, Problems: map[string]string{}}
	for i, name := range way {
		h.Steps = append(h.Steps, stepLink{Name: name, URL: address(v.ID, name), N: i + 1, Here: i == at, Shut: !v.Ready() && i > 0})
	}
	if at > 0 {
		h.Back = h.Steps[at-1].URL
	}
	if at < len(way)-1 {
		h.Next = h.Steps[at+1].URL
	}
	if refusal != nil {
		h.Message, h.Problems = desk.Problems(c, refusal)
	}
	return h
}

// address leads to a step.
func address(id preparation.ID, step string) string {
	if step == way[0] {
		return "/preparations/" + string(id)
	}
	return "/preparations/" + string(id) + "/" + step
}

func prepared(c *desk.Call) preparation.ID { return preparation.ID(c.PathValue("preparation")) }

// seen is the revision that the form was made from; none is an old one.
func seen(c *desk.Call) int64 {
	n, _ := strconv.ParseInt(c.Text("revision"), 10, 64)
	return n
}

// look opens a preparation for a step that needs a playbook without mistakes.
func (a *area) look(c *desk.Call) (preparation.View, error) {
	v, err := a.Preparations.Look(c.Context(), c.Who, prepared(c))
	if err == nil && !v.Ready() {
		err = fault.New(fault.Conflict, "launch.mistakes_first")
	}
	return v, err
}

// ahead leads from a step that was kept to the next one, or to where its button
// says.
func (a *area) ahead(c *desk.Call, here string) error {
	if c.Text("go") == "stay" {
		return c.Redirect(address(prepared(c), here))
	}
	return c.Redirect(address(prepared(c), way[slices.Index(way, here)+1]))
}
