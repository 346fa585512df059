package reading

import (
	"context"
	"errors"
	"hash/maphash"
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Chunk is how many rows are looked up, and written, together.
const Chunk = 500

// Rows are some rows of a list that were read.
type Rows []*row

// Reading is the reading of a list. It is not safe for concurrent use.
type Reading struct {
	*rows
	Sum handed.Summary

	seed   maphash.Seed
	seen   map[uint64]spot // rows by what makes them this one
	wait   Rows
	sheets []*grid.Sheet

	findings []handed.Finding
	changes  []handed.Change
	listed   int // changes so far
}

// spot is where a row stands.
type spot struct{ sheet, row int32 }

// New begins to read a list into a register; unit is whose the rows are that name
// none.
func New(b *ledger.Bulk, unit organisation.UnitID, tree *organisation.Tree) *Reading {
	return &Reading{
		rows: newRows(b, unit, tree), Sum: handed.Summary{Fields: map[string]int{}},
		seed: maphash.MakeSeed(), seen: map[uint64]spot{},
	}
}

// All reads a file and gives its rows on, some at a time. note is told how much
// of the file was read.
func (g *Reading) All(ctx context.Context, file grid.File, note func(read, of, rows int64), do func(Rows) error) error {
	turn := func() error {
		some := g.wait
		g.wait = g.wait[:0]
		if g.Sum.Rows += len(some); len(some) == 0 {
			return nil
		}
		return do(some)
	}
	layout, err := file.Rows(ctx, g.columns, g.head, func(line *grid.Row) error {
		g.wait = append(g.wait, g.read(line))
		note(line.Read, line.Of, int64(g.Sum.Rows))
		if len(g.wait) < Chunk {
			return nil
		}
		return turn()
	})
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	if g.Sum.Left = layout.Left; err != nil {
		return err
	}
	return turn()
}

// head notes what the head of a sheet says. A column without which no row can be
// right is missed here once, and not in each row.
func (g *Reading) head(s *grid.Sheet) error {
	copied := *s
	g.sheets = append(g.sheets, &copied)
	out := handed.Sheet{Name: s.Name, Head: s.Head, Unknown: s.Unknown}
	at := grid.Place{Sheet: s.Name, Row: s.Head, Column: 1}
	for i, c := range g.columns {
		if s.Columns[i] > 0 {
			continue
		}
		out.Missing = append(out.Missing, c.ID)
		if c.Required {
			g.find(handed.Finding{Place: at, Field: c.ID, Key: "intake.no_column", Args: []any{c.Names[0]}})
		}
	}
	if g.unit == "" && s.Columns[0] == 0 {
		g.find(handed.Finding{Place: at, Field: column.Unit, Key: "intake.no_column", Args: []any{g.columns[0].Names[0]}})
	}
	for _, h := range s.Twice {
		g.find(handed.Finding{Place: h.Place, Key: "intake.column_twice", Args: []any{h.Text}, Found: h.Text})
	}
	g.Sum.Sheets = append(g.Sum.Sheets, out)
	return nil
}

// find adds a finding, unless there are too many.
func (g *Reading) find(f handed.Finding) {
	if g.Sum.Findings >= handed.MaxFindings {
		g.Sum.Cut = true
		return
	}
	g.Sum.Findings++
	g.Sum.Fields[f.Field]++
	f.N = g.Sum.Findings
	g.findings = append(g.findings, f)
}

// ErrEnough ends a check that has found more than it keeps.
var ErrEnough = errors.New("intake: more findings than are kept")

// Judge puts rows to the register and gathers what it says of each.
func (g *Reading) Judge(tx handed.Tx, some Rows) error {
	g.bulk.Within(tx)
	if err := g.resolve(tx, some); err != nil {
		return err
	}
	whole := slices.DeleteFunc(slices.Clone(some), func(r *row) bool { return len(r.findings) > 0 })
	in := make([]ledger.Filled, len(whole))
	for i, r := range whole {
		in[i] = r.in
	}
	met, err := g.bulk.Put(in)
	if err != nil {
		return err
	}
	fates := map[*row]ledger.Met{}
	for i, r := range whole {
		fates[r] = met[i]
	}
	for _, r := range some {
		m, put := fates[r]
		if !put {
			g.accuse(r, g.bulk.Lacks(r.in))
		}
		g.close(r, m)
	}
	if g.Sum.Cut {
		return ErrEnough
	}
	return nil
}

// close counts a row by what became of it.
func (g *Reading) close(r *row, m ledger.Met) {
	switch {
	case m.Fate == ledger.Bad:
		g.accuse(r, m.Wrong)
		if slices.ContainsFunc(m.Wrong, func(f fault.Field) bool { return f.Key == "intake.taken" || f.Key == "intake.beyond" }) {
			g.Sum.Taken++
		}
	case m.Same != "":
		g.alone(r, m.Same)
	}
	if len(r.findings) > 0 {
		g.Sum.Wrong++
		g.order(r)
		return
	}
	switch m.Fate {
	case ledger.Fresh:
		g.Sum.New++
	case ledger.Differ:
		g.Sum.Changed++
	case ledger.Alike:
		g.Sum.Unchanged++
		return
	}
	g.change(r, m)
}

// alone says of a row that is the same as one above where that one stands.
func (g *Reading) alone(r *row, same string) {
	key := maphash.String(g.seed, same)
	first, there := g.seen[key]
	if !there {
		g.seen[key] = spot{int32(g.sheetNumber(r.sheet)), int32(r.n)}
		return
	}
	g.Sum.Twice++
	at := grid.Place{Sheet: g.sheets[first.sheet].Name, Row: int(first.row), Column: max(g.sheets[first.sheet].Columns[g.keyColumn()], 1)}
	g.blame(r, g.keyColumn(), fault.Field{Key: "intake.twice", Args: []any{at.String(), at.Row}}, "")
}

func (g *Reading) sheetNumber(s *grid.Sheet) int {
	return max(slices.IndexFunc(g.sheets, func(o *grid.Sheet) bool { return o.Name == s.Name }), 0)
}

// keyColumn is the column by which an entry is told from others first.
func (g *Reading) keyColumn() int {
	for _, id := range g.book.Key {
		if id != book.TheUnit {
			return g.column(id)
		}
	}
	return 0
}

// order adds the findings of a row as they stand in it.
func (g *Reading) order(r *row) {
	slices.SortStableFunc(r.findings, func(a, b handed.Finding) int { return a.Column - b.Column })
	for _, f := range r.findings {
		g.find(f)
	}
}

func (g *Reading) change(r *row, m ledger.Met) {
	if g.listed++; g.listed > handed.MaxChanges {
		return
	}
	c := handed.Change{N: g.listed, Place: grid.Place{Sheet: r.sheet.Name, Row: r.n, Column: 1}, Fate: m.Fate, Title: m.Title}
	if m.Fate == ledger.Differ {
		c.Entry, c.Old, c.New = m.Entry, m.Old, m.New
	}
	g.changes = append(g.changes, c)
}

// Write keeps the findings and changes that were gathered.
func (g *Reading) Write(tx handed.Tx, id handed.ID) error {
	if err := tx.AddFindings(id, g.findings); err != nil {
		return err
	}
	if err := tx.AddChanges(id, g.changes); err != nil {
		return err
	}
	g.findings, g.changes = g.findings[:0], g.changes[:0]
	return nil
}

// Gathered is how many findings and changes wait to be kept.
func (g *Reading) Gathered() int { return len(g.findings) + len(g.changes) }

// Forget drops the changes that were gathered: they are made, not listed.
func (g *Reading) Forget() { g.changes = g.changes[:0] }
