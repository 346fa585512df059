package sqltx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// ChangeMany stores what the columns named hold of rows that were read before,
// many to a statement, and counts their revisions. A row that somebody else wrote
// since makes all of it stale.
func ChangeMany[R any](t *Tx, table Table[R], columns []string, rows []R) error {
	return inBatches(rows, func(some []*R) error { return changeSome(t, table, columns, some) })
}

func changeSome[R any](t *Tx, table Table[R], columns []string, rows []*R) error {
	names := table.names()
	picked := append(slices.Clone(names[:table.Keys]), columns...)
	picked = append(picked, names[len(names)-1]) // the revision
	var args []any
	for _, r := range rows {
		cells, err := table.cells(r)
		if err != nil {
			return err
		}
		for _, name := range picked {
			args = append(args, cells[slices.Index(names, name)])
		}
	}
	changed, err := ChangeAll(t, table, updateMany(t, table.Name, table.Keys, picked, args, len(rows)), args...)
	if err == nil && len(changed) != len(rows) {
		err = fault.New(fault.Stale, "fault.stale")
	}
	return err
}

// updateMany returns the UPDATE text for a number of rows: the columns picked are
// the keys, what changes, and the revision. Both engines call the columns of a
// list of values column1, column2 …
func updateMany(t *Tx, table string, keys int, picked []string, args []any, rows int) string {
	cells := make([]string, len(picked))
	var set, same []string
	for i, name := range picked {
		cells[i] = "CAST(? AS TEXT)"
		if _, whole := args[i].(int64); whole {
			cells[i] = "CAST(? AS BIGINT)"
		}
		column := "v.column" + strconv.Itoa(i+1)
		if i < keys || i == len(picked)-1 {
			same = append(same, table+"."+name+" = "+column)
		} else {
			set = append(set, name+" = "+column)
		}
	}
	return "UPDATE " + table + " SET " + strings.Join(set, ", ") + ", revision = " + table + ".revision + 1 FROM (VALUES " +
		t.values(rows, cells) + ") AS v WHERE " + strings.Join(same, " AND ")
}
