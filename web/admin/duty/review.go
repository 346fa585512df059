package duty

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// reviewView is what a recipient may say of the newest version.
type reviewView struct {
	Version  int64
	Bodies   []reviewBody
	Cells    []playbook.Option // what a comment may be pinned to
	Form     findingForm
	Open     bool // the form of a return is open
	Problems map[string]string
}

// reviewBody is a body the reader reviews for.
type reviewBody struct {
	ID, Name                string
	Receive, Accept, Return bool
}

// findingForm is a return as it is written.
type findingForm struct {
	Body, Reason, Wanted string
	Pins                 []pin
}

// pin is a comment on a cell.
type pin struct{ Cell, Text string }

// emptyPins is how many comments the form of a return has room for at first.
const emptyPins = 3

// review offers the reader's bodies what each may still say.
func (v *dutyView) review() *reviewView {
	if len(v.e.May.Review) == 0 {
		return nil
	}
	out := &reviewView{Version: v.e.Newest, Cells: v.targets(), Form: v.at.review, Open: v.at.review.Body != "", Problems: map[string]string{}}
	for _, id := range v.e.May.Review {
		i := slices.IndexFunc(v.e.Recipients, func(r campaign.Recipient) bool { return r.Body == id })
		verdict := v.e.Recipients[i].Verdict
		name, _ := v.body(id)
		out.Bodies = append(out.Bodies, reviewBody{id, name,
			verdict == campaign.NoVerdict, verdict != campaign.Accepted, verdict != campaign.Returned})
	}
	for len(out.Form.Pins) < emptyPins {
		out.Form.Pins = append(out.Form.Pins, pin{})
	}
	if out.Open {
		_, broken := v.p.Fault(v.at.err)
		for _, b := range broken {
			out.Problems[b.Path] = b.Message
		}
	}
	return out
}

// reviewDuty records what a recipient says of a version: received, accepted,
// or returned with a reason and comments at cells.
func (a *area) reviewDuty(c *desk.Call) error {
	form, finding, err := readFinding(c)
	if err == nil {
		err = a.Reports.Review(c.Context(), c.Who, c.Duty(), finding)
	}
	if err != nil {
		return a.refuse(c, attempt{err: err, review: form})
	}
	a.Sessions.Flash(c.Context(), c.T(reviewed[finding.Verdict]))
	return c.Redirect(dutyURL(c.Duty()) + "?" + justReviewed)
}

var reviewed = map[campaign.Verdict]string{
	campaign.Received: "duty.received", campaign.Accepted: "duty.accepted", campaign.Returned: "duty.returned",
}

func readFinding(c *desk.Call) (findingForm, report.Finding, error) {
	if err := c.ParseForm(); err != nil {
		return findingForm{}, report.Finding{}, unreadable(err)
	}
	form := findingForm{Body: c.PostForm.Get("body"), Reason: c.PostForm.Get("reason"), Wanted: strings.TrimSpace(c.PostForm.Get("wanted"))}
	version, _ := strconv.ParseInt(c.PostForm.Get("version"), 10, 64) // none is an old one
	out := report.Finding{Body: form.Body, Version: version, Verdict: campaign.Verdict(c.PostForm.Get("verdict")), Reason: form.Reason}
	if out.Verdict != campaign.Returned {
		return findingForm{}, out, nil
	}
	cells, texts := c.PostForm["cell"], c.PostForm["comment"]
	for i := range min(len(cells), len(texts)) {
		p := pin{cells[i], strings.TrimSpace(texts[i])}
		if p.Cell == "" && p.Text == "" {
			continue
		}
		form.Pins = append(form.Pins, p)
	}
	out.Cells = pinned(form.Pins)
	if form.Wanted == "" {
		return form, out, nil
	}
	canonical, bad := paper.Typed(nil, &playbook.Field{Type: playbook.DateField}, "wanted", form.Wanted)
	if bad != nil {
		return form, out, fault.Violations([]fault.Field{*bad})
	}
	var err error
	out.Wanted, err = calendar.ParseDate(canonical)
	return form, out, err
}

// pinned joins the comments on each cell. A cell that was chosen without a word
// stays, so that the service says what is missing; words without a cell belong
// to the reason and are said to be at no cell.
func pinned(pins []pin) map[string]string {
	out := map[string]string{}
	for _, p := range pins {
		out[p.Cell] = strings.TrimSpace(out[p.Cell] + "\n" + p.Text)
	}
	return out
}
