// Package filling is the content of a report as the ledger fills it: what it
// opens with, what was typed over that and why, and what the ledger has to have
// before the report is sent.
package filling

import (
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/prior"
)

// Filling is what the ledger says in a form.
type Filling struct{ derive.Filling }

// Tx is what is asked of a transaction.
type Tx interface {
	derive.Tx
	prior.Tx
}

// Of works out what the ledger says in the form of a duty, at the moment of the
// case.
func Of(tx Tx, c campaign.Case, form *playbook.Form) (Filling, error) {
	f, err := derive.Fill(tx, c, form)
	return Filling{f}, err
}

// Opening returns the cells with which a report opens that nobody has begun:
// the stocks of the period before (P-58) and the rows of the ledger (P-24).
// Figures of the ledger go before what is carried over, and what was of the
// ledger then is asked of it again: a project that has ended stands no more.
func (f Filling) Opening(pb *playbook.Playbook, form *playbook.Form, before paper.Content) map[string]string {
	out := paper.Carried(pb, form, before)
	maps.DeleteFunc(out, func(cell, _ string) bool {
		_, told := f.Cells[cell]
		_, was := before.Ledger[cell]
		return told && (f.Used || was)
	})
	for i := range form.Sections {
		maps.Copy(out, f.InTable(&form.Sections[i]))
	}
	return out
}

// Over returns a content with what the ledger says wherever nothing else was
// typed. What was typed stays, beside what the ledger says now; where no entry
// is in any figure, what is typed is all there is.
func (f Filling) Over(c paper.Content) paper.Content {
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
			f.say(&out, cell)
		case d.Words, over && !f.Used:
		case over && !paper.Same(typed, d.Text):
			out.Ledger[cell] = paper.Derived{Text: d.Text, Entries: d.Count(), Reason: was.Reason, Note: was.Note}
		default:
			f.say(&out, cell)
		}
	}
	return out
}

// say puts what the ledger says into a cell, and that it does.
func (f Filling) say(c *paper.Content, cell string) {
	d := f.Cells[cell]
	paper.Set(c.Cells, cell, d.Text)
	if d.Count() > 0 {
		c.Ledger[cell] = paper.Derived{Text: d.Text, Entries: d.Count()}
	}
}

// Again returns a sent content as it is written again: where it said what the
// ledger said, it says nothing of its own and follows the ledger from now on.
// None and 0 are the same, also where the ledger had nothing.
func (f Filling) Again(sent paper.Content) paper.Content {
	out := sent.Clone()
	for cell, d := range f.Cells {
		was := sent.Ledger[cell]
		if paper.Same(sent.Cells[cell], was.Text) && (!d.Words || was.Text != "") {
			delete(out.Cells, cell)
			delete(out.Ledger, cell)
		}
	}
	return out
}

// Refilled returns a filled content in which every figure says what the ledger
// says.
func (f Filling) Refilled(c paper.Content) paper.Content {
	out := c.Clone()
	for cell, d := range f.Cells {
		if !d.Words && f.Used {
			f.Put(&out, cell, d.Text)
		}
	}
	return out
}

// Typed returns what a draft stores of a filled content: what was typed. What
// the ledger says is asked for again each time.
func (f Filling) Typed(c paper.Content) paper.Content {
	if len(f.Cells) == 0 {
		return c
	}
	out := c.Clone()
	for cell, d := range f.Cells {
		was, known := c.Ledger[cell]
		switch {
		case d.Words && out.Cells[cell] == d.Text:
			delete(out.Cells, cell)
			delete(out.Ledger, cell)
		case !d.Words && (known && paper.Same(c.Cells[cell], was.Text) || f.Used && paper.Same(c.Cells[cell], d.Text)):
			delete(out.Cells, cell)
			delete(out.Ledger, cell)
		}
	}
	return out
}

// Put types canonical text into a cell of a filled content.
func (f Filling) Put(c *paper.Content, cell, text string) {
	paper.Set(c.Cells, cell, text)
	told, derived := f.Cells[cell]
	if !derived {
		return
	}
	if c.Ledger == nil {
		c.Ledger = map[string]paper.Derived{}
	}
	was := c.Ledger[cell]
	delete(c.Ledger, cell)
	switch {
	case told.Words && text == "" && told.Text != "":
		c.Ledger[cell] = paper.Derived{}
	case told.Words && text != told.Text, !f.Used:
	case paper.Same(text, told.Text):
		f.say(c, cell)
	default:
		c.Ledger[cell] = paper.Derived{Text: told.Text, Entries: told.Count(), Reason: was.Reason, Note: was.Note}
	}
}

// Take puts a whole content in place of the cells: where it says nothing of a
// cell that the ledger fills, that stands.
func (f Filling) Take(c *paper.Content, cells map[string]string) {
	reasons := c.Ledger
	*c = f.Over(paper.Content{Cells: f.untold(cells), Files: c.Files})
	for _, cell := range slices.Sorted(maps.Keys(cells)) {
		f.Put(c, cell, cells[cell])
		if over, ok := c.Ledger[cell]; ok && !paper.Same(c.Cells[cell], over.Text) {
			over.Reason, over.Note = reasons[cell].Reason, reasons[cell].Note
			c.Ledger[cell] = over
		}
	}
}

// untold returns the cells that the ledger does not fill.
func (f Filling) untold(cells map[string]string) map[string]string {
	out := maps.Clone(cells)
	maps.DeleteFunc(out, func(cell, _ string) bool {
		_, told := f.Cells[cell]
		return told
	})
	return out
}

// Idle refuses a nil report of a period in which the ledger says that something
// was done.
func (f Filling) Idle() []fault.Field {
	if f.Moving == 0 {
		return nil
	}
	return []fault.Field{{Path: "nil", Key: "derive.nil_with_entries", Args: []any{f.Moving}}}
}
