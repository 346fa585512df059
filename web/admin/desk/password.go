package desk

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
)

type passwordPage struct {
	Forced   bool              // the one-time password must go first
	Login    string            // for password safes
	Problems map[string]string // by field
	Message  string
}

func (d *Desk) passwordForm(c *Call) error {
	return d.renderPassword(c, http.StatusOK, passwordPage{})
}

func (d *Desk) renderPassword(c *Call, status int, p passwordPage) error {
	p.Forced, p.Login = c.Who.MustChange, c.Who.Login
	return ShowStatus(d, c, d.page.password, status, c.T("web.password"), p)
}

// changePassword gives one's own account another password. Every other session
// of the account is over; this one goes on under the new revision.
func (d *Desk) changePassword(c *Call) error {
	present, fresh := c.FormValue("present"), c.FormValue("password")
	var err error
	if fresh != c.FormValue("again") {
		err = fault.Violations([]fault.Field{{Path: "again", Key: "web.password_differs"}})
	}
	revision := int64(0)
	if err == nil {
		changed, failed := d.People.ChangePassword(c.Context(), c.Who, present, fresh)
		revision, err = changed.Revision, failed
	}
	if f := fault.From(err); err != nil && (f.Kind == fault.Invalid || f.Kind == fault.TooMany) {
		var p passwordPage
		p.Message, p.Problems = Problems(c, err)
		return d.renderPassword(c, f.Kind.Status(), p)
	}
	if err != nil {
		return err
	}
	if err := d.Begin(c.Request, c.Who.Account, revision); err != nil {
		return err
	}
	d.Sessions.Flash(c.Context(), c.T("web.password_changed"))
	return c.Redirect("/")
}
