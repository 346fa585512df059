package admin

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

func (a *Admin) passwordForm(c *call) error {
	return a.renderPassword(c, http.StatusOK, passwordPage{})
}

func (a *Admin) renderPassword(c *call, status int, p passwordPage) error {
	p.Forced, p.Login = c.who.MustChange, c.who.Login
	return showStatus(a, c, a.pages.session.password, status, c.t("web.password"), p)
}

// changePassword gives one's own account another password. Every other session
// of the account is over; this one goes on under the new revision.
func (a *Admin) changePassword(c *call) error {
	present, fresh := c.FormValue("present"), c.FormValue("password")
	var err error
	if fresh != c.FormValue("again") {
		err = fault.Violations([]fault.Field{{Path: "again", Key: "web.password_differs"}})
	}
	revision := int64(0)
	if err == nil {
		changed, failed := a.People.ChangePassword(c.Context(), c.who, present, fresh)
		revision, err = changed.Revision, failed
	}
	if f := fault.From(err); err != nil && (f.Kind == fault.Invalid || f.Kind == fault.TooMany) {
		var p passwordPage
		p.Message, p.Problems = problems(c, err)
		return a.renderPassword(c, f.Kind.Status(), p)
	}
	if err != nil {
		return err
	}
	if err := a.begin(c.Request, c.who.Account, revision); err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("web.password_changed"))
	return c.redirect("/")
}
