package dashboard

import (
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// chapter is a part of the page that folds.
type chapter struct {
	Key, Title            string
	Rows                  []row
	Clauses, Due, Overdue int // of what is shown
}

// row is words of the document with the clauses they carry, or a clause in our
// own words.
type row struct {
	Heading               bool
	Place                 string // where it stands, "" where the row before says so
	Before, Words, After  string
	Strong                bool // it is a heading too
	Silent, Loose, Formal bool
	Clauses               []*clauseRow
	path                  string // in full
}

// book puts the rows of a page into its chapters.
type book struct {
	printer  *locale.Printer
	rows     map[string]*clauseRow // by id, those of the filter alone
	all      bool                  // nothing is filtered: headings and the form are shown
	silent   bool                  // passages without behaviour are shown
	chapters []chapter
	place    string // of the row before
}

// turn begins a chapter, if it is not the one that is open.
func (b *book) turn(key, title string) {
	if n := len(b.chapters); n == 0 || b.chapters[n-1].Key != key {
		b.chapters = append(b.chapters, chapter{Key: key, Title: title})
		b.place = ""
	}
}

// add adds a row that stands at a place to the open chapter.
func (b *book) add(r row, place string) {
	r.path = place
	ch := &b.chapters[len(b.chapters)-1]
	if place = desk.ClausePlace(place); place != b.place && !r.Heading {
		r.Place, b.place = place, place
	}
	for _, c := range r.Clauses {
		ch.Clauses++
		ch.Due += one(c.Due)
		ch.Overdue += one(c.Overdue)
	}
	ch.Rows = append(ch.Rows, r)
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// shown returns the rows of those clauses that the filter keeps.
func (b *book) shown(clauses []*playbook.Clause) (out []*clauseRow) {
	for _, cl := range clauses {
		if r := b.rows[cl.ID]; r != nil {
			out = append(out, r)
		}
	}
	return out
}

// document lays the words of a document out.
func (b *book) document(file *official.File, pieces []piece) {
	for _, p := range pieces {
		s := file.Sentences[p.Sentence]
		key, title, opens := b.chapterOf(file, s)
		b.turn(key, title)
		if opens && len(p.Clauses) == 0 && p.Role == official.Heading {
			continue // its words are the chapter's title
		}
		r := row{Before: p.Before, Words: p.Words, After: p.After, Silent: p.Silent, Loose: p.Loose, Strong: p.Role == official.Heading}
		switch {
		case len(p.Clauses) > 0:
			r.Clauses = b.shown(p.Clauses)
			if len(r.Clauses) == 0 {
				continue
			}
			for _, cl := range r.Clauses {
				cl.AsksToo = true
			}
		case p.Silent:
			if !b.silent {
				continue
			}
		case p.Role == official.Heading:
			r.Heading = true
		default:
			r.Formal = !p.Loose
			if !b.all {
				continue
			}
		}
		b.add(r, s.Path)
	}
}

// chapterOf returns the chapter of a sentence: the uppermost clause it stands in,
// or the head or foot of its document. It opens the chapter if its words are the
// heading.
func (b *book) chapterOf(file *official.File, s official.Sentence) (key, title string, opens bool) {
	d := &file.Documents[s.Document]
	for _, cl := range d.Clauses {
		if s.Path == cl.Path || strings.HasPrefix(s.Path, cl.Path+"/") {
			heading := ""
			if len(cl.Sentences) > 0 && file.Sentences[cl.Sentences[0]].Role == official.Heading {
				heading = file.Text(file.Sentences[cl.Sentences[0]].Range)
			}
			if heading == "" {
				heading = strings.TrimSpace(cl.Label + " " + cl.Title)
			}
			return "at-" + cl.Path, heading, s.Path == cl.Path
		}
	}
	name := d.Name + d.Kind
	if last := len(d.Clauses) - 1; last >= 0 && s.From.Paragraph > d.Clauses[last].Place.Paragraph {
		return "foot-" + name, b.printer.T("dashboard.foot", name), false
	}
	return "head-" + name, b.printer.T("dashboard.head", name), false
}

// ownWords lays the clauses out in our words, for a plan without its document.
func (b *book) ownWords(clauses []playbook.Clause) {
	for i := range clauses {
		cl := &clauses[i]
		first, _, _ := strings.Cut(cl.At, "/")
		title := first
		if utf8.RuneCountInString(first) == 1 { // a number, as documents count their parts
			title = b.printer.T("dashboard.part", first)
		}
		b.turn("at-"+first, title)
		if shown := b.shown([]*playbook.Clause{cl}); len(shown) > 0 {
			b.add(row{Words: askedBy(cl), Clauses: shown, Silent: cl.Asks == ""}, cl.At)
		}
	}
}

// list lays clauses or passages out that stand nowhere in the text.
func (b *book) list(key, title string, clauses []playbook.Clause) {
	b.turn(key, title)
	for i := range clauses {
		cl := &clauses[i]
		r := row{Words: askedBy(cl), Clauses: b.shown([]*playbook.Clause{cl}), Silent: cl.Asks == ""}
		if len(r.Clauses) > 0 || r.Silent && b.silent {
			b.add(r, cl.At)
		}
	}
}

// askedBy returns what a clause asks for, or how the words of one begin and end
// that asks for nothing.
func askedBy(cl *playbook.Clause) string {
	if n := len(cl.Words); cl.Asks == "" && n > 0 {
		return cl.Words[0] + "……" + cl.Words[n-1]
	}
	return cl.Asks
}

// leads reports whether a heading has something below it among the rows after it.
func (r row) leads(after []row) bool {
	for _, next := range after {
		if next.path != r.path && !strings.HasPrefix(next.path, r.path+"/") {
			return false
		}
		if !next.Heading {
			return true
		}
	}
	return false
}

// closed returns the chapters that have something to show. A heading is shown
// where something below it is.
func (b *book) closed() []chapter {
	var out []chapter
	for _, ch := range b.chapters {
		var rows []row
		for i, r := range ch.Rows {
			if r.Heading && !b.all && !r.leads(ch.Rows[i+1:]) {
				continue
			}
			rows = append(rows, r)
		}
		if ch.Rows = rows; len(rows) > 0 {
			out = append(out, ch)
		}
	}
	return out
}
