package trace

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// cellPage is what the page shows.
type cellPage struct {
	Label, Title, Unit string
	Version            int64
	Back               string // to the cell
	Says, Ledger       string
	Kind               string // unit of the figure, "" for a text
	Differs            bool
	Reason, Note       string
	Parts              []desk.TracedView
	Hidden             int
	Rest               string
	Spans              []spanView
	Window             *derive.Window
	Missed, Joint      []desk.TracedView
}

// spanView is the report of a shorter period in a figure.
type spanView struct{ Period, URL, Value string }

func newCellPage(c *desk.Call, t trace.Trace) cellPage {
	p := web.Printer(c.Context())
	s, row, fd := t.Form.Cell(t.Cell)
	kind, words := paper.Kind(t.Rules, fd), fd.Type == playbook.Text || fd.Type == playbook.LongText
	page := cellPage{
		Label: label(t.Rules, s, row, fd), Unit: t.Debtor.Name, Version: t.N, Window: t.Window, Reason: t.Ledger.Reason, Note: t.Ledger.Note,
		Title: desk.DutyTitle(t.Book, &t.Case.Duty) + " " + desk.PeriodTitle(p, t.Period),
		Says:  shown(t, fd, t.Says), Ledger: shown(t, fd, t.Ledger.Text),
		Parts: desk.TracedViews(p, t.Rules, kind, words, t.Parts), Hidden: t.Hidden,
		Missed: desk.TracedViews(p, t.Rules, kind, true, t.Missed), Joint: desk.TracedViews(p, t.Rules, kind, true, t.Joint),
	}
	page.Differs = !words && t.Ledger.Entries > 0 && !paper.Same(t.Says, t.Ledger.Text)
	if page.Back = "/duties/" + string(t.Case.Duty.ID); t.N > 0 {
		page.Back += "/versions/" + strconv.FormatInt(t.N, 10)
	}
	page.Back += "#" + desk.Anchor(t.Cell)
	if !words {
		page.Kind, page.Rest = p.Unit(kind), kind.Format(t.Rest)
	}
	for _, sp := range t.Spans {
		page.Spans = append(page.Spans, spanView{desk.PeriodTitle(p, sp.Period), "/duties/" + string(sp.Duty) + "/versions/" + strconv.FormatInt(sp.N, 10) + "#" + desk.Anchor(t.Cell), kind.Format(sp.Value)})
	}
	return page
}

// label calls a cell by its row and its column.
func label(pb *playbook.Playbook, s *playbook.Section, row string, fd *playbook.Field) string {
	name := fd.Label
	if m := pb.Measure(fd.Measure); name == "" && m != nil {
		name = m.Name
	}
	for _, r := range s.Rows {
		if r.ID == row {
			return r.Label + " · " + name
		}
	}
	return name
}

// shown prints what a cell says: a number with separators, 0 for an empty one.
func shown(t trace.Trace, fd *playbook.Field, text string) string {
	if fd.Type != playbook.Number && fd.Type != playbook.MeasureField {
		return text
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil && text != "" {
		return paper.Shown(t.Rules, fd, text)
	}
	return paper.Kind(t.Rules, fd).Format(n)
}
