package official

import (
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// begins reports whether another document begins at a paragraph: an annex, or
// the title of one that this document issues, or any title after its end.
func (b *builder) begins(i int) bool {
	if _, _, ok := b.annex(i); ok {
		return true
	}
	if !b.titleLine(i) || !b.ended && attachmentNote(b.text(i)) {
		return false
	}
	const most = 4 // lines
	joined := ""
	for k := i; k < min(i+most, len(b.f.Paragraphs)) && b.titleLine(k); k++ {
		joined += b.text(k)
		if b.issues(joined) {
			return true
		}
		if b.ended && kindOf(joined) != "" && utf8.RuneCountInString(joined) >= 5 {
			return true
		}
	}
	return b.ended && numberOf(b.text(i)) != ""
}

// issues reports whether the document names a title as one that it issues.
func (b *builder) issues(title string) bool {
	const least = 6
	folded := Fold(title)
	if utf8.RuneCountInString(folded) < least || kindOf(title) == "" {
		return false
	}
	for _, name := range append(issued(b.doc.Title), b.doc.Issues...) {
		name = Fold(name)
		if name == folded || utf8.RuneCountInString(name) >= least && (strings.HasSuffix(folded, name) || strings.HasSuffix(name, folded)) {
			return true
		}
	}
	return false
}

// annex reports whether a paragraph is the heading of an annex («附件1»), and
// the title if it stands on the same line.
func (b *builder) annex(i int) (name, title string, ok bool) {
	text := b.text(i)
	if b.f.Paragraphs[i].Table > 0 || utf8.RuneCountInString(text) > 60 || strings.Contains(text, "。") {
		return "", "", false
	}
	m := annexForm.FindStringSubmatch(Fold(text))
	if m == nil || m[2] == "" && m[4] != "" && m[3] == "" {
		return "", "", false
	}
	n, numbered := numeral.Parse(m[2])
	if name = m[1]; numbered {
		name += segment("1.", n)
	}
	switch {
	case i+1 >= len(b.f.Paragraphs):
		return "", "", false
	case m[4] == "":
		listed := m[3] == ":" && b.labels[i+1].kind.item() && !b.ended
		return name, "", !listed
	case kindOf(m[4]) == "" || !b.ended:
		return "", "", false
	}
	if _, rest, found := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":"); found {
		return name, trim(rest), true
	}
	return name, m[4], true
}
