package intake

import (
	"context"
	"errors"
	"hash/maphash"
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/people"
)

// chunk is how many rows are looked up, and written, together.
const chunk = 500

// reading is the reading of a file from its head to its end.
type reading struct {
	*rows
	seed   maphash.Seed
	seen   map[uint64]spot // rows by what makes them this one
	sum    Summary
	wait   []*row
	sheets []*grid.Sheet

	findings []Finding
	changes  []Change
	listed   int // changes so far
	do       func([]*row) error
}

// spot is where a row stands.
type spot struct{ sheet, row int32 }

func newReading(k *rows) *reading {
	return &reading{rows: k, seed: maphash.MakeSeed(), seen: map[uint64]spot{}, sum: Summary{Fields: map[string]int{}}}
}

// all reads a file and gives its rows on, some at a time.
func (g *reading) all(ctx context.Context, file grid.File, r *run) error {
	layout, err := file.Rows(ctx, g.columns, g.head, func(line *grid.Row) error {
		g.wait = append(g.wait, g.read(line))
		r.read.Store(line.Read)
		r.of.Store(line.Of)
		if len(g.wait) < chunk {
			return nil
		}
		return g.turn(r)
	})
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	g.sum.Left = layout.Left
	if err != nil {
		return err
	}
	return g.turn(r)
}

func (g *reading) turn(r *run) error {
	some := g.wait
	g.wait = g.wait[:0]
	g.sum.Rows += len(some)
	r.rows.Store(int64(g.sum.Rows))
	if len(some) == 0 {
		return nil
	}
	return g.do(some)
}

// head notes what the head of a sheet says. A column without which no row can be
// right is missed here once, and not in each row.
func (g *reading) head(s *grid.Sheet) error {
	copied := *s
	g.sheets = append(g.sheets, &copied)
	out := Sheet{Name: s.Name, Head: s.Head, Unknown: s.Unknown}
	at := grid.Place{Sheet: s.Name, Row: s.Head, Column: 1}
	for i, c := range g.columns {
		if s.Columns[i] > 0 {
			continue
		}
		out.Missing = append(out.Missing, c.ID)
		if c.Required {
			g.find(Finding{Place: at, Field: c.ID, Key: "intake.no_column", Args: []any{c.Names[0]}})
		}
	}
	if g.unit == "" && s.Columns[0] == 0 {
		g.find(Finding{Place: at, Field: unitColumn, Key: "intake.no_column", Args: []any{g.columns[0].Names[0]}})
	}
	for _, h := range s.Twice {
		g.find(Finding{Place: h.Place, Key: "intake.column_twice", Args: []any{h.Text}, Found: h.Text})
	}
	g.sum.Sheets = append(g.sum.Sheets, out)
	return nil
}

// find adds a finding, unless there are too many.
func (g *reading) find(f Finding) {
	if g.sum.Findings >= MaxFindings {
		g.sum.Cut = true
		return
	}
	g.sum.Findings++
	g.sum.Fields[f.Field]++
	f.N = g.sum.Findings
	g.findings = append(g.findings, f)
}

// errEnough ends a check that has found more than it keeps.
var errEnough = errors.New("intake: more findings than are kept")

// judge puts rows to the register and gathers what it says of each.
func (g *reading) judge(tx Tx, some []*row) error {
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
	if g.sum.Cut {
		return errEnough
	}
	return nil
}

// close counts a row by what became of it.
func (g *reading) close(r *row, m ledger.Met) {
	switch {
	case m.Fate == ledger.Bad:
		g.accuse(r, m.Wrong)
		if slices.ContainsFunc(m.Wrong, func(f fault.Field) bool { return f.Key == "intake.taken" || f.Key == "intake.beyond" }) {
			g.sum.Taken++
		}
	case m.Same != "":
		g.alone(r, m.Same)
	}
	if len(r.findings) > 0 {
		g.sum.Wrong++
		g.order(r)
		return
	}
	switch m.Fate {
	case ledger.Fresh:
		g.sum.New++
	case ledger.Differ:
		g.sum.Changed++
	case ledger.Alike:
		g.sum.Unchanged++
		return
	}
	g.change(r, m)
}

