package admin

import (
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// clausePlace prints where a clause stands in its document as offices write
// it: «四(三)», «三·第一阶段·1».
func clausePlace(at string) string {
	return strings.ReplaceAll(strings.ReplaceAll(at, "/(", "("), "/", "·")
}

// clauseTag prints a clause as a tag names it: «四(三) P-57».
func clauseTag(pb *playbook.Playbook, id string) string {
	if cl := pb.Clause(id); cl != nil {
		return clausePlace(cl.At) + " " + id
	}
	return id
}

// periodTitle prints a period, "" for what happens once.
func periodTitle(p *locale.Printer, key string) string {
	period, err := calendar.ParsePeriod(key)
	switch {
	case err != nil:
		return key
	case period.Kind == calendar.Once:
		return ""
	case p.Lang() == locale.En:
		return period.English()
	}
	return period.Chinese()
}

// dutyTitle prints what a duty asks: the obligation, or the form where the
// obligation has several.
func dutyTitle(pb *playbook.Playbook, d *campaign.Duty) string {
	ob := pb.Obligation(d.Obligation)
	if ob == nil {
		return d.Obligation
	}
	if f := pb.Form(d.Form); f != nil && len(ob.Forms) > 1 {
		return f.Title
	}
	return ob.Title
}

// span prints a stretch of days, the year once where both ends share it.
func span(p *locale.Printer, from, to calendar.Date) string {
	end := p.Date(to)
	if p.Lang() == locale.ZhCN && from.Year == to.Year {
		_, end, _ = strings.Cut(end, "年")
	}
	return p.Date(from) + "—" + end
}

// unitName prints a unit by the name it bears in the tree.
func unitName(t *organisation.Tree, id organisation.UnitID) string {
	if n, ok := t.Unit(id); ok {
		return n.Name
	}
	return string(id)
}

// codeOf returns the code of a unit in the tree.
func codeOf(t *organisation.Tree, id organisation.UnitID) string {
	n, _ := t.Unit(id)
	return n.Code
}

// dueView is a due day in a list.
type dueView struct {
	On          calendar.Date // zero: 无期限
	Provisional bool
	Days        int  // until the day; negative when past
	OtherYear   bool // the day lies in another year than today
}

func newDueView(on, today calendar.Date, provisional bool) dueView {
	v := dueView{On: on, Provisional: provisional}
	if !on.IsZero() {
		v.Days, v.OtherYear = on.Sub(today), on.Year != today.Year
	}
	return v
}

// stateView is how a duty stands, in a list.
type stateView struct {
	Words      []string // its word, and what stands beside it
	Late       int      // days late or missing
	WantedBack calendar.Date
}

func newStateView(it *campaign.Item, st campaign.Standing) stateView {
	v := stateView{Words: []string{string(st.Word)}, Late: st.Days}
	if st.Accepted {
		v.Words = append(v.Words, "accepted")
	}
	if st.ReturnOverdue {
		v.Words = append(v.Words, "return_overdue")
	}
	for _, rec := range it.Recipients {
		if rec.Verdict == campaign.Returned && (v.WantedBack.IsZero() || rec.Wanted.Before(v.WantedBack)) {
			v.WantedBack = rec.Wanted
		}
	}
	return v
}

// dutyLine is a duty as lists show it.
type dutyLine struct {
	ID       campaign.DutyID
	Revision int64
	Title    string
	Period   string
	Unit     string
	Code     string
	Clause   string
	Due      dueView
	State    stateView
	First    time.Time // first sent
	Newest   int64
	Resent   bool // a newer version than the first waits
	Excused  string

	standing campaign.Standing
}

func newDutyLine(p *locale.Printer, r campaign.Running, t *organisation.Tree, it *campaign.Item) dutyLine {
	st := it.Standing(r.Now, r.Zone)
	return dutyLine{
		ID: it.ID, Revision: it.Revision, Title: dutyTitle(r.Book, &it.Duty), Period: periodTitle(p, it.Period),
		Unit: unitName(t, it.Unit), Code: codeOf(t, it.Unit), Clause: clauseTag(r.Book, it.Clause),
		Due: newDueView(it.DueOn, r.Today(), it.Provisional), State: newStateView(it, st),
		First: it.First, Newest: it.Newest, Resent: it.Newest > 1 && st.Word != campaign.WordReturned,
		Excused: it.Excused, standing: st,
	}
}
