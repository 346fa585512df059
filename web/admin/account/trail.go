package account

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// trailLimit is how many records a page lists.
const trailLimit = 50

// acts are what the record speaks of, in the order of the filter.
var acts = []string{
	"report.send", "report.sign", "report.sign_for", "report.received", "report.returned", "report.accepted", "report.remark",
	"report.hand_up", "report.hand_back", "report.discard", "report.attach", "report.detach",
	"duty.excuse", "duty.owe", "duty.add",
	"campaign.launch", "campaign.close", "campaign.reconcile", "calendar.import", "calendar.apply", "calendar.decide",
	"plan.attach", "plan.publish", "reading.sign",
	"bulletin.compose", "bulletin.edit", "bulletin.discard", "bulletin.sign", "bulletin.cosign", "bulletin.take_back", "bulletin.issue", "bulletin.correct",
	"post.appoint", "post.relieve", "post.delegate", "post.end_delegation", "liaison.name",
	"unit.found", "unit.rename", "unit.alias", "unit.move", "unit.close",
	"person.register", "person.change", "person.erase", "person.read", "person.hand_out", "person.retention",
	"roster.merged", "roster.apart", "roster.undone", "keys.rotate", "keys.rotated", "keys.reseal",
	"account.create", "account.disable", "account.enable", "account.reset_password", "account.change_password",
	"account.sign_in", "account.lock", "grant.give", "grant.end", "token.issue", "token.revoke",
}

type trailPage struct {
	Parts    []desk.Option
	Acts     []desk.Option
	Unit     string
	Unknown  bool // no unit of that name
	Account  string
	Login    string // of the account asked for
	Subject  string
	From, To string
	Rows     []trailRow
	Pager    web.Pager
	query    url.Values
}

// trailRow is a record in words.
type trailRow struct {
	At           time.Time
	Account, Who string
	Act          string
	Unit, Code   string
	Clause       string
	Changes      []changeRow
	Link         string
	Place        int64
	Placed       bool
	Address      string
}

type changeRow struct{ Name, Old, New string }

func (a *area) trail(c *desk.Call) error {
	q := c.URL.Query()
	p := trailPage{
		Parts: a.systemParts(c, "/audit"), Unit: strings.TrimSpace(q.Get("unit")), Account: q.Get("account"), Subject: q.Get("subject"),
		From: q.Get("from"), To: q.Get("to"), query: q,
	}
	for _, act := range acts {
		p.Acts = append(p.Acts, desk.Option{Value: act, Text: c.T("act." + act), On: act == q.Get("act")})
	}
	f := audit.Filter{Act: q.Get("act"), Account: p.Account, Subject: p.Subject, Before: before(q.Get("before")), Limit: trailLimit + 1}
	f.From, f.To = fromDay(p.From, 0), fromDay(p.To, 1)
	w, err := a.trailWords(c)
	if err != nil {
		return err
	}
	if p.Unit != "" {
		id, err := a.UnitNamed(c, p.Unit)
		if err != nil {
			return err
		}
		f.Unit, p.Unknown = string(id), id == ""
	}
	if !p.Unknown {
		if err := a.listTrail(c, w, f, &p); err != nil {
			return err
		}
	}
	return desk.Show(a.Desk, c, a.page.trail, c.T("trail.title"), p)
}

func (a *area) listTrail(c *desk.Call, w trailWords, f audit.Filter, p *trailPage) error {
	entries, err := a.Trail.Page(c.Context(), c.Who, f)
	if err != nil {
		return err
	}
	if len(entries) > trailLimit {
		entries = entries[:trailLimit]
		last := entries[trailLimit-1]
		p.Pager.Next = p.address(strconv.FormatInt(last.At.UnixMilli(), 10) + "." + string(last.ID))
	}
	if f.Before.ID != "" {
		p.Pager.Previous = p.address("")
	}
	p.Pager.Shown = len(entries)
	for _, e := range entries {
		r, err := e.Record()
		if err != nil {
			return err
		}
		row := w.row(r)
		row.Place, row.Placed = e.Place, e.Place != audit.Unplaced
		p.Rows = append(p.Rows, row)
		if row.Account == p.Account {
			p.Login = row.Who
		}
	}
	return nil
}

func (p *trailPage) address(before string) string {
	q := url.Values{}
	for name, values := range p.query {
		if name != "before" && len(values) > 0 && values[0] != "" {
			q.Set(name, values[0])
		}
	}
	if before != "" {
		q.Set("before", before)
	}
	return "/audit?" + q.Encode()
}

// before reads the key of a page, «millisecond.id».
func before(key string) (e audit.Entry) {
	ms, id, _ := strings.Cut(key, ".")
	if n, err := strconv.ParseInt(ms, 10, 64); err == nil && ident.Valid(id) {
		e.At, e.ID = time.UnixMilli(n), audit.ID(id)
	}
	return e
}

// fromDay returns the beginning of a typed day, or of one some days later; the
// zero instant for none.
func fromDay(typed string, later int) time.Time {
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return time.Time{}
	}
	return d.AddDays(later).In(locale.Shanghai)
}

// linkOf returns where the subject of an act is looked at, and what one must be
// allowed to follow it.
func linkOf(r audit.Record, code string) (string, people.Action) {
	noun, verb, _ := strings.Cut(r.Act.Name, ".")
	switch {
	case noun == "report" || noun == "duty":
		return "/duties/" + r.Act.Subject, people.DutyRead
	case noun == "unit" && code != "":
		return "/units/" + code, people.UnitRead
	case noun == "account" || noun == "grant" || noun == "token":
		return "/accounts/" + r.Act.Subject, people.AccountManage
	case noun == "liaison":
		return "/liaisons", people.LiaisonRead
	case noun == "post":
		return "/posts", people.PostRead
	case noun == "plan" || noun == "reading":
		return "/plan/versions", people.PlanRead
	case noun == "campaign", noun == "calendar" && verb != "import":
		return "/plan", people.PlanRead
	case noun == "calendar":
		return "/calendar", people.CalendarImport
	}
	return "", ""
}

func (w trailWords) unit(id string) (name, code string) {
	n, _ := w.tree.Unit(organisation.UnitID(id))
	return n.Name, n.Code
}
