package plan

import (
	"html/template"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// row prints a duty as a row of the list. A page shows fifty of them: in the
// template, where each value is two or three calls through reflection, they took
// a third of its time.
func row(p *locale.Printer, l *desk.DutyLine, manages bool) template.HTML {
	id, text := template.HTMLEscapeString(string(l.ID)), template.HTMLEscapeString
	var b strings.Builder
	b.WriteString(`<tr data-row><th scope="row">` + text(l.Unit) + `</th><td><a href="/duties/` + id + `">` + text(l.Name) +
		`</a></td><td class="fit muted">` + text(l.Clause) + `</td><td class="fit"><span class="num">` + text(l.Day) + `</span>`)
	if l.Due.Provisional {
		b.WriteString(` <span class="tag tag-provisional">` + text(p.T("web.provisional")) + `</span>`)
	}
	b.WriteString(`</td><td class="fit">`)
	for _, word := range l.State.Words {
		b.WriteString(string(web.StateTag(p, word)) + " ")
	}
	b.WriteString(" " + string(web.DelayNote(p, l.State.Delay)) + `</td>`)
	if manages && slices.Contains(l.State.Words, "accepted") {
		b.WriteString(`<td></td>`) // there is nothing left to be excused from
	} else if manages {
		act := "manage.excuse_short"
		if l.Excused != "" {
			act = "manage.owe_short"
		}
		b.WriteString(`<td class="fit"><a class="small" href="/duties/` + id + `/manage">` + text(p.T(act)) + `</a></td>`)
	}
	b.WriteString("</tr>\n")
	return template.HTML(b.String())
}
