package admin

import (
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

// pageSize is how many rows a list shows at once.
const pageSize = 50

// dutiesPage is the list of duties.
type dutiesPage struct {
	Obligations, Timings, Works []option
	Unit, Period                string
	UnknownUnit                 bool
	Rows                        []dutyLine
	Total                       int
	Pager                       web.Pager
	Manages                     bool
	Filtered                    bool
}

func (a *Admin) duties(c *call) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.who, id)
	if err != nil {
		return err
	}
	q := c.URL.Query()
	page := dutiesPage{
		Unit: strings.TrimSpace(q.Get("unit")), Period: strings.TrimSpace(q.Get("period")),
		Manages: !c.who.Scope(people.DutyManage, string(id)).Empty(),
	}
	f := campaign.Filter{
		Campaign: id, Obligation: q.Get("obligation"), Period: page.Period,
		Timing: campaign.Timing(q.Get("timing")), Work: campaign.Work(q.Get("work")),
		After: cursor(q.Get("after")), Limit: pageSize,
	}
	page.Filtered = f.Obligation+f.Period+string(f.Timing)+string(f.Work)+page.Unit != ""
	if page.Unit != "" {
		if f.Unit, err = a.namedUnit(c, page.Unit); err != nil {
			return err
		}
		page.UnknownUnit = f.Unit == ""
	}
	page.options(c, r, f)
	if !page.UnknownUnit {
		if err := a.listDuties(c, f, &page); err != nil {
			return err
		}
	}
	return show(a, c, a.pages.matrix.duties, c.t("duties.title"), page)
}

func (a *Admin) listDuties(c *call, f campaign.Filter, page *dutiesPage) error {
	list, err := a.Campaigns.Duties(c.Context(), c.who, f)
	if err != nil {
		return err
	}
	n, err := a.Campaigns.Count(c.Context(), c.who, f)
	if err != nil {
		return err
	}
	page.Total, page.Pager.Shown = int(n), len(list.Items)
	for i := range list.Items {
		page.Rows = append(page.Rows, newDutyLine(web.Printer(c.Context()), list.Running, list.Tree, &list.Items[i]))
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
	return nil
}

// namedUnit finds a unit by its code or name, "" for none.
func (a *Admin) namedUnit(c *call, name string) (organisation.UnitID, error) {
	tree, err := a.Units.Tree(c.Context(), c.who.Root, a.Units.Today())
	if err != nil {
		return "", err
	}
	if n, ok := tree.ByCode(name); ok {
		return n.ID, nil
	}
	n, _ := tree.ByName(name)
	return n.ID, nil
}

func (p *dutiesPage) options(c *call, r campaign.Running, f campaign.Filter) {
	for _, ob := range r.Book.Obligations {
		if ob.Later == "" {
			p.Obligations = append(p.Obligations, option{ob.ID, ob.Title, ob.ID == f.Obligation})
		}
	}
	for _, t := range []campaign.Timing{campaign.NotDue, campaign.OnTime, campaign.Late, campaign.Missing, campaign.Excused} {
		p.Timings = append(p.Timings, option{string(t), c.t("timing." + string(t)), t == f.Timing})
	}
	for _, w := range []campaign.Work{campaign.NotOpen, campaign.Nothing, campaign.Drafted, campaign.AwaitingSignature, campaign.Sent} {
		p.Works = append(p.Works, option{string(w), c.t("work." + string(w)), w == f.Work})
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
