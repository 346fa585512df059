package desktest

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Goals is a unit plan that names a goal of two projects for every line and year.
func Goals() map[string]string {
	out := map[string]string{"plan/text": "本单位方案"}
	for _, line := range []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"} {
		out["goals/"+line+"/measure"] = "projects"
		for _, year := range []string{"y2018", "y2019", "y2020"} {
			out["goals/"+line+"/"+year] = "2"
		}
	}
	return out
}

// SignPlan lets 叶县 write its plan with these goals and its leader sign it.
func (h *House) SignPlan(cells map[string]string) {
	h.T.Helper()
	h.Surveyed("yexian")
	id := h.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	liaison, leader := h.As(people.Liaison, "yexian"), h.As(people.UnitLeader, "yexian")
	ctx := h.T.Context()
	e, err := h.Reports.Open(ctx, liaison, id)
	h.Must(err)
	kept, err := h.Reports.Save(ctx, liaison, id, report.Patch{Revision: e.Draft.Revision, Cells: cells})
	h.Must(err)
	h.Must(h.Reports.HandUp(ctx, liaison, id, kept.Revision))
	e, err = h.Reports.Open(ctx, leader, id)
	h.Must(err)
	_, err = h.Reports.Submit(ctx, leader, id, report.Sending{Revision: e.Draft.Revision})
	h.Must(err)
}

// ReportSent sends the monthly report of June of a unit with one attachment, and
// returns its duty and the attachment.
func (h *House) ReportSent(t *testing.T, unit string) (campaign.Item, paper.AttachmentID) {
	t.Helper()
	ctx := t.Context()
	it := h.Duty(unit, "monthly-report", "2018-06", "")
	who := h.As(people.Liaison, unit)
	draft, err := h.Reports.Attach(ctx, who, it.ID, 0, "papers/evidence", "x.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
	h.Must(err)
	kept, err := h.Reports.Save(ctx, who, it.ID, report.Patch{Revision: draft.Revision, Cells: stage.Monthly()})
	h.Must(err)
	_, err = h.Reports.Submit(ctx, who, it.ID, report.Sending{Revision: kept.Revision})
	h.Must(err)
	return h.Duty(unit, "monthly-report", "2018-06", ""), draft.Content.Files["papers/evidence"][0].ID
}
