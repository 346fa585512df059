package goal

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pageSize is how many goals a list shows at once.
const pageSize = 50

// goalsPage is the list of goals, the worst first.
type goalsPage struct {
	Tabs                    []desk.Option
	Clause                  *desk.Option
	Rules                   string // how the colours come about
	Years, Lines, Standings []desk.Option
	Unit                    string
	UnknownUnit, Filtered   bool
	Awaiting                bool
	Await                   int
	AwaitURL                string
	Rows                    []row
	Total                   int
	Pager                   web.Pager
	Bulk                    *bulk
	Message                 string
	Empty                   string // why there is no list at all
}

// bulk is the form that decides several goals at once.
type bulk struct{ Back string }

// asked is what an address asks of the list.
type asked struct {
	goal.Question
	unit    string // as typed
	nowhere bool
}

func (a *area) goals(c *desk.Call) error { return a.showGoals(c, http.StatusOK, "") }

func (a *area) showGoals(c *desk.Call, status int, message string) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	ask, err := a.asked(c, id)
	if err != nil {
		return err
	}
	page := goalsPage{Tabs: tabs(c, "/goals"), Message: message, Unit: ask.unit, UnknownUnit: ask.nowhere, Awaiting: ask.Awaiting}
	list, err := a.Goals.List(c.Context(), c.Who, ask.Question)
	switch {
	case notAsked(err, "goal.not_asked"):
		page.Empty = c.T("goal.not_asked")
	case err != nil:
		return err
	default:
		page.fill(c, list, ask)
	}
	return desk.ShowStatus(a.Desk, c, a.page.goals, status, c.T("goal.title"), page)
}

// notAsked reports whether the plan itself does not ask for what a page shows.
func notAsked(err error, key string) bool { return err != nil && fault.From(err).Key == key }

func (a *area) asked(c *desk.Call, id campaign.ID) (asked, error) {
	q := c.URL.Query()
	ask := asked{unit: strings.TrimSpace(q.Get("unit"))}
	ask.Question = goal.Question{
		Campaign: id, Year: yearAsked(c), Line: q.Get("line"),
		Standing: rule.Standing(q.Get("standing")), Awaiting: q.Get("awaiting") != "",
	}
	if ask.unit == "" {
		return ask, nil
	}
	unit, err := a.UnitNamed(c, ask.unit)
	ask.Unit, ask.nowhere = unit, unit == ""
	return ask, err
}

func (p *goalsPage) fill(c *desk.Call, l goal.List, ask asked) {
	tag := clause(l.Book, l.Book.Ledger.Goals.Clause)
	p.Clause, p.Rules = &tag, c.T("goal.rules", strconv.Itoa(l.Book.Ledger.Goals.Red), strconv.Itoa(l.Book.Ledger.Goals.Yellow), rule.Enough)
	p.Years, p.Await = yearOptions(c, l.Years, l.Year), l.Await
	p.AwaitURL = "/goals?awaiting=yes&year=" + strconv.Itoa(l.Year)
	for _, line := range l.Book.Lines {
		p.Lines = append(p.Lines, desk.Option{Value: line.ID, Text: line.Name, On: line.ID == ask.Line})
	}
	for _, s := range rule.Standings {
		if n := l.Counts[s]; n > 0 || s == ask.Standing {
			p.Standings = append(p.Standings, desk.Option{Value: string(s), Text: c.T("goal.standing_n", c.T("goal.standing_"+string(s)), n), On: s == ask.Standing})
		}
	}
	p.Filtered = ask.unit+ask.Line+string(ask.Standing) != "" || ask.Awaiting
	if ask.nowhere {
		return
	}
	p.Total = len(l.Rows)
	for _, r := range p.part(c, l.Rows) {
		v := rowOf(c, l, r)
		if v.Pick != "" {
			p.Bulk = &bulk{Back: c.URL.RequestURI()}
		}
		p.Rows = append(p.Rows, v)
	}
}

// part cuts a page out of the list: what follows the goal that the address
// names.
func (p *goalsPage) part(c *desk.Call, rows []goal.Row) []goal.Row {
	q := c.URL.Query()
	if after := q.Get("after"); after != "" {
		i := slices.IndexFunc(rows, func(r goal.Row) bool { return string(r.ID) == after })
		rows = rows[i+1:]
		p.Pager.Previous = address(q, "")
	}
	if len(rows) > pageSize {
		rows = rows[:pageSize]
		p.Pager.Next = address(q, string(rows[pageSize-1].ID))
	}
	p.Pager.Shown = len(rows)
	return rows
}

func address(q url.Values, after string) string {
	q.Del("after")
	if after != "" {
		q.Set("after", after)
	}
	return "/goals?" + q.Encode()
}
