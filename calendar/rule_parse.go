package calendar

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxRule is how many bytes a rule may have.
const maxRule = 200

// ParseRule reads a due rule. Case, articles and runs of blanks do not matter.
// The error is a *RuleError.
func ParseRule(s string) (Rule, error) {
	if len(s) > maxRule {
		return Rule{}, &RuleError{Column: 1, reason: ruleTooLong, Nearest: forms[0]}
	}
	p := &ruleParser{text: s, words: split(s)}
	r, err := p.rule()
	if err == nil {
		r.moved, err = p.moved(r)
	}
	if err == nil {
		r.clock, err = p.time()
	}
	if err == nil && p.pos < len(p.words) {
		err = p.fail(unexpectedWord)
	}
	if err != nil {
		return Rule{}, err
	}
	return r, nil
}

// moved reads «or next workday» and «or workday before» behind a day that may
// be a rest day.
func (p *ruleParser) moved(r Rule) (moved, error) {
	if r.countsWorkdays() || !p.accept("or") {
		return stays, nil
	}
	switch {
	case p.accept("next"):
		if p.accept("workday") {
			return toNext, nil
		}
	case p.accept("workday"):
		if p.accept("before") {
			return toBefore, nil
		}
	}
	return stays, p.fail(unexpectedWord)
}

// MarshalText writes the canonical form, as String does.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what ParseRule reads; empty text is no rule.
func (r *Rule) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	parsed, err := ParseRule(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// word is a word of a rule in lower case, and the column it begins in.
type word struct {
	text   string
	column int
}

var wordPattern = regexp.MustCompile(`\.\.|(?:[^\s.]|\.[^\s.])+|\.`)

// split cuts a rule into words without its articles; «..» is a word.
func split(s string) []word {
	var words []word
	for _, at := range wordPattern.FindAllStringIndex(s, -1) {
		text := strings.ToLower(s[at[0]:at[1]])
		if text != "the" && text != "a" {
			words = append(words, word{text, utf8.RuneCountInString(s[:at[0]]) + 1})
		}
	}
	return words
}

// ruleParser walks over the words of a rule.
type ruleParser struct {
	text  string
	words []word
	pos   int
}

// peek returns the word at hand, "" at the end.
func (p *ruleParser) peek() string {
	if p.pos < len(p.words) {
		return p.words[p.pos].text
	}
	return ""
}

// accept steps over the word if it is the one at hand.
func (p *ruleParser) accept(text string) bool {
	if p.peek() != text {
		return false
	}
	p.pos++
	return true
}

// fail blames the word at hand.
func (p *ruleParser) fail(why reason) error {
	e := &RuleError{Column: utf8.RuneCountInString(p.text) + 1, reason: why, Found: p.peek(), Nearest: nearestForm(p.text)}
	if p.pos < len(p.words) {
		e.Column = p.words[p.pos].column
	} else if len(p.words) > 0 {
		e.reason = ruleUnfinished
	} else {
		e.reason = ruleEmpty
	}
	return e
}

var thirds = map[string]third{"early": early, "mid": mid, "late": late}

func (p *ruleParser) rule() (Rule, error) {
	if t, ok := thirds[p.peek()]; ok {
		p.pos++
		return p.partOfMonth(t)
	}
	switch {
	case p.accept("last"):
		return p.last()
	case p.accept("day"):
		return p.nth(nthDay)
	case p.accept("workday"):
		return p.nth(nthWorkday)
	case p.accept("end"):
		return p.endOfMonth()
	case p.accept("quarter"), p.accept("month"), p.accept("months"):
		return p.months(p.words[p.pos-1].text)
	case countPattern.MatchString(p.peek()):
		return p.fromEvent()
	default:
		return p.dates()
	}
}

// last reads «workday of month», «day of next quarter» and «workday before
// May Day».
func (p *ruleParser) last() (Rule, error) {
	r := Rule{form: lastDay}
	if p.accept("workday") {
		r.form = lastWorkday
		if p.accept("before") {
			return p.beforeFeast()
		}
	} else if !p.accept("day") {
		return Rule{}, p.fail(unexpectedWord)
	}
	return p.ofPeriod(r)
}

// most is the highest number that every period of the kind can serve.
var most = map[form]map[Kind]int{
	nthDay:     {Month: 28, Quarter: 90, Year: 365},
	nthWorkday: {Month: 15, Quarter: 50, Year: 230},
}

// nth reads «10 of next month».
func (p *ruleParser) nth(f form) (Rule, error) {
	at := p.pos
	n, err := strconv.ParseUint(p.peek(), 10, 16)
	if err != nil {
		return Rule{}, p.fail(notNumber)
	}
	p.pos++
	r, err := p.ofPeriod(Rule{form: f, n: int(n)})
	if err != nil {
		return Rule{}, err
	}
	if r.n < 1 || r.n > most[f][r.kind] {
		p.pos = at
		return Rule{}, p.fail(numberOutside)
	}
	return r, nil
}

// ofPeriod reads «of month», «of next quarter».
func (p *ruleParser) ofPeriod(r Rule) (Rule, error) {
	if !p.accept("of") {
		return Rule{}, p.fail(unexpectedWord)
	}
	r.next = p.accept("next")
	r.kind = Kind(p.peek())
	if r.kind.months() == 0 {
		return Rule{}, p.fail(notPeriod)
	}
	p.pos++
	return r, nil
}

// partOfMonth reads «August 2018».
func (p *ruleParser) partOfMonth(t third) (Rule, error) {
	m := monthNamed(p.peek())
	if m == 0 {
		return Rule{}, p.fail(notMonth)
	}
	p.pos++
	first, err := ParseDate(p.peek() + "-01-01")
	if err != nil {
		return Rule{}, p.fail(notYear)
	}
	p.pos++
	r := Rule{form: monthThird, third: t}
	r.start, r.end = thirdOf(t, first.Year, m)
	return r, nil
}

func monthNamed(text string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(m.String(), text) {
			return m
		}
	}
	return 0
}

