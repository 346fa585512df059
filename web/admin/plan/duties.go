package plan

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pageSize is how many rows a list shows at once.
const pageSize = 50

// supplementary is the choice among the timings of the late reports that came
// after their bulletin.
const supplementary = string(campaign.WordSupplementary)

// dutiesPage is the list of duties.
type dutiesPage struct {
	Obligations, Timings, Works []desk.Option
	Tracks                      []desk.Option // activities, of a plan that has several
	Unit, Period                string
	UnknownUnit                 bool
	Rows                        []template.HTML // as row prints them
	Total                       int
	Pager                       web.Pager
	Manages                     bool
	Filtered                    bool
	Export                      []desk.Option // addresses of the whole list as a file
}

func (a *area) duties(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	f, unknown, err := a.dutyFilter(c, id)
	if err != nil {
		return err
	}
	q := c.URL.Query()
	f.After, f.Limit, f.Counted = cursor(q.Get("after")), pageSize, true
	page := dutiesPage{
		Unit: strings.TrimSpace(q.Get("unit")), Period: f.Period, UnknownUnit: unknown,
		Manages: !c.Who.Scope(people.DutyManage, string(id)).Empty(),
	}
	page.Filtered = f.Obligation+f.Period+string(f.Timing)+string(f.Work)+page.Unit+q.Get("track") != ""
	page.Export = exports("/duties", q)
	r, err := a.listDuties(c, f, &page)
	if err != nil {
		return err
	}
	page.options(c, r, f)
	return desk.Show(a.Desk, c, a.page.duties, c.T("duties.title"), page)
}

// dutyFilter reads which duties a request asks for; unknown is a unit that is
// none.
func (a *area) dutyFilter(c *desk.Call, id campaign.ID) (f campaign.Filter, unknown bool, err error) {
	q := c.URL.Query()
	f = campaign.Filter{
		Campaign: id, Obligation: q.Get("obligation"), Period: periodKey(q.Get("period")),
		Timing: campaign.Timing(q.Get("timing")), Work: campaign.Work(q.Get("work")),
	}
	if q.Get("track") != "" {
		r, err := a.Campaigns.Look(c.Context(), c.Who, id)
		if err != nil {
			return f, false, err
		}
		f.Among = serving(r.Book, c.Track(r.Book))
	}
	if q.Get("timing") == supplementary {
		f.Timing, f.Supplement = campaign.Late, true
	}
	if unit := strings.TrimSpace(q.Get("unit")); unit != "" {
		f.Unit, err = a.UnitNamed(c, unit)
		unknown = f.Unit == ""
	}
	return f, unknown, err
}

// listDuties fills in the rows, none for a unit that is none.
func (a *area) listDuties(c *desk.Call, f campaign.Filter, page *dutiesPage) (campaign.Running, error) {
	if page.UnknownUnit {
		return a.Campaigns.Look(c.Context(), c.Who, f.Campaign)
	}
	list, err := a.Campaigns.Duties(c.Context(), c.Who, f)
	if err != nil {
		return list.Running, err
	}
	page.Total, page.Pager.Shown = int(list.Total), len(list.Items)
	page.Rows = make([]template.HTML, len(list.Items))
	p := web.Printer(c.Context())
	for i := range list.Items {
		line := desk.NewDutyLine(p, list.Running, list.Tree, &list.Items[i])
		page.Rows[i] = row(p, &line, page.Manages)
	}
	q := c.URL.Query()
	if f.After.ID != "" {
		q.Del("after")
		page.Pager.Previous = "/duties?" + q.Encode()
	}
	if len(list.Items) == pageSize {
		q.Set("after", after(list.Next()))
		page.Pager.Next = "/duties?" + q.Encode()
	}
	return list.Running, nil
}

// serving lists the obligations that serve a track, nil for the whole plan.
func serving(pb *playbook.Playbook, track string) []string {
	var out []string
	for i := range pb.Obligations {
		if ob := &pb.Obligations[i]; track != "" && ob.Serves(track) {
			out = append(out, ob.ID)
		}
	}
	return out
}

func (p *dutiesPage) options(c *desk.Call, r campaign.Running, f campaign.Filter) {
	track := c.Track(r.Book)
	for _, t := range r.Book.Tracks {
		p.Tracks = append(p.Tracks, desk.Option{Value: t.ID, Text: t.Name, On: t.ID == track})
	}
	for _, ob := range r.Book.Obligations {
		if ob.Later == "" && ob.Serves(track) {
			p.Obligations = append(p.Obligations, desk.Option{Value: ob.ID, Text: ob.Title, On: ob.ID == f.Obligation})
		}
	}
	for _, t := range []campaign.Timing{campaign.NotDue, campaign.OnTime, campaign.Late, campaign.Missing, campaign.Excused} {
		p.Timings = append(p.Timings, desk.Option{Value: string(t), Text: c.T("timing." + string(t)), On: t == f.Timing && !f.Supplement})
	}
	p.Timings = append(p.Timings, desk.Option{Value: supplementary, Text: c.T("state." + supplementary), On: f.Supplement})
	for _, w := range []campaign.Work{campaign.NotOpen, campaign.Nothing, campaign.Drafted, campaign.AwaitingSignature, campaign.Sent} {
		p.Works = append(p.Works, desk.Option{Value: string(w), Text: c.T("work." + string(w)), On: w == f.Work})
	}
}

// cursor reads the place after which a page goes on, «1538323200000.ID»; text
// that is none begins at the beginning.
func cursor(text string) campaign.Cursor {
	due, id, ok := strings.Cut(text, ".")
	ms, err := strconv.ParseInt(due, 10, 64)
	if !ok || err != nil {
		return campaign.Cursor{}
	}
	at := campaign.Cursor{ID: campaign.DutyID(id)}
	if ms != 0 {
		at.Due = time.UnixMilli(ms)
	}
	return at
}

// after prints a cursor as cursor reads it.
func after(at campaign.Cursor) string {
	ms := int64(0)
	if !at.Due.IsZero() {
		ms = at.Due.UnixMilli()
	}
	return strconv.FormatInt(ms, 10) + "." + string(at.ID)
}
