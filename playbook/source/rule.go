package source

import (
	"errors"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/formula"
)

// Rule reads a due rule of package calendar, whose days may be relative, and reports its mistake at its
// own column. It returns no rule for a wrong one.
func (p Place) Rule() calendar.Rule {
	text := p.writtenOut()
	if !text.ok {
		return calendar.Rule{}
	}
	rule, err := calendar.ParseRule(text.text)
	switch e, wrong := errors.AsType[*calendar.RuleError](err); {
	case wrong && e.Turned():
		p.Bad(WindowTurned, p.Text())
	case wrong:
		e.Column = text.column(e.Column)
		p.Shifted(e.Column).Bad(badRule, p.Text(), e.Chinese(), e.Error())
	}
	return rule
}

// Span reads «5 workdays».
func (p Place) Span() calendar.Span {
	if p.Text() == "" {
		return calendar.Span{}
	}
	s, err := calendar.ParseSpan(p.Text())
	if err != nil {
		p.Bad(BadValue, p.Text(), "天数（如 7 days、5 workdays）", "a span like «7 days» or «5 workdays»")
	}
	return s
}

// Formula reads a condition over whole quantities and days, and reports its mistake at
// its own column. It returns nil for a wrong one.
func (p Place) Formula(kinds formula.Kinds) *formula.Rule {
	expr := p.Text()
	rule, err := formula.Compile(expr, kinds)
	if err == nil {
		return rule
	}
	switch e, ok := errors.AsType[*formula.Error](err); {
	case ok && e.Unknown != "":
		p.Shifted(e.Column).BadAmong(notUsable, e.Unknown, slices.Sorted(maps.Keys(kinds)))
	case ok && e.Days:
		p.Shifted(e.Column).Bad(wrongDays, expr, e.Column, e.Text)
	case ok && e.Mixed:
		p.Shifted(e.Column).Bad(mixedKinds, expr, e.Column, e.Text)
	case ok:
		p.Shifted(e.Column).Bad(badFormula, expr, e.Column, e.Text)
	}
	return nil
}
