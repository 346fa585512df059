package edit

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// put writes a value over the one that stands there, or as a new last key.
func (d *draft) put(w way, write func(flow bool, quote byte) string) (string, error) {
	if w.node == nil {
		return d.add(w, write(w.flow, 0))
	}
	n := w.node
	from, err := d.begin(n)
	if err != nil {
		return "", err
	}
	to, err := d.end(n)
	switch {
	case err != nil:
		return "", err
	case n.Line == 0:
		return d.splice(from, to, " "+write(w.flow, 0)), nil
	case n.Shape != source.Scalar && !n.Flow:
		return d.fold(w, to, write(w.flow, 0))
	}
	var quote byte
	if c := d.src[from]; n.Shape == source.Scalar && (c == '\'' || c == '"') {
		quote = c
	}
	return d.splice(from, to, write(w.flow, quote)), nil
}

// fold writes a value on the line of its key, in the place of lines below it. A
// remark beside the key stays.
func (d *draft) fold(w way, to int, text string) (string, error) {
	if w.node.KeyLine == 0 {
		return "", errLayout
	}
	colon, err := d.colon(w.node)
	if err != nil {
		return "", err
	}
	below, rest := d.lineEnd(colon), d.lineEnd(to)
	return string(d.src[:colon]) + " " + text + string(d.src[colon:below]) + string(d.src[rest:]), nil
}

// add writes a new last key.
func (d *draft) add(w way, text string) (string, error) {
	if w.above.Shape != source.Mapped {
		return "", errLayout
	}
	entry := scalar(w.key, w.flow, 0) + ": " + text
	if len(w.above.Nodes) == 0 {
		at, err := d.begin(w.above)
		if err != nil || !w.above.Flow {
			return "", errLayout
		}
		return d.splice(at+1, at+1, entry), nil
	}
	last, err := d.end(w.above)
	if w.above.Flow && err == nil {
		last, err = d.end(w.above.Nodes[len(w.above.Nodes)-1])
	}
	if err != nil {
		return "", err
	}
	if w.flow {
		return d.splice(last, last, ", "+entry), nil
	}
	at := d.lineEnd(last)
	lead := strings.Repeat(" ", w.above.Nodes[0].KeyCol-1)
	if at > 0 && d.src[at-1] != '\n' {
		lead = "\n" + lead
	}
	return d.splice(at, at, lead+entry+"\n"), nil
}

// cut takes a key or an item away.
func (d *draft) cut(w way) (string, error) {
	from, err := d.first(w.node)
	if err != nil {
		return "", err
	}
	to, err := d.end(w.node)
	if err != nil {
		return "", err
	}
	if !w.flow {
		return d.cutLines(w, from, to)
	}
	switch {
	case w.index > 0:
		from, err = d.end(w.above.Nodes[w.index-1])
	case len(w.above.Nodes) > 1:
		to, err = d.first(w.above.Nodes[1])
	}
	return d.splice(from, to, ""), err
}

// first returns the first byte of an entry: of its key, or of an item.
func (d *draft) first(n *source.Node) (int, error) {
	if n.KeyLine > 0 {
		return d.offset(n.KeyLine, n.KeyCol), nil
	}
	return d.begin(n)
}

// cutLines takes away the lines of an entry that has them to itself.
func (d *draft) cutLines(w way, from, to int) (string, error) {
	start := d.lineStart(from)
	lead := strings.TrimSpace(string(d.src[start:from]))
	if lead != "" && !(lead == "-" && w.above.Shape == source.Listed) {
		return "", errLayout
	}
	return d.splice(start, d.lineEnd(to), ""), nil
}

// lines writes the items of a list that stands on lines of its own. The lines
// of an item that stays are kept with the remarks above and beside it.
func (d *draft) lines(n *source.Node, items []string) (string, error) {
	from := 0
	if n.KeyLine > 0 {
		colon, err := d.colon(n)
		if err != nil {
			return "", err
		}
		from = d.lineEnd(colon)
	}
	at, dash := from, ""
	var kept []string // the lines of each item
	for _, item := range n.Nodes {
		first, err := d.first(item)
		if err != nil {
			return "", err
		}
		end, err := d.end(item)
		if err != nil {
			return "", err
		}
		dash = string(d.src[d.lineStart(first):first])
		kept = append(kept, string(d.src[at:d.lineEnd(end)]))
		at = d.lineEnd(end)
	}
	if strings.TrimSpace(dash) != "-" {
		return "", errLayout
	}
	var b strings.Builder
	for _, item := range items {
		if i := slices.IndexFunc(n.Nodes, func(o *source.Node) bool { return o.Shape == source.Scalar && o.Text == item }); i >= 0 {
			b.WriteString(strings.TrimSuffix(kept[i], "\n") + "\n")
		} else {
			b.WriteString(dash + scalar(item, false, 0) + "\n")
		}
	}
	return d.splice(from, at, b.String()), nil
}
