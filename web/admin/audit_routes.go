package admin

import (
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

type auditPages struct {
	trail *web.Page[trailPage]
}

func newAuditPages(s *web.Site) auditPages {
	return auditPages{web.NewPage[trailPage](s, files(), "audit.html", "unit_form.html")}
}

func (a *Admin) auditRoutes() []route {
	return []route{{"GET /audit", people.AuditRead, a.trail}}
}
