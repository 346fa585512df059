package launch

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// long is after how many seconds a launch takes longer than any should: it may
// be taken back then.
const long = 300

// waitPage is shown while a launch is carried out.
type waitPage struct {
	ID            preparation.ID
	Title, Unit   string
	Units, Duties int
	WaitPart
}

// WaitPart is what the page asks for again and again.
type WaitPart struct {
	Asked  string
	Waited int // seconds
	Long   bool
}

func (a *area) newWait(c *desk.Call, p preparation.Preparation) WaitPart {
	waited := int(a.Preparations.Waited(p) / time.Second)
	return WaitPart{web.Printer(c.Context()).Time(p.Asked.At), waited, waited >= long}
}

// waiting says that a launch is on its way, and leads on when it is not any
// more: to the plan, or to what holds it up.
func (a *area) waiting(c *desk.Call) error {
	p, err := a.Preparations.Open(c.Context(), c.Who, prepared(c))
	switch {
	case err != nil:
		return err
	case p.State() == preparation.Launched:
		return a.toPlan(c, p)
	case p.State() == preparation.Preparing:
		return c.Redirect(address(p.ID, "launch"))
	case web.Partial(c.Request):
		return a.page.waited.Render(c.W, c.Request, a.newWait(c, p))
	}
	v, err := a.Preparations.Look(c.Context(), c.Who, p.ID)
	if err != nil {
		return err
	}
	pre, err := a.Preparations.Preview(c.Context(), c.Who, p.ID)
	if err != nil {
		return err
	}
	return desk.Show(a.Desk, c, a.page.wait, c.T("launch.waiting", p.Title),
		waitPage{p.ID, p.Title, v.Organiser.Name, pre.Units, pre.Duties, a.newWait(c, p)})
}

func (a *area) toPlan(c *desk.Call, p preparation.Preparation) error {
	a.Sessions.Flash(c.Context(), c.T("launch.launched", p.Title))
	return c.Redirect("/plan?campaign=" + string(p.Campaign))
}

// withdraw takes a launch back that was not carried out.
func (a *area) withdraw(c *desk.Call) error {
	err := a.Preparations.Withdraw(c.Context(), c.Who, prepared(c))
	if err != nil && !desk.Mendable(err) {
		return err
	}
	return c.Redirect(address(prepared(c), "launching")) // which leads to where it is by now
}

// resting is a step of a preparation. While its launch is carried out, and
// afterwards, the step leads to that instead: what is launched changes no more.
func (a *area) resting(step func(*desk.Call) error) func(*desk.Call) error {
	return func(c *desk.Call) error {
		p, err := a.Preparations.Open(c.Context(), c.Who, prepared(c))
		if err == nil && p.State() != preparation.Preparing {
			return c.Redirect(address(p.ID, "launching"))
		}
		return step(c) // which says why it is refused, if it is
	}
}

// rest makes steps of the routes of a preparation.
func (a *area) rest(routes []desk.Route) []desk.Route {
	for i := range routes {
		routes[i].Handle = a.resting(routes[i].Handle)
	}
	return append(routes,
		desk.Route{Pattern: http.MethodGet + " /preparations/{preparation}/launching", Act: people.CampaignLaunch, Handle: a.waiting},
		desk.Route{Pattern: http.MethodPost + " /preparations/{preparation}/withdraw", Act: people.CampaignLaunch, Handle: a.withdraw},
	)
}
