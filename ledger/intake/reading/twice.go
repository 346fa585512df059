package reading

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
)

// compare says of a row whether it is the same as one above: of a new one by what
// makes it this one, of others by the entry that they are about.
func (g *Reading) compare(r *row, m ledger.Met) error {
	if m.Same != "" {
		if found, err := g.again(r, m.Same); found || err != nil {
			return err
		}
	}
	if m.Fate != ledger.Fresh && m.Entry != "" {
		if found, err := g.again(r, "entry "+string(m.Entry)); found || err != nil {
			return err
		}
	}
	if m.Fate == "" || r.in.Entry != "" {
		return nil
	}
	return g.toldApart(r)
}

// again reports whether a row is the same as one above, and says of it where that
// one stands.
func (g *Reading) again(r *row, same string) (bool, error) {
	first, there, err := firstOf(g.seen, maphash.String(g.seed, same), g.spot(r))
	if there {
		g.twice(r, g.keyColumn(), first, "intake.twice")
	}
	return there, err
}

// toldApart wants the identity number of persons of one unit who are called the
// same: without it the list, brought in again, could not say which is which.
func (g *Reading) toldApart(r *row) error {
	name, numbered := r.in.Personal[string(book.Name)], r.in.Personal[string(book.Identity)] != ""
	if name == "" || g.fields[g.keyColumn()].Type != book.Identity {
		return nil
	}
	here := g.spot(r)
	here.numbered = numbered
	first, there, err := firstOf(g.called, maphash.String(g.seed, string(r.in.Unit)+"/"+strings.Join(strings.Fields(name), "")), here)
	if there && (!numbered || !first.numbered) {
		g.twice(r, slices.IndexFunc(g.fields, func(f book.Field) bool { return f.Type == book.Name }), first, "intake.namesake_twice")
	}
	return err
}

// spot is where a row stands, and of a namesake whether it has an identity number.
type spot struct {
	sheet, row int32
	numbered   bool
}

func (g *Reading) spot(r *row) spot {
	return spot{sheet: int32(g.sheetNumber(r.sheet)), row: int32(r.n)}
}

// packed is the spot as a number; neither part is negative.
func (s spot) packed() uint64 {
	n := uint64(s.sheet)<<32 | uint64(s.row)<<1
	if s.numbered {
		n |= 1
	}
	return n
}

func unpacked(n uint64) spot { return spot{int32(n >> 32), int32(uint32(n) >> 1), n&1 == 1} }

// firstOf returns the spot of the first row with a key, or notes that it is this
// one.
func firstOf(t ledger.Pairs, key uint64, here spot) (first spot, there bool, err error) {
	n, there, err := t.Get(key)
	if there || err != nil {
		return unpacked(n), there, err
	}
	return here, false, t.Put(key, here.packed())
}

// twice says of a row where the one stands that it is the same as.
func (g *Reading) twice(r *row, column int, first spot, key string) {
	g.Sum.Twice++
	sheet := g.sheets[first.sheet]
	at := grid.Place{Sheet: sheet.Name, Row: int(first.row), Column: max(sheet.Columns[column], 1)}
	g.blame(r, column, fault.Field{Key: key}, "")
	r.findings[len(r.findings)-1].Args = []any{at.String(), at.Row} // no value of the row's
}
