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
	return inBatches(t, rows, func(some []*R) error { return changeSome(t, table, columns, some) })
}

func changeSome[R any](t *Tx, table Table[R], columns []string, rows []*R) error {
	names := table.names()
	picked := append(slices.Clone(names[:table.Keys]), columns...)
	picked = append(picked, names[len(names)-1]) // the revision
	all := make([][]any, len(rows))
	for i, r := range rows {
		cells, err := table.cells(r)
		if err != nil {
			return err
		}
		for _, name := range picked {
			all[i] = append(all[i], cells[slices.Index(names, name)])
		}
	}
	list, args := t.list(all)
	changed, err := ChangeAll(t, table, updateMany(table.Name, table.Keys, picked, list), args...)
	if err == nil && len(changed) != len(rows) {
		err = fault.New(fault.Stale, "fault.stale")
	}
	return err
}

// updateMany returns the UPDATE text for a list of rows, whose columns are the
// keys, what changes, and the revision.
func updateMany(table string, keys int, picked []string, list string) string {
	var set, same []string
	for i, name := range picked {
		column := "v.column" + strconv.Itoa(i+1)
		if i < keys || i == len(picked)-1 {
			same = append(same, table+"."+name+" = "+column)
		} else {
			set = append(set, name+" = "+column)
		}
	}
	return "UPDATE " + table + " SET " + strings.Join(set, ", ") + ", revision = " + table + ".revision + 1 FROM (" +
		list + ") AS v WHERE " + strings.Join(same, " AND ")
}
