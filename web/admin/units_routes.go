package admin

import "github.com/xianfeng-oss/xianfeng/web"

type orgPages struct{}

func newOrgPages(*web.Site) orgPages { return orgPages{} }

func (a *Admin) orgRoutes() []route { return nil }
