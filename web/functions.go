package web

import (
	"fmt"
	"html/template"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// functions are what templates may call, in the language of p:
//
//	t "key" args…       a text                label "state" .Code   the text of state.CODE
//	date, shortdate     a civil date          weekday               of a time.Weekday
//	time, datetime, stamp  an instant         iso                   an instant for <time>
//	number, money, amount  a number           percent part whole    with one decimal
//	asset "app.css"     address in the bundle
//	state .Word         the tag of a state
//	delay .Delay        by how much a report is late
func functions(p *locale.Printer) template.FuncMap {
	return template.FuncMap{
		"t":         p.T,
		"label":     func(prefix string, code any) string { return p.T(prefix + "." + spelt(code)) },
		"date":      p.Date,
		"shortdate": p.ShortDate,
		"weekday":   p.Weekday,
		"time":      p.Time,
		"datetime":  p.DateTime,
		"stamp":     p.Stamp,
		"iso":       func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"number":    func(n int) string { return p.Number(int64(n)) },
		"money":     p.Money,
		"amount":    p.Amount,
		"percent":   p.Percent,
		"asset":     assets.URL,
		"state":     func(word string) template.HTML { return StateTag(p, word) },
		"delay":     func(d Delay) template.HTML { return DelayNote(p, d) },
	}
}

// spelt prints a code, which is a string or made of one.
func spelt(code any) string {
	if s, ok := code.(string); ok {
		return s
	}
	return fmt.Sprint(code)
}

// percentage prints hundredths of a per cent: «68.97%».
func percentage(n int) string {
	return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) + "%"
}
