package ledger

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pageSize is how many entries a list shows at once.
const pageSize = 50

// listPage is the list of a register.
type listPage struct {
	Register, Title string
	Clauses         []desk.Option
	Most            *mostView // how many there may be, nil where nothing is said of it
	Message         string
	Violations      []locale.Violation
	Action          string // the address of the list
	New             string // where one records another, "" for who may not
	Import          string // the address where a list is brought in, "" for who may not
	Reference       bool   // imported: no form asks for it
	Filter          filterView
	About           *desk.Option // the entry that all of these refer to
	By              string       // the field by which they do, "" for any
	Called          string       // the head of the column of titles
	Chosen          []string     // the entries that were chosen when something was refused
	Total           total
	Heads           []head
	Columns         []desk.Option
	Rows            []row
	Sums            []string // below the columns, "" below those that do not add up
	Pager           web.Pager
	Views           []viewChip
	Query           string        // the filter as an address carries it, to be kept
	Address         string        // the list as it is shown
	Hidden          []desk.Hidden // what else is asked for than columns
	Export          []desk.Option
	Bulk            *bulk
}

// mostView is how many entries may stand in a state: «未定（原文：一批）».
type mostView struct{ State, Text, Clause string }

// most says how many entries of the register the plan wants, nil where it says
// nothing of it.
func (at at) most() *mostView {
	m := at.book.Use.Most
	if m == nil {
		return nil
	}
	words := register.NewWords(at.words.Print.Lang(), &at.plan.Ledger, nil)
	return &mostView{at.words.State(m.State), words.Most(*m), m.Clause}
}

// total is how many entries a filter finds.
type total struct {
	N    int
	More string // there are as many or more: the address at which they are all counted
}

// head is the head of a column; what can be sorted leads to that.
type head struct {
	Text, URL string
	On, Down  bool
	Number    bool
}

// row is an entry in the list.
type row struct {
	ID, Pick string // Pick: the entry with its revision, «ID.3»; "" where nothing can be done with it
	On       bool   // it was chosen when something was refused
	URL      string
	Title    string
	Overdue  string // «逾期 3 天», "" of what is not
	Cells    []cell
}

// cell is what a column shows of an entry.
type cell struct {
	Text   string
	State  string // the class of a tag, of a state
	Number bool
}

func (a *area) list(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	return a.showList(c, at, http.StatusOK, nil)
}

// showList answers with the list that the address asks for; refused is why
// something was not done with its entries.
func (a *area) showList(c *desk.Call, at at, status int, refused error) error {
	ask, err := a.asked(c, at)
	if err != nil {
		return err
	}
	p := listPage{Register: at.book.ID, Reference: at.book.Reference, Action: listURL(at.book.ID), Address: c.URL.RequestURI()}
	if refused != nil {
		status = fault.From(refused).Kind.Status()
		p.Message, p.Violations = at.refusedWith(refused)
		for _, pick := range c.PostForm["pick"] {
			id, _, _ := strings.Cut(pick, ".")
			p.Chosen = append(p.Chosen, id)
		}
	}
	if err := a.fillList(c, at, ask, &p); err != nil {
		return err
	}
	return desk.ShowStatus(a.Desk, c, a.page.list, status, p.Title, p)
}

// fillList fills in what the list shows of a filter.
func (a *area) fillList(c *desk.Call, at at, ask asked, p *listPage) error {
	p.Title, p.Called, p.Filter = at.words.Register(), at.titleHead(), ask.view(c, at)
	p.Clauses, p.Hidden, p.Most = at.clauseLinks(), hidden(c.URL.Query()), at.most()
	if ask.about != "" {
		e, err := a.Ledger.Open(c.Context(), c.Who, ask.about)
		if err != nil {
			return err
		}
		p.About = &desk.Option{Value: entryURL(e.ID), Text: titleOf(c, &e.Row)}
		if ask.by.ID != "" {
			p.By = at.words.Field(ask.by.ID)
		}
	}
	if !at.book.Reference && !c.Who.Scope(people.LedgerRecord, string(at.campaign)).Empty() {
		p.New = newURL(at.book.ID)
	}
	act := people.LedgerRecord
	if at.book.Reference {
		act = people.ReferenceManage
	}
	if !c.Who.Scope(act, string(at.campaign)).Empty() {
		p.Import = "/ledger/import/" + at.book.ID
	}
	columns := at.columns(c.URL.Query()["col"])
	p.Heads, p.Columns = at.heads(c, columns, ask), at.choices(c, columns)
	if err := a.fillRows(c, at, ask, columns, p); err != nil {
		return err
	}
	q := c.URL.Query()
	q.Del("after")
	q.Del(wholeCount)
	p.Query = q.Encode()
	for _, format := range []string{"xlsx", "csv"} {
		q.Set("format", format)
		p.Export = append(p.Export, desk.Option{Value: "/ledger/export/" + at.book.ID + "?" + q.Encode(), Text: "export." + format})
	}
	return a.fillViews(c, at, p)
}

