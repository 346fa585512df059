package edit

import (
	"bytes"
	"errors"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// errLayout says that a text is laid out in a way that no change in place can
// be sure of.
var errLayout = errors.New("edit: the layout of the text does not allow it")

// draft is a text with its outline and where its lines begin.
type draft struct {
	src    []byte
	starts []int
	root   *source.Node
}

func newDraft(src []byte, root *source.Node) *draft {
	d := &draft{src: src, starts: []int{0}, root: root}
	for i, b := range src {
		if b == '\n' {
			d.starts = append(d.starts, i+1)
		}
	}
	return d
}

// offset returns the byte at a line and a column, both counted from 1, the
// column in characters.
func (d *draft) offset(line, col int) int {
	if line < 1 || line > len(d.starts) {
		return len(d.src)
	}
	at := d.starts[line-1]
	for range col - 1 {
		if at >= len(d.src) || d.src[at] == '\n' {
			break
		}
		at++
		for at < len(d.src) && d.src[at]&0xc0 == 0x80 {
			at++
		}
	}
	return at
}

// lineStart returns where the line of a byte begins.
func (d *draft) lineStart(at int) int { return bytes.LastIndexByte(d.src[:at], '\n') + 1 }

// lineEnd returns where the line after that of a byte begins.
func (d *draft) lineEnd(at int) int {
	if i := bytes.IndexByte(d.src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(d.src)
}

// splice replaces the bytes between two places.
func (d *draft) splice(from, to int, text string) string {
	return string(d.src[:from]) + text + string(d.src[to:])
}

// colon returns the byte after the colon of a key.
func (d *draft) colon(n *source.Node) (int, error) {
	at, err := d.scalarEnd(d.offset(n.KeyLine, n.KeyCol), n.Key)
	for ; err == nil && at < len(d.src) && d.src[at] != ':'; at++ {
		if d.src[at] != ' ' {
			err = errLayout
		}
	}
	return min(at+1, len(d.src)), err
}

// begin returns the first byte of a value, for nothing the one after the colon.
func (d *draft) begin(n *source.Node) (int, error) {
	if n.Line == 0 {
		return d.colon(n)
	}
	return d.offset(n.Line, n.Col), nil
}

// end returns the byte after a value.
func (d *draft) end(n *source.Node) (int, error) {
	at, err := d.begin(n)
	switch {
	case err != nil || n.Line == 0:
		return at, err
	case n.Flow:
		return d.flowEnd(at)
	case n.Shape == source.Scalar:
		return d.scalarEnd(at, n.Text)
	case len(n.Nodes) == 0:
		return at, errLayout
	}
	return d.end(n.Nodes[len(n.Nodes)-1])
}

// scalarEnd returns the byte after a scalar that begins at a byte.
func (d *draft) scalarEnd(at int, text string) (int, error) {
	if at >= len(d.src) {
		return at, errLayout
	}
	switch c := d.src[at]; {
	case c == '\'' || c == '"':
		return d.quoteEnd(at)
	case bytes.HasPrefix(d.src[at:], []byte(text)) && text != "":
		return at + len(text), nil
	}
	return at, errLayout
}

// quoteEnd returns the byte after a quoted text.
func (d *draft) quoteEnd(at int) (int, error) {
	quote := d.src[at]
	for i := at + 1; i < len(d.src); i++ {
		switch {
		case quote == '"' && d.src[i] == '\\':
			i++
		case d.src[i] != quote:
		case quote == '\'' && i+1 < len(d.src) && d.src[i+1] == quote:
			i++
		default:
			return i + 1, nil
		}
	}
	return at, errLayout
}

// flowEnd returns the byte after {…} or […].
func (d *draft) flowEnd(at int) (int, error) {
	depth := 0
	for i := at; i < len(d.src); i++ {
		switch c := d.src[i]; c {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, nil
			}
		case '\'', '"':
			if !bytes.ContainsRune([]byte(" ,[{:\n"), rune(d.src[i-1])) {
				continue
			}
			end, err := d.quoteEnd(i)
			if err != nil {
				return at, err
			}
			i = end - 1
		case '#':
			if d.src[i-1] == ' ' || d.src[i-1] == '\n' {
				i = d.lineEnd(i) - 1
			}
		}
	}
	return at, errLayout
}
