package official

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// builder finds the documents of a file and what each paragraph is in them.
type builder struct {
	f      *File
	labels []label // of each paragraph; without a kind where it has none
	doc    *Document
	index  int // of doc
	open   []opened
	path   string // of the running text
	ended  bool   // doc has been signed, dated or copied
}

// opened is a clause that later paragraphs may still belong to.
type opened struct {
	clause *Clause
	label  label
	rank   int
	whole  bool // its own paragraph is more than a heading
}

func newBuilder(f *File) *builder {
	b := &builder{f: f, labels: make([]label, len(f.Paragraphs))}
	for i := range f.Paragraphs {
		b.labels[i] = labelOf(&f.Paragraphs[i])
	}
	return b
}

// labelOf reads the number a paragraph begins with, or the level of its heading.
func labelOf(p *Paragraph) label {
	if p.Table > 0 {
		return label{}
	}
	if p.Automatic > 0 {
		l, ok := readLabel(string([]rune(p.Text)[:p.Automatic]))
		if ok {
			l.runes, l.weak = p.Automatic, false
			return l
		}
	} else if l, ok := readLabel(p.Text); ok {
		return l
	}
	if p.Outline > 0 && len(p.Text) <= 120 {
		return label{kind: kind("heading " + string(rune('0'+p.Outline))), segment: trim(p.Text)}
	}
	return label{}
}

// build reads one document after the other, then gives paths to all.
func (b *builder) build() {
	for at := 0; at < len(b.f.Paragraphs); {
		b.f.Documents = append(b.f.Documents, Document{From: at})
		b.index = len(b.f.Documents) - 1
		b.doc = &b.f.Documents[b.index]
		b.open, b.path, b.ended = nil, "", false
		next := b.head(at)
		for next < len(b.f.Paragraphs) && (next == at || !b.begins(next)) {
			next = b.body(next)
		}
		b.doc.Until, at = next, next
		b.summarise()
	}
	b.name()
}

func (b *builder) text(i int) string { return b.f.Paragraphs[i].Text }

// add makes the sentences of a paragraph from a rune on.
func (b *builder) add(paragraph, from int, role Role, path string) (indices []int) {
	text := []rune(b.text(paragraph))
	start := from
	for _, end := range splitSentences(text[from:]) {
		end += from
		for start < end && blank(text[start]) {
			start++
		}
		if start < end {
			indices = append(indices, len(b.f.Sentences))
			b.f.Sentences = append(b.f.Sentences, Sentence{Range{Place{paragraph, start}, Place{paragraph, end}}, path, role, b.index})
		}
		start = end
	}
	return indices
}

// whole makes one sentence of a paragraph, for the parts of head and foot.
func (b *builder) whole(paragraph int, role Role) {
	until := len([]rune(b.text(paragraph)))
	b.f.Sentences = append(b.f.Sentences, Sentence{Range{Place{paragraph, 0}, Place{paragraph, until}}, formPaths[role], role, b.index})
}

// formPaths are the paths of the parts of a document's form.
var formPaths = map[Role]string{
	Head: "版头", Title: "标题", Addressee: "主送", Attachment: "附件说明", WhomToAsk: "联系方式",
	Signature: "落款", Dated: "落款", Copies: "抄送", Imprint: "版记",
}

// body takes the paragraph at i, or the part of the foot that begins there,
// and returns the next one.
func (b *builder) body(i int) int {
	p := &b.f.Paragraphs[i]
	switch {
	case p.Table > 0:
		b.add(i, 0, InTable, "")
		s := b.f.Sentences
		for k := len(s) - 1; k >= 0 && s[k].From.Paragraph == i; k-- {
			s[k].Path = b.path
		}
		return i + 1
	case furniture(p.Text):
		return i + 1
	}
	if next := b.foot(i); next > i {
		return next
	}
	if l := b.labels[i]; l.kind != "" && b.accepts(i, l) {
		b.clause(i, l)
		return i + 1
	}
	b.prose(i)
	return i + 1
}

// furniture reports whether a paragraph belongs to the page it was printed on
// and not to the document: a page number, the heading of a web page's text.
func furniture(text string) bool {
	if len(text) > 120 {
		return false
	}
	folded := Fold(text)
	if folded == "文件正文" || folded == "正文" {
		return true
	}
	if len(folded) > 30 {
		return false
	}
	inner := strings.Trim(folded, "-·")
	_, ok := numeral.Parse(inner)
	if ok && inner != folded {
		return true
	}
	inner, found := strings.CutSuffix(inner, "页")
	return found && strings.HasPrefix(inner, "第") && len(inner) <= 24 && strings.Trim(inner, "第页共,0123456789/ ") == ""
}

// summarise takes from the title what its own words say.
func (b *builder) summarise() {
	d := b.doc
	d.Title = strings.Join(strings.FieldsFunc(d.Title, blank), " ")
	d.Kind = kindOf(d.Title)
	d.Issues = distinct(append(issued(d.Title), d.Issues...))
	if len(d.Issuers) == 0 {
		d.Issuers = titleIssuers(d.Title)
	}
}

// distinct leaves out titles that were named before, in whatever spelling.
func distinct(titles []string) (out []string) {
	seen := map[string]bool{}
	for _, t := range titles {
		if key := Fold(t); !seen[key] {
			seen[key] = true
			out = append(out, t)
		}
	}
	return out
}

// name gives every document its part of the paths. The clauses of the first
// document that has any stand without a prefix; of annexes only those of one
// that the file's first document issues.
func (b *builder) name() {
	main := 0
	for i := range b.f.Documents {
		if d := &b.f.Documents[i]; len(d.Clauses) > 0 && (d.Name == "" || b.f.Documents[0].names(d.Title)) {
			main = i
			break
		}
	}
	for k := range b.f.Sentences {
		s := &b.f.Sentences[k]
		s.Path = b.f.prefixed(s.Document, main, s.Path)
	}
	for i := range b.f.Documents {
		b.f.Documents[i].All(func(c *Clause) { c.Path = b.f.prefixed(i, main, c.Path) })
	}
}

// names reports whether the document issues one of that title.
func (d *Document) names(title string) bool {
	return slices.ContainsFunc(d.Issues, func(issued string) bool { return Fold(issued) == Fold(title) })
}

// prefixed completes a path within its document by the name of the document.
// The path of text that lies in no clause is "".
func (f *File) prefixed(i, main int, path string) string {
	d := &f.Documents[i]
	name := d.Name
	if name == "" {
		name = d.Kind
	}
	if name == "" && i > 0 {
		name = "文件" + numeral.Chinese(i+1)
	}
	switch {
	case path == "" && len(d.Clauses) == 0 && d.Name == "":
		return name + "正文"
	case path == "":
		path = "引言"
	case i == main && !formPath(path):
		return path
	}
	if i == 0 {
		return path
	}
	return name + "/" + path
}

// formPath reports whether a path is one of a part of the form.
func formPath(path string) bool {
	for _, p := range formPaths {
		if p == path {
			return true
		}
	}
	return false
}
