package audit

import "golang.org/x/mod/sumdb/tlog"

// Node is a hash of the tree at its place among all stored hashes.
type Node struct {
	Index int64
	Hash  Hash
}

// edge is the growing side of the tree: the newest complete hash of each level.
// Neither a new leaf nor the root needs any other.
type edge struct {
	size   int64
	levels map[int]Node
	read   func(index int64) (Hash, error) // of a level the edge does not hold
}

// ReadHashes implements tlog.HashReader.
func (e *edge) ReadHashes(indexes []int64) ([]Hash, error) {
	out := make([]Hash, len(indexes))
	for i, index := range indexes {
		level, _ := tlog.SplitStoredHashIndex(index)
		n, ok := e.levels[level]
		if !ok || n.Index != index {
			h, err := e.read(index)
			if err != nil {
				return nil, err
			}
			n = Node{index, h}
			e.levels[level] = n
		}
		out[i] = n.Hash
	}
	return out, nil
}

// grow puts a leaf at the end of the tree and returns the hashes to store: its
// own and those of the subtrees it completes.
func (e *edge) grow(leaf Hash) ([]Node, error) {
	hashes, err := tlog.StoredHashesForRecordHash(e.size, leaf, e)
	if err != nil {
		return nil, err
	}
	first := tlog.StoredHashIndex(0, e.size)
	nodes := make([]Node, len(hashes))
	for level, h := range hashes {
		nodes[level] = Node{first + int64(level), h}
		e.levels[level] = nodes[level]
	}
	e.size++
	return nodes, nil
}

// root returns the hash of the whole tree.
func (e *edge) root() (Hash, error) { return tlog.TreeHash(e.size, e) }
