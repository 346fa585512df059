package desk

import (
	"iter"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/handout"
	"github.com/xianfeng-oss/xianfeng/web"
)

// heldPage says why a list was not handed out, and lets it out with a reason
// where the reader may.
type heldPage struct {
	Message string
	Cells   []locale.Violation
	More    int // cells that are not named
	May     bool
	Address string   // of the file
	Asked   []Hidden // the filter it was asked with
	Reason  string
	Problem string
}

// Export answers with a list as a file. One in which personal numbers stand is
// held back, each named by its cell; who has personal.read lets it out by giving
// a reason, which is recorded first.
func (d *Desk) Export(c *Call, f sheet.Format, t sheet.Table, rows iter.Seq[[]any]) error {
	return d.ExportList(c, f, t, rows, privacy.Handout{Campaign: d.HandID(c)})
}

// ExportList is Export of a list of which is known what it names; that it went
// out is recorded.
func (d *Desk) ExportList(c *Call, f sheet.Format, t sheet.Table, rows iter.Seq[[]any], of privacy.Handout) error {
	found := 0
	of.File, of.Reason = t.Name+"."+string(f), c.URL.Query().Get("reason")
	release, handed := d.Privacy.Handing(c.Context(), c.Who, of)
	t.Handed = handed
	if c.URL.Query().Has("reason") {
		t.Release = func(n int) error {
			found = n
			return release(n)
		}
	}
	err := handout.Answer(c.W, f, t, rows)
	if err == nil {
		return nil
	}
	switch held := fault.From(err); {
	case held.Key == handout.Held:
		return d.hold(c, heldPage{Message: c.T("sheet.held", held.Args...)}, err)
	case found > 0 && held.Kind == fault.Invalid:
		return d.hold(c, heldPage{Message: c.T("sheet.held", found), Reason: c.URL.Query().Get("reason")}, err)
	}
	return err
}

// hold shows the page of a held list.
func (d *Desk) hold(c *Call, p heldPage, why error) error {
	_, violations := web.Printer(c.Context()).Fault(why)
	for _, v := range violations {
		if v.Path == "reason" {
			p.Problem = v.Message
			continue
		}
		p.Cells = append(p.Cells, v)
	}
	if args := fault.From(why).Args; len(args) > 0 && len(p.Cells) > 0 {
		n, _ := args[0].(int)
		p.More = max(0, n-len(p.Cells))
	}
	p.May, p.Address = d.Privacy.MayHandOut(c.Who, d.HandID(c)), c.URL.Path
	for name, values := range c.URL.Query() {
		for _, v := range values {
			if name != "reason" {
				p.Asked = append(p.Asked, Hidden{name, v})
			}
		}
	}
	return ShowStatus(d, c, d.page.held, http.StatusConflict, c.T("sheet.held_title"), p)
}
