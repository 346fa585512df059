package demo

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
)

// intend puts on the agenda what the debtor of a duty will do, from a day on.
func (s *Story) intend(d *Duty, from calendar.Date) {
	d.change++
	in := s.Acts.Means(s, d)
	first := organisation.DayOf(d.Opens)
	if first.Before(from) {
		first = from
	}
	in.Draft, in.Send, in.Handed = notBefore(in.Draft, first), notBefore(in.Send, first), notBefore(in.Handed, first)
	if d.revision > 0 { // begun already
		in.Draft = calendar.Date{}
	}
	s.write(d, in)
	switch {
	case d.Form == "" && !in.Send.IsZero():
		s.meant(d, in.Send, "sign-for", 9*60+10, 17*60, s.signFor)
	case s.signed(d):
		s.intendPaper(d, in)
	case !in.Send.IsZero():
		if in.Draft.Before(in.Send) {
			s.meant(d, in.Draft, "draft", 9*60+10, 17*60, s.save)
		}
		s.meant(d, in.Send, "send", 9*60+10, 17*60+20, s.send)
	default:
		s.meant(d, in.Draft, "draft", 9*60+10, 17*60, s.save)
	}
}

// write writes what the debtor will send, with a flaw where it will be
// returned.
func (s *Story) write(d *Duty, in Intention) {
	d.Cells, d.Reasons, d.None, d.flaw, d.mar = map[string]string{}, map[string]paper.Reason{}, "", nil, nil
	dice := Roll("flaw", d.Key())
	flawed := dice.Chance(s.Habits[d.Obligation].Flawed)
	if o, ok := s.Odd[d.Deed()]; ok {
		flawed = o.Flawed
	}
	mar := s.Acts.Writes(d, in)
	if flawed && d.None == "" && mar != nil {
		d.mar = mar
		if !s.told(d) {
			d.spoil()
		}
	}
}

// intendPaper is a paper's way: the liaison writes and hands up, the leader
// signs.
func (s *Story) intendPaper(d *Duty, in Intention) {
	s.meant(d, in.Draft, "draft", 9*60+10, 10*60+30, s.save)
	handed := in.Handed
	if handed.IsZero() {
		handed = in.Send
	}
	s.meant(d, handed, "hand-up", 10*60+40, 11*60+50, s.handUp)
	s.meant(d, in.Send, "send", 14*60+40, 17*60+20, s.send)
}

func notBefore(day, first calendar.Date) calendar.Date {
	if !day.IsZero() && day.Before(first) {
		return first
	}
	return day
}

// meant puts a step on the agenda of a day, unless the intention changes.
func (s *Story) meant(d *Duty, day calendar.Date, step string, from, to int, do func(context.Context, *Duty) error) {
	if day.IsZero() {
		return
	}
	change := d.change
	s.Add(day, Roll("minute", d.Key(), step).Between(from, to), func(ctx context.Context) error {
		if d.change != change {
			return nil
		}
		return do(ctx, d)
	})
}

// Paper decides by a habit when a report is written and sent; long is a form
// that lies open for half a year, begun early.
func (s *Story) Paper(d *Duty, dice Die, h Habit, long bool) (in Intention) {
	if o, ok := s.Odd[d.Deed()]; ok {
		return Intention{Send: s.Calendar.AddWorkdays(s.Calendar.WorkdayOnOrBefore(d.DueOn), -o.Early)}
	}
	last, care := s.Calendar.WorkdayOnOrBefore(d.DueOn), d.Debtor.Care()
	fate, drafts := dice.Float64(), dice.Chance(h.Draft)
	switch {
	case fate < h.Missing*care:
	case fate < (h.Missing+h.Late)*care:
		in.Send = s.Calendar.AddWorkdays(d.DueOn, dice.Between(1, 4))
	default:
		in.Send = s.Calendar.AddWorkdays(last, -dice.Weighted(h.Early))
	}
	if !drafts {
		return in
	}
	in.Draft = s.Calendar.AddWorkdays(last, -dice.Between(2, 5))
	if long {
		in.Draft = s.Calendar.AddWorkdays(organisation.DayOf(d.Opens), dice.Between(20, 70))
	}
	if !in.Send.IsZero() && !in.Draft.Before(in.Send) {
		in.Draft = s.Calendar.AddWorkdays(in.Send, -1)
	}
	return in
}

// Chased decides when a report that was never meant to be sent comes after all:
// most do, months later, once the office has asked again.
func (s *Story) Chased(d *Duty) calendar.Date {
	dice := Roll("chased", d.Deed())
	if !dice.Chance(.75) {
		return calendar.Date{}
	}
	day := s.Calendar.AddWorkdays(d.DueOn, dice.Between(18, 60))
	if asked := (calendar.Date{Year: 2018, Month: 11, Day: 15}); day.Before(asked) { // in the first autumn nobody asks yet
		day = s.Calendar.AddWorkdays(asked, dice.Between(0, 40))
	}
	return day
}

// signed reports whether the leader signs the duty's form.
func (s *Story) signed(d *Duty) bool {
	for _, form := range s.Signed {
		if form == d.Form {
			return true
		}
	}
	return false
}

// told reports whether the ledger fills the duty's form.
func (s *Story) told(d *Duty) bool { return slices.Contains(s.Told, d.Form) }

// actor returns who fills the debtor's forms.
func (s *Story) actor(d *Duty) people.Actor {
	if d.Debtor == s.Federation {
		return s.Offices[s.Clerk]
	}
	return d.Debtor.liaison
}
