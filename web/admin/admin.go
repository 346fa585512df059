// Package admin holds the pages of the staff side: what a liaison, an office
// and an administrator work with. The packages below it carry them, cut by noun;
// package desk is what they share. What is tested here is what they do together.
package admin

import (
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/account"
	"github.com/xianfeng-oss/xianfeng/web/admin/bulletin"
	"github.com/xianfeng-oss/xianfeng/web/admin/change"
	"github.com/xianfeng-oss/xianfeng/web/admin/dashboard"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/duty"
	"github.com/xianfeng-oss/xianfeng/web/admin/figure"
	"github.com/xianfeng-oss/xianfeng/web/admin/goal"
	"github.com/xianfeng-oss/xianfeng/web/admin/intake"
	"github.com/xianfeng-oss/xianfeng/web/admin/launch"
	"github.com/xianfeng-oss/xianfeng/web/admin/ledger"
	"github.com/xianfeng-oss/xianfeng/web/admin/overview"
	"github.com/xianfeng-oss/xianfeng/web/admin/plan"
	"github.com/xianfeng-oss/xianfeng/web/admin/privacy"
	"github.com/xianfeng-oss/xianfeng/web/admin/roster"
	"github.com/xianfeng-oss/xianfeng/web/admin/trace"
	"github.com/xianfeng-oss/xianfeng/web/admin/unit"
)

// Services are the use cases behind the pages.
type Services = desk.Services

// DemoAccount is an account that the sign-in page of a demonstration offers.
type DemoAccount = desk.DemoAccount

// Admin serves the staff pages.
type Admin struct {
	desk   *desk.Desk
	routes []desk.Route
}

// New makes the staff pages of a site.
func New(site *web.Site, s Services, sessions *web.Sessions, demo []DemoAccount) *Admin {
	d := desk.New(site, s, sessions, demo)
	return &Admin{d, routes(d)}
}

// routes lists every address of the staff pages but signing in.
func routes(d *desk.Desk) []desk.Route {
	return slices.Concat(d.Routes(), dashboard.Routes(d), plan.Routes(d), change.Routes(d), launch.Routes(d), duty.Routes(d), trace.Routes(d), figure.Routes(d), goal.Routes(d), overview.Routes(d), ledger.Routes(d), intake.Routes(d), bulletin.Routes(d), unit.Routes(d), account.Routes(d), privacy.Routes(d), roster.Routes(d))
}

// Handler returns the staff pages behind sessions and sign-in.
func (a *Admin) Handler() http.Handler { return a.desk.Handler(a.routes) }
