package privacy

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unmaskPage asks what is to be seen and why, and shows it once.
type unmaskPage struct {
	Entry   string
	Fields  []desk.Option
	Reason  string
	Problem map[string]string
	Message string
	Values  []value // once it was answered
}

// value is a personal value in clear.
type value struct{ Name, Text string }

// labels are what the fields are called.
var labels = map[privacy.Field]string{privacy.Name: "privacy.name", privacy.Phone: "privacy.phone", privacy.Identity: "privacy.identity"}

// askForm shows the form, for who may read personal values on the entry.
func (a *area) askForm(c *desk.Call) error {
	p := unmaskPage{Entry: c.PathValue("entry")}
	if err := a.Privacy.MayUnmask(c.Context(), c.Who, p.Entry, a.HandID(c)); err != nil {
		return err
	}
	for _, f := range privacy.Fields {
		p.Fields = append(p.Fields, desk.Option{Value: string(f), Text: c.T(labels[f]), On: f == privacy.Phone})
	}
	return a.show(c, http.StatusOK, p)
}

// unmask answers once with the values in clear. No browser keeps the answer.
func (a *area) unmask(c *desk.Call) error {
	if err := c.ParseForm(); err != nil {
		return err
	}
	ask := privacy.Ask{Entry: c.PathValue("entry"), Campaign: a.HandID(c), Reason: c.PostForm.Get("reason")}
	chosen := map[string]bool{}
	for _, f := range c.PostForm["fields"] {
		ask.Fields, chosen[f] = append(ask.Fields, privacy.Field(f)), true
	}
	p := unmaskPage{Entry: ask.Entry, Reason: ask.Reason}
	seen, err := a.Privacy.Unmask(c.Context(), c.Who, ask)
	if err != nil {
		if !desk.Mendable(err) {
			return err
		}
		p.Message, p.Problem = desk.Problems(c, err)
		for _, f := range privacy.Fields {
			p.Fields = append(p.Fields, desk.Option{Value: string(f), Text: c.T(labels[f]), On: chosen[string(f)]})
		}
		return a.show(c, http.StatusUnprocessableEntity, p)
	}
	for _, f := range privacy.Fields {
		if text, asked := seen.Values[f]; asked {
			p.Values = append(p.Values, value{c.T(labels[f]), text})
		}
	}
	return a.show(c, http.StatusOK, p)
}

// show answers with the part alone where a page takes it in, else as a page.
func (a *area) show(c *desk.Call, status int, p unmaskPage) error {
	h := c.W.Header()
	h.Set("Cache-Control", "no-store, private, max-age=0")
	h.Set("Pragma", "no-cache")
	if web.Partial(c.Request) {
		return a.page.part.Render(c.W, c.Request, p)
	}
	return desk.ShowStatus(a.Desk, c, a.page.unmask, status, c.T("privacy.unmask"), p)
}
