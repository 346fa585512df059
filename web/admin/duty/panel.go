package duty

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// dutyPanel is what is known about a report, beside it.
type dutyPanel struct {
	Returns    []returnView
	Changed    []differenceView
	History    []eventView
	Recipients []recipientView
}

// returnView is a return of the newest version.
type returnView struct {
	Body, Reason string
	At           time.Time
	Wanted       calendar.Date
	Cells        []commentView
}

// commentView is a recipient's word on a cell.
type commentView struct{ Label, Value, Text, Link string }

// differenceView is a cell that two contents have differently.
type differenceView struct{ Label, Old, New, Link string }

// conflictView is a cell that two persons filled differently.
type conflictView struct{ Label, Yours, Theirs string }

// eventView is something that happened to the report.
type eventView struct {
	At        time.Time
	N         int64 // of the version it is about
	Text, URL string
}

// recipientView is a body that receives the report, with its own verdict.
type recipientView struct {
	Name, Hint string
	Verdict    campaign.Verdict
	Version    int64
	At         time.Time
}

func (v *dutyView) panel() dutyPanel {
	p := dutyPanel{Returns: v.returns(), History: v.history()}
	p.Changed = v.differences(v.changed)
	for _, r := range v.e.Recipients {
		name, hint := v.body(r.Body)
		if to := v.e.Rules.BodyByName(v.e.Obliged().Addressed); to != nil && to.ID == r.Body {
			name, hint = v.e.Obliged().Addressed, name+v.p.T("core.list_comma")+hint // as the clause words it (P-59)
		}
		p.Recipients = append(p.Recipients, recipientView{name, hint, r.Verdict, r.Version, r.At})
	}
	return p
}

// body calls a body by its short name and, as a hint, by all the names the
// plan gives it (P-59).
func (v *dutyView) body(id string) (name, hint string) {
	b := v.e.Book.Body(id)
	if b == nil {
		return id, ""
	}
	return b.Short, strings.Join(append([]string{b.Name}, b.Aliases...), v.p.T("core.list_comma"))
}

func (v *dutyView) returns() []returnView {
	var out []returnView
	for _, r := range v.e.Reviews {
		if r.N != v.e.Newest || r.Verdict != campaign.Returned {
			continue
		}
		name, _ := v.body(r.Body)
		ret := returnView{Body: name, Reason: r.Reason, At: r.At, Wanted: r.Wanted}
		for _, cell := range v.inOrder(r.Cells) {
			_, _, fd := v.e.Form.Cell(cell)
			c := commentView{Label: v.name(cell), Text: r.Cells[cell], Link: "#" + desk.Anchor(cell)}
			if fd != nil && fd.Type != playbook.LongText {
				c.Value = v.printed(fd, v.e.Sent.Cells[cell])
			}
			ret.Cells = append(ret.Cells, c)
		}
		out = append(out, ret)
	}
	return out
}

// inOrder lists the addresses of comments in the order of the form.
func (v *dutyView) inOrder(comments map[string]string) []string {
	var out []string
	for _, o := range v.targets() {
		if _, ok := comments[o.ID]; ok {
			out = append(out, o.ID)
		}
	}
	return out
}

// targets lists what a comment may be pinned to: every cell in use, and every
// section of rows as a whole.
func (v *dutyView) targets() []playbook.Option {
	var out []playbook.Option
	for i := range v.e.Form.Sections {
		s := &v.e.Form.Sections[i]
		if s.Kind == playbook.Grid || s.Kind == playbook.Table {
			out = append(out, playbook.Option{ID: s.ID, Label: s.Title})
		}
		for _, row := range paper.Rows(s, v.e.Sent) {
			for j := range s.Fields {
				cell := s.Address(row, s.Fields[j].ID)
				out = append(out, playbook.Option{ID: cell, Label: v.name(cell)})
			}
		}
	}
	return out
}

func (v *dutyView) differences(all []paper.Difference) []differenceView {
	out := make([]differenceView, 0, len(all))
	for _, d := range all {
		_, _, fd := v.e.Form.Cell(d.Cell)
		view := differenceView{Label: v.name(d.Cell), Old: d.Old, New: d.New, Link: "#" + desk.Anchor(d.Cell)}
		if typeable(fd) {
			view.Old, view.New = excerpt(v.printed(fd, d.Old)), excerpt(v.printed(fd, d.New))
		}
		out = append(out, view)
	}
	return out
}

// excerpt shortens a text to what fits a narrow panel.
func excerpt(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// history tells what happened, in order.
func (v *dutyView) history() []eventView {
	var out []eventView
	for _, s := range v.e.Versions {
		out = append(out, eventView{s.Sent, s.N, v.p.T(v.sentKey(), s.N), dutyURL(s.Duty) + "/versions/" + strconv.FormatInt(s.N, 10)})
	}
	for _, r := range v.e.Reviews {
		name, _ := v.body(r.Body)
		out = append(out, eventView{At: r.At, N: r.N, Text: v.p.T(reviewKeys[r.Verdict], name, r.N)})
	}
	slices.SortStableFunc(out, func(a, b eventView) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.N, b.N)) })
	if !v.e.May.Fill && !v.e.May.Sign {
		return out
	}
	if back := v.e.Draft.Back; back != "" {
		out = append(out, eventView{At: v.e.Draft.BackAt, Text: v.p.T("duty.handed_back_because", back)})
	}
	switch d := v.e.Draft; {
	case !d.Handed.IsZero():
		out = append(out, eventView{At: d.Handed, Text: v.p.T("duty.event_handed")})
	case d.Revision > 0:
		out = append(out, eventView{At: d.Updated, Text: v.p.T("duty.event_draft")})
	}
	return out
}

var reviewKeys = map[campaign.Verdict]string{
	campaign.Received: "duty.event_received", campaign.Accepted: "duty.event_accepted", campaign.Returned: "duty.event_returned",
}

func (v *dutyView) sentKey() string {
	switch {
	case v.e.Obliged().Receipt:
		return "duty.event_signed_for"
	case v.e.Form.Signed:
		return "duty.event_signed"
	}
	return "duty.event_sent"
}

// conflict lists the cells of a refused post that were stored otherwise
// meanwhile.
func (v *dutyView) conflict() []conflictView {
	if !fault.Is(v.at.err, fault.Stale) && !fault.Is(v.at.err, fault.Conflict) {
		return nil
	}
	var out []conflictView
	for _, f := range fault.From(v.at.err).Fields {
		if len(f.Args) == 2 {
			out = append(out, conflictView{v.name(f.Path), text(f.Args[0]), text(f.Args[1])})
		}
	}
	return out
}

func text(arg any) string { s, _ := arg.(string); return s }