// alone says of a row that is the same as one above where that one stands.
func (g *reading) alone(r *row, same string) {
	key := maphash.String(g.seed, same)
	first, there := g.seen[key]
	if !there {
		g.seen[key] = spot{int32(g.sheetNumber(r.sheet)), int32(r.n)}
		return
	}
	g.sum.Twice++
	at := grid.Place{Sheet: g.sheets[first.sheet].Name, Row: int(first.row), Column: max(g.sheets[first.sheet].Columns[g.keyColumn()], 1)}
	g.blame(r, g.keyColumn(), fault.Field{Key: "intake.twice", Args: []any{at.String(), at.Row}}, "")
}

func (g *reading) sheetNumber(s *grid.Sheet) int {
	return max(slices.IndexFunc(g.sheets, func(o *grid.Sheet) bool { return o.Name == s.Name }), 0)
}

// keyColumn is the column by which an entry is told from others first.
func (g *reading) keyColumn() int {
	for _, id := range g.book.Key {
		if id != book.TheUnit {
			return g.column(id)
		}
	}
	return 0
}

// order adds the findings of a row as they stand in it.
func (g *reading) order(r *row) {
	slices.SortStableFunc(r.findings, func(a, b Finding) int { return a.Column - b.Column })
	for _, f := range r.findings {
		g.find(f)
	}
}

func (g *reading) change(r *row, m ledger.Met) {
	if g.listed++; g.listed > maxChanges {
		return
	}
	c := Change{N: g.listed, Place: grid.Place{Sheet: r.sheet.Name, Row: r.n, Column: 1}, Fate: m.Fate, Title: m.Title}
	if m.Fate == ledger.Differ {
		c.Entry, c.Old, c.New = m.Entry, m.Old, m.New
	}
	g.changes = append(g.changes, c)
}

// Check reads an import to its end and keeps all that is wrong in it, and what
// it would change.
func (s *Service) Check(ctx context.Context, id ID) error {
	return s.work(ctx, id, Checking, func(ctx context.Context, m Import, who people.Actor, file grid.File, r *run) error {
		k, err := s.dry(ctx, m, who)
		if err != nil {
			return err
		}
		if err := s.db.Update(ctx, func(tx Tx) error { return tx.ForgetFindings(id) }); err != nil {
			return err
		}
		g := newReading(k)
		g.do = func(some []*row) error { return s.examine(ctx, m, g, some) }
		if err := g.all(ctx, file, r); err != nil && !errors.Is(err, errEnough) {
			return err
		}
		return s.db.Update(ctx, func(tx Tx) error {
			if err := g.write(tx, id); err != nil {
				return err
			}
			return s.end(tx, m, Checked, func(m *Import) { m.Summary = g.sum })
		})
	})
}

// dry opens the register for a check.
func (s *Service) dry(ctx context.Context, m Import, who people.Actor) (k *rows, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		b, err := s.ledger.Bulk(tx, who, m.Campaign, m.Register, true)
		if err != nil {
			return err
		}
		tree, err := s.places.Tree(tx, b.Running())
		if err == nil {
			k = newRows(b, who, m.Unit, tree)
		}
		return err
	})
	return k, err
}

// examine judges some rows and keeps what there is to keep so far.
func (s *Service) examine(ctx context.Context, m Import, g *reading, some []*row) error {
	err := s.db.View(ctx, func(tx Tx) error {
		now, err := tx.Import(m.ID)
		if err != nil {
			return err
		}
		if now.State != Checking {
			return errCancelled
		}
		g.bulk.Within(tx)
		return g.judge(tx, some)
	})
	if len(g.findings)+len(g.changes) < 2*chunk || err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return errors.Join(err, s.db.Update(ctx, func(tx Tx) error { return g.write(tx, m.ID) }))
}

// write keeps the findings and changes that were gathered.
func (g *reading) write(tx Tx, id ID) error {
	if err := tx.AddFindings(id, g.findings); err != nil {
		return err
	}
	if err := tx.AddChanges(id, g.changes); err != nil {
		return err
	}
	g.findings, g.changes = g.findings[:0], g.changes[:0]
	return nil
}
