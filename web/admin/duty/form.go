package duty

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// sectionView is a part of the form.
type sectionView struct {
	ID, Title, Help, Clause string
	Kind                    playbook.SectionKind
	URL                     string // of the duty
	Edit                    bool
	Problem                 string // of the section as a whole
	Advice                  string // soft warning on the section as a whole
	Columns                 []columnView
	Rows                    []rowView // of a grid or a table
	Totals                  []totalsView
	Fields                  []cellView // of single fields
	Long                    bool       // nothing but long texts
	Wide                    bool       // a table wider than the page
	Slots                   []slotView // of files
	Blank                   []rowView  // of a table open for typing: the row that is added
	Refills                 bool       // a table whose rows can be those of the ledger again
	Full                    bool       // a table that takes no more rows
	Grey                    string     // key of what the grey figures of a grid are, "" without any
}

// columnView is the head of a column.
type columnView struct {
	Label    string
	Unit     quantity.Kind // "" without one
	Help     string
	Width    string // class
	Required bool
}

// rowView is a row of a grid or a table.
type rowView struct {
	ID    string // «villages/r3»
	Label string
	Drop  string // address that drops the row; "" where it stays
	Cells []cellView
}

// cellView is one cell or field.
type cellView struct {
	Address, Anchor string
	Note            string // id of the sentence that says what is wrong
	Label, Name     string // the column; row and column for who hears it
	Input           string // number, text, long, date, choice, tick, computed
	Edit, Pin       bool
	Left            bool   // words, not figures
	Value           string // as typed
	Text            string // for reading
	Before          string // last period's
	Running         string // since the beginning, last period included
	Was             string // what the last sent version says, where it differs
	Changed         bool
	Comment         string
	Problem         string
	Advice          string
	Required        bool
	Help, Clause    string
	Unit            quantity.Kind // "" without one
	Max             int64         // characters, 0 without a bound
	Options         []playbook.Option
	Sum             string // addresses a computed cell adds
	From            *fromView
	Decimals        int
}

// slotView is a place for files.
type slotView struct {
	Address, Anchor, Label string
	Required               bool
	Problem, Comment       string
	Advice                 string
	Changed                bool
	Files                  []fileView
	Edit                   bool
	Upload                 string // id of the form that brings a file here
}

// fileView is an attached file.
type fileView struct{ ID, Name, Size, Hash string }

// blankRow stands for the row that is added; no cell of a form has its address.
const blankRow = "r0"

// wideFrom is the number of columns from which a table takes the whole width.
const wideFrom = 10

func (v *dutyView) wide() bool {
	return slices.ContainsFunc(v.e.Form.Sections, func(s playbook.Section) bool { return isWide(&s) })
}

func isWide(s *playbook.Section) bool { return s.Kind == playbook.Table && len(s.Fields) >= wideFrom }

// sections returns the whole form.
func (v *dutyView) sections() []sectionView {
	out := make([]sectionView, 0, len(v.e.Form.Sections))
	for i := range v.e.Form.Sections {
		out = append(out, v.section(&v.e.Form.Sections[i]))
	}
	return out
}

func (v *dutyView) section(s *playbook.Section) sectionView {
	out := sectionView{ID: s.ID, Title: s.Title, Help: s.Help, Clause: s.Clause, Kind: s.Kind, URL: dutyURL(v.e.Case.Duty.ID), Edit: v.edit, Problem: v.problem[s.ID], Advice: v.advice[s.ID], Wide: isWide(s)}
	switch s.Kind {
	case playbook.Files:
		for i := range s.Fields {
			out.Slots = append(out.Slots, v.slot(s, &s.Fields[i]))
		}
		return out
	case playbook.Fields:
		out.Fields = v.row(s, "").Cells
		out.Long = !slices.ContainsFunc(out.Fields, func(c cellView) bool { return c.Input != "long" })
		return out
	}
	for i := range s.Fields {
		out.Columns = append(out.Columns, v.column(&s.Fields[i]))
	}
	rows := paper.Rows(s, v.content)
	if s.Kind == playbook.Table && v.edit {
		rows = v.openRows(s, rows)
		out.Full = len(rows) >= playbook.MaxRows
		out.Blank = []rowView{v.row(s, blankRow)}
	}
	for _, id := range rows {
		out.Rows = append(out.Rows, v.row(s, id))
	}
	out.Refills = v.edit && s.From != nil && len(v.e.Draft.Ledger.Rows[s.ID]) > 0
	out.Totals = v.totals(s)
	out.Grey = v.grey(out.Rows)
	return out
}

// grey returns the key of the sentence that says what the grey figures are.
func (v *dutyView) grey(rows []rowView) string {
	if !slices.ContainsFunc(rows, func(r rowView) bool {
		return slices.ContainsFunc(r.Cells, func(c cellView) bool { return c.Before != "" })
	}) {
		return ""
	}
	if p, err := calendar.ParsePeriod(v.e.Period); err == nil && p.Kind == calendar.Month {
		return "duty.grey_month"
	}
	return "duty.grey"
}

