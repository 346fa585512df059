package official

import (
	"strings"
	"unicode/utf8"
)

// Longest is the greatest length of a passage, in runes without blanks, that
// Find takes for one.
const Longest = 2000

// search is the folded text of the whole file and where its runes stand.
type search struct {
	text   string
	places []struct{ paragraph, rune int32 }
}

// newSearch folds the paragraphs one after the other, without a mark between.
func newSearch(paragraphs []Paragraph) search {
	var s search
	var b strings.Builder
	size := 0
	for i := range paragraphs {
		size += len(paragraphs[i].Text)
	}
	b.Grow(size)
	s.places = make([]struct{ paragraph, rune int32 }, 0, size/3)
	last := rune(0)
	for i := range paragraphs {
		at := int32(0)
		for _, r := range paragraphs[i].Text {
			if r = foldRune(r); r >= 0 && (r != '-' || last != '-') {
				b.WriteRune(r)
				s.places = append(s.places, struct{ paragraph, rune int32 }{int32(i), at})
				last = r
			}
			at++
		}
	}
	s.text = b.String()
	return s
}

// Find returns where the passage stands that begins with the words first and
// ends with the words last: it begins at the nth place (from 1) that reads like
// first, and ends with the nearest place after it that reads like last. Without
// last it is the words first alone. Both are compared as Fold writes them, over
// the ends of lines and paragraphs, so that a document typed again with other
// widths, quotation marks or blanks is found as well. Every place that reads
// like first counts, one that overlaps the one before too. A passage longer
// than Longest is none.
func (f *File) Find(first, last string, nth int) (Range, bool) {
	first, last = Fold(first), Fold(last)
	if first == "" {
		return Range{}, false
	}
	start := -1
	for range max(nth, 1) {
		i := strings.Index(f.search.text[start+1:], first)
		if i < 0 {
			return Range{}, false
		}
		start += 1 + i
	}
	end := start + len(first)
	if last != "" {
		i := strings.Index(f.search.text[end:], last)
		if i < 0 {
			return Range{}, false
		}
		end += i + len(last)
	}
	length := utf8.RuneCountInString(f.search.text[start:end])
	if length > Longest {
		return Range{}, false
	}
	from := utf8.RuneCountInString(f.search.text[:start])
	until := f.search.place(from + length - 1)
	until.Rune++
	return Range{f.search.place(from), until}, true
}

func (s *search) place(i int) Place {
	return Place{int(s.places[i].paragraph), int(s.places[i].rune)}
}
