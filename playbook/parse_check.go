package playbook

import (
	"errors"
	"slices"

	"github.com/xianfeng-oss/xianfeng/formula"
)

func check(e entry, f *Form) Check {
	rec := e.value.record("section", "holds", "filled", "chosen", "either", "some", "advises", "blames", "message", "english", "clause")
	c := Check{
		ID: e.key, Section: rec.at("section").text(), Field: rec.at("blames").text(),
		Message: rec.need("message").text(), English: rec.need("english").text(),
		Clause: rec.at("clause").cite(aClause), Either: rec.at("either").texts(), Advises: rec.at("advises").flag(),
	}
	if !rec.given() {
		return c
	}
	var own Section
	if s := f.Section(c.Section); s != nil {
		own = *s
	} else if c.Section != "" {
		rec.at("section").badAmong(unknownName, c.Section, f.sectionIDs(), "部分", "section")
	}
	switch rec.one("holds", "filled", "chosen", "either", "some") {
	case "holds":
		c.Expr = rec.at("holds").text()
		c.Rule = compile(rec.at("holds"), c.Expr, f.Numbers(c.Section))
	case "filled":
		c.Covers = &Covers{}
		for _, column := range rec.at("filled").entries() {
			if own.Field(column.key) == nil {
				column.at.badAmong(unknownName, column.key, own.fieldIDs(), "栏目", "field")
			}
			c.Covers.Fields = append(c.Covers.Fields, column.key)
			c.Covers.Names = append(c.Covers.Names, column.value.text())
		}
	case "chosen":
		c.Covers = chosen(rec.at("chosen"), own)
	case "some":
		c.Some = some(rec, own)
	case "either":
		for _, item := range rec.at("either").list() {
			if _, _, fd := f.Cell(item.text()); fd == nil {
				item.bad(unknownName, item.text(), "栏目（部分/栏目）", "cell (section/field)")
			}
		}
	}
	blame(rec, c, own, f)
	return c
}

// blame checks the field that a check points at.
func blame(rec record, c Check, own Section, f *Form) {
	switch {
	case c.Field == "" || own.Field(c.Field) != nil:
	case c.Section == "":
		if _, _, fd := f.Cell(c.Field); fd == nil {
			rec.at("blames").bad(unknownName, c.Field, "栏目（部分/栏目）", "cell (section/field)")
		}
	default:
		rec.at("blames").badAmong(unknownName, c.Field, own.fieldIDs(), "栏目", "field")
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
func choiceOf(p place, id string, own Section) *Field {
	fd := own.Field(id)
	switch {
	case fd == nil:
		p.badAmong(unknownName, id, own.choices(), "选择栏", "choice field")
		return nil
	case fd.Type != Choice:
		p.badAmong(notChoice, id, own.choices())
		return nil
	}
	return fd
}

func chosen(p place, own Section) *Covers {
	fd := choiceOf(p, p.text(), own)
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
func some(rec record, own Section) *Some {
	p := rec.at("some")
	columns := p.entries()
	if len(columns) != 1 || len(columns[0].value.list()) == 0 {
		p.bad(wrongShape, "", "一个选择栏和它的选项", "one choice field with its options")
		return nil
	}
	if rec.need("section").text() == "" || own.ID == "" {
		return nil
	}
	fd := choiceOf(columns[0].at, columns[0].key, own)
	if fd == nil {
		return nil
	}
	s := &Some{Field: fd.ID}
	for _, item := range columns[0].value.list() {
		id := item.text()
		if !slices.ContainsFunc(fd.Options, func(o Option) bool { return o.ID == id }) {
			item.badAmong(unknownName, id, fd.optionIDs(), "选项", "option")
		}
		s.Options = append(s.Options, id)
	}
	return s
}

// compile reads a rule of a check and reports its mistake at its own column.
func compile(p place, expr string, vars []string) *formula.Rule {
	rule, err := formula.Compile(expr, vars)
	if err == nil {
		return rule
	}
	switch e, ok := errors.AsType[*formula.Error](err); {
	case ok && e.Unknown != "":
		p.shifted(e.Column).badAmong(notNumeric, e.Unknown, vars)
	case ok:
		p.shifted(e.Column).bad(badFormula, expr, e.Column, e.Text)
	}
	return nil
}
