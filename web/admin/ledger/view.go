package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// viewChip is a saved view of a list.
type viewChip struct {
	ID, Name, URL string
	On            bool
}

// fillViews lists the reader's saved views of a register.
func (a *area) fillViews(c *desk.Call, at at, p *listPage) error {
	all, err := a.Ledger.Views(c.Context(), c.Who, at.campaign, at.book.ID)
	if err != nil {
		return err
	}
	for _, v := range all {
		chip := viewChip{ID: string(v.ID), Name: v.Name, URL: p.Action}
		if v.Query != "" {
			chip.URL += "?" + v.Query
		}
		chip.On = v.Query == p.Query
		p.Views = append(p.Views, chip)
	}
	return nil
}

// saveView keeps the filter, order and columns of the list under a name.
func (a *area) saveView(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	v := ledger.View{Campaign: at.campaign, Register: at.book.ID, Name: c.Text("name"), Query: c.Text("query")}
	if _, err := a.Ledger.SaveView(c.Context(), c.Who, v); err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.view_saved", v.Name))
	return c.Redirect(at.back(c))
}

// dropView forgets a saved view.
func (a *area) dropView(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	if err := a.Ledger.DropView(c.Context(), c.Who, ledger.ViewID(c.Text("view"))); err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.view_dropped"))
	return c.Redirect(at.back(c))
}
