package intake

import (
	"context"
	"errors"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// errNamed ends the reading of a file of which enough is known.
var errNamed = errors.New("intake: all are named")

// Names reads from the file of an import whom its new rows are about, by the
// number of the change, masked where they are persons in need. The names are in
// the file alone until it is stored; of one that is gone nobody is named.
func (s *Service) Names(ctx context.Context, who people.Actor, id ID, of []Change) (map[int]string, error) {
	out, wanted := map[int]string{}, map[grid.Place]int{}
	for _, c := range of {
		if c.Fate == ledger.Fresh && c.Title == "" {
			wanted[grid.Place{Sheet: c.Sheet, Row: c.Row}] = c.N
		}
	}
	seen, err := s.Open(ctx, who, id)
	if err != nil || len(wanted) == 0 || seen.State != Checked {
		return out, err
	}
	_, src, err := s.File(ctx, who, id)
	if err != nil {
		return out, err
	}
	file, err := s.open(src, seen.Size)
	if err != nil {
		return out, err
	}
	columns := column.Columns(&seen.Book)
	at := nameColumn(&seen.Book)
	_, err = file.Rows(ctx, columns, func(*grid.Sheet) error { return nil }, func(r *grid.Row) error {
		n, asked := wanted[grid.Place{Sheet: r.Sheet.Name, Row: r.N}]
		if !asked {
			return nil
		}
		name := r.Cells[at].Text
		if seen.Book.Private() {
			name = organisation.Person{Name: name}.MaskedName()
		}
		if out[n] = name; len(out) == len(wanted) {
			return errNamed
		}
		return nil
	})
	if errors.Is(err, errNamed) {
		err = nil
	}
	return out, err
}

// nameColumn is the column of the name of the person whom an entry is about; that
// of the unit comes before the fields.
func nameColumn(b *book.Book) int {
	for i, f := range b.Fields {
		if f.Type == book.Name {
			return i + 1
		}
	}
	return 0
}
