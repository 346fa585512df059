package desk

import (
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
)

// ClausePlace prints where a clause stands in its document as offices write
// it: «四(三)», «三·第一阶段·1».
func ClausePlace(at string) string {
	return strings.ReplaceAll(strings.ReplaceAll(at, "/(", "("), "/", "·")
}

// ClauseTag prints a clause as a tag names it: «四(三) P-57».
func ClauseTag(pb *playbook.Playbook, id string) string {
	if cl := pb.Clause(id); cl != nil {
		return ClausePlace(cl.At) + " " + id
	}
	return id
}

// Anchor returns the id of a cell's element on the pages of its duty.
func Anchor(cell string) string { return "cell-" + strings.ReplaceAll(cell, "/", "-") }

// PeriodTitle prints a period, "" for what happens once.
func PeriodTitle(p *locale.Printer, key string) string {
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

// DutyTitle prints what a duty asks: the obligation, or the form where the
// obligation has several.
func DutyTitle(pb *playbook.Playbook, d *campaign.Duty) string {
	ob := pb.Obligation(d.Obligation)
	if ob == nil {
		return d.Obligation
	}
	if f := pb.Form(d.Form); f != nil && len(ob.Forms) > 1 {
		return f.Title
	}
	return ob.Title
}

// Span prints a stretch of days, the year once where both ends share it.
func Span(p *locale.Printer, from, to calendar.Date) string {
	end := p.Date(to)
	if p.Lang() == locale.ZhCN && from.Year == to.Year {
		_, end, _ = strings.Cut(end, "年")
	}
	return p.Date(from) + "—" + end
}

// UnitName prints a unit by the name it bears in the tree.
func UnitName(t *organisation.Tree, id organisation.UnitID) string {
	if n, ok := t.Unit(id); ok {
		return n.Name
	}
	return string(id)
}

// CodeOf returns the code of a unit in the tree.
func CodeOf(t *organisation.Tree, id organisation.UnitID) string {
	n, _ := t.Unit(id)
	return n.Code
}

// DueView is a due day in a list.
type DueView struct {
	On          calendar.Date // zero: 无期限
	Provisional bool
	Days        int  // until the day; negative when past
	OtherYear   bool // the day lies in another year than today
}

// NewDueView shows a due day as of today.
func NewDueView(on, today calendar.Date, provisional bool) DueView {
	v := DueView{On: on, Provisional: provisional}
	if !on.IsZero() {
		v.Days, v.OtherYear = on.Sub(today), on.Year != today.Year
	}
	return v
}

// stateView is how a duty stands, in a list.
type stateView struct {
	Words      []string // its word, and what stands beside it
	Delay      web.Delay
	WantedBack calendar.Date
}

// NewDelay takes the delay out of a duty's standing.
func NewDelay(d *campaign.Duty, st campaign.Standing) web.Delay {
	return web.Delay{Days: st.Days, Overdue: st.Timing == campaign.Missing || !d.Held.IsZero(), Settled: st.Accepted}
}

func newStateView(it *campaign.Item, st campaign.Standing) stateView {
	v := stateView{Words: []string{string(st.Word)}, Delay: NewDelay(&it.Duty, st)}
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

// DutyLine is a duty as lists show it.
type DutyLine struct {
	ID       campaign.DutyID
	Revision int64
	Title    string
	Period   string
	Name     string // what the duty asks and for when
	Unit     string
	Code     string
	Clause   string
	Track    string // the one activity of several that it serves, else ""
	Due      DueView
	Day      string // Due in full with its weekday
	State    stateView
	First    time.Time // first sent
	Newest   int64
	Resent   bool // a newer version than the first waits
	Excused  string

	Standing campaign.Standing
}

// NewDutyLine shows a duty of a running campaign with its unit as the tree has it.
func NewDutyLine(p *locale.Printer, r campaign.Running, t *organisation.Tree, it *campaign.Item) DutyLine {
	st := it.Standing(r.Now, r.Zone)
	title, period := DutyTitle(r.Book, &it.Duty), PeriodTitle(p, it.Period)
	return DutyLine{
		ID: it.ID, Revision: it.Revision, Title: title, Period: period, Name: strings.TrimSpace(title + " " + period),
		Unit: UnitName(t, it.Unit), Code: CodeOf(t, it.Unit), Clause: ClauseTag(r.Book, it.Clause), Track: trackOf(r.Book, it.Obligation),
		Due: NewDueView(it.DueOn, r.Today(), it.Provisional), State: newStateView(it, st),
		First: it.First, Newest: it.Newest, Resent: it.Newest > 1 && st.Word != campaign.WordReturned,
		Day: day(p, &it.Duty), Excused: it.Excused, Standing: st,
	}
}

// trackOf names the track that an obligation serves alone.
func trackOf(pb *playbook.Playbook, obligation string) string {
	if ob := pb.Obligation(obligation); ob != nil {
		if t := pb.Track(ob.Track); t != nil {
			return t.Name
		}
	}
	return ""
}

func day(p *locale.Printer, d *campaign.Duty) string {
	if at, err := calendar.ParsePeriod(d.Period); err == nil && at.Kind == calendar.Any {
		return p.T("web.any_time")
	}
	if d.DueOn.IsZero() {
		return p.T("web.undated")
	}
	return p.Date(d.DueOn) + " " + p.Weekday(d.DueOn.Weekday())
}
