package admin

import "github.com/xianfeng-oss/xianfeng/web"

type auditPages struct{}

func newAuditPages(*web.Site) auditPages { return auditPages{} }

func (a *Admin) auditRoutes() []route { return nil }
