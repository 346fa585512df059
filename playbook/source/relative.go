package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Start reads the day that «start» stands for in every date of the file. It
// must be read before them.
func (r *Reader) Start(p Place) calendar.Date {
	t := p.Text()
	if t == "" {
		return calendar.Date{}
	}
	r.startGiven = true
	d, err := calendar.ParseDate(t)
	if err != nil {
		p.Bad(BadValue, t, "日期（如 2018-06-18）", "a date like 2018-06-18")
	}
	r.start = d
	return d
}

// StartUsed reports whether a date of the file is relative to the start.
func (r *Reader) StartUsed() bool { return len(r.dated) > 0 }

// dated is a text whose relative days are written out.
type dated struct {
	text string
	ok   bool
	cuts []cut
}

// cut is one relative day: where it begins in the text that is written out, and
// how many characters it has there and in the file.
type cut struct{ at, now, was int }

// column returns where a character of the text written out stands in the file.
func (d dated) column(column int) int {
	moved := 0
	for _, c := range d.cuts {
		switch {
		case column < c.at:
			return column + moved
		case column < c.at+c.now:
			return c.at + moved
		}
		moved += c.was - c.now
	}
	return column + moved
}

// relativeWord is a word that begins like a relative day; what stands behind
// «after» or «before» is the id of an event.
var relativeWord = regexp.MustCompile(`(?i)(?:(?:after|before)\s+start\S*)|(?:^|\s|\.\.)(start(?:[+-][^\s.]*)?)(?:$|\s|\.\.)`)

// Dated reads a text with its relative days written out, and reports one that
// cannot be: no start is given, or it is no day. Such a text is not ok.
func (p Place) Dated() (text string, ok bool) {
	d := p.writtenOut()
	return d.text, d.ok
}

// writtenOut does the work of Dated, once for each place.
func (p Place) writtenOut() dated {
	text := p.Text()
	if !strings.Contains(strings.ToLower(text), "start") {
		return dated{text: text, ok: true}
	}
	if d, known := p.r.dated[p.node]; known {
		return d
	}
	d := dated{ok: true}
	var b strings.Builder
	done := 0
	for {
		at := relativeWord.FindStringSubmatchIndex(text[done:])
		if at == nil {
			break
		}
		if at[2] < 0 { // an event
			b.WriteString(text[done : done+at[1]])
			done += at[1]
			continue
		}
		from, until := done+at[2], done+at[3]
		b.WriteString(text[done:from])
		day := p.relative(text[from:until], utf8.RuneCountInString(text[:from])+1)
		d.ok = d.ok && !day.IsZero()
		d.cuts = append(d.cuts, cut{utf8.RuneCountInString(b.String()) + 1, len(day.String()), until - from})
		b.WriteString(day.String())
		done = until
	}
	d.text = b.String() + text[done:]
	if len(d.cuts) > 0 {
		p.r.dated[p.node] = d
	}
	return d
}

// relative returns the day of one relative day, which stands at a column of
// the text; zero if there is none.
func (p Place) relative(word string, column int) calendar.Date {
	r, err := calendar.ParseRelative(strings.ToLower(word))
	switch at := p.Shifted(column); {
	case err != nil:
		at.Bad(BadValue, word, "相对日期（如 start、start+20d、start+3m、start+1y-1d）", "a day like start, start+20d, start+3m or start+1y-1d")
	case !p.r.startGiven:
		at.Bad(noStart, word)
	case !p.r.start.IsZero():
		if on := r.On(p.r.start); on.Year >= 1 && on.Year <= 9999 {
			return on
		}
		at.Bad(BadValue, word, "公元1年至9999年之间的日期", "a day of the years 1 to 9999")
	}
	return calendar.Date{}
}
