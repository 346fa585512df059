package calendar

import "fmt"

// String returns the rule in its canonical form, which ParseRule reads back.
func (r Rule) String() string { return r.words() + movedWords[r.moved].word + r.time(" ") }

var movedWords = [...]struct{ word, zh, en string }{
	toNext:   {" or next workday", "（遇节假日顺延）", ", or the next working day"},
	toBefore: {" or workday before", "（遇节假日提前）", ", or the working day before"},
}

func (r Rule) words() string {
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
	case someMonths:
		return r.monthWords() + " of " + r.period()
	case feastEve:
		return "last workday before " + r.feast.String() + r.nextYear(" of next year")
	case fromEvent:
		if r.before {
			return r.span.String() + " before " + r.event
		}
		return r.span.String() + " after " + r.event
	default:
		return r.end.String()
	}
}

// monthWords returns «quarter 4», «month 5», «months 5..9».
func (r Rule) monthWords() string {
	switch {
	case r.last == r.n+2 && r.n%3 == 1:
		return fmt.Sprintf("quarter %d", r.last/3)
	case r.last == r.n:
		return fmt.Sprintf("month %d", r.n)
	}
	return fmt.Sprintf("months %d..%d", r.n, r.last)
}

// nextYear returns the words if the rule counts in the year that follows.
func (r Rule) nextYear(words string) string {
	if r.next {
		return words
	}
	return ""
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
	return r.wordsChinese() + movedWords[r.moved].zh + r.timeChinese()
}

func (r Rule) wordsChinese() string {
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
	case someMonths:
		return period + r.monthsChinese()
	case feastEve:
		return period + "“" + feasts[r.feast].zh + "”前最后一个工作日"
	case fromEvent:
		return r.eventChinese()
	default:
		return r.end.Chinese()
	}
}

func (r Rule) monthsChinese() string {
	switch {
	case r.last == r.n+2 && r.n%3 == 1:
		return "第" + []string{"一", "二", "三", "四"}[r.last/3-1] + "季度"
	case r.last == r.n:
		return fmt.Sprintf("%d月", r.n)
	}
	return fmt.Sprintf("%d月至%d月", r.n, r.last)
}

// timeChinese returns the time of day as offices say it: «上午9:00前».
func (r Rule) timeChinese() string {
	if r.time("") == "" {
		return ""
	}
	hour, minute := r.clock/60, r.clock%60
	switch {
	case r.clock == Noon:
		return "中午12:00前"
	case hour >= 13:
		return fmt.Sprintf("下午%d:%02d前", hour-12, minute)
	case hour == 12:
		return fmt.Sprintf("中午12:%02d前", minute)
	}
	return fmt.Sprintf("上午%d:%02d前", hour, minute)
}

func (r Rule) periodChinese() string {
	if r.next {
		return map[Kind]string{Month: "次月", Quarter: "下季度", Year: "次年"}[r.kind]
	}
	return map[Kind]string{Month: "当月", Quarter: "当季", Year: "当年"}[r.kind]
}

// English returns the rule in words: «the last working day of the month».
func (r Rule) English() string {
	return r.wordsEnglish() + movedWords[r.moved].en + r.time(", before ")
}

func (r Rule) wordsEnglish() string {
	switch r.form {
	case dayRange:
		return english(r.start) + " to " + english(r.end)
	case monthThird:
		return r.words()
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
	case someMonths:
		return r.monthWords() + " of the " + r.period()
	case feastEve:
		return "the last working day before " + r.feast.String() + r.nextYear(" of the next year")
	case fromEvent:
		if r.before {
			return r.span.English() + " before " + r.event
		}
		return "within " + r.span.English() + " after " + r.event
	default:
		return english(r.end)
	}
}

func english(d Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}
