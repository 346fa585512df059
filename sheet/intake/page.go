package intake

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// How far down a head is looked for, and over how many rows it may go.
const (
	deepest = 50
	tallest = 3
)

// page reads one sheet: first it looks for the head, then it gives the rows.
type page struct {
	columns []grid.Column
	head    func(*grid.Sheet) error
	each    func(*grid.Row) error
	later   int

	sheet grid.Sheet
	wait  []line // the first rows, until the head is found
	row   grid.Row
	at    map[int]int    // column of the sheet: column asked for
	named map[string]int // columns asked for, by what a head may say
}

// line takes the next row.
func (p *page) line(l *line) error {
	if p.at != nil {
		return p.data(l)
	}
	if l.n <= deepest {
		l := *l
		l.cells = slices.Clone(l.cells)
		p.wait = append(p.wait, l)
		return nil
	}
	if err := p.settle(); err != nil {
		return err
	}
	return p.data(l)
}

// end is called behind the last row.
func (p *page) end() error {
	if p.at != nil {
		return nil
	}
	return p.settle()
}

// settle decides which row is the head: the first of those below which most of
// the columns asked for stand. One match alone, where several columns are asked
// for, is no head but a sentence.
func (p *page) settle() error {
	p.at = map[int]int{}
	best, most := -1, min(2, len(p.columns))-1
	for i := range p.wait {
		if n := p.match(i, nil); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		p.wait = nil
		return nil
	}
	p.sheet.Head = p.wait[best].n
	p.sheet.Columns = make([]int, len(p.columns))
	p.match(best, &p.sheet)
	for asked, at := range p.sheet.Columns {
		if at > 0 {
			p.at[at] = asked
		}
	}
	p.row = grid.Row{Sheet: &p.sheet, Cells: make([]grid.Cell, len(p.columns))}
	if err := p.head(&p.sheet); err != nil {
		return err
	}
	wait := p.wait[best+1:]
	p.wait = nil
	for i := range wait {
		if err := p.data(&wait[i]); err != nil {
			return err
		}
	}
	return nil
}

// match counts the columns that the row at a place of the waiting ones names,
// and notes them.
func (p *page) match(i int, found *grid.Sheet) (n int) {
	seen := map[int]bool{}
	own := false
	for _, h := range p.heads(i) {
		asked := p.asked(h.says)
		switch {
		case asked >= 0 && !seen[asked]:
			seen[asked] = true
			own = own || h.own
			n++
			if found != nil {
				found.Columns[asked] = h.column
			}
		case found == nil:
		case asked >= 0 && h.own:
			found.Twice = append(found.Twice, grid.Heading{Text: h.text, Place: grid.Place{Sheet: found.Name, Row: p.wait[i].n, Column: h.column}})
		case asked < 0 && h.text != "" && !h.example():
			found.Unknown = append(found.Unknown, grid.Heading{Text: h.text, Place: grid.Place{Sheet: found.Name, Row: p.wait[i].n, Column: h.column}})
		}
	}
	if !own {
		return 0
	}
	return n
}

// heading is what may stand above a column.
type heading struct {
	column int
	text   string   // as it stands
	says   []string // how it can be read: by itself, with what stands above it
	own    bool     // it stands in the row itself; else above it, in a cell that goes down to it
}

// heads returns what stands above each column if a row of the waiting ones is
// the head. A cell above may go down to the row, or over several columns.
func (p *page) heads(i int) []heading {
	var out []heading
	at := map[int]int{}
	for _, c := range p.wait[i].cells {
		at[c.column] = len(out)
		out = append(out, heading{column: c.column, text: strings.TrimSpace(c.text), says: []string{c.text}, own: true})
	}
	for up := 1; up < tallest && i-up >= 0 && p.wait[i-up].n >= p.wait[i].n-up; up++ {
		over := p.wait[i-up].cells
		for j, c := range over {
			if _, ok := at[c.column]; !ok {
				at[c.column] = len(out)
				out = append(out, heading{column: c.column, text: strings.TrimSpace(c.text), says: []string{c.text}})
				continue
			}
			next := maxColumn
			if j+1 < len(over) {
				next = over[j+1].column
			}
			for k := range out {
				if h := &out[k]; h.own && h.column >= c.column && h.column < next {
					h.says = append(h.says, c.text+h.text)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b heading) int { return a.column - b.column })
	return out
}

// asked returns which column one of the texts names, -1 for none.
func (p *page) asked(says []string) int {
	if p.named == nil {
		p.named = map[string]int{}
		for i := range p.columns {
			for _, name := range p.columns[i].Names {
				if _, taken := p.named[label(name)]; !taken {
					p.named[label(name)] = i
				}
			}
		}
	}
	for _, text := range says {
		for _, bare := range []string{label(text), label(unbracketed(text))} {
			if i, ok := p.named[bare]; ok && bare != "" {
				return i
			}
		}
	}
	return -1
}

// label returns the head of a column as it is compared: stars, colons, spaces
// and the width of characters say nothing.
func label(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n*:", r) {
			return -1
		}
		return r
	}, cell.Narrow(cell.Bare(text))))
}

// unbracketed takes off what stands in brackets at the end: «金额（元）».
func unbracketed(text string) string {
	text = strings.TrimRight(cell.Narrow(text), " *")
	if at := strings.LastIndexByte(text, '('); at > 0 && strings.HasSuffix(text, ")") {
		return text[:at]
	}
	return text
}

func (h heading) example() bool { return slices.Contains(cell.ExampleHeads, h.text) }

// data gives a row below the head, unless it is blank where something is asked.
func (p *page) data(l *line) error {
	if p.sheet.Head == 0 {
		return nil
	}
	p.row.N, p.row.Read, p.row.Of = l.n, l.read, l.of
	clear(p.row.Cells)
	blank := true
	for i := range l.cells {
		c := &l.cells[i]
		asked, ok := p.at[c.column]
		if !ok {
			if slices.Contains(cell.Examples, c.text) {
				return nil
			}
			continue
		}
		p.row.Cells[asked] = text(p.columns[asked].Kind, c, p.later)
		blank = blank && p.row.Cells[asked] == grid.Cell{}
	}
	if blank {
		return nil
	}
	return p.each(&p.row)
}
