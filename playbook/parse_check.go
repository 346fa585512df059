package playbook

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

func check(e source.Entry, f *Form, pb *Playbook) Check {
	rec := e.Value.Record("section", "holds", "filled", "chosen", "either", "some", "at_least", "advises", "blames", "message", "english", "clause")
	c := Check{
		ID: e.Key, Section: rec.At("section").Text(), Field: rec.At("blames").Text(),
		Message: rec.Need("message").Text(), English: rec.Need("english").Text(),
		Clause: rec.At("clause").Cite(source.Clause), Either: rec.At("either").Texts(), Advises: rec.At("advises").Flag(),
	}
	if !rec.Given() {
		return c
	}
	var own Section
	if s := f.Section(c.Section); s != nil {
		own = *s
	} else if c.Section != "" {
		rec.At("section").BadAmong(source.UnknownName, c.Section, f.sectionIDs(), "部分", "section")
	}
	switch rec.One("holds", "filled", "chosen", "either", "some") {
	case "holds":
		c.Expr = rec.At("holds").Text()
		c.Rule = rec.At("holds").Formula(f.kinds(c.Section, pb))
	case "filled":
		c.Covers = &Covers{}
		for _, column := range rec.At("filled").Entries() {
			if own.Field(column.Key) == nil {
				column.At.BadAmong(source.UnknownName, column.Key, own.fieldIDs(), "栏目", "field")
			}
			c.Covers.Fields = append(c.Covers.Fields, column.Key)
			c.Covers.Names = append(c.Covers.Names, column.Value.Text())
		}
	case "chosen":
		c.Covers = chosen(rec.At("chosen"), own)
	case "some":
		c.Some = some(rec, own)
	case "either":
		for _, item := range rec.At("either").List() {
			if _, _, fd := f.Cell(item.Text()); fd == nil {
				item.Bad(source.UnknownName, item.Text(), "栏目（部分/栏目）", "cell (section/field)")
			}
		}
	}
	blame(rec, c, own, f)
	return c
}

// blame checks the field that a check points at.
func blame(rec source.Record, c Check, own Section, f *Form) {
	switch {
	case c.Field == "" || own.Field(c.Field) != nil:
	case c.Section == "":
		if _, _, fd := f.Cell(c.Field); fd == nil {
			rec.At("blames").Bad(source.UnknownName, c.Field, "栏目（部分/栏目）", "cell (section/field)")
		}
	default:
		rec.At("blames").BadAmong(source.UnknownName, c.Field, own.fieldIDs(), "栏目", "field")
	}
}

// choices returns the choice columns of the section.
func (s *Section) choices() []string {
	var ids []string
	for _, fd := range s.Fields {
		if fd.Type == Choice {
			ids = append(ids, fd.ID)
		}
	}
	return ids
}

// choiceOf returns the choice column that a check names, or reports at its
// place that it is none.
func choiceOf(p source.Place, id string, own Section) *Field {
	fd := own.Field(id)
	switch {
	case fd == nil:
		p.BadAmong(source.UnknownName, id, own.choices(), "选择栏", "choice field")
		return nil
	case fd.Type != Choice:
		p.BadAmong(notChoice, id, own.choices())
		return nil
	}
	return fd
}

func chosen(p source.Place, own Section) *Covers {
	fd := choiceOf(p, p.Text(), own)
	if fd == nil {
		return nil
	}
	c := &Covers{Fields: []string{fd.ID}, Chosen: true}
	for _, o := range fd.Options {
		c.Names = append(c.Names, o.Label)
	}
	return c
}

// some reads «some: {column: [option, option]}» of a section of rows.
func some(rec source.Record, own Section) *Some {
	p := rec.At("some")
	columns := p.Entries()
	if len(columns) != 1 || len(columns[0].Value.List()) == 0 {
		p.Bad(source.WrongShape, "", "一个选择栏和它的选项", "one choice field with its options")
		return nil
	}
	if rec.Need("section").Text() == "" || own.ID == "" {
		return nil
	}
	fd := choiceOf(columns[0].At, columns[0].Key, own)
	if fd == nil {
		return nil
	}
	s := &Some{Field: fd.ID, AtLeast: max(1, int(rec.At("at_least").Whole()))}
	for _, item := range columns[0].Value.List() {
		id := item.Text()
		if !slices.ContainsFunc(fd.Options, func(o Option) bool { return o.ID == id }) {
			item.BadAmong(source.UnknownName, id, fd.optionIDs(), "选项", "option")
		}
		s.Options = append(s.Options, id)
	}
	return s
}
