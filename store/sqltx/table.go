package sqltx

import (
	"database/sql/driver"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
)

// Table describes how a row of type R is stored. Refs returns pointers to the
// fields (or the wrappers of this package) in the order of Columns; the first
// Keys columns are the primary key; the last column of a mutable table is
// «revision».
type Table[R any] struct {
	Name    string
	Columns string // «id, name, revision»
	Keys    int
	Covered bool // its rows are hashed into the audit record of their act
	Refs    func(*R) []any
}

// names lists the columns.
func (t Table[R]) names() []string { return strings.Split(t.Columns, ", ") }

// list returns rows of cells as the query that INSERT and UPDATE read them from,
// with its arguments; its columns are called column1, column2 … PostgreSQL is
// given many rows a column at a time, so that one short text holds any number of
// them. In SQLite's the marks have no name: its driver finds the name of a mark by
// going through all of them.
func (t *Tx) list(rows [][]any) (query string, args []any) {
	width := len(rows[0])
	if !t.Several {
		return "VALUES " + strings.TrimSuffix(strings.Repeat("("+Marks(width)+"), ", len(rows)), ", "), slices.Concat(rows...)
	}
	marks, names := make([]string, width), make([]string, width)
	args = make([]any, width)
	for i := range width {
		n, kind := strconv.Itoa(i+1), ""
		switch rows[0][i].(type) {
		case string:
			args[i], kind = column[string](rows, i), "TEXT[]"
		case int64:
			args[i], kind = column[int64](rows, i), "BIGINT[]"
		default:
			args[i], kind = column[[]byte](rows, i), "BYTEA[]"
		}
		if len(rows) == 1 {
			args[i], kind = rows[0][i], strings.TrimSuffix(kind, "[]")
		}
		marks[i], names[i] = "CAST($"+n+" AS "+kind+")", "column"+n
	}
	list := strings.Join(marks, ", ")
	if len(rows) == 1 {
		return "VALUES (" + list + ")", args
	}
	return "SELECT * FROM unnest(" + list + ") AS u (" + strings.Join(names, ", ") + ")", args
}

// column returns the cells of one column.
func column[T any](rows [][]any, i int) []T {
	out := make([]T, len(rows))
	for n, cells := range rows {
		out[n] = cells[i].(T)
	}
	return out
}

// Select returns «SELECT columns FROM table » followed by the rest.
func (t Table[R]) Select(rest string) string {
	return "SELECT " + t.Columns + " FROM " + t.Name + " " + rest
}

// Returning returns the statement followed by «RETURNING columns».
func (t Table[R]) Returning(statement string) string {
	return statement + " RETURNING " + t.Columns
}

// cells returns what the row's columns hold, as the driver stores it.
func (t Table[R]) cells(r *R) ([]any, error) {
	refs := t.Refs(r)
	out := make([]any, len(refs))
	for i, p := range refs {
		v, err := cell(p)
		if err != nil {
			return nil, fmt.Errorf("%s column %d: %w", t.Name, i+1, err)
		}
		out[i] = v
	}
	return out, nil
}

func cell(p any) (any, error) {
	if v, ok := p.(driver.Valuer); ok {
		return v.Value()
	}
	switch v := reflect.ValueOf(p).Elem(); v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Int, reflect.Int64:
		return v.Int(), nil
	case reflect.Slice:
		return v.Bytes(), nil
	default:
		return nil, fmt.Errorf("no column holds a %s", v.Type())
	}
}

// change returns what the audit record says of a row with these cells.
func change(name, columns string, keys int, cells []any) audit.Change {
	key := fmt.Sprint(cells[0])
	for _, part := range cells[1:keys] {
		key += "|" + fmt.Sprint(part)
	}
	c := audit.Change{Table: name, Key: key, Hash: audit.RowHash(name, cells)}
	if strings.HasSuffix(columns, ", revision") {
		c.Revision, _ = cells[len(cells)-1].(int64)
	}
	return c
}

// Covered is what Verify needs to know of a covered table.
type Covered struct {
	Name, Columns string
	Keys          int
}

// Cover returns the table's description for Verify.
func (t Table[R]) Cover() Covered { return Covered{t.Name, t.Columns, t.Keys} }

// Change returns what a record must say of a row with these raw cells.
func (c Covered) Change(cells []any) audit.Change { return change(c.Name, c.Columns, c.Keys, cells) }