// endOfMonth reads «of 2018-06».
func (p *ruleParser) endOfMonth() (Rule, error) {
	if !p.accept("of") {
		return Rule{}, p.fail(unexpectedWord)
	}
	first, err := ParseDate(p.peek() + "-01")
	if err != nil {
		return Rule{}, p.fail(notYearMonth)
	}
	p.pos++
	return Rule{form: wholeMonth, start: first, end: lastOfMonth(first.Year, first.Month)}, nil
}

// dates reads «2018-06-18», «2018-06-20..2018-06-30» and «2019-05..2019-09».
func (p *ruleParser) dates() (Rule, error) {
	first, _, err := p.date()
	if err != nil {
		return Rule{}, err
	}
	if p.accept("..") {
		_, last, err := p.date()
		if err != nil {
			return Rule{}, err
		}
		if last.Before(first) {
			p.pos--
			return Rule{}, p.fail(endsBeforeStart)
		}
		return Rule{form: dayRange, start: first, end: last}, nil
	}
	if !dayPattern.MatchString(p.words[p.pos-1].text) { // a month is no day
		return Rule{}, p.fail(unexpectedWord)
	}
	return Rule{form: fixedDay, start: first, end: first}, nil
}

// date reads a day, or a month with its first and last day.
func (p *ruleParser) date() (first, last Date, err error) {
	d, err := ParseDate(p.peek())
	if err == nil {
		p.pos++
		return d, d, nil
	}
	if m, err := ParsePeriod(p.peek()); err == nil && m.Kind == Month {
		p.pos++
		return m.Start, m.End, nil
	}
	if looksLikeDate.MatchString(p.peek()) {
		return Date{}, Date{}, p.fail(notDate)
	}
	return Date{}, Date{}, p.fail(unexpectedWord)
}

var looksLikeDate = regexp.MustCompile(`^\d+([-./]\d+)+$`)

var clockPattern = regexp.MustCompile(`^(\d{1,2}):(\d{2})$`)

// time reads «09:00», «noon» or «close of business» at the end of a rule.
func (p *ruleParser) time() (Clock, error) {
	switch {
	case p.pos == len(p.words):
		return EndOfDay, nil
	case p.accept("noon"):
		return Noon, nil
	case p.accept("close"):
		if !p.accept("of") || !p.accept("business") {
			return 0, p.fail(unexpectedWord)
		}
		return Closing, nil
	}
	c, ok := parseClock(p.peek())
	if ok {
		p.pos++
		return c, nil
	}
	if dayPattern.MatchString(p.words[0].text) {
		return 0, p.fail(notClock)
	}
	return 0, p.fail(unexpectedWord)
}

// parseClock reads «9:00», «09:00» and «24:00».
func parseClock(s string) (Clock, bool) {
	m := clockPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	c := Clock(hour*60 + minute)
	return c, minute < 60 && c <= EndOfDay
}
