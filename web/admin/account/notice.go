package account

import (
	"errors"
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// noticesPage is the notices on days off that are known, the newest first, and
// where another one is imported.
type noticesPage struct {
	Parts    []desk.Option
	Notices  []noticeRow
	Form     desk.Form
	Mistakes []string // by line
}

// noticeRow is a notice with its days off by festival.
type noticeRow struct {
	calendar.Notice
	Festivals []festival
}

type festival struct {
	Name string
	Days int
}

func newNoticeRow(n calendar.Notice) noticeRow {
	row := noticeRow{Notice: n}
	for _, d := range n.Off {
		if last := len(row.Festivals) - 1; last < 0 || row.Festivals[last].Name != n.Names[d] {
			row.Festivals = append(row.Festivals, festival{Name: n.Names[d]})
		}
		row.Festivals[len(row.Festivals)-1].Days++
	}
	return row
}

func (a *area) notices(c *desk.Call) error { return a.renderNotices(c, nil) }

func (a *area) renderNotices(c *desk.Call, refusal error) error {
	known, err := a.Campaigns.Known(c.Context(), c.Who)
	if err != nil {
		return err
	}
	p := noticesPage{Parts: a.systemParts(c, "/calendar"), Form: desk.Form{
		ID: "notice", Action: "/calendar", Title: c.T("notice.import"), Hint: c.T("notice.hint"), Submit: c.T("notice.import"),
		Inputs: []desk.Input{{Name: "notice", Label: c.T("notice.text"), Kind: "area", Required: true}},
	}}
	for _, n := range slices.Backward(known.Notices()) {
		p.Notices = append(p.Notices, newNoticeRow(n))
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.Refused(c, refusal)
		p.Mistakes = mistakes(c, refusal)
		if len(p.Mistakes) > 0 {
			p.Form.Message = c.T("notice.mistakes", len(p.Mistakes))
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.notices, status, c.T("notice.title"), p)
}

// mistakes tells what is wrong with a file of notices, line by line.
func mistakes(c *desk.Call, refusal error) (out []string) {
	all, _ := errors.AsType[calendar.NoticeErrors](refusal)
	for _, one := range all {
		if web.Printer(c.Context()).Lang() == locale.En {
			out = append(out, one.Error())
		} else {
			out = append(out, one.Chinese())
		}
	}
	return out
}

// importNotice stores a notice; within minutes the campaigns follow it.
func (a *area) importNotice(c *desk.Call) error {
	err := a.Campaigns.ImportNotice(c.Context(), c.Who, []byte(c.PostFormValue("notice")))
	if err != nil && desk.Mendable(err) {
		return a.renderNotices(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("notice.imported"))
	return c.Redirect("/calendar")
}
