package desk

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Origin says from where a request comes, for the audit record.
func Origin(r *http.Request) audit.Origin {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return audit.Origin{Address: host, Request: web.RequestID(r.Context())}
}

type sessionKey struct{}

// inSession marks requests that have a session: faults before it have none.
func inSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey{}, true)))
	})
}

// faultFrame is the frame around a fault: the one of any page for who is signed
// in, a bare one else or where it cannot be had.
func (d *Desk) faultFrame(r *http.Request) web.Frame {
	if r.Context().Value(sessionKey{}) == nil {
		return web.Frame{}
	}
	who, err := d.actor(r)
	if err != nil || who.MustChange {
		return web.Frame{}
	}
	frame, err := d.frame(&Call{Request: r, Who: who}, "")
	if err != nil {
		return web.Frame{}
	}
	return frame
}

// frame builds what stands around a page: the menu with what waits, the
// campaign at hand, the next deadline.
func (d *Desk) frame(c *Call, title string) (web.Frame, error) {
	f := web.Frame{Title: title, SignOut: "/sign-out", Flash: d.Sessions.TakeFlash(c.Context())}
	if c.Who.MustChange {
		return f, d.introduce(c, &f, nil)
	}
	ch, err := d.choose(c)
	if err != nil {
		return f, err
	}
	var units *organisation.Tree
	f.Campaigns = ch.links()
	waits := 0
	if ch.hand != nil {
		f.Campaign, f.Hand = ch.hand.Title, string(ch.hand.ID)
		now, err := d.Campaigns.Desk(c.Context(), c.Who, ch.hand.ID)
		if err != nil {
			return f, err
		}
		if now.Book.Short != "" {
			f.Campaign = now.Book.Short
		}
		f.Notice, f.Pressing = press(web.Printer(c.Context()), now)
		waits, units = int(now.Mine+now.Review), now.Tree
	}
	if err := d.introduce(c, &f, units); err != nil {
		return f, err
	}
	f.Nav = c.menu(ch.hand, waits)
	if reach := c.Who.Scope(people.UnitRead, ""); len(reach.All) > 0 {
		f.Search = "/units"
	}
	return f, nil
}

// introduce says who is signed in; units is the tree of the campaign at hand, nil
// without one.
func (d *Desk) introduce(c *Call, f *web.Frame, units *organisation.Tree) error {
	f.Account.Person = c.Who.Login
	if len(c.Who.Grants) == 0 {
		return nil
	}
	g := c.Who.Grants[0]
	f.Account.Role = c.T("role." + string(g.Role))
	if units != nil {
		if n, ok := units.Unit(g.Unit); ok {
			f.Account.Unit = n.Name
			return nil
		}
	}
	h, err := d.Units.History(c.Context(), g.Unit)
	if err != nil {
		return err
	}
	f.Account.Unit = nameOn(h, d)
	return nil
}

// nameOn returns the official name a unit bears today.
func nameOn(h organisation.History, a *Desk) string {
	today := a.Units.Today()
	for _, n := range h.Names {
		if n.Official && n.HoldsOn(today) {
			return n.Name
		}
	}
	return h.Unit.Code
}

// pressing is up to how many days before it a deadline is shown in red.
const pressing = 3

// press words the next deadline, «月报截止 9月30日(周日) · 还有 2 天», and says
// whether it is near.
func press(p *locale.Printer, d campaign.Desk) (string, bool) {
	if d.Next.On.IsZero() {
		return "", false
	}
	title := d.Next.Obligation
	if ob := d.Book.Obligation(d.Next.Obligation); ob != nil {
		title = ob.Title
	}
	days := d.Next.On.Sub(d.Today())
	if days == 0 {
		return p.T("web.press_today", title, p.ShortDate(d.Next.On)), true
	}
	return p.T("web.press", title, p.ShortDate(d.Next.On), days), days <= pressing
}

// entry is a place of the menu and the addresses that belong to it.
type entry struct {
	key, url string
	paths    []string
	show     bool
	waits    int
}

func (c *Call) menu(hand *campaign.Campaign, waits int) []web.NavItem {
	can := func(act people.Action) bool {
		id := ""
		if hand != nil {
			id = string(hand.ID)
		}
		return !c.Who.Scope(act, id).Empty()
	}
	system := "/audit"
	if can(people.AccountManage) {
		system = "/accounts"
	}
	entries := []entry{
		{key: "nav.workbench", url: "/", show: true, waits: waits},
		{key: "nav.plan", url: "/plan", paths: []string{"/plan"}, show: hand != nil && can(people.PlanRead)},
		{key: "nav.matrix", url: "/matrix", paths: []string{"/matrix", "/duties"}, show: hand != nil && can(people.DutyRead)},
		{key: "nav.ledger", url: "/ledger", paths: []string{"/ledger", "/roster"}, show: hand != nil && can(people.LedgerRead)},
		{key: "nav.figures", url: "/figures", paths: []string{"/figures"}, show: hand != nil && can(people.DutyRead)},
		{key: "nav.goals", url: "/goals", paths: []string{"/goals", "/quotas", "/yearly", "/dimensions"}, show: hand != nil && can(people.LedgerRead)},
		{key: "nav.publication", url: "/bulletins", paths: []string{"/bulletins"}, show: hand != nil && can(people.BulletinRead)},
		{key: "nav.units", url: "/units", paths: []string{"/units", "/posts", "/liaisons", "/persons"}, show: can(people.UnitRead)},
		{key: "nav.system", url: system, paths: []string{"/accounts", "/audit", "/readings", "/retention", "/calendar", "/grants", "/tokens"},
			show: can(people.AccountManage) || can(people.AuditRead)},
	}
	var out []web.NavItem
	for _, e := range entries {
		if e.show {
			out = append(out, web.NavItem{Text: c.T(e.key), URL: e.url, Active: e.at(c.URL.Path), Badge: e.waits})
		}
	}
	return out
}

// at reports whether a path belongs to the entry.
func (e entry) at(path string) bool {
	return path == e.url || slices.ContainsFunc(e.paths, func(p string) bool {
		return path == p || strings.HasPrefix(path, p+"/")
	})
}
