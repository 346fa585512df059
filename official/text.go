package official

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// readText reads plain text in UTF-8, or in UTF-16 with its mark.
func readText(data []byte) (*File, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	f := &File{}
	for _, p := range joinLines(linesOf(text)) {
		f.Paragraphs = append(f.Paragraphs, Paragraph{Text: p.text, Line: p.number})
	}
	return f.finish()
}

// decode returns the text of a file. Other encodings (GB18030) are refused with
// the line of the first byte that does not fit: the standard library has no
// table for them.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], binary.BigEndian), nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", fault.New(fault.Invalid, "official.not_read")
	}
	if !utf8.Valid(data) {
		return "", fault.New(fault.Invalid, "official.encoding", 1+bytes.Count(data[:validUntil(data)], []byte("\n")))
	}
	return string(data), nil
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// validUntil returns where the first byte stands that is not UTF-8.
func validUntil(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// line is a line of a text as it was typed.
type line struct {
	text     string // without the blanks at its ends
	number   int    // from 1
	indented bool   // begins with a blank
	apart    bool   // stands after a blank line, or first
	columns  int    // how wide it is; a Chinese character is two columns
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func linesOf(text string) []line {
	var all []line
	apart := true
	for i, s := range strings.Split(lineEnds.Replace(text), "\n") {
		cut := trim(s)
		if cut == "" {
			apart = true
			continue
		}
		all = append(all, line{cut, i + 1, !strings.HasPrefix(s, cut), apart, columns(s)})
		apart = false
	}
	return all
}

func columns(s string) (n int) {
	for _, r := range s {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}
