package reading

import (
	"context"
	"errors"
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// errNamed ends the reading of a file of which enough is known.
var errNamed = errors.New("intake: all are named")

// Names reads from a file whom new rows without a title are about, by the number
// of the change, masked where they are persons in need.
func Names(ctx context.Context, file grid.File, b *book.Book, of []handed.Change) (map[int]string, error) {
	out, wanted := map[int]string{}, map[grid.Place]int{}
	for _, c := range of {
		if c.Fate == ledger.Fresh && c.Title == "" {
			wanted[grid.Place{Sheet: c.Sheet, Row: c.Row}] = c.N
		}
	}
	if len(wanted) == 0 {
		return out, nil
	}
	at := 1 + slices.IndexFunc(b.Fields, func(f book.Field) bool { return f.Type == book.Name }) // that of the unit comes first
	_, err := file.Rows(ctx, column.Columns(b), func(*grid.Sheet) error { return nil }, func(r *grid.Row) error {
		n, asked := wanted[grid.Place{Sheet: r.Sheet.Name, Row: r.N}]
		if !asked {
			return nil
		}
		if out[n] = r.Cells[at].Text; b.Private() {
			out[n] = organisation.Person{Name: out[n]}.MaskedName()
		}
		if len(out) == len(wanted) {
			return errNamed
		}
		return nil
	})
	if errors.Is(err, errNamed) {
		err = nil
	}
	return out, err
}
