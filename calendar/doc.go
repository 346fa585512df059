// Package calendar holds the working days of the State Council by version of
// notice, reporting periods, and the rules that say when something is due. It
// is pure: nothing in it reads a clock, a file or a network.
//
// # What was known when
//
// A notice is known from the day it was published. [Calendar.KnownOn] gives
// the calendar of a day, [Calendar.Version] names it, and a [Deadline] carries
// that name. A date is certain ([Calendar.Certain]) once the notice of its
// year is known and, in December, that of the next year too, because the days
// around New Year stand in the later one. A deadline counted over days that
// are not certain is provisional (暂定). [Rule.Revise] says what a new notice
// does to an existing deadline; nothing past ever changes.
//
// # Due rules
//
// A rule is a line of English. Case and the articles «the» and «a» are
// ignored.
//
//	rule   = days [ "or" ( "next workday" | "workday before" ) ] [ time ]
//	days   = DATE
//	       | ( DATE | YYYY-MM ) ".." ( DATE | YYYY-MM )
//	       | ( "early" | "mid" | "late" ) MONTHNAME YYYY
//	       | "end of" YYYY-MM
//	       | "last" ( "workday" | "day" ) "of" period
//	       | ( "workday" | "day" ) NUMBER "of" period
//	       | ( "quarter" NUMBER | "month" NUMBER | "months" NUMBER ".." NUMBER ) "of" year
//	       | "last workday before" ( "May Day" | "National Day" ) [ "of" year ]
//	       | NUMBER ( "days" | "workdays" ) ( "after" | "before" ) EVENT
//	time   = HH:MM | "noon" | "close of business"
//	period = [ "next" ] ( "month" | "quarter" | "year" )
//	year   = [ "next" ] "year"
//
// What each form gives, and for which periods:
//
//	form                         periods   last day in time
//	2018-06-18                   once      that day, to 24:00
//	2018-06-18 09:00             once      that day, before 09:00 (上午9点前)
//	2018-06-18 noon              once      before 12:00 (中午前)
//	… close of business          any       before 17:30 (下班前); write another hour as it is
//	2018-06-20..2018-06-30       once      window; its last day
//	2019-05..2019-09             once      window of whole months (5—9月)
//	early August 2018            once      window 8-01 to 8-10 (上旬)
//	mid August 2018              once      window 8-11 to 8-20 (中旬)
//	late August 2018             once      window 8-21 to 8-31 (下旬)
//	end of 2018-06               once      window of the month; its last day
//	quarter 4 of year            year      window 10-01 to 12-31 (每年第四季度)
//	months 5..9 of year          year      window 5-01 to 9-30
//	last workday before May Day  year      last working day before 5-01 (“五一”前)
//	20 workdays after meeting    any       counted from the event's day, which is entered
//	1 day before spring-rush     any       the same, before it (春运开始前)
//	… or next workday            any       a rest day gives way to the next working day (遇节假日顺延)
//	… or workday before          any       or to the one before it (遇节假日提前)
//	last workday of month        month     last working day of the period
//	last day of quarter          quarter   last calendar day of the period
//	day 10 of next month         month     10th of the month after the period
//	workday 5 of next month      month     fifth working day of the month after
//
// «last …», «day N» and «workday N» take month, quarter or year, with or
// without «next». Moved working days (调休) count as working days. A day that
// the rule names itself is not moved off a rest day (N-P2) unless the rule ends
// so; [Deadline.Rest] names the rest day so that a person can be warned. A day is in time to its end: it is late from
// 00:00 of the next, shown as 24:00 (N-P15). The day of an [Event] is not
// counted; while it is not known ([Rule.Of]) there is no deadline.
//
// # Files of notices
//
// [ParseNotices] reads what the office imports when a notice comes out. «#»
// begins a comment line; «change» replaces the days it names and leaves the
// rest of the year as it was. A span may run over New Year.
//
//	notice 2019 2018-12-06 ADDRESS
//	off  2018-12-30..2019-01-01 元旦
//	work 2018-12-29
//
//	change 2019 2019-03-22 ADDRESS
//	off  2019-05-01..2019-05-04 劳动节
//	work 2019-04-28 2019-05-05
package calendar
