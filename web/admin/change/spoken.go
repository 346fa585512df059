package change

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// spoken is every rule without a date of its own by its words, in both languages:
// an office types «次月第5个工作日».
var spoken = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	learn := func(text string) {
		if r, err := calendar.ParseRule(text); err == nil {
			out[plain(r.Chinese())], out[plain(r.English())] = r.String(), r.String()
		}
	}
	for _, period := range []string{"month", "quarter", "year", "next month", "next quarter", "next year"} {
		learn("last workday of " + period)
		learn("last day of " + period)
		for n := 1; n <= 31; n++ {
			learn(fmt.Sprintf("day %d of %s", n, period))
			learn(fmt.Sprintf("workday %d of %s", n, period))
		}
	}
	for _, year := range []string{"year", "next year"} {
		learn("last workday before May Day of " + year)
		learn("last workday before National Day of " + year)
		for from := 1; from <= 12; from++ {
			for until := from; until <= 12; until++ {
				learn(fmt.Sprintf("months %d..%d of %s", from, until, year))
			}
		}
	}
	return out
})

// plain takes from words what may be left out or said otherwise.
func plain(words string) string {
	return strings.NewReplacer("每月", "当月", "本月", "当月", "每季度", "当季", "本季度", "当季", "每年", "当年", "下月", "次月",
		"月底", "月最后一日", "“", "", "”", "", " ", "").Replace(strings.ToLower(strings.TrimSpace(words)))
}

var (
	dateWords = regexp.MustCompile(`^(\d{4})年(\d{1,2})月(\d{1,2})日$`)
	timeWords = regexp.MustCompile(`^(.*?)(上午|下午|中午)(\d{1,2})(?:[:：](\d{2})|点)前$`)
)

// ruleOf returns the due rule that somebody typed: as the language of rules has
// it, or in the words in which the program says it. What is neither is returned
// as it is, for the reader of rules to say what is wrong with it.
func ruleOf(p *locale.Printer, typed string) string {
	typed = strings.TrimSpace(typed)
	switch typed {
	case p.T("web.undated"):
		return "none"
	case p.T("change.by_reading"):
		return "reading"
	}
	days, clock := typed, ""
	if m := timeWords.FindStringSubmatch(typed); m != nil {
		days, clock = m[1], clockOf(m[2], m[3], m[4])
	}
	if rule, ok := spoken()[plain(days)]; ok {
		return rule + clock
	}
	if from, until, window := strings.Cut(days, "至"); window && dateOf(from) != "" && dateOf(until) != "" {
		return dateOf(from) + ".." + dateOf(until) + clock
	}
	if day := dateOf(days); day != "" {
		return day + clock
	}
	return typed
}

// dateOf returns the date of «2018年6月18日» in ISO form, "" for anything else.
func dateOf(words string) string {
	m := dateWords.FindStringSubmatch(strings.TrimSpace(words))
	if m == nil {
		return ""
	}
	return fmt.Sprintf("%s-%s-%s", m[1], two(m[2]), two(m[3]))
}

// two writes a number with two digits.
func two(digits string) string { return ("0" + digits)[len(digits)-1:] }

// clockOf returns a time of day as rules write it: « 14:30».
func clockOf(half, hour, minute string) string {
	h, err := strconv.Atoi(hour)
	if err != nil {
		return ""
	}
	if half == "下午" && h < 12 {
		h += 12
	}
	if minute == "" {
		minute = "00"
	}
	return fmt.Sprintf(" %02d:%s", h, minute)
}

// sayRule prints a rule of the text in words where they lead back to it, else as
// it stands there.
func sayRule(p *locale.Printer, rule string) string {
	switch rule {
	case "none":
		return p.T("web.undated")
	case "reading":
		return p.T("change.by_reading")
	}
	r, err := calendar.ParseRule(rule)
	if err != nil {
		return rule
	}
	words := ruleWords(p, r)
	if back, err := calendar.ParseRule(ruleOf(p, words)); err != nil || back != r {
		return rule
	}
	return words
}
