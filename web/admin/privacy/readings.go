package privacy

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// readingsLimit is how many readings a page lists.
const readingsLimit = 50

// readingsPage lists who saw what.
type readingsPage struct {
	Tabs     []desk.Option // persons, files
	Files    bool
	Unit     string
	Unknown  bool // no unit of that name
	Account  string
	Login    string // of the account asked for
	Subject  string
	Person   string // masked, of the subject asked for
	From, To string
	Rows     []readingRow
	Exports  []desk.Option
	Pager    web.Pager
}

// readingRow is a reading in words.
type readingRow struct {
	At             time.Time
	Account, Login string
	Unit, Code     string
	Person, Masked string
	What, Reason   string
	List           string // of a list of the ledger: how long it was, and what it was asked for
}

// readings shows who saw personal values in clear, when and why.
func (a *area) readings(c *desk.Call) error {
	q := c.URL.Query()
	p := readingsPage{
		Files: q.Get("act") == privacy.ActHandOut, Unit: strings.TrimSpace(q.Get("unit")), Account: q.Get("account"),
		Subject: q.Get("subject"), From: q.Get("from"), To: q.Get("to"),
	}
	p.Tabs = []desk.Option{
		{Value: address("/readings", q, "act", ""), Text: c.T("privacy.persons"), On: !p.Files},
		{Value: address("/readings", q, "act", privacy.ActHandOut), Text: c.T("privacy.files"), On: p.Files},
	}
	for _, f := range []string{"xlsx", "csv"} {
		p.Exports = append(p.Exports, desk.Option{Value: address("/readings."+f, q, "", ""), Text: c.T("export." + f)})
	}
	f, known, err := a.filter(c)
	if err != nil {
		return err
	}
	if p.Unknown = !known; known {
		err = a.fill(c, &p, f)
	}
	if err != nil {
		return err
	}
	return desk.Show(a.Desk, c, a.page.readings, c.T("privacy.readings"), p)
}

// filter reads what is asked for; known is false where no unit has that name.
func (a *area) filter(c *desk.Call) (f audit.Filter, known bool, err error) {
	q := c.URL.Query()
	f = audit.Filter{
		Act: q.Get("act"), Account: q.Get("account"), Subject: q.Get("subject"), Before: before(q.Get("before")),
		From: day(q.Get("from"), 0), To: day(q.Get("to"), 1), Limit: readingsLimit + 1,
	}
	name := strings.TrimSpace(q.Get("unit"))
	if name == "" {
		return f, true, nil
	}
	id, err := a.UnitNamed(c, name)
	f.Unit = string(id)
	return f, id != "", err
}

func (a *area) fill(c *desk.Call, p *readingsPage, f audit.Filter) error {
	all, err := a.Privacy.Readings(c.Context(), c.Who, f)
	if err != nil {
		return err
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return err
	}
	q := c.URL.Query()
	if len(all) > readingsLimit {
		all = all[:readingsLimit]
		last := all[readingsLimit-1]
		p.Pager.Next = address("/readings", q, "before", strconv.FormatInt(last.At.UnixMilli(), 10)+"."+string(last.ID))
	}
	if f.Before.ID != "" {
		p.Pager.Previous = address("/readings", q, "before", "")
	}
	p.Pager.Shown = len(all)
	for _, r := range all {
		row := rowOf(c, tree, r)
		p.Rows = append(p.Rows, row)
		if row.Account == p.Account {
			p.Login = row.Login
		}
		if row.Person == p.Subject {
			p.Person = row.Masked
		}
	}
	return nil
}

func rowOf(c *desk.Call, tree *organisation.Tree, r privacy.Reading) readingRow {
	row := readingRow{
		At: r.At, Account: r.Account, Login: r.Login, Code: desk.CodeOf(tree, r.Unit), Unit: desk.UnitName(tree, r.Unit),
		Person: string(r.Person), Masked: r.Masked, Reason: r.Reason, What: r.File,
	}
	if r.Login == "" {
		row.Login = c.T("trail.program")
	}
	if r.Rows > 0 {
		row.List = c.T("privacy.list_of", r.Rows, cmp.Or(r.Filter, c.T("privacy.list_whole")))
	}
	if r.Person == "" && r.Found == 0 {
		row.What = c.T("privacy.names_of", r.File)
		return row
	}
	if r.Person == "" {
		row.What = c.T("privacy.file_of", r.File, r.Found)
		return row
	}
	if row.Masked == "" {
		row.Masked = c.T("privacy.erased")
	}
	var names []string
	for _, f := range r.Fields {
		names = append(names, c.T(labels[f]))
	}
	row.What = strings.Join(names, c.T("core.list_comma"))
	return row
}

// address is the page with its filter and one value changed; another filter
// begins at the first page.
func address(page string, q url.Values, name, value string) string {
	with := url.Values{}
	for k, v := range q {
		if k != "before" && k != name && k != "campaign" && len(v) > 0 && v[0] != "" {
			with[k] = v
		}
	}
	if value != "" {
		with.Set(name, value)
	}
	if len(with) == 0 {
		return page
	}
	return page + "?" + with.Encode()
}

// before reads the key of a page, «millisecond.id».
func before(key string) (e audit.Entry) {
	ms, id, _ := strings.Cut(key, ".")
	if n, err := strconv.ParseInt(ms, 10, 64); err == nil && ident.Valid(id) {
		e.At, e.ID = time.UnixMilli(n), audit.ID(id)
	}
	return e
}

// day is the beginning of a typed day or of one some days later, the zero
// instant for none.
func day(typed string, later int) time.Time {
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return time.Time{}
	}
	return d.AddDays(later).In(locale.Shanghai)
}
