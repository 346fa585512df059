package duty

import (
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// remarksView is what readers without a verdict said of the report, and the form
// for who may say something.
type remarksView struct {
	All   []report.Remark
	May   bool
	Typed string // of a remark that was refused
}

func (v *dutyView) remarks() remarksView {
	return remarksView{All: v.e.Remarks, May: v.e.May.Remark, Typed: v.at.remark}
}

// remark writes what a reader says of the newest version (H-16).
func (a *area) remark(c *desk.Call) error {
	text := c.PostFormValue("remark")
	if _, err := a.Reports.Remark(c.Context(), c.Who, c.Duty(), text); err != nil {
		return a.refuse(c, attempt{err: err, remark: text})
	}
	return a.done(c, "duty.remarked")
}
