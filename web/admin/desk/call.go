package desk

import (
	"net/http"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Call is one request of somebody who is signed in.
type Call struct {
	*http.Request
	W   http.ResponseWriter
	Who people.Actor
}

// Redirect answers a form with the page to look at next.
func (c *Call) Redirect(to string) error {
	if web.Partial(c.Request) {
		c.W.Header().Set("HX-Redirect", to)
		c.W.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(c.W, c.Request, to, http.StatusSeeOther)
	return nil
}

// Duty returns the duty the address names.
func (c *Call) Duty() campaign.DutyID { return campaign.DutyID(c.PathValue("id")) }

// T returns a text in the language of the request.
func (c *Call) T(key string, args ...any) string { return web.Printer(c.Context()).T(key, args...) }

// Text returns what was typed into a field.
func (c *Call) Text(name string) string { return strings.TrimSpace(c.PostFormValue(name)) }

// Day reads a date that was typed, none where nothing was.
func (c *Call) Day(name string) (calendar.Date, error) {
	typed := c.Text(name)
	if typed == "" {
		return calendar.Date{}, nil
	}
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return d, fault.Violations([]fault.Field{{Path: name, Key: "org.bad_date", Args: []any{typed}}})
	}
	return d, nil
}

// Body lets the posts of a route bring up to n bytes.
func (d *Desk) Body(n int64, h func(*Call) error) func(*Call) error {
	return func(c *Call) error {
		d.AllowBody(n, d.Handle(func(w http.ResponseWriter, r *http.Request) error {
			return h(&Call{Request: r, W: w, Who: c.Who})
		})).ServeHTTP(c.W, c.Request)
		return nil
	}
}
