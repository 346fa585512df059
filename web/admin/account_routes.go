package admin

import "github.com/xianfeng-oss/xianfeng/web"

type accountPages struct{}

func newAccountPages(*web.Site) accountPages { return accountPages{} }

func (a *Admin) accountRoutes() []route { return nil }
