package paper

import (
	"encoding/json"
	"strings"
)

// Read reads a content as it is stored. Cells without any escaped character, as
// nearly all are, are read where they stand: lists of thousands of reports are
// made of them. It must be the JSON of a Content.
func (c *Content) Read(stored string) error {
	if cells, ok := plainCells(stored); ok {
		*c = Content{Cells: cells}
		return nil
	}
	*c = Content{}
	return json.Unmarshal([]byte(stored), c)
}

// plainCells reads «{"cells":{"a":"b",…}}» without anything else or any escape.
// All texts share the memory of the stored one.
func plainCells(stored string) (map[string]string, bool) {
	rest, ok := strings.CutPrefix(stored, `{"cells":{`)
	if !ok || strings.IndexByte(rest, '\\') >= 0 {
		return nil, false
	}
	cells := make(map[string]string, 32)
	for {
		var cell, text string
		if cell, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		if rest, ok = strings.CutPrefix(rest, ":"); !ok {
			return nil, false
		}
		if text, rest, ok = quoted(rest); !ok {
			return nil, false
		}
		cells[cell] = text
		switch {
		case rest == "}}":
			return cells, true
		case strings.HasPrefix(rest, ","):
			rest = rest[1:]
		default:
			return nil, false
		}
	}
}

// quoted cuts a text in quotation marks, without escapes, off the front.
func quoted(s string) (text, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	end := strings.IndexByte(s[1:], '"')
	if end < 0 {
		return "", "", false
	}
	return s[1 : 1+end], s[2+end:], true
}
