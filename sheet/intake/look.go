package intake

import (
	"io"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// look is how a number is shown, as far as it says what is meant.
type look struct {
	day   bool
	zeros int // digits, with zeros in front: «000000»
}

// shown returns a number that stands in a column of texts as it is shown.
func (l look) shown(raw string, later int) string {
	if l.day {
		return cell.Day(raw, later)
	}
	plain := cell.Plain(raw)
	if n := l.zeros - len(plain); n > 0 && !strings.ContainsAny(plain, "-.") {
		return strings.Repeat("0", n) + plain
	}
	return plain
}

// lookOf reads a format of numbers.
func lookOf(id int, format string) look {
	if id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58 {
		return look{day: true}
	}
	if format == "" {
		return look{}
	}
	if strings.Trim(format, "0") == "" {
		return look{zeros: len(format)}
	}
	var bare strings.Builder // without what is printed as it stands
	quoted, bracket := false, false
	for _, r := range format {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !quoted && !bracket:
			bare.WriteRune(r)
		}
	}
	return look{day: strings.ContainsAny(bare.String(), "yYdD年")}
}

// looks reads the styles of a workbook: how numbers are shown, by style.
func looks(r io.Reader) ([]look, error) {
	formats := map[int]string{}
	var out []look
	within := false
	s := newScanner(r)
	for {
		t, err := s.next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case t.kind == end && t.is("cellXfs"):
			return out, nil
		case t.kind != begin:
		case t.is("numFmt"):
			formats[whole(t.attr("numFmtId"))] = string(unescape(nil, t.attr("formatCode")))
		case t.is("cellXfs"):
			within = !t.closed
		case t.is("xf") && within:
			id := whole(t.attr("numFmtId"))
			out = append(out, lookOf(id, formats[id]))
		}
	}
}

// whole reads a number; what is none is 0.
func whole(text []byte) int {
	n, err := strconv.Atoi(string(text))
	if err != nil {
		return 0
	}
	return n
}
