package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
)

// wrong is the colour of what is wrong, a shade that no office uses.
const wrong = "FFFFC7CF"

// mostStyles is how many styles get a twin each; in a workbook of more all that
// is wrong looks the same.
const mostStyles = 4000

// stylist knows the styles of a workbook, each with its twin: one that is red,
// or of a red one from a check before, one that is not.
type stylist struct {
	text  []byte // the part, with the twins
	count int
	reds  map[int]bool
}

// newStylist adds the twins to a part of styles.
func newStylist(text []byte) (*stylist, error) {
	y := &stylist{reds: map[int]bool{}}
	fills, own := 0, map[int]bool{}
	var formats [][]byte // each whole, with what is in it
	var fillsAt, formatsAt span
	s := newScanner(bytes.NewReader(text))
	at, within, begun := 0, "", 0
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		next := at + len(t.raw)
		switch {
		case t.kind == begin && (t.is("fills") || t.is("cellXfs")):
			if within = string(t.name); t.closed {
				return nil, errBroken
			}
			if within == "fills" {
				fillsAt.open, fillsAt.in = at, next
			} else {
				formatsAt.open, formatsAt.in = at, next
			}
		case t.kind == end && t.is("fills"):
			fillsAt.end, within = at, ""
		case t.kind == end && t.is("cellXfs"):
			formatsAt.end, within = at, ""
		case within == "fills" && t.kind == begin && t.is("fill"):
			fills++
		case within == "fills" && t.is("fgColor") && string(t.attr("rgb")) == wrong:
			own[fills-1] = true
		case within == "cellXfs" && t.kind == begin && t.is("xf"):
			if begun = at; t.closed {
				formats = append(formats, text[at:next])
			}
			if own[whole(t.attr("fillId"))] {
				y.reds[y.count] = true
			}
			y.count++
		case within == "cellXfs" && t.kind == end && t.is("xf"):
			formats = append(formats, text[begun:next])
		}
		at = next
	}
	if fillsAt.end == 0 || formatsAt.end < fillsAt.end || len(formats) != y.count || y.count == 0 {
		return nil, errBroken
	}
	y.write(text, fillsAt, formatsAt, formats, fills)
	return y, nil
}

// span is where an element begins, where what is in it begins, and where that
// ends.
type span struct{ open, in, end int }

func (y *stylist) write(text []byte, fills, formats span, all [][]byte, red int) {
	prefix := ""
	if at := bytes.IndexByte(text[fills.open:fills.in], ':'); at > 0 && at < len("<fills")+8 && text[fills.open+1] != 'f' {
		prefix = string(text[fills.open+1 : fills.open+at+1])
	}
	p := "<" + prefix
	fill := p + `fill>` + p + `patternFill patternType="solid">` + p + `fgColor rgb="` + wrong + `"/></` + prefix + `patternFill></` + prefix + `fill>`
	var twins bytes.Buffer
	if len(all) > mostStyles {
		all = all[:1]
	}
	for i, one := range all {
		twin := strconv.Itoa(red)
		if y.reds[i] {
			twin = "0"
		}
		twins.Write(filled(one, twin))
	}
	y.text = slices.Concat(uncounted(text[:fills.in], fills.open), text[fills.in:fills.end], []byte(fill),
		uncounted(text[fills.end:formats.in], formats.open-fills.end), text[formats.in:formats.end], twins.Bytes(), text[formats.end:])
}

// uncounted takes the number of its elements from the tag with which a text
// ends: it is told for convenience only.
func uncounted(text []byte, tag int) []byte {
	t := token{raw: text[tag:]}
	from, to, ok := t.span("count")
	if !ok {
		return text
	}
	at := bytes.LastIndex(text[:tag+from], []byte("count"))
	return slices.Concat(text[:at], text[tag+to+1:])
}

// filled returns a format with another fill.
func filled(format []byte, fill string) []byte {
	tag := token{raw: format[:bytes.IndexByte(format, '>')+1]}
	out := slices.Clone(format)
	for _, a := range []struct{ name, value string }{{"applyFill", "1"}, {"fillId", fill}} {
		t := token{raw: out[:bytes.IndexByte(out, '>')+1]}
		if from, to, ok := t.span(a.name); ok {
			out = slices.Concat(out[:from], []byte(a.value), out[to:])
			continue
		}
		at := bytes.IndexAny(tag.raw, " \t\r\n/>")
		out = slices.Concat(out[:at], []byte(` `+a.name+`="`+a.value+`"`), out[at:])
	}
	return out
}

// twin returns the place of a style's twin.
func (y *stylist) twin(style int) int {
	if style < 0 || style >= y.count || y.count > mostStyles {
		style = 0
	}
	return y.count + style
}

// red returns the style that a wrong cell has.
func (y *stylist) red(style int) int {
	if y.reds[style] {
		return style
	}
	return y.twin(style)
}

// clean returns the style that a cell has which is right.
func (y *stylist) clean(style int) int {
	if y.reds[style] && y.count <= mostStyles {
		return y.twin(style)
	}
	return style
}
