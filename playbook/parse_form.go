package playbook

import (
	"slices"
	"strings"
)

func forms(p place, pb *Playbook) []Form {
	var all []Form
	for _, e := range p.declare(aForm) {
		rec := e.value.record("title", "completes", "signed", "clause", "sections", "checks")
		f := Form{
			ID: e.key, Title: rec.need("title").text(),
			Completes: rec.at("completes").flag(), Signed: rec.at("signed").flag(),
			Clause: rec.need("clause").cite(aClause),
		}
		for _, s := range rec.need("sections").declare("") {
			f.Sections = append(f.Sections, section(s, pb))
		}
		for _, c := range rec.at("checks").declare("") {
			f.Checks = append(f.Checks, check(c, &f))
		}
		all = append(all, f)
	}
	return all
}

// section reads a part of a form; its shape follows from what it holds.
func section(e entry, pb *Playbook) Section {
	rec := e.value.record("title", "help", "clause", "fields", "rows", "columns", "measures", "files", "at_least")
	s := Section{
		ID: e.key, Title: rec.need("title").text(), Help: rec.at("help").text(),
		Clause: rec.at("clause").cite(aClause), MinRows: int(rec.at("at_least").whole()),
	}
	if !rec.given() {
		return s
	}
	columns := "columns"
	if !rec.at("columns").given() && rec.at("measures").given() {
		columns = "measures"
	}
	switch rec.one("fields", columns, "files") {
	case "fields":
		s.Kind, s.Fields = Fields, fields(rec.at("fields"), pb, Text)
	case "files":
		s.Kind, s.Fields = Files, fields(rec.at("files"), pb, File)
	case columns:
		s.Kind, s.Fields = Table, fields(rec.at("columns"), pb, Text)
		if rec.at("rows").given() {
			s.Kind, s.Rows = Grid, rows(rec.at("rows"), pb)
		}
	}
	for _, item := range rec.at("measures").list() {
		s.Fields = append(s.Fields, measured(item.cite(aMeasure), Field{}, pb))
	}
	checkSums(rec, s)
	return s
}

// rows reads «lines», or the fixed rows of a grid by id and label.
func rows(p place, pb *Playbook) []Row {
	if options := labels(p, pb); options != nil {
		all := make([]Row, len(options))
		for i, o := range options {
			all[i] = Row(o)
		}
		return all
	}
	return nil
}

// labels reads «lines» for every action line, or ids with their labels.
func labels(p place, pb *Playbook) []Option {
	var all []Option
	if _, scalar := scalarOf(p); scalar {
		choice(p, "lines")
		for _, l := range pb.Lines {
			all = append(all, Option{l.ID, l.Name})
		}
		return all
	}
	for _, e := range p.entries() {
		all = append(all, Option{e.key, e.value.text()})
	}
	return all
}

func fields(p place, pb *Playbook, usual FieldType) []Field {
	var all []Field
	for _, e := range p.declare("") {
		all = append(all, field(e, pb, usual))
	}
	return all
}

// field reads a field. Its type follows from a measure, options or a sum, and
// is else the one written down or the section's usual one.
func field(e entry, pb *Playbook, usual FieldType) Field {
	rec := e.value.record("label", "type", "measure", "options", "required", "min", "max", "held", "sum", "help", "clause")
	f := Field{
		ID: e.key, Label: rec.at("label").text(), Type: usual,
		Required: rec.at("required").flag(), Held: rec.at("held").flag(),
		Help: rec.at("help").text(), Clause: rec.at("clause").cite(aClause),
		Options: labels(rec.at("options"), pb), Computed: strings.Join(rec.at("sum").texts(), "+"),
		Min: rec.at("min").whole(), Max: rec.at("max").whole(),
	}
	switch {
	case rec.at("measure").given():
		return measured(rec.at("measure").cite(aMeasure), f, pb)
	case f.Options != nil:
		f.Type = Choice
	case f.Computed != "":
		f.Type = Number
	case usual == Text:
		f.Type = choice(rec.at("type"), Text, LongText, Number, DateField, Tick)
	}
	if f.Held {
		f.Type = DateField
	}
	if f.Label == "" && rec.given() {
		rec.need("label")
	}
	return f
}

// measured makes f the field of a measure, named for it unless it has a name.
func measured(id string, f Field, pb *Playbook) Field {
	f.Type, f.Measure = MeasureField, id
	if f.ID == "" {
		f.ID = id
	}
	if m := pb.Measure(id); m != nil && f.Label == "" {
		f.Label = m.Name
	}
	return f
}

// checkSums reports computed fields that add what is no number of the section.
func checkSums(rec record, s Section) {
	numeric := s.numbers()
	for _, f := range s.Fields {
		if f.Computed == "" {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(numeric), func(id string) bool { return id == f.ID })
		for name := range strings.SplitSeq(f.Computed, "+") {
			if !slices.Contains(others, name) {
				rec.badAmong(notNumeric, name, others)
			}
		}
	}
}

// numbers returns the fields of the section that hold whole numbers.
func (s *Section) numbers() []string {
	var ids []string
	for _, f := range s.Fields {
		if f.Type == Number || f.Type == MeasureField {
			ids = append(ids, f.ID)
		}
	}
	return ids
}
