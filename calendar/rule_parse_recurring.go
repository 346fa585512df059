package calendar

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	countPattern = regexp.MustCompile(`^\d+$`)
	dayPattern   = regexp.MustCompile(`^\d+-\d+-\d+$`)
	namePattern  = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
)

// months reads «4 of year» after «quarter», and «5 of year» or «5..9 of year»
// after «month» or «months».
func (p *ruleParser) months(unit string) (Rule, error) {
	most := 12
	if unit == "quarter" {
		most = 4
	}
	first, err := p.upTo(most)
	if err != nil {
		return Rule{}, err
	}
	last := first
	if unit == "months" && p.accept("..") {
		if last, err = p.upTo(most); err == nil && last < first {
			p.pos--
			err = p.fail(endsBeforeStart)
		}
		if err != nil {
			return Rule{}, err
		}
	}
	if unit == "quarter" {
		first, last = 3*first-2, 3*last
	}
	return p.ofYear(Rule{form: someMonths, n: first, last: last})
}

// upTo reads a whole number from 1.
func (p *ruleParser) upTo(most int) (int, error) {
	n, err := strconv.Atoi(p.peek())
	switch {
	case err != nil:
		return 0, p.fail(notNumber)
	case n < 1 || n > most:
		return 0, p.fail(numberOutside)
	}
	p.pos++
	return n, nil
}

// ofYear reads «of year» and «of next year».
func (p *ruleParser) ofYear(r Rule) (Rule, error) {
	r, err := p.ofPeriod(r)
	if err == nil && r.kind != Year {
		p.pos--
		err = p.fail(notYearly)
	}
	if err != nil {
		return Rule{}, err
	}
	return r, nil
}

// beforeFeast reads «May Day» and «National Day of next year».
func (p *ruleParser) beforeFeast() (Rule, error) {
	for i, f := range feasts {
		first, second, _ := strings.Cut(strings.ToLower(f.words), " ")
		if !p.accept(first) {
			continue
		}
		if !p.accept(second) {
			return Rule{}, p.fail(notFeast)
		}
		r := Rule{form: feastEve, feast: feast(i), kind: Year}
		if p.peek() == "of" {
			return p.ofYear(r)
		}
		return r, nil
	}
	return Rule{}, p.fail(notFeast)
}

// fromEvent reads «20 workdays after kickoff».
func (p *ruleParser) fromEvent() (Rule, error) {
	n, err := p.upTo(maxSpan)
	if err != nil {
		return Rule{}, err
	}
	span, known := spanUnit(p.peek())
	if !known {
		return Rule{}, p.fail(unexpectedWord)
	}
	p.pos++
	r := Rule{form: fromEvent, span: Span{n, span.Workdays}, before: p.accept("before")}
	if !r.before && !p.accept("after") {
		return Rule{}, p.fail(unexpectedWord)
	}
	if r.event = p.peek(); !namePattern.MatchString(r.event) {
		return Rule{}, p.fail(notEvent)
	}
	p.pos++
	return r, nil
}
