package calendar

import (
	"fmt"
	"strings"
)

// reason is why a text was refused, in the two languages of the program.
type reason struct{ zh, en string }

var (
	ruleEmpty       = reason{"没有填写期限规则", "the due rule is empty"}
	ruleTooLong     = reason{"期限规则过长", "the due rule is too long"}
	ruleUnfinished  = reason{"期限规则不完整", "the due rule stops too early"}
	unexpectedWord  = reason{"此处不应出现“%s”", "«%s» does not belong here"}
	notNumber       = reason{"“%s”不是数字", "«%s» is no number"}
	numberOutside   = reason{"“%s”超出范围，并非每期都有这一天", "«%s» is out of range: not every period has that day"}
	notPeriod       = reason{"“%s”应为 month、quarter 或 year", "«%s» should be month, quarter or year"}
	notMonth        = reason{"“%s”不是英文月份名", "«%s» is no month name"}
	notYear         = reason{"“%s”不是四位年份", "«%s» is no year of four digits"}
	notYearMonth    = reason{"“%s”不是 2018-06 这样的年月", "«%s» is no year and month like 2018-06"}
	notDate         = reason{"“%s”不是 2018-06-18 这样的有效日期", "«%s» is no date like 2018-06-18"}
	notClock        = reason{"“%s”不是 09:00 这样的时间", "«%s» is no time of day like 09:00"}
	notYearly       = reason{"“%s”应为 year", "«%s» should be year"}
	notFeast        = reason{"“%s”不是 May Day 或 National Day", "«%s» is neither May Day nor National Day"}
	notEvent        = reason{"“%s”不是事件的编号", "«%s» is no id of an event"}
	endsBeforeStart = reason{"“%s”早于开始日期", "«%s» lies before the first day"}
)

// fill puts what was found into a sentence that names it.
func fill(sentence, found string) string {
	return strings.Replace(sentence, "%s", found, 1)
}

// RuleError says where a due rule goes wrong and which known form is nearest.
type RuleError struct {
	Column  int    // first wrong character, counted from 1
	Found   string // the word at Column, "" at the end of the rule
	Nearest string // a rule of the form that was probably meant
	reason  reason
}

// Error returns the sentence in English.
func (e *RuleError) Error() string {
	return fmt.Sprintf("column %d: %s; did you mean «%s»?", e.Column, fill(e.reason.en, e.Found), e.Nearest)
}

// Chinese returns the sentence in Chinese.
func (e *RuleError) Chinese() string {
	return fmt.Sprintf("第%d列：%s；是否想写“%s”?", e.Column, fill(e.reason.zh, e.Found), e.Nearest)
}

// Turned reports whether all that is wrong is that a window ends before it starts.
func (e *RuleError) Turned() bool { return e.reason == endsBeforeStart }

// forms is one rule of each form, canonical.
var forms = []string{
	"last workday of month", "last workday of quarter", "last workday of year",
	"last day of month", "last day of quarter", "last day of year",
	"day 10 of month", "day 10 of next month",
	"workday 5 of month", "workday 5 of next month",
	"last workday before May Day", "last workday before National Day",
	"quarter 4 of year", "months 5..9 of year", "20 workdays after kickoff", "7 days before kickoff",
	"2018-06-18 09:00", "2018-06-18", "2018-06-18 or next workday", "day 10 of next month or next workday", "2019-05..2019-09", "2018-06-20..2018-06-30",
	"early August 2018", "mid August 2018", "late August 2018", "end of 2018-06",
}

// nearestForm returns the known form with the fewest letters to change; of
// several, the first.
func nearestForm(text string) string {
	given := shape(text)
	best, least := forms[0], -1
	for _, f := range forms {
		if d := distance(given, shape(f)); least < 0 || d < least {
			best, least = f, d
		}
	}
	return best
}

// shape is the text without what varies within a form: articles, case, which
// digit it is.
func shape(text string) []rune {
	var words []string
	for _, w := range split(text) {
		words = append(words, strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return '0'
			}
			return c
		}, w.text))
	}
	return []rune(strings.Join(words, " "))
}

// distance counts the letters to add, drop or replace between a and b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
