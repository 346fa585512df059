package web

import (
	"html/template"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// StateTag prints the tag of a state. It is a function for the lists, whose rows
// show hundreds: a template would escape the word and its label each time.
func StateTag(p *locale.Printer, word string) template.HTML {
	return template.HTML(`<span class="tag tag-` + template.HTMLEscapeString(word) + `">` + template.HTMLEscapeString(p.T("state."+word)) + `</span>`)
}

// Delay is by how many days a report is late or missing.
type Delay struct {
	Days    int
	Overdue bool // nothing came, or it was held late (P-27): 逾期; else 迟报
	Settled bool // accepted: no longer anybody's worry
}

// DelayNote prints a delay, nothing for none.
func DelayNote(p *locale.Printer, d Delay) template.HTML {
	if d.Days == 0 {
		return ""
	}
	class, key := "late", "web.days_late"
	if d.Settled {
		class = "muted"
	}
	if d.Overdue {
		key = "web.days_overdue"
	}
	return template.HTML(`<span class="small ` + class + `">` + template.HTMLEscapeString(p.T(key, d.Days)) + `</span>`)
}
