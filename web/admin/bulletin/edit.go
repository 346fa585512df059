package bulletin

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// editForm is what the editor of a draft types and chooses.
type editForm struct {
	Title, Note   string
	TitleProblem  string
	NoteProblem   string
	Practices     []source // chosen, in the order printed
	Cases         []source // of the ledger that are new: not printed, and not older than the period
	Groups        []group  // what else there is to choose, by the field of the form
	Known         []source // cases that were printed before, or are older than the period
	ManyPractices string   // refusal of too many
}

// newEditForm shows what is stored, or what was typed and refused.
func newEditForm(c *desk.Call, v *publication.View, typed *publication.Edit) *editForm {
	b := &v.Bulletin
	f := &editForm{Title: b.Title, Note: b.Note}
	known := map[string]*source{}
	all := make([]source, 0, len(v.Sources)+len(b.Practices))
	for _, s := range v.Sources {
		all = append(all, newSource(c, s))
	}
	for _, p := range b.Practices { // one whose report was sent again is no source any more
		key := sourceKey(p.Duty, p.N, p.Cell)
		if !slices.ContainsFunc(all, func(s source) bool { return s.Key == key }) {
			all = append(all, source{Key: key, Unit: p.Unit, Label: c.T("bulletin.no_longer"), From: p.From, Text: p.Text})
		}
	}
	for i := range all {
		known[all[i].Key] = &all[i]
	}
	take := func(key, text string) {
		s := known[key]
		if s == nil || s.Taken {
			return
		}
		s.Taken, s.Order = true, strconv.Itoa(len(f.Practices)+1)
		if text != "" {
			s.Text = text
		}
		s.Anchor = fmt.Sprintf("edit-practice-%d", len(f.Practices)+1)
		f.Practices = append(f.Practices, *s)
	}
	if typed != nil {
		f.Title, f.Note = typed.Title, typed.Note
		for _, ch := range typed.Practices {
			take(sourceKey(ch.Duty, ch.N, ch.Cell), ch.Text)
		}
	} else {
		for _, p := range b.Practices {
			take(sourceKey(p.Duty, p.N, p.Cell), p.Text)
		}
	}
	f.group(all)
	return f
}

// mark puts each problem beside the field it speaks of.
func (f *editForm) mark(c *desk.Call, fields []fault.Field) {
	_, words := web.Printer(c.Context()).Fault(fault.Violations(fields))
	for _, w := range words {
		switch w.Path {
		case "title":
			f.TitleProblem = w.Message
		case "note":
			f.NoteProblem = w.Message
		case "practices":
			f.ManyPractices = w.Message
		}
		for i := range f.Practices {
			if "edit-"+w.Path == f.Practices[i].Anchor {
				f.Practices[i].Problem = w.Message
			}
		}
	}
}

// differences lists the texts that read otherwise than what was typed.
func differences(c *desk.Call, v *publication.View, typed *publication.Edit) []difference {
	var out []difference
	say := func(label, yours, theirs string) {
		if unix(yours) != theirs {
			out = append(out, difference{label, yours, theirs})
		}
	}
	say(c.T("bulletin.paper_title"), typed.Title, v.Bulletin.Title)
	say(c.T("bulletin.note"), typed.Note, v.Bulletin.Note)
	stored := newEditForm(c, v, nil)
	yours := newEditForm(c, v, typed)
	for i := range max(len(stored.Practices), len(yours.Practices)) {
		say(c.T("bulletin.practice_n", i+1), practiceAt(yours.Practices, i), practiceAt(stored.Practices, i))
	}
	return out
}

// practiceAt prints the i-th practice, "" where there are fewer.
func practiceAt(all []source, i int) string {
	if i >= len(all) {
		return ""
	}
	return all[i].Unit + "：" + unix(all[i].Text)
}