// fillRows reads a page of the list.
func (a *area) fillRows(c *desk.Call, at at, ask asked, columns []column, p *listPage) error {
	if ask.nowhere {
		return nil
	}
	query := ask.query
	query.Limit, query.Totals = pageSize, true
	page, err := a.Ledger.List(c.Context(), c.Who, query)
	if err != nil && mendable(err) && p.Message == "" {
		p.Message, p.Violations = web.Printer(c.Context()).Fault(at.named(err))
		return nil
	}
	if err != nil {
		return err
	}
	p.Total.N = int(page.Total.Count)
	if q := c.URL.Query(); page.Total.More {
		q.Set(wholeCount, "all")
		p.Total.More = address(c.URL.Path, q)
	}
	p.Bulk = at.bulk(c)
	for i := range page.Entries {
		e := &page.Entries[i]
		r := row{ID: string(e.ID), URL: entryURL(e.ID), Title: titleOf(c, e), Overdue: at.words.Overdue(e.State, e.Values, a.Units.Today())}
		if p.Bulk != nil && at.moves(e.State) {
			r.Pick, r.On = pickOf(e.ID, e.Revision), has(p.Chosen, string(e.ID))
		}
		for _, col := range columns {
			r.Cells = append(r.Cells, col.show(at, e))
		}
		p.Rows = append(p.Rows, r)
	}
	p.Sums = at.sums(columns, page.Total)
	p.Pager = pager(c, page, ask)
	return nil
}

// sums prints what the columns of a list add up to, nil where nothing does.
func (at at) sums(columns []column, of ledger.Total) []string {
	out, any := make([]string, len(columns)), false
	for i, col := range columns {
		if n, ok := of.Sums[col.id]; ok && col.field.Adds() {
			out[i], any = col.field.Kind.Format(n), true
		}
	}
	if !any || of.More {
		return nil
	}
	return out
}

// hidden is what an address asks for beside its columns and its page.
func hidden(q url.Values) []desk.Hidden {
	var out []desk.Hidden
	for _, name := range slices.Sorted(maps.Keys(q)) {
		for _, value := range q[name] {
			if name != "col" && name != "after" && name != wholeCount {
				out = append(out, desk.Hidden{Name: name, Value: value})
			}
		}
	}
	return out
}

// pager leads to the page after this one, and back to the beginning.
func pager(c *desk.Call, page ledger.Page, ask asked) web.Pager {
	out := web.Pager{Shown: len(page.Entries)}
	q := c.URL.Query()
	q.Del(wholeCount)
	if ask.query.After != "" {
		q.Del("after")
		out.Previous = address(c.URL.Path, q)
	}
	if page.Next != "" {
		q.Set("after", page.Next)
		out.Next = address(c.URL.Path, q)
	}
	return out
}

// address is a path with what is asked of it.
func address(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// titleOf is how a list names an entry: by its title, or its person.
func titleOf(c *desk.Call, e *ledger.Row) string {
	if t := strings.TrimSpace(e.Name); t != "" {
		return t
	}
	return c.T("ledger.untitled")
}

// titleHead is the head of the column of titles: of a register of persons their
// name is one.
func (at at) titleHead() string {
	if f, is := at.book.Field(at.book.Title[0]); is && len(at.book.Title) == 1 && f.Type == register.Name {
		return at.words.Field(f.ID)
	}
	return at.words.Print.T("ledger.title_head")
}

// moves reports whether something can be done with an entry in a state.
func (at at) moves(state string) bool { return len(at.book.From(state)) > 0 }
