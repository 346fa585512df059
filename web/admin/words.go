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

// dutyLine is a duty as lists show it.
type dutyLine struct {
	ID          campaign.DutyID
	Revision    int64
	Title       string
	Period      string
	Unit        string
	Code        string
	Clause      string
	DueOn       calendar.Date
	Provisional bool
	Days        int  // until the due day; negative when past
	OtherYear   bool // the due day lies in another year than today
	First       time.Time
	Standing    campaign.Standing
	Newest      int64
	Receipt     bool
	Excused     string
	WantedBack  calendar.Date
	Resent      bool
}

func newDutyLine(p *locale.Printer, r campaign.Running, t *organisation.Tree, it *campaign.Item) dutyLine {
	n, _ := t.Unit(it.Unit)
	l := dutyLine{
		ID: it.ID, Revision: it.Revision, Title: dutyTitle(r.Book, &it.Duty), Period: periodTitle(p, it.Period),
		Unit: unitName(t, it.Unit), Code: n.Code, Clause: clauseTag(r.Book, it.Clause),
		DueOn: it.DueOn, Provisional: it.Provisional, Standing: it.Standing(r.Now, r.Zone),
		Newest: it.Newest, Excused: it.Excused, Receipt: it.Form == "",
	}
	l.First = it.First
	if !it.DueOn.IsZero() {
		l.Days, l.OtherYear = it.DueOn.Sub(r.Today()), it.DueOn.Year != r.Today().Year
	}
	for _, rec := range it.Recipients {
		if rec.Verdict == campaign.Returned && (l.WantedBack.IsZero() || rec.Wanted.Before(l.WantedBack)) {
			l.WantedBack = rec.Wanted
		}
	}
	l.Resent = it.Newest > 1 && l.Standing.Word != campaign.WordReturned
	return l
}
