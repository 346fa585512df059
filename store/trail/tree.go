package trail

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// hash moves a hash between a field and its column.
type hash struct{ *audit.Hash }

// Scan implements sql.Scanner.
func (h hash) Scan(v any) error {
	b, ok := v.([]byte)
	if !ok || len(b) != len(h.Hash) {
		return fmt.Errorf("trail: no hash in %d bytes of %T", len(b), v)
	}
	copy(h.Hash[:], b)
	return nil
}

// UnplacedRecords implements audit.Tx. The ids sort by the time they were made,
// so a long backlog is not sorted for each batch.
func (t Trail) UnplacedRecords(limit int) ([]audit.Leaf, error) {
	return sqltx.All(t.Tx, func(l *audit.Leaf) []any { return []any{&l.ID, hash{&l.Hash}} },
		`SELECT r.id, r.hash FROM audit_pending w JOIN audit_record r ON r.id = w.record_id
		ORDER BY w.record_id LIMIT $1`, limit)
}

// PlaceRecords implements audit.Tx.
func (t Trail) PlaceRecords(first int64, leaves []audit.Leaf, nodes []audit.Node) error {
	places := make([]any, 0, 2*len(leaves))
	for i, l := range leaves {
		places = append(places, first+int64(i), string(l.ID))
	}
	if err := t.insert("audit_place (seq, record_id)", places); err != nil {
		return err
	}
	hashes := make([]any, 0, 2*len(nodes))
	for _, n := range nodes {
		hashes = append(hashes, n.Index, n.Hash[:])
	}
	if err := t.insert("audit_hash (place, hash)", hashes); err != nil {
		return err
	}
	_, err := t.Exec("DELETE FROM audit_pending WHERE record_id IN (SELECT record_id FROM audit_place WHERE seq >= $1)", first)
	return err
}

// insert stores rows of two columns, many to a statement. The sizes are few,
// so that the engine keeps the statements prepared.
func (t Trail) insert(into string, args []any) error {
	for _, rows := range []int{64, 8, 1} {
		for len(args) >= 2*rows {
			if _, err := t.Exec("INSERT INTO "+into+" VALUES "+pairs(rows), args[:2*rows]...); err != nil {
				return err
			}
			args = args[2*rows:]
		}
	}
	return nil
}

// pairs returns the marks of rows of two columns: «($1, $2), ($3, $4)».
func pairs(rows int) string {
	marks := make([]string, rows)
	for i := range marks {
		marks[i] = "($" + strconv.Itoa(2*i+1) + ", $" + strconv.Itoa(2*i+2) + ")"
	}
	return strings.Join(marks, ", ")
}

// TreeSize implements audit.Tx.
func (t Trail) TreeSize() (int64, error) {
	return t.Int("SELECT coalesce(max(seq) + 1, 0) FROM audit_place")
}

func nodeRefs(n *audit.Node) []any { return []any{&n.Index, hash{&n.Hash}} }

// TreeHash implements audit.Tx.
func (t Trail) TreeHash(index int64) (audit.Hash, error) {
	n, err := sqltx.One(t.Tx, nodeRefs, "SELECT place, hash FROM audit_hash WHERE place = $1", index)
	return n.Hash, err
}

// TreeNodes implements audit.Log.
func (t Trail) TreeNodes(from int64, limit int) ([]audit.Node, error) {
	return sqltx.All(t.Tx, nodeRefs, "SELECT place, hash FROM audit_hash WHERE place >= $1 ORDER BY place LIMIT $2", from, limit)
}

func headRefs(h *audit.Head) []any {
	return []any{&h.Size, hash{&h.Root}, &h.Note, sqltx.Instant(&h.At)}
}

// SaveHead implements audit.Tx.
func (t Trail) SaveHead(h audit.Head) error {
	_, err := t.Exec("INSERT INTO audit_head (size, root, note, at) VALUES ($1, $2, $3, $4)", h.Size, h.Root[:], h.Note, h.At.UnixMilli())
	return err
}

// TreeHeads implements audit.Log.
func (t Trail) TreeHeads(after int64, limit int) ([]audit.Head, error) {
	return sqltx.All(t.Tx, headRefs, "SELECT size, root, note, at FROM audit_head WHERE size > $1 ORDER BY size LIMIT $2", after, limit)
}

// NewestHead returns the head of the tree as it is; before the first record
// has its place, a NotFound fault.
func (t Trail) NewestHead() (audit.Head, error) {
	return sqltx.One(t.Tx, headRefs, "SELECT size, root, note, at FROM audit_head ORDER BY size DESC LIMIT 1")
}
