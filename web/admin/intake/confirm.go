package intake

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// confirm lets a list that was checked be stored.
func (a *area) confirm(c *desk.Call) error {
	revision, _ := strconv.ParseInt(c.Text("revision"), 10, 64) // none is an old one
	_, err := a.Intake.Confirm(c.Context(), c.Who, imported(c), revision, c.Text("looked") == "yes")
	return a.back(c, err)
}

// cancel gives a list up; nothing of it is stored.
func (a *area) cancel(c *desk.Call) error {
	err := a.Intake.Cancel(c.Context(), c.Who, imported(c))
	if err == nil {
		a.Sessions.Flash(c.Context(), c.T("intake.cancelled"))
	}
	return a.back(c, err)
}

// back leads to the import, which shows where it stands by now.
func (a *area) back(c *desk.Call, err error) error {
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Stale) {
		text, _ := web.Printer(c.Context()).Fault(err)
		a.Sessions.Flash(c.Context(), text)
		err = nil
	}
	if err != nil {
		return err
	}
	return c.Redirect(importURL(imported(c)))
}