// openRows adds the empty rows a person types into: as many as the form asks
// for, and one more where the address asks for it.
func (v *dutyView) openRows(s *playbook.Section, rows []string) []string {
	next := 1
	if len(rows) > 0 {
		last, _ := strconv.Atoi(strings.TrimPrefix(rows[len(rows)-1], "r"))
		next = last + 1
	}
	want := max(1, s.MinRows)
	if v.call.URL.Query().Get("add") == s.ID {
		want = max(want, len(rows)+1)
	}
	for ; len(rows) < want && next <= playbook.MaxRows; next++ {
		rows = append(rows, "r"+strconv.Itoa(next))
	}
	return rows
}

func (v *dutyView) column(fd *playbook.Field) columnView {
	c := columnView{Label: v.label(fd), Help: fd.Help, Width: width(fd), Required: v.edit && fd.Required}
	if fd.Type == playbook.MeasureField {
		c.Unit = paper.Kind(v.e.Rules, fd)
	}
	return c
}

// width returns the class of a column's width, by what stands in it.
func width(fd *playbook.Field) string {
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		return "w-number"
	case playbook.DateField:
		return "w-date"
	case playbook.Choice:
		return "w-choice"
	case playbook.LongText:
		return "w-long"
	}
	switch {
	case fd.Max > 0 && fd.Max <= 10:
		return "w-short"
	case fd.Max > 0 && fd.Max <= 40:
		return "w-choice"
	}
	return "w-text"
}

func (v *dutyView) row(s *playbook.Section, id string) rowView {
	out := rowView{ID: s.ID + "/" + id}
	if s.Kind == playbook.Table && v.edit {
		out.Drop = dutyURL(v.e.Case.Duty.ID) + "/rows"
	}
	if id != "" {
		out.Label = v.rowName(s, id)
	}
	for i := range s.Fields {
		out.Cells = append(out.Cells, v.cell(s, id, &s.Fields[i]))
	}
	return out
}

func (v *dutyView) cell(s *playbook.Section, row string, fd *playbook.Field) cellView {
	at := s.Address(row, fd.ID)
	text := v.content.Cells[at]
	c := cellView{
		Address: at, Anchor: desk.Anchor(at), Note: note(at), Label: v.label(fd), Name: v.label(fd), Input: input(fd), Edit: v.edit, Pin: v.pin,
		Left:  fd.Type != playbook.Number && fd.Type != playbook.MeasureField,
		Value: paper.Shown(v.e.Rules, fd, text), Text: v.printed(fd, text),
		Comment: v.e.Comments[at], Problem: v.problem[at], Advice: v.advice[at], Required: fd.Required,
		Help: fd.Help, Clause: fd.Clause, Options: fd.Options, Decimals: paper.Kind(v.e.Rules, fd).Decimals(),
	}
	if row != "" {
		c.Name = v.rowName(s, row) + " · " + c.Label
	}
	if was, ok := v.old[at]; ok {
		c.Changed, c.Was = true, v.printed(fd, was)
	}
	if c.Input == "text" || c.Input == "long" {
		c.Max = fd.Max
	}
	if fd.Type == playbook.MeasureField {
		c.Unit = paper.Kind(v.e.Rules, fd)
		if v.edit || text != "" { // a grey figure alone would read as this period's
			c.Before, c.Running = v.before(fd, at)
		}
	}
	if fd.Computed != "" {
		v.compute(s, row, fd, &c)
	}
	c.From = v.from(fd, at)
	return c
}

func input(fd *playbook.Field) string {
	switch {
	case fd.Computed != "":
		return "computed"
	case fd.Type == playbook.MeasureField:
		return "number"
	case fd.Type == playbook.LongText:
		return "long"
	}
	return string(fd.Type)
}

// compute fills in a cell that is the sum of others in its row.
func (v *dutyView) compute(s *playbook.Section, row string, fd *playbook.Field, c *cellView) {
	var cells []string
	var sum int64
	for id := range strings.SplitSeq(fd.Computed, "+") {
		cell := s.Address(row, strings.TrimSpace(id))
		n, _ := strconv.ParseInt(v.content.Cells[cell], 10, 64) // what is no number counts as nothing
		cells, sum = append(cells, cell), sum+n
	}
	c.Sum, c.Text = strings.Join(cells, " "), v.sumText(paper.Kind(v.e.Rules, fd), cells, sum)
}

// slot shows the files of a slot.
func (v *dutyView) slot(s *playbook.Section, fd *playbook.Field) slotView {
	at := s.Address("", fd.ID)
	_, changed := v.old[at]
	out := slotView{Address: at, Anchor: desk.Anchor(at), Label: fd.Label, Required: fd.Required, Changed: changed,
		Problem: v.problem[at], Advice: v.advice[at], Comment: v.e.Comments[at], Edit: v.edit, Upload: "upload-" + desk.Anchor(at)}
	for _, f := range v.content.Files[at] {
		out.Files = append(out.Files, fileView{string(f.ID), f.Name, sizeText(f.Size), f.SHA256[:12]})
	}
	return out
}

// sizeText prints a number of bytes as offices read it.
func sizeText(n int64) string {
	if n < 1<<20 {
		return strconv.FormatInt((n+1023)/1024, 10) + " KB"
	}
	return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
}
