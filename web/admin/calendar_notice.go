package admin

import (
	"errors"
	"net/http"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web"
)

// noticesPage is the notices on days off that are known, the newest first, and
// where another one is imported.
type noticesPage struct {
	Parts    []option
	Notices  []noticeRow
	Form     formView
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

func (a *Admin) notices(c *call) error { return a.renderNotices(c, nil) }

func (a *Admin) renderNotices(c *call, refusal error) error {
	known, err := a.Campaigns.Known(c.Context(), c.who)
	if err != nil {
		return err
	}
	p := noticesPage{Parts: a.systemParts(c, "/calendar"), Form: formView{
		ID: "notice", Action: "/calendar", Title: c.t("notice.import"), Hint: c.t("notice.hint"), Submit: c.t("notice.import"),
		Inputs: []inputView{{Name: "notice", Label: c.t("notice.text"), Kind: "area", Required: true}},
	}}
	for _, n := range slices.Backward(known.Notices()) {
		p.Notices = append(p.Notices, newNoticeRow(n))
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.refused(c, refusal)
		p.Mistakes = mistakes(c, refusal)
		if len(p.Mistakes) > 0 {
			p.Form.Message = c.t("notice.mistakes", len(p.Mistakes))
		}
	}
	return showStatus(a, c, a.pages.account.notices, status, c.t("notice.title"), p)
}

// mistakes tells what is wrong with a file of notices, line by line.
func mistakes(c *call, refusal error) (out []string) {
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
func (a *Admin) importNotice(c *call) error {
	err := a.Campaigns.ImportNotice(c.Context(), c.who, []byte(c.PostFormValue("notice")))
	if err != nil && retry(err) {
		return a.renderNotices(c, err)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("notice.imported"))
	return c.redirect("/calendar")
}
