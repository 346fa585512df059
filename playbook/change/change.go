// Package change says in words what differs between two playbooks: every part
// that was added, removed or written otherwise, as a union office would tell it.
// It walks the whole of both, so that no difference can be forgotten: a field
// of a playbook that has no words in its vocabulary fails the test.
package change

import (
	"reflect"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Kind is what happened to a part of a playbook.
type Kind string

// The kinds.
const (
	Altered Kind = "altered"
	Added   Kind = "added"
	Removed Kind = "removed"
	Moved   Kind = "moved"   // the same parts in another order
	Remarks Kind = "remarks" // the text alone: remarks, layout, the order of keys
)

// Change is one difference. Before and After are what stands there, in Chinese;
// Before is "" for what was added, After for what was removed.
type Change struct {
	Place         string // the way there in keys: «obligations/monthly-report/due»
	Kind          Kind
	Clause        string // of the part that changed, "" where it has none
	Before, After string
	words         text
}

// Chinese tells the change: «月报 的截止：当月最后一个工作日 → 当月25日».
func (c Change) Chinese() string { return c.words.chinese }

// English tells the change in English.
func (c Change) English() string { return c.words.english }

// Compare lists all that differs, in the order of the format. Two texts that
// say the same in another layout differ by one change of kind Remarks; the same
// text differs by none.
func Compare(before, after *playbook.Playbook) []Change {
	c := comparison{before: before, after: after}
	c.record(place{}, reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem())
	if len(c.out) == 0 && before.Digest != after.Digest {
		return []Change{{Kind: Remarks, words: text{"只改了注释或排版，内容没有变", "only remarks or the layout differ"}}}
	}
	return c.out
}

// Same reports whether two parts of playbooks say the same.
func Same[T any](a, b T) bool { return equal(reflect.ValueOf(a), reflect.ValueOf(b)) }
