package source

import (
	"bytes"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// MaxSize is the greatest size of a playbook in bytes.
const MaxSize = 1 << 20

// maxLine is the greatest number of bytes in a line: far more than anybody
// reads, and few enough for the cost of cutting it into tokens.
const maxLine = 8000

// maxTokens is the greatest number of keys, values and marks; the cost of
// making a tree of them grows faster than their number.
const maxTokens = 40_000

// maxProblems is how many problems are listed.
const maxProblems = 200

// maxAllowed is how many words a problem lists as allowed: the keys of any part
// of a playbook, and not the 160 clauses of a plan.
const maxAllowed = 40

// maxDepth is how deep a playbook may nest; the format itself needs nine.
const maxDepth = 24

// guardBytes refuses what should not even be cut into tokens. It reports
// whether the reading may go on.
func (r *Reader) guardBytes(src []byte) bool {
	if len(src) > MaxSize {
		r.reject(1, 1, tooLarge, "", MaxSize>>20)
		return false
	}
	for line, text := range bytes.Split(src, []byte("\n")) {
		if len(text) > maxLine {
			r.reject(line+1, 1, longLine, "", maxLine)
			return false
		}
		if i := badByte(text); i >= 0 {
			r.reject(line+1, utf8.RuneCount(text[:i])+1, notText, "")
			return false
		}
	}
	return true
}

// badByte returns the place of the first byte that is not UTF-8 text, or -1.
func badByte(text []byte) int {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		control := c < ' ' && c != '\t' && c != '\r' || c == 0x7f
		if control || c == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// guardTokens refuses the parts of YAML that a playbook does not use, anchors
// and aliases above all, and nesting that no playbook needs. It runs before
// the tokens become a tree.
func (r *Reader) guardTokens(tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		at := tokens[maxTokens].Position
		r.reject(at.Line, at.Column, tooMuch, "", maxTokens)
		return false
	}
	flow := 0
	var columns []int
	for i, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType,
			token.DirectiveType, token.MappingKeyType, token.DocumentHeaderType, token.DocumentEndType:
			r.reject(t.Position.Line, t.Position.Column, plainYAML, t.Value)
			return false
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		case token.SequenceEntryType:
			columns = nest(columns, t.Position.Column)
		case token.MappingValueType:
			if i > 0 && flow == 0 {
				columns = nest(columns, tokens[i-1].Position.Column)
			}
		}
		if flow+len(columns) > maxDepth {
			r.reject(t.Position.Line, t.Position.Column, tooDeep, "", maxDepth)
			return false
		}
	}
	return true
}

// nest keeps the columns of the blocks that enclose a new one at column.
func nest(columns []int, column int) []int {
	for len(columns) > 0 && columns[len(columns)-1] >= column {
		columns = columns[:len(columns)-1]
	}
	return append(columns, column)
}
