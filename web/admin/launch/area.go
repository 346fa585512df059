// Package launch carries the pages that lead to a new campaign, a step a page:
// the plan, its document, the units that are asked, the calendar of all duties,
// the people of the office, and the launch. What is half-way is kept, so that
// anybody of the office may go on with it another day. Each file carries one
// step.
package launch

import (
	"embed"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page pages
}

type pages struct {
	begin    *web.Page[beginPage]
	plan     *web.Page[planPage]
	document *web.Page[documentPage]
	units    *web.Page[unitsPage]
	calendar *web.Page[calendarPage]
	posts    *web.Page[postsPage]
	review   *web.Page[reviewPage]
	wait     *web.Page[waitPage]
	waited   *web.Fragment[WaitPart]
}

// What a post may bring, in bytes: a document or a text, and the short fields
// beside it.
const (
	documentLimit = original.MaxSize + 64<<10
	textLimit     = 2*preparation.MaxSource + 64<<10
)

// Routes lead from the templates to the launch.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		begin:    desk.NewPage[beginPage](d, templates, "begin.html"),
		plan:     desk.NewPage[planPage](d, templates, "plan.html", "steps.html"),
		document: desk.NewPage[documentPage](d, templates, "document.html", "steps.html"),
		units:    desk.NewPage[unitsPage](d, templates, "units.html", "steps.html"),
		calendar: desk.NewPage[calendarPage](d, templates, "calendar.html", "steps.html"),
		posts:    desk.NewPage[postsPage](d, templates, "posts.html", "steps.html"),
		review:   desk.NewPage[reviewPage](d, templates, "review.html", "steps.html"),
		wait:     desk.NewPage[waitPage](d, templates, "wait.html", "waited.html"),
		waited:   web.NewFragment[WaitPart](d.Site, templates, "waited", "templates/waited.html"),
	}}
	return slices.Concat([]desk.Route{
		{Pattern: "GET /campaigns/new", Act: people.CampaignLaunch, Handle: a.begin},
		{Pattern: "POST /campaigns/new", Act: people.CampaignLaunch, Handle: a.fromTemplate},
		{Pattern: "POST /campaigns/new/upload", Act: people.CampaignLaunch, Handle: a.Body(textLimit, a.fromFile)},
	}, a.rest(a.steps()))
}

func (a *area) steps() []desk.Route {
	return []desk.Route{
		{Pattern: "GET /preparations/{preparation}", Act: people.CampaignLaunch, Handle: a.plan},
		{Pattern: "POST /preparations/{preparation}", Act: people.CampaignLaunch, Handle: a.Body(textLimit, a.correct)},
		{Pattern: "GET /preparations/{preparation}/document", Act: people.CampaignLaunch, Handle: a.document},
		{Pattern: "POST /preparations/{preparation}/document", Act: people.CampaignLaunch, Handle: a.Body(documentLimit, a.describe)},
		{Pattern: "GET /preparations/{preparation}/units", Act: people.CampaignLaunch, Handle: a.units},
		{Pattern: "POST /preparations/{preparation}/units", Act: people.CampaignLaunch, Handle: a.Body(textLimit, a.chooseUnits)},
		{Pattern: "GET /preparations/{preparation}/calendar", Act: people.CampaignLaunch, Handle: a.calendar},
		{Pattern: "GET /preparations/{preparation}/posts", Act: people.CampaignLaunch, Handle: a.posts},
		{Pattern: "POST /preparations/{preparation}/posts", Act: people.CampaignLaunch, Handle: a.name},
		{Pattern: "GET /preparations/{preparation}/launch", Act: people.CampaignLaunch, Handle: a.review},
		{Pattern: "POST /preparations/{preparation}/launch", Act: people.CampaignLaunch, Handle: a.launch},
		{Pattern: "POST /preparations/{preparation}/discard", Act: people.CampaignLaunch, Handle: a.discard},
	}
}
