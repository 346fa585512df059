package word

import "strings"

// reader reads the text of a Word file into paragraphs and tables.
type reader struct {
	file      Text
	part      func(string) []string
	styles    styles
	numbering *numbering
	count     int    // paragraphs begun
	carried   string // text of paragraphs whose end was deleted
	table     int    // the table being read, from 1; 0 outside
	cell      *Cell  // its cell being read
}

// draft is a paragraph as Word stores it.
type draft struct {
	style, name     string
	numID, numStyle string
	level           int
	outline         int
	centred         bool
	merged          bool // its end is deleted: the next goes on with it
	text            strings.Builder
}

// document reads the body.
func (w *reader) document(p *part) error {
	if _, err := p.root(); err != nil {
		return err
	}
	return p.children(func(e element) error {
		if e.name != "body" {
			return p.pass()
		}
		return w.blocks(p)
	})
}

// wrapping reports whether an element is only a wrapping whose content counts.
func wrapping(name string) bool {
	switch name {
	case "sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo",
		"ruby", "rubyBase", "mc:AlternateContent", "mc:Choice":
		return true
	}
	return false
}

// blocks reads paragraphs and tables up to the end of what holds them.
func (w *reader) blocks(p *part) error {
	return p.children(func(e element) error {
		switch {
		case e.name == "p":
			return w.paragraph(p)
		case e.name == "tbl":
			return w.readTable(p)
		case wrapping(e.name):
			return w.blocks(p)
		case e.name == "altChunk":
			w.note(Embedded)
		case e.name == "del" || e.name == "moveFrom":
			w.note(Deletion)
		}
		return p.pass()
	})
}

func (w *reader) note(o Omission) {
	w.file.Notes = append(w.file.Notes, Note{o, len(w.file.Paragraphs)})
}

func (w *reader) paragraph(p *part) error {
	w.count++
	para := &draft{level: -1}
	if err := w.runs(p, para); err != nil {
		return err
	}
	if para.merged {
		w.carried += para.text.String()
		return nil
	}
	w.keep(para)
	return nil
}

// keep makes paragraphs of one of Word's: it may hold several, parted by line
// breaks.
func (w *reader) keep(para *draft) {
	w.styles.resolve(para)
	number := ""
	if para.numID != "" && para.numID != "0" {
		number = w.numbering.next(para.numID, para.level, para.numStyle)
	}
	text := w.carried + para.text.String()
	w.carried = ""
	for i, l := range w.part(text) {
		made := Paragraph{Text: l, Line: w.count, Table: w.table, Style: para.name, Outline: para.outline, Centred: para.centred}
		if i == 0 && number != "" {
			made.Text, made.Automatic = number+l, len([]rune(number))
		}
		if i > 0 {
			made.Outline = 0
		}
		if w.cell != nil {
			w.cell.Paragraphs = append(w.cell.Paragraphs, len(w.file.Paragraphs))
		}
		w.file.Paragraphs = append(w.file.Paragraphs, made)
	}
}

// runs reads the properties and the runs of a paragraph.
func (w *reader) runs(p *part, para *draft) error {
	return p.children(func(e element) error {
		switch {
		case e.name == "r":
			return w.run(p, para)
		case e.name == "pPr":
			return p.properties(para)
		case wrapping(e.name):
			return w.runs(p, para)
		case e.name == "del" || e.name == "moveFrom":
			w.note(Deletion)
		case strings.HasPrefix(e.name, "m:"):
			return w.formula(p, e, para)
		}
		return p.pass()
	})
}

// formula reads the characters of a formula.
func (w *reader) formula(p *part, e element, para *draft) error {
	if e.name == "m:t" {
		text, err := p.text()
		para.text.WriteString(text)
		return err
	}
	return p.children(func(e element) error { return w.formula(p, e, para) })
}

func (p *part) properties(para *draft) error {
	return p.children(func(e element) error {
		switch e.name {
		case "pStyle":
			para.style = e.attr("val")
		case "numPr":
			return p.numPr(&para.numID, &para.level)
		case "outlineLvl":
			para.outline = outlineOf(e)
		case "jc":
			para.centred = e.attr("val") == "center"
		case "rPr":
			return p.children(func(e element) error {
				para.merged = para.merged || e.name == "del" || e.name == "moveFrom"
				return p.pass()
			})
		}
		return p.pass()
	})
}

// run reads a run of characters.
func (w *reader) run(p *part, para *draft) error {
	hidden := false
	put := func(text string) {
		if !hidden {
			para.text.WriteString(text)
		}
	}
	return p.children(func(e element) error {
		switch e.name {
		case "rPr":
			return p.children(func(e element) error {
				if e.name == "vanish" && e.on() {
					hidden = true
					w.note(Hidden)
				}
				return p.pass()
			})
		case "t":
			text, err := p.text()
			put(text)
			return err
		case "tab", "ptab":
			put("\t")
		case "br", "cr":
			put("\n")
		case "noBreakHyphen":
			put("-")
		case "footnoteReference", "endnoteReference":
			w.note(Footnote)
		case "drawing", "pict", "object":
			return w.drawing(p)
		case "ruby", "rubyBase", "mc:AlternateContent", "mc:Choice":
			return w.inRun(p, para)
		}
		return p.pass()
	})
}

// inRun reads what a run wraps: the base of a phonetic guide, the first choice
// of several versions.
func (w *reader) inRun(p *part, para *draft) error {
	return p.children(func(e element) error {
		switch e.name {
		case "r":
			return w.run(p, para)
		case "drawing", "pict", "object":
			return w.drawing(p)
		case "rubyBase", "mc:Choice":
			return w.inRun(p, para)
		}
		return p.pass()
	})
}

// drawing leaves out a picture or a text box and says so.
func (w *reader) drawing(p *part) error {
	box, err := p.skip("txbxContent")
	if box {
		w.note(TextBox)
	} else {
		w.note(Picture)
	}
	return err
}
