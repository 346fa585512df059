package locale

import (
	"fmt"
	"time"
)

// Day is a civil date, as calendar.Date is one. It is asked for as little as
// printing needs, so that this package stands below the calendar.
type Day interface {
	IsZero() bool
	In(*time.Location) time.Time // its 00:00
}

// never stands where a date or an instant is not set.
const never = "—"

// Date prints a day in full: «2018年6月29日», «29 June 2018»; «—» for none.
func (p *Printer) Date(d Day) string {
	if d.IsZero() {
		return never
	}
	t := d.In(time.UTC)
	if p.lang == En {
		return t.Format("2 January 2006")
	}
	return t.Format("2006年1月2日")
}

// ShortDate prints a day of a year that is known from its surroundings, with
// its weekday: «9月30日(周日)», «Sun 30 Sep»; «—» for none.
func (p *Printer) ShortDate(d Day) string {
	if d.IsZero() {
		return never
	}
	t := d.In(time.UTC)
	if p.lang == En {
		return t.Format("Mon 2 Jan")
	}
	return fmt.Sprintf("%s(%s)", t.Format("1月2日"), p.Weekday(t.Weekday()))
}

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday prints a day of the week: «周五», «Fri».
func (p *Printer) Weekday(d time.Weekday) string {
	if p.lang == En {
		return d.String()[:3]
	}
	return weekdays[d]
}

// Time prints the time of day of an instant: «10:41».
func (p *Printer) Time(t time.Time) string { return p.instant(t, "15:04") }

// DateTime prints an instant to the minute in the printer's zone:
// «2018年9月28日 10:41», «28 September 2018 10:41»; «—» for none.
func (p *Printer) DateTime(t time.Time) string {
	if p.lang == En {
		return p.instant(t, "2 January 2006 15:04")
	}
	return p.instant(t, "2006年1月2日 15:04")
}

// Stamp prints an instant for narrow places: «2018-09-28 10:41». The year is
// said: what happened to a duty lies years apart.
func (p *Printer) Stamp(t time.Time) string { return p.instant(t, "2006-01-02 15:04") }

func (p *Printer) instant(t time.Time, layout string) string {
	if t.IsZero() {
		return never
	}
	return t.In(p.zone).Format(layout)
}
