package admin

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/web"
)

// pages are the templates of the staff side, an area at a time.
type pages struct {
	session   sessionPages
	workbench workbenchPages
	plan      planPages
	matrix    matrixPages
	duty      dutyPages
	org       orgPages
	account   accountPages
	audit     auditPages
}

func (a *Admin) newPages() pages {
	return pages{
		newSessionPages(a.Site), newWorkbenchPages(a.Site), newPlanPages(a.Site), newMatrixPages(a.Site),
		newDutyPages(a.Site), newOrgPages(a.Site), newAccountPages(a.Site), newAuditPages(a.Site),
	}
}

// show answers with a page in its frame.
func show[T any](a *Admin, c *call, p *web.Page[T], title string, data T) error {
	return showStatus(a, c, p, http.StatusOK, title, data)
}

// showStatus answers with a page under another status: a form with its
// violations.
func showStatus[T any](a *Admin, c *call, p *web.Page[T], status int, title string, data T) error {
	frame, err := a.frame(c, title)
	if err != nil {
		return err
	}
	return p.RenderStatus(c.w, c.Request, status, frame, data)
}

// t returns a text in the language of the request.
func (c *call) t(key string, args ...any) string { return web.Printer(c.Context()).T(key, args...) }
