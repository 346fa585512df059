package admin

import (
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

type accountPages struct {
	list    *web.Page[accountsPage]
	create  *web.Page[formPage]
	account *web.Page[accountPage]
	secret  *web.Page[secretPage]
	notices *web.Page[noticesPage]
}

func newAccountPages(s *web.Site) accountPages {
	return accountPages{
		list:    web.NewPage[accountsPage](s, files(), "accounts.html", "unit_form.html"),
		create:  web.NewPage[formPage](s, files(), "unit_new.html", "unit_form.html"),
		account: web.NewPage[accountPage](s, files(), "account.html", "unit_form.html"),
		secret:  web.NewPage[secretPage](s, files(), "account_secret.html"),
		notices: web.NewPage[noticesPage](s, files(), "calendar_notice.html", "unit_form.html"),
	}
}

func (a *Admin) accountRoutes() []route {
	return []route{
		{"GET /accounts", people.AccountManage, a.accounts},
		{"GET /accounts/new", people.AccountManage, a.accountForm},
		{"POST /accounts/new", people.AccountManage, a.createAccount},
		{"GET /accounts/{id}", people.AccountManage, a.account},
		{"POST /accounts/{id}/disable", people.AccountManage, a.disable},
		{"POST /accounts/{id}/enable", people.AccountManage, a.enable},
		{"POST /accounts/{id}/reset", people.AccountManage, a.resetPassword},
		{"POST /accounts/{id}/grants", people.AccountManage, a.give},
		{"POST /accounts/{id}/grants/{grant}/end", people.AccountManage, a.endGrant},
		{"POST /accounts/{id}/tokens", people.AccountManage, a.issueToken},
		{"POST /accounts/{id}/tokens/{token}/revoke", people.AccountManage, a.revokeToken},
		{"GET /calendar", people.CalendarImport, a.notices},
		{"POST /calendar", people.CalendarImport, a.importNotice},
	}
}

// systemParts are the pages of the system, as far as the reader may see them.
func (a *Admin) systemParts(c *call, here string) []option {
	var out []option
	for _, p := range []struct {
		url, key string
		act      people.Action
	}{{"/accounts", "account.title", people.AccountManage}, {"/audit", "trail.title", people.AuditRead}, {"/calendar", "notice.title", people.CalendarImport}} {
		if !c.who.Scope(p.act, "").Empty() {
			out = append(out, option{p.url, c.t(p.key), p.url == here})
		}
	}
	return out
}
