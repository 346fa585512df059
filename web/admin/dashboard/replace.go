package dashboard

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// fewFound is the key of the question that is asked before a file in which most
// clauses are not found takes the place of the document.
const fewFound = "original.few_found"

// olderPaper is a version of the document that a newer one took the place of.
type olderPaper struct {
	Version int64
	Name    string
	On      calendar.Date
}

// suits asks whether a file in which fewer than half of the clauses are found is
// the plan, before it takes the place of the one that all read. Who may not
// attach it, and what cannot be read, is for Attach to refuse.
func (a *area) suits(c *desk.Call, id campaign.ID, up upload) error {
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil || up.Anyway || !mayAttach(c, r) || original.Readable(up.Body) != nil {
		return err
	}
	if o, err := a.document(c, id); o == nil || err != nil {
		return err
	}
	o, err := original.Beside(r.Book, up.Name, up.Body)
	if err != nil {
		return err
	}
	found, all := 0, 0
	for i := range o.Passages {
		if p := &o.Passages[i]; !p.Silent() {
			all++
			found += one(p.Found)
		}
	}
	if 2*found < all {
		return fault.New(fault.Invalid, fewFound, up.Name, all, found)
	}
	return nil
}

// older lists the versions before the newest one that can be taken back.
func (a *area) older(c *desk.Call, r campaign.Running) (out []olderPaper, err error) {
	list, err := a.Originals.Versions(c.Context(), c.Who, r.ID)
	for i, d := range list {
		if i > 0 && d.Digest != list[0].Digest {
			out = append(out, olderPaper{d.Version, d.Name, calendar.DateOf(d.Attached, r.Zone)})
		}
	}
	return out, err
}

// takeBack attaches an older version of the document again, as the newest one.
func (a *area) takeBack(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(c.Text("version"), 10, 64)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	old, err := a.Originals.File(c.Context(), c.Who, id, version)
	if err != nil {
		return err
	}
	d, err := a.Originals.Attach(c.Context(), c.Who, id, old.Name, old.Body)
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("dashboard.attached", d.Name, d.Version))
	return c.Redirect("/plan")
}
