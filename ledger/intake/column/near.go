package column

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Words are what may be meant by a text, for the nearest of them to be found.
type Words struct {
	all   []string
	masks []uint64 // which characters there are, by their last bits
}

// NewWords returns what may be meant.
func NewWords(all []string) *Words {
	w := &Words{all: all, masks: make([]uint64, len(all))}
	for i, s := range all {
		w.masks[i] = mask(s)
	}
	return w
}

func mask(text string) (m uint64) {
	for _, r := range text {
		m |= 1 << (uint32(r) * 2654435761 >> 26)
	}
	return m
}

// Nearest returns what is nearest to a text, "" where nothing is near: more than
// half of the characters have to be the same.
func (w *Words) Nearest(text string) string {
	return w.within(text, utf8.RuneCountInString(strings.TrimSpace(text))/2)
}

// Misspelt returns what a text is a slip of, "" for nothing: one character in
// four is another at most, as names of neighbours differ by little more.
func (w *Words) Misspelt(text string) string {
	return w.within(text, max(1, utf8.RuneCountInString(strings.TrimSpace(text))/4))
}

// within returns what is nearest to a text by so many changes at most.
func (w *Words) within(text string, most int) string {
	text = strings.TrimSpace(text)
	if length := utf8.RuneCountInString(text); length < 2 || length > 60 {
		return ""
	}
	own := mask(text)
	best, least := "", most+1
	runes := []rune(text)
	for i, s := range w.all {
		if bits.OnesCount64(own&^w.masks[i]) >= least {
			continue
		}
		if n := distance(runes, []rune(s), least); n < least {
			best, least = s, n
		}
	}
	return best
}

// distance counts how many characters have to be put in, taken out or changed to
// make one text of the other, up to a bound.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		corner, least := row[0], i+1
		row[0] = i + 1
		for j, y := range b {
			n := corner
			if x != y {
				n = 1 + min(corner, row[j], row[j+1])
			}
			corner, row[j+1] = row[j+1], n
			least = min(least, n)
		}
		if least >= most {
			return most
		}
	}
	return row[len(b)]
}
