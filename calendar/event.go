package calendar

import (
	"fmt"
	"strings"
)

// Event is something whose day the text of a plan does not give: the end of a
// meeting, the beginning of the spring rush. Its days are entered when they
// are known.
type Event struct {
	Name  string // «春运开始»
	Every Kind   // Once, or how often it comes
	Dates []Date // the days entered so far
}

// Event returns the id of the event that the rule counts from, "" for a rule
// that counts from none.
func (r Rule) Event() string { return r.event }

// Of returns the rule with the event that it counts from. Until then, and for
// a period whose day is not entered, it resolves to no deadline.
func (r Rule) Of(e Event) Rule {
	if r.form != fromEvent {
		return r
	}
	r.kind = e.Every
	if e.Every == Once {
		r.kind = ""
	}
	days := make([]string, len(e.Dates))
	for i, d := range e.Dates {
		days[i] = d.String()
	}
	r.name, r.days = e.Name, strings.Join(days, " ")
	return r
}

// eventDay returns the day of the event in p.
func (r Rule) eventDay(p Period) (Date, bool) {
	for text := range strings.FieldsSeq(r.days) {
		if d, err := ParseDate(text); err == nil && p.Contains(d) {
			return d, true
		}
	}
	return Date{}, false
}

// fromEventDay returns the due day in p, zero while the event's is not known,
// and whether it is certain.
func (r Rule) fromEventDay(p Period, c *Calendar) (Date, bool) {
	event, known := r.eventDay(p)
	if !known {
		return Date{}, false
	}
	day, first, last := r.span.After(event, c), event, event
	if r.before {
		day = r.span.Before(event, c)
		first = day
	} else {
		last = day
	}
	return day, !r.span.Workdays || certainBetween(c, first, last)
}

func (r Rule) eventChinese() string {
	name := r.name
	if name == "" {
		name = r.event
	}
	if r.before {
		return fmt.Sprintf("“%s”前%s", name, r.span.Chinese())
	}
	return fmt.Sprintf("“%s”后%s内", name, r.span.Chinese())
}
