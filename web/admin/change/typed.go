package change

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// echoLimit is the length in runes beyond which what was typed is not repeated in
// whole.
const echoLimit = 60

// lateDay is how people write a day that not every month has: «31», «当月30日»,
// «月底».
var lateDay = regexp.MustCompile(`^(?:(?:当|本|每|次|下)?(?:个)?月)?(?:29|30|31)[日号]?$|^(?:当|本|每|次|下)?(?:个)?月[底末]$|^day (?:29|30|31) of (?:next )?month$`)

// refusal says in the words of an office what is wrong with a rule that was
// typed, "" where it is right or the reader of rules says it better.
func refusal(p *locale.Printer, typed string) string {
	typed = strings.TrimSpace(typed)
	rule := ruleOf(p, typed)
	if _, err := calendar.ParseRule(rule); err == nil || rule == "none" || rule == "reading" {
		return ""
	}
	month := p.T("change.this_month")
	if next := strings.ContainsAny(typed, "次下") || strings.Contains(typed, "next"); next {
		month = p.T("change.next_month")
	}
	switch {
	case typed == "":
		return p.T("change.rule_missing")
	case lateDay.MatchString(strings.ToLower(strings.ReplaceAll(typed, "\u3000", ""))):
		return p.T("change.rule_late_day", month)
	case utf8.RuneCountInString(typed) > echoLimit:
		return p.T("change.rule_unread", string([]rune(typed)[:echoLimit]))
	}
	return ""
}
