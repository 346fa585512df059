package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Reason is why a figure is not that of the ledger.
type Reason struct {
	ID   string // one of Reasons
	Note string
}

// Reasons are why a report may say something other than the ledger; the words
// of each are the message «derive.reason.» + the reason. OtherReason asks for a
// note.
var Reasons = []string{"not_recorded", "recorded_twice", "being_corrected", "counted_otherwise", OtherReason}

// OtherReason is told in the note.
const OtherReason = "other"

// maxNote is how many characters the note beside a reason has at most.
const maxNote = 200

// filled returns a content with what the ledger says wherever nothing else was
// typed. What was typed stays, beside what the ledger says now; where no entry
// is in any figure, what is typed is all there is.
func filled(c paper.Content, f derive.Filling) paper.Content {
	if len(f.Cells) == 0 && len(c.Ledger) == 0 {
		return c
	}
	out := c.Clone()
	if out.Cells == nil {
		out.Cells = map[string]string{}
	}
	out.Ledger = map[string]paper.Derived{}
	for cell, d := range f.Cells {
		was, known := c.Ledger[cell]
		typed, has := c.Cells[cell]
		over := has && !known || known && !paper.Same(typed, was.Text)
		switch {
		case d.Words && known && !has:
			out.Ledger[cell] = paper.Derived{} // emptied
		case d.Words && !has:
			setCell(out.Cells, cell, d.Text)
		case d.Words, over && !f.Used:
		case over && !paper.Same(typed, d.Text):
			out.Ledger[cell] = paper.Derived{Text: d.Text, Entries: d.Count(), Reason: was.Reason, Note: was.Note}
		default:
			setCell(out.Cells, cell, d.Text)
			if d.Count() > 0 {
				out.Ledger[cell] = paper.Derived{Text: d.Text, Entries: d.Count()}
			}
		}
	}
	return out
}

// unfilled returns what a draft stores of a filled content: what was typed. What
// the ledger says is asked for again each time.
func unfilled(c paper.Content, f derive.Filling) paper.Content {
	if len(f.Cells) == 0 {
		return c
	}
	out := c.Clone()
	for cell, d := range f.Cells {
		was, known := c.Ledger[cell]
		switch {
		case d.Words && out.Cells[cell] == d.Text:
			delete(out.Cells, cell)
		case !d.Words && known && paper.Same(c.Cells[cell], was.Text):
			delete(out.Cells, cell)
			delete(out.Ledger, cell)
		}
	}
	return out
}

// put types canonical text into a cell of the filled content of the draft.
func (d *Draft) put(cell, text string) {
	setCell(d.Content.Cells, cell, text)
	told, derived := d.filling.Cells[cell]
	if !derived {
		return
	}
	if d.Content.Ledger == nil {
		d.Content.Ledger = map[string]paper.Derived{}
	}
	was := d.Content.Ledger[cell]
	delete(d.Content.Ledger, cell)
	switch {
	case told.Words && text == "" && told.Text != "":
		d.Content.Ledger[cell] = paper.Derived{}
	case told.Words, !d.filling.Used:
	case paper.Same(text, told.Text):
		setCell(d.Content.Cells, cell, told.Text)
		if told.Count() > 0 {
			d.Content.Ledger[cell] = paper.Derived{Text: told.Text, Entries: told.Count()}
		}
	default:
		d.Content.Ledger[cell] = paper.Derived{Text: told.Text, Entries: told.Count(), Reason: was.Reason, Note: was.Note}
	}
}

// take puts a whole content in place of the cells: where it says nothing of a
// cell that the ledger fills, that stands.
func (d *Draft) take(cells map[string]string) {
	reasons := d.Content.Ledger
	d.Content = filled(paper.Content{Cells: d.untold(cells), Files: d.Content.Files}, d.filling)
	for _, cell := range slices.Sorted(maps.Keys(cells)) {
		d.put(cell, cells[cell])
		if over, ok := d.Content.Ledger[cell]; ok && !paper.Same(d.Content.Cells[cell], over.Text) {
			over.Reason, over.Note = reasons[cell].Reason, reasons[cell].Note
			d.Content.Ledger[cell] = over
		}
	}
}

// untold returns the cells that the ledger does not fill.
func (d *Draft) untold(cells map[string]string) map[string]string {
	out := maps.Clone(cells)
	maps.DeleteFunc(out, func(cell, _ string) bool {
		_, told := d.filling.Cells[cell]
		return told
	})
	return out
}

// explain writes down why cells say something other than the ledger, and names
// the reasons that are none.
func (d *Draft) explain(reasons map[string]Reason) []fault.Field {
	var bad []fault.Field
	for _, cell := range slices.Sorted(maps.Keys(reasons)) {
		r := reasons[cell]
		r.Note = strings.TrimSpace(r.Note)
		over, ok := d.Content.Ledger[cell]
		switch {
		case !ok:
			continue // says what the ledger says
		case r.ID != "" && !slices.Contains(Reasons, r.ID):
			bad = append(bad, fault.Field{Path: cell, Key: "report.not_option", Args: []any{r.ID}})
		case len([]rune(r.Note)) > maxNote:
			bad = append(bad, fault.Field{Path: cell, Key: "report.too_long", Args: []any{maxNote, len([]rune(r.Note))}})
		case !paper.Same(d.Content.Cells[cell], over.Text):
			over.Reason, over.Note = r.ID, r.Note
			d.Content.Ledger[cell] = over
		}
	}
	return bad
}

// unexplained names the figures that are not those of the ledger and say no
// reason.
func unexplained(c campaign.Case, content paper.Content) []fault.Field {
	var bad []fault.Field
	for _, o := range Overrides(asked(c), content) {
		_, _, fd := asked(c).Cell(o.Cell)
		shown := func(text string) string {
			if text == "" {
				return "0"
			}
			return paper.Shown(c.Rules, fd, text)
		}
		switch {
		case o.Reason == "":
			bad = append(bad, fault.Field{Path: o.Cell, Key: "derive.reason_needed", Args: []any{shown(o.Ledger), shown(o.Typed)}})
		case o.Reason == OtherReason && o.Note == "":
			bad = append(bad, fault.Field{Path: o.Cell, Key: "derive.note_needed"})
		}
	}
	return bad
}

// Overrides lists the figures of a content that are not those of the ledger.
func Overrides(form *playbook.Form, content paper.Content) []paper.Override {
	return slices.DeleteFunc(content.Overrides(), func(o paper.Override) bool {
		_, _, fd := form.Cell(o.Cell)
		return fd == nil || fd.Type == playbook.Text || fd.Type == playbook.LongText
	})
}

// opening returns the cells with which a report opens that nobody has begun:
// the stocks of the period before (P-58) and the rows of the ledger (P-24).
// Figures of the ledger go before what is carried over.
func opening(c campaign.Case, before paper.Content, f derive.Filling) map[string]string {
	out := paper.Carried(c.Rules, asked(c), before)
	if f.Used {
		maps.DeleteFunc(out, func(cell, _ string) bool { _, told := f.Cells[cell]; return told })
	}
	for i := range asked(c).Sections {
		maps.Copy(out, f.InTable(&asked(c).Sections[i]))
	}
	return out
}
