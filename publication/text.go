package publication

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// Bounds of the texts, in characters.
const (
	maxTitle     = 100
	maxNote      = 3000
	maxPractice  = 5000
	maxPractices = 30
	maxReason    = 500
)

// edit puts the texts into the draft, if all of them can be printed.
func (d *desk) edit(e Edit, sources []content.Source) error {
	d.b.Title, d.b.Note = clean(e.Title), clean(e.Note)
	var bad []fault.Field
	bad = append(bad, bounds("title", d.b.Title, maxTitle, true)...)
	bad = append(bad, bounds("note", d.b.Note, maxNote, false)...)
	if len(e.Practices) > maxPractices {
		bad = append(bad, fault.Field{Path: "practices", Key: "publication.many_practices", Args: []any{maxPractices}})
		e.Practices = e.Practices[:maxPractices]
	}
	known := map[Practice]content.Source{}
	for _, src := range sources {
		known[Practice{Duty: src.Duty, N: src.N, Cell: src.Cell}] = src
	}
	had := d.b.Practices
	d.b.Practices = nil
	for i, c := range e.Practices {
		p := Practice{Duty: c.Duty, N: c.N, Cell: c.Cell}
		src, ok := known[p]
		switch old, kept := chosen(had, c); {
		case ok:
			p.Unit, p.From = src.Unit, src.Text
		case kept:
			p = old
		default:
			bad = append(bad, fault.Field{Path: content.PracticeID(i), Key: "publication.unknown_text"})
		}
		if p.Text = clean(c.Text); p.Text == "" {
			p.Text = p.From
		}
		bad = append(bad, bounds(content.PracticeID(i), p.Text, maxPractice, false)...)
		d.b.Practices = append(d.b.Practices, p)
	}
	return fault.Violations(append(bad, personal(d.print())...))
}

// same reports whether a bulletin has these texts.
func (e Edit) same(b *Bulletin) bool {
	return b.Title == clean(e.Title) && b.Note == clean(e.Note) && slices.EqualFunc(b.Practices, e.Practices, func(p Practice, c Choice) bool {
		return p.Duty == c.Duty && p.N == c.N && p.Cell == c.Cell && p.Text == cmp.Or(clean(c.Text), p.From)
	})
}

// chosen finds a practice that was chosen before.
func chosen(had []Practice, c Choice) (Practice, bool) {
	for _, p := range had {
		if p.Duty == c.Duty && p.N == c.N && p.Cell == c.Cell {
			return p, true
		}
	}
	return Practice{}, false
}

// clean returns a text as it is kept.
func clean(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

func bounds(path, text string, most int, required bool) []fault.Field {
	switch n := utf8.RuneCountInString(text); {
	case n == 0 && required:
		return []fault.Field{{Path: path, Key: "fault.required"}}
	case n > most:
		return []fault.Field{{Path: path, Key: "report.too_long", Args: []any{most, n}}}
	}
	return nil
}

// personal returns every personal number in a paper as a violation at its
// place.
func personal(d document.Document) []fault.Field {
	var bad []fault.Field
	for _, f := range document.Personal(d) {
		bad = append(bad, fault.Field{Path: f.Path, Key: f.Place.Key, Args: append([]any{f.Kind.Message(), f.Shown}, f.Place.Args...)})
	}
	return bad
}

// personalText is personal for a text that goes into a paper later.
func personalText(path, text string) []fault.Field {
	var bad []fault.Field
	for _, n := range document.PersonalNumbers(text) {
		bad = append(bad, fault.Field{Path: path, Key: "document.at_text", Args: []any{n.Kind.Message(), n.Shown}})
	}
	return bad
}
