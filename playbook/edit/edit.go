// Package edit changes single places of a playbook's text and leaves the rest as
// it was written: remarks, the order of keys, what stands on one line. It is
// pure: text in, text out. Whether the new text is a playbook is for
// playbook.Parse to say.
package edit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Text is a playbook under change. Changes follow each other; after one that
// fails the rest do nothing and Bytes returns the failure.
//
// A path leads to a place by its keys, and in a list by numbers from 0:
// «obligations/monthly-report/due», «document/basis/0/title».
type Text struct {
	src []byte
	err error
}

// Of begins to change a text.
func Of(src []byte) *Text { return &Text{src: source.Unmarked(src)} }

// Bytes returns the changed text, or why a change could not be made: a NotFound
// fault where a path leads nowhere, a Conflict where the text is laid out in a
// way that cannot be changed in place, an Invalid one for a text that cannot be
// read at all.
func (t *Text) Bytes() ([]byte, error) {
	if t.err != nil {
		return nil, t.err
	}
	return t.src, nil
}

// Set writes a word, a number or a text at a path, over what stands there or as
// a new last key of what encloses it. An empty text removes the key.
func (t *Text) Set(path, text string) *Text {
	if text == "" {
		return t.Remove(path)
	}
	return t.change(path, func(d *draft, w way) (string, *source.Node, error) {
		want := &source.Node{Shape: source.Scalar, Text: text}
		out, err := d.put(w, func(flow bool, quote byte) string { return scalar(text, flow, quote) })
		return out, want, err
	})
}

// SetList writes a list of words at a path. Items that were there keep their
// remarks.
func (t *Text) SetList(path string, items []string) *Text {
	return t.change(path, func(d *draft, w way) (string, *source.Node, error) {
		want := &source.Node{Shape: source.Listed}
		for _, item := range items {
			want.Nodes = append(want.Nodes, &source.Node{Shape: source.Scalar, Text: item})
		}
		if n := w.node; n != nil && n.Shape == source.Listed && !n.Flow && len(items) > 0 {
			out, err := d.lines(n, items)
			return out, want, err
		}
		out, err := d.put(w, func(bool, byte) string { return flowList(items) })
		return out, want, err
	})
}

// Remove takes away the key or the item at a path with what it holds. One that
// is not there is no failure.
func (t *Text) Remove(path string) *Text {
	return t.change(path, func(d *draft, w way) (string, *source.Node, error) {
		if w.node == nil {
			return string(d.src), nil, nil
		}
		out, err := d.cut(w)
		return out, nil, err
	})
}

// change carries out one change, and makes sure that it changed its place and
// nothing else.
func (t *Text) change(path string, do func(*draft, way) (string, *source.Node, error)) *Text {
	if t.err != nil {
		return t
	}
	root, err := source.Outline(t.src)
	if err != nil {
		t.err = fault.Wrap(err, fault.Invalid, "revision.unreadable")
		return t
	}
	keys := strings.Split(path, "/")
	w, ok := find(root, keys)
	if !ok {
		t.err = fault.New(fault.NotFound, "revision.no_place", path)
		return t
	}
	out, want, err := do(newDraft(t.src, root), w)
	if err == nil {
		var after *source.Node
		if after, err = source.Outline([]byte(out)); err == nil && !same(after, changed(root, w, want)) {
			err = errLayout
		}
	}
	if err != nil {
		t.err = fault.Wrap(err, fault.Conflict, "revision.layout", path)
		return t
	}
	t.src = []byte(out)
	return t
}

// way is where a path leads: the node that stands there, or nil, the node
// around it, and whether they stand on one line.
type way struct {
	key   string
	node  *source.Node
	above *source.Node
	index int  // of node in above, or where a new one would come
	flow  bool // around is written {…} or […], or stands within
}

// find follows a path. All but its last key must be there.
func find(root *source.Node, keys []string) (way, bool) {
	w := way{node: root}
	for i, key := range keys {
		if w.node == nil {
			return w, false
		}
		above := w.node
		w = way{key: key, above: above, flow: w.flow || above.Flow, index: len(above.Nodes)}
		switch above.Shape {
		case source.Mapped:
			if at := slices.IndexFunc(above.Nodes, func(n *source.Node) bool { return n.Key == key }); at >= 0 {
				w.node, w.index = above.Nodes[at], at
			}
		case source.Listed:
			at, err := strconv.Atoi(key)
			if err != nil || at < 0 || at >= len(above.Nodes) {
				return w, false
			}
			w.node, w.index = above.Nodes[at], at
		default:
			return w, false
		}
		if w.node == nil && i < len(keys)-1 {
			return w, false
		}
	}
	return w, len(keys) > 0
}

// changed returns the outline as it should be after the change: want in the
// place that w leads to, nothing there where it is nil.
func changed(n *source.Node, w way, want *source.Node) *source.Node {
	out := *n
	out.Nodes = nil
	for i, child := range n.Nodes {
		switch {
		case n != w.above || i != w.index:
			out.Nodes = append(out.Nodes, changed(child, w, want))
		case want != nil:
			out.Nodes = append(out.Nodes, keyed(want, child.Key))
		}
	}
	if n == w.above && w.index == len(n.Nodes) && want != nil {
		out.Nodes = append(out.Nodes, keyed(want, w.key))
	}
	return &out
}

func keyed(n *source.Node, key string) *source.Node {
	out := *n
	out.Key = key
	return &out
}

// same reports whether two outlines hold the same. A mapping that lost its last
// key holds nothing.
func same(a, b *source.Node) bool {
	void := func(n *source.Node) bool { return n.Shape != source.Scalar && len(n.Nodes) == 0 }
	if void(a) && void(b) {
		return a.Key == b.Key
	}
	return a.Key == b.Key && a.Shape == b.Shape && a.Text == b.Text && slices.EqualFunc(a.Nodes, b.Nodes, same)
}
