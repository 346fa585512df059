package sheet

import (
	"context"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// Reading is what a workbook says.
type Reading struct {
	Typed    map[string]string // by cell of the form, as typed
	Source   paper.Content     // what the report said when the workbook was made
	Problems []fault.Field     // at «sheet!cell», in the order of the sheets
	Found    map[string]string // what stands at the place of a problem
}

// Err returns the problems as a failure, nil if there are none.
func (r *Reading) Err() error { return fault.Violations(r.Problems) }

// Read reads a workbook that was filled in. What is no workbook of this duty is
// refused by name; everything else that is wrong is among the problems. Rows
// may have been added to a table, sheets put into another order. Two files are
// read at a time in the process; the context bounds the wait.
func (b *Workbook) Read(ctx context.Context, file []byte) (Reading, error) {
	end, err := turn(ctx)
	if err != nil {
		return Reading{}, err
	}
	defer end()
	f, err := open(file)
	if err != nil {
		return Reading{}, err
	}
	defer f.Close()
	if err := b.belongs(f); err != nil {
		return Reading{}, err
	}
	r := newReader(b, f)
	if err := r.all(); err != nil {
		return Reading{}, err
	}
	r.judge()
	return Reading{Typed: r.typed, Source: sourceOf(f), Problems: r.sorted(), Found: r.found}, nil
}

// place is where something stands in the file.
type place struct {
	sheet       string
	order       int // of the sheet
	column, row int
}

func (p place) String() string { return p.sheet + "!" + CellName(p.column, p.row) }

// reader reads the sheets of a workbook one after the other.
type reader struct {
	book     *Workbook
	file     *excelize.File
	epoch    int // days by which the file counts its days from another day
	typed    map[string]string
	places   map[string]place // by cell of the form, and of sections by their id
	problems []found
	found    map[string]string
	blamed   map[string]bool
	seen     map[string]bool // sections, and fixed rows
}

type found struct {
	place
	fault.Field
}

func newReader(b *Workbook, f *excelize.File) *reader {
	r := &reader{
		book: b, file: f, typed: map[string]string{}, places: map[string]place{},
		found: map[string]string{}, blamed: map[string]bool{}, seen: map[string]bool{},
	}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		r.epoch = cell.Epoch1904
	}
	return r
}

// blame notes a problem; the first at a place is the one a person mends.
func (r *reader) blame(at place, text string, bad fault.Field) {
	bad.Path = at.String()
	if r.blamed[bad.Path] {
		return
	}
	r.blamed[bad.Path], r.found[bad.Path] = true, text
	r.problems = append(r.problems, found{at, bad})
}

func (r *reader) all() error {
	for order, name := range r.file.GetSheetList() {
		if name == hiddenSheet {
			continue
		}
		rows, err := r.file.GetRows(name)
		if err != nil {
			return fault.Wrap(err, fault.Invalid, "sheet.not_workbook")
		}
		p := page{reader: r, at: place{sheet: name, order: order}}
		for i, cells := range rows {
			p.at.row = i + 1
			p.line(cells)
		}
	}
	form := r.book.entry.Form
	for i := range form.Sections {
		s := &form.Sections[i]
		if s.Kind != playbook.Files && !r.seen[s.ID] {
			r.blame(place{sheet: r.book.sheetOf(s), column: 1, row: 1}, "", fault.Field{Key: "sheet.no_section", Args: []any{s.Title}})
			continue
		}
		for _, row := range s.Rows {
			if !r.seen[s.ID+"/"+row.ID] {
				r.blame(r.places[s.ID], "", fault.Field{Key: "sheet.no_row", Args: []any{row.Label}})
			}
		}
		if s.Kind == playbook.Fields {
			for j := range s.Fields {
				if fd := &s.Fields[j]; !r.seen[s.ID+"/"+fd.ID] {
					r.blame(r.places[s.ID], "", fault.Field{Key: "sheet.no_row", Args: []any{r.book.label(fd)}})
				}
			}
		}
	}
	return nil
}

func (b *Workbook) sheetOf(s *playbook.Section) string {
	for _, l := range b.leaves {
		if slices.Contains(l.parts, s) {
			return l.name
		}
	}
	return ""
}

// judge checks what was read as the form does.
func (r *reader) judge() {
	e := r.book.entry
	cells := map[string]string{}
	for cell, text := range r.typed {
		_, _, fd := e.Form.Cell(cell)
		canonical, bad := paper.Typed(e.Rules, fd, cell, text)
		if bad != nil {
			r.blame(r.places[cell], text, *bad)
		}
		if canonical != "" {
			cells[cell] = canonical
		}
	}
	for _, bad := range paper.CheckCells(e.Rules, e.Obliged(), e.Form, cells, report.Held(e.Case)) {
		r.blame(r.placeOf(bad.Path), r.typed[bad.Path], bad)
	}
}

// placeOf returns where a cell of the form stands: where it is missing, its
// section does.
func (r *reader) placeOf(cell string) place {
	if at, ok := r.places[cell]; ok {
		return at
	}
	section, _, _ := strings.Cut(cell, "/")
	return r.places[section]
}

func (r *reader) sorted() []fault.Field {
	slices.SortStableFunc(r.problems, func(a, b found) int {
		return slices.Compare([]int{a.order, a.row, a.column}, []int{b.order, b.row, b.column})
	})
	var out []fault.Field
	for _, p := range r.problems {
		out = append(out, p.Field)
	}
	return out
}
