package reading

import (
	"context"
	"errors"
	"fmt"
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
	seen   ledger.Pairs // the spots of rows, by what makes them this one, and by the entry that they are about
	called ledger.Pairs // namesakes by unit and name, where an identity number tells persons apart
	sheets []*grid.Sheet

	findings []handed.Finding
	changes  []handed.Change
	listed   int // changes so far
}

// New begins to read a list into a register; unit is whose the rows are that name
// none. What has to be known of each row lies in the room, as hashes that nobody
// else can make.
func New(b *ledger.Bulk, unit organisation.UnitID, tree *organisation.Tree, room handed.Scratch) *Reading {
	b.Remember(room.Pairs())
	return &Reading{
		rows: newRows(b, unit, tree), Sum: handed.Summary{Fields: map[string]int{}},
		seed: maphash.MakeSeed(), seen: room.Pairs(), called: room.Pairs(),
	}
}

// All reads a file and gives its rows on, some at a time: while some are worked
// on, the next ones are read. note is told how much of the file was read.
func (g *Reading) All(ctx context.Context, file grid.File, note func(read, of, rows int64), do func(Rows) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ahead := make(chan piece, 2)
	go g.ahead(ctx, file, ahead)
	var failed error
	for p := range ahead {
		if failed == nil {
			failed = g.take(p, note, do)
		}
		if failed != nil {
			cancel(failed) // and see the reading off
		}
	}
	return failed
}

// piece is what was read ahead: a head, some rows, or the end.
type piece struct {
	head     *grid.Sheet
	rows     Rows
	read, of int64
	ended    bool
	left     []string
	err      error
}

// take works on what was read ahead.
func (g *Reading) take(p piece, note func(read, of, rows int64), do func(Rows) error) error {
	switch {
	case p.ended:
		g.Sum.Left = p.left
		return p.err
	case p.head != nil:
		g.head(p.head)
		return nil
	}
	if g.Sum.Rows += len(p.rows); len(p.rows) == 0 {
		return nil
	}
	note(p.read, p.of, int64(g.Sum.Rows))
	return do(p.rows)
}

// ahead reads a file until its end, or that of the context, which is told as why
// it ended. What breaks the reader is a fault of the file.
func (g *Reading) ahead(ctx context.Context, file grid.File, to chan<- piece) {
	defer close(to)
	send := func(p piece) error {
		select {
		case to <- p:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	end := piece{ended: true}
	defer func() {
		if cause := recover(); cause != nil {
			end.err = fault.Wrap(fmt.Errorf("panic: %v", cause), fault.Invalid, "intake.not_list")
		}
		to <- end // All reads to the last one
	}()
	var next piece
	layout, err := file.Rows(ctx, g.columns, func(s *grid.Sheet) error {
		if err := send(next); err != nil {
			return err
		}
		next = piece{}
		copied := *s
		return send(piece{head: &copied})
	}, func(line *grid.Row) error {
		next.rows, next.read, next.of = append(next.rows, g.read(line)), line.Read, line.Of
		if len(next.rows) < Chunk {
			return nil
		}
		full := next
		next = piece{rows: make(Rows, 0, Chunk)}
		return send(full)
	})
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if err == nil {
		err = send(next)
	}
	end.left, end.err = layout.Left, err
}

// head notes what the head of a sheet says. A column without which no row can be
// right is missed here once, and not in each row.
func (g *Reading) head(s *grid.Sheet) {
	g.sheets = append(g.sheets, s)
	out := handed.Sheet{Name: s.Name, Head: s.Head, Unknown: slices.Clone(s.Unknown)}
	for i := range out.Unknown {
		out.Unknown[i].Text = grid.Kept(out.Unknown[i].Text)
	}
	at := grid.Place{Sheet: s.Name, Row: s.Head, Column: 1}
	for i, c := range g.columns {
		if s.Columns[i] > 0 || c.ID == column.Own { // an export alone has numbers
			continue
		}
		out.Missing = append(out.Missing, c.ID)
		if g.misses(s, i) {
			g.find(handed.Finding{Place: at, Field: c.ID, Key: "intake.no_column", Args: []any{c.Names[0]}})
		}
	}
	if g.unit == "" && s.Columns[0] == 0 {
		g.find(handed.Finding{Place: at, Field: column.Unit, Key: "intake.no_column", Args: []any{g.columns[0].Names[0]}})
	}
	for _, h := range s.Twice {
		g.find(unnumbered(handed.Finding{Place: h.Place, Key: "intake.column_twice", Args: []any{h.Text}, Found: h.Text}))
	}
	g.Sum.Sheets = append(g.Sum.Sheets, out)
}

// misses reports whether a sheet has not a column that its rows must have. What
// the entries of an export hold already, it need not have.
func (g *Reading) misses(s *grid.Sheet, i int) bool {
	return g.columns[i].Required && s.Columns[i] == 0 && s.Columns[len(s.Columns)-1] == 0
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
		if !put && r.in.Entry == "" { // the entry holds what the row leaves out
			g.accuse(r, g.bulk.Lacks(r.in))
		}
		if err := g.close(r, m); err != nil {
			return err
		}
	}
	if g.Sum.Cut {
		return ErrEnough
	}
	return nil
}

// close counts a row by what became of it.
func (g *Reading) close(r *row, m ledger.Met) error {
	if m.Fate == ledger.Bad {
		g.accuse(r, m.Wrong)
		if slices.ContainsFunc(m.Wrong, func(f fault.Field) bool { return f.Key == "intake.taken" || f.Key == "intake.beyond" }) {
			g.Sum.Taken++
		}
	} else if err := g.compare(r, m); err != nil {
		return err
	}
	if len(r.findings) > 0 {
		g.Sum.Wrong++
		g.order(r)
		return nil
	}
	switch m.Fate {
	case ledger.Fresh:
		g.Sum.New++
		if len(m.Like) > 0 {
			g.Sum.Alike++
		}
	case ledger.Differ:
		g.Sum.Changed++
	case ledger.Alike:
		g.Sum.Unchanged++
		return nil
	}
	g.change(r, m)
	return nil
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

// order adds the findings of a row as they stand in it, but for what it lacks
// because its sheet has no such column: the head has said so.
func (g *Reading) order(r *row) {
	slices.SortStableFunc(r.findings, func(a, b handed.Finding) int { return a.Column - b.Column })
	for _, f := range r.findings {
		if f.Key != "ledger.required" || !g.misses(r.sheet, g.column(f.Field)) {
			g.find(f)
		}
	}
}

func (g *Reading) change(r *row, m ledger.Met) {
	if g.listed++; g.listed > handed.MaxChanges {
		return
	}
	c := handed.Change{N: g.listed, Place: grid.Place{Sheet: r.sheet.Name, Row: r.n, Column: 1}, Fate: m.Fate, Title: m.Title, Old: m.Old, New: m.New, Like: m.Like}
	if m.Fate == ledger.Differ {
		c.Entry = m.Entry
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
