package calendar

import "fmt"

// String returns the rule in its canonical form, which ParseRule reads back.
func (r Rule) String() string {
	switch r.form {
	case dayRange:
		return r.start.String() + ".." + r.end.String()
	case monthThird:
		return fmt.Sprintf("%s %s %04d", thirdWords[r.third].word, r.start.Month, r.start.Year)
	case wholeMonth:
		return "end of " + PeriodOf(Month, r.start).Key()
	case lastWorkday:
		return "last workday of " + r.period()
	case lastDay:
		return "last day of " + r.period()
	case nthDay:
		return fmt.Sprintf("day %d of %s", r.n, r.period())
	case nthWorkday:
		return fmt.Sprintf("workday %d of %s", r.n, r.period())
	default:
		return r.end.String() + r.time(" ")
	}
}

var thirdWords = [...]struct{ word, zh string }{
	early: {"early", "上旬"}, mid: {"mid", "中旬"}, late: {"late", "下旬"},
}

// period returns «month», «next month».
func (r Rule) period() string {
	if r.next {
		return "next " + string(r.kind)
	}
	return string(r.kind)
}

// time returns the time of day behind a separator, "" for a whole day.
func (r Rule) time(separator string) string {
	if r.clock == EndOfDay || r.IsZero() {
		return ""
	}
	return separator + r.clock.String()
}

// Chinese returns the rule in words an office would write: «当月最后一个工作日».
func (r Rule) Chinese() string {
	period := r.periodChinese()
	switch r.form {
	case dayRange:
		return r.start.Chinese() + "至" + r.end.Chinese()
	case monthThird:
		return PeriodOf(Month, r.start).Chinese() + thirdWords[r.third].zh
	case wholeMonth:
		return PeriodOf(Month, r.start).Chinese() + "底前"
	case lastWorkday:
		return period + "最后一个工作日"
	case lastDay:
		return period + "最后一日"
	case nthDay:
		if r.kind == Month {
			return fmt.Sprintf("%s%d日", period, r.n)
		}
		return fmt.Sprintf("%s第%d日", period, r.n)
	case nthWorkday:
		return fmt.Sprintf("%s第%d个工作日", period, r.n)
	default:
		return r.end.Chinese() + r.time(" ")
	}
}

func (r Rule) periodChinese() string {
	if r.next {
		return map[Kind]string{Month: "次月", Quarter: "下季度", Year: "次年"}[r.kind]
	}
	return map[Kind]string{Month: "当月", Quarter: "当季", Year: "当年"}[r.kind]
}

// English returns the rule in words: «the last working day of the month».
func (r Rule) English() string {
	switch r.form {
	case dayRange:
		return english(r.start) + " to " + english(r.end)
	case monthThird:
		return r.String()
	case wholeMonth:
		return "by the end of " + PeriodOf(Month, r.start).English()
	case lastWorkday:
		return "the last working day of the " + r.period()
	case lastDay:
		return "the last day of the " + r.period()
	case nthDay:
		return fmt.Sprintf("day %d of the %s", r.n, r.period())
	case nthWorkday:
		return fmt.Sprintf("working day %d of the %s", r.n, r.period())
	default:
		return english(r.end) + r.time(", ")
	}
}

func english(d Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}
