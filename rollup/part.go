package rollup

import (
	"cmp"
	"slices"
)

// parts lists the cells that the sum of the one measure was asked of. It is
// pure. A stock of before the stretch that a nil report left as it stood is a
// part; those that a later period replaced are listed without counting.
func (a *asked) parts(in reading) []Part {
	type place struct {
		r    *Row
		cell int32
	}
	columns := a.columns(in)
	found := map[place]bool{} // whether it counts
	list := func(r *Row, counted func(column) bool) {
		if r.told == nil {
			return
		}
		for _, f := range r.cells {
			if c := columns[f.cell]; c.measure >= 0 {
				found[place{r, f.cell}] = found[place{r, f.cell}] || counted(c)
			}
		}
	}
	a.walk(in, walker{
		window: whole,
		owed: func(r *Row, counts bool) {
			if counts && a.has(r) {
				list(r, func(c column) bool { return !c.stock })
			}
		},
		stock: func(at, from *Row) {
			if a.has(at) {
				list(from, func(c column) bool { return true })
			}
		},
	})
	out := make([]Part, 0, len(found))
	order := a.order(in)
	for p, counted := range found {
		i := slices.IndexFunc(p.r.cells, func(f number) bool { return f.cell == p.cell })
		c := columns[p.cell]
		out = append(out, Part{p.r.Duty, p.r.n, p.r.Unit, p.r.Period, c.line, in.cells[p.cell].address, p.r.cells[i].value, counted})
	}
	slices.SortFunc(out, func(x, y Part) int {
		return cmp.Or(cmp.Compare(x.Period, y.Period), cmp.Compare(a.code(x.Unit), a.code(y.Unit)),
			cmp.Compare(order[x.Cell], order[y.Cell]), cmp.Compare(x.Cell, y.Cell))
	})
	return out
}

// order returns the place of every cell in the form; cells it has no more come
// last.
func (a *asked) order(in reading) map[string]int {
	out := map[string]int{}
	all := a.form.Cells()
	for _, c := range in.cells {
		out[c.address] = len(all)
	}
	for i, address := range all {
		out[address] = i
	}
	return out
}
