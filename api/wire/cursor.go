package wire

import (
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// errCursor refuses a cursor that no answer gave.
func errCursor() error {
	return fault.Violations([]fault.Field{{Path: "cursor", Key: "api.bad_cursor"}})
}

// ReadNumber reads the cursor of a list whose rows are numbered, 0 for the first
// page.
func ReadNumber(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(cursor)
	if err != nil || n < 0 {
		return 0, errCursor()
	}
	return n, nil
}

// Cut takes a page off a list that begins after a cursor, and says what the
// cursor of the next one is, "" after the last. A cursor that is none of its
// rows is refused.
func Cut[T any](all []T, p Page, id func(T) string) (page []T, next string, err error) {
	if p.Cursor != "" {
		i := 0
		for i < len(all) && id(all[i]) != p.Cursor {
			i++
		}
		if i == len(all) {
			return nil, "", errCursor()
		}
		all = all[i+1:]
	}
	if len(all) <= p.Limit {
		return all, "", nil
	}
	return all[:p.Limit], id(all[p.Limit-1]), nil
}

// RecordCursor is the place of a record of the audit trail.
func RecordCursor(at time.Time, id audit.ID) string {
	return strconv.FormatInt(at.UnixMilli(), 10) + "." + string(id)
}

// ReadRecord reads a place of the audit trail, «millisecond.id».
func ReadRecord(cursor string) (e audit.Entry, err error) {
	if cursor == "" {
		return e, nil
	}
	ms, id, ok := strings.Cut(cursor, ".")
	n, bad := strconv.ParseInt(ms, 10, 64)
	if !ok || bad != nil || !ident.Valid(id) {
		return e, errCursor()
	}
	e.At, e.ID = time.UnixMilli(n), audit.ID(id)
	return e, nil
}
