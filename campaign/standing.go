package campaign

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Timing is the first of the three facts about a duty.
type Timing string

// The timings. A duty without a date is never due.
const (
	NotDue  Timing = "not_due"
	OnTime  Timing = "on_time"
	Late    Timing = "late"
	Missing Timing = "missing"
	Excused Timing = "excused"
)

// Work is the second fact: how far the unit is.
type Work string

// The states of work.
const (
	NotOpen           Work = "not_open"
	Nothing           Work = "nothing"
	Drafted           Work = "draft"
	AwaitingSignature Work = "awaiting_signature"
	Sent              Work = "sent"
)

// Word is the one word shown for a duty; its text is the message «state.…».
type Word string

// The words, in the order in which the first that fits is shown.
const (
	WordExcused       Word = "excused"       // 免报
	WordNotOpen       Word = "not_open"      // 未到期
	WordReturned      Word = "returned"      // 退回
	WordSupplementary Word = "supplementary" // 补报: first sent after the bulletin of its period
	WordLate          Word = "late"          // 迟报
	WordSent          Word = "sent"          // 已报
	WordMissing       Word = "missing"       // 漏报
	WordAwaiting      Word = "awaiting"      // 待签
	WordDraft         Word = "draft"         // 草稿
	WordOpen          Word = "open"          // 待报
)

// Words lists every word in its order.
var Words = []Word{WordExcused, WordNotOpen, WordReturned, WordSupplementary, WordLate, WordSent, WordMissing, WordAwaiting, WordDraft, WordOpen}

// Standing is how a duty stands at an instant: three independent facts and the
// word shown for them.
type Standing struct {
	Timing        Timing
	Work          Work
	Word          Word
	Accepted      bool // 已通过: every recipient accepted the newest version
	Days          int  // calendar days late or missing, else 0
	ReturnOverdue bool // 退回逾期: wanted back before today; changes no rate
}

// Timing returns the timing of a duty at an instant. A late first submission
// stays late whatever follows; an event recorded too late stays missing
// (N-P16).
func (d *Duty) Timing(now time.Time) Timing {
	switch {
	case d.Excused != "":
		return Excused
	case d.Due.IsZero():
		return NotDue
	case !d.Judged.IsZero() && d.Judged.Before(d.Due):
		return OnTime
	case !d.Judged.IsZero():
		return Late
	case now.Before(d.Due) && d.First.IsZero():
		return NotDue
	}
	return Missing
}

// Supplementary reports whether the first report came after the bulletin of its
// period: late, it is 补报 (P-60).
func (d *Duty) Supplementary() bool {
	return !d.Published.IsZero() && !d.First.IsZero() && !d.First.Before(d.Published)
}

// Standing returns how the duty stands at an instant, its days counted in the
// zone of the plan.
func (i *Item) Standing(now time.Time, zone *time.Location) Standing {
	s := Standing{Timing: i.Timing(now), Work: i.work(now)}
	today := calendar.DateOf(now, zone)
	returned := false
	s.Accepted = i.Accepted
	for _, r := range i.Recipients {
		if r.Verdict == Returned {
			returned = true
			s.ReturnOverdue = s.ReturnOverdue || r.Wanted.Before(today)
		}
	}
	switch s.Timing {
	case Late:
		s.Days = calendar.DateOf(i.Judged, zone).Sub(i.DueOn)
	case Missing:
		s.Days = today.Sub(i.DueOn)
	}
	s.Word = word(s, returned, i.Newest > 0)
	if s.Word == WordLate && i.Supplementary() {
		s.Word = WordSupplementary
	}
	return s
}

func (i *Item) work(now time.Time) Work {
	switch {
	case i.Draft.Handed:
		return AwaitingSignature
	case i.Draft.Exists:
		return Drafted
	case i.Newest > 0:
		return Sent
	case now.Before(i.Opens):
		return NotOpen
	}
	return Nothing
}

func word(s Standing, returned, sent bool) Word {
	switch {
	case s.Timing == Excused:
		return WordExcused
	case s.Work == NotOpen:
		return WordNotOpen
	case returned:
		return WordReturned
	case s.Timing == Missing:
		return WordMissing
	case s.Timing == Late:
		return WordLate
	case sent:
		return WordSent
	case s.Work == AwaitingSignature:
		return WordAwaiting
	case s.Work == Drafted:
		return WordDraft
	}
	return WordOpen
}

// Judge returns the instant that decides the timing of a first submission. A
// duty that asks that something be held is judged by the event's day, when the
// record is made before limit, the next period's due date; a record made later
// leaves it missing, and Judge returns the zero time (N-P16).
func Judge(sent time.Time, held calendar.Date, limit time.Time, zone *time.Location) time.Time {
	switch {
	case held.IsZero():
		return sent
	case !limit.IsZero() && !sent.Before(limit):
		return time.Time{}
	}
	return held.In(zone)
}
