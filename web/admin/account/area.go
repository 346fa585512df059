// Package account carries the pages of the system: accounts with their grants
// and tokens, the audit record, notices on days off. Each file carries one action
// of a person.
package account

import (
	"embed"

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
	list    *web.Page[accountsPage]
	create  *web.Page[desk.FormPage]
	account *web.Page[accountPage]
	secret  *web.Page[secretPage]
	notices *web.Page[noticesPage]
	trail   *web.Page[trailPage]
}

// Routes lead to accounts, the audit record and the notices.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		list:    desk.NewPage[accountsPage](d, templates, "accounts.html", "form.html"),
		create:  desk.NewPage[desk.FormPage](d, templates, "form_page.html", "form.html"),
		account: desk.NewPage[accountPage](d, templates, "account.html", "form.html"),
		secret:  desk.NewPage[secretPage](d, templates, "secret.html"),
		notices: desk.NewPage[noticesPage](d, templates, "notice.html", "form.html"),
		trail:   desk.NewPage[trailPage](d, templates, "trail.html", "form.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /accounts", Act: people.AccountManage, Handle: a.accounts},
		{Pattern: "GET /accounts/new", Act: people.AccountManage, Handle: a.accountForm},
		{Pattern: "POST /accounts/new", Act: people.AccountManage, Handle: a.createAccount},
		{Pattern: "GET /accounts/{id}", Act: people.AccountManage, Handle: a.account},
		{Pattern: "POST /accounts/{id}/disable", Act: people.AccountManage, Handle: a.disable},
		{Pattern: "POST /accounts/{id}/enable", Act: people.AccountManage, Handle: a.enable},
		{Pattern: "POST /accounts/{id}/reset", Act: people.AccountManage, Handle: a.resetPassword},
		{Pattern: "POST /accounts/{id}/grants", Act: people.AccountManage, Handle: a.give},
		{Pattern: "POST /accounts/{id}/grants/{grant}/end", Act: people.AccountManage, Handle: a.endGrant},
		{Pattern: "POST /accounts/{id}/tokens", Act: people.AccountManage, Handle: a.issueToken},
		{Pattern: "POST /accounts/{id}/tokens/{token}/revoke", Act: people.AccountManage, Handle: a.revokeToken},
		{Pattern: "GET /calendar", Act: people.CalendarImport, Handle: a.notices},
		{Pattern: "POST /calendar", Act: people.CalendarImport, Handle: a.importNotice},
		{Pattern: "GET /audit", Act: people.AuditRead, Handle: a.trail},
	}
}

// systemParts are the pages of the system, as far as the reader may see them.
func (a *area) systemParts(c *desk.Call, here string) []desk.Option {
	var out []desk.Option
	for _, p := range []struct {
		url, key string
		act      people.Action
	}{{"/accounts", "account.title", people.AccountManage}, {"/audit", "trail.title", people.AuditRead}, {"/readings", "privacy.readings", people.AuditRead}, {"/calendar", "notice.title", people.CalendarImport}} {
		if !c.Who.Scope(p.act, "").Empty() {
			out = append(out, desk.Option{Value: p.url, Text: c.T(p.key), On: p.url == here})
		}
	}
	return out
}
