package playbook

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

func forms(p source.Place, pb *Playbook) []Form {
	var all []Form
	for _, e := range p.Declare(source.Form) {
		rec := e.Value.Record("title", "completes", "signed", "clause", "sections", "checks")
		f := Form{
			ID: e.Key, Title: rec.Need("title").Text(),
			Completes: rec.At("completes").Flag(), Signed: rec.At("signed").Flag(),
			Clause: rec.Need("clause").Cite(source.Clause),
		}
		for _, s := range rec.Need("sections").Declare(source.Unnamed) {
			f.Sections = append(f.Sections, section(s, pb))
		}
		for _, c := range rec.At("checks").Declare(source.Unnamed) {
			f.Checks = append(f.Checks, check(c, &f, pb))
		}
		all = append(all, f)
	}
	return all
}

// section reads a part of a form; its shape follows from what it holds.
func section(e source.Entry, pb *Playbook) Section {
	rec := e.Value.Record("title", "help", "clause", "fields", "rows", "columns", "measures", "files", "at_least", "at_most", "from")
	s := Section{
		ID: e.Key, Title: rec.Need("title").Text(), Help: rec.At("help").Text(),
		Clause: rec.At("clause").Cite(source.Clause), MinRows: int(rec.At("at_least").Whole()),
	}
	if !rec.Given() {
		return s
	}
	if most := rec.At("at_most"); most.Given() {
		if s.MostRows = int(most.Whole()); s.MostRows < max(s.MinRows, 1) || s.MostRows > MaxRows {
			most.Bad(source.BadValue, most.Text(), "不小于 at_least 的行数", "a number of rows not below at_least")
		}
	}
	columns := "columns"
	if !rec.At("columns").Given() && rec.At("measures").Given() {
		columns = "measures"
	}
	switch rec.One("fields", columns, "files") {
	case "fields":
		s.Kind, s.Fields = Fields, fields(rec.At("fields"), pb, Text)
	case "files":
		s.Kind, s.Fields = Files, fields(rec.At("files"), pb, File)
	case columns:
		s.Kind, s.Fields = Table, fields(rec.At("columns"), pb, Text)
		if rec.At("rows").Given() {
			s.Kind, s.Rows = Grid, rows(rec.At("rows"), pb)
		}
	}
	for _, item := range rec.At("measures").List() {
		s.Fields = append(s.Fields, measured(item.Cite(source.Measure), Field{}, pb))
	}
	checkSums(rec, &s, pb)
	s.From = filled(rec.At("from"), s, pb)
	return s
}

// rows reads «lines», or the fixed rows of a grid by id and label.
func rows(p source.Place, pb *Playbook) []Row {
	if options := labels(p, pb); options != nil {
		all := make([]Row, len(options))
		for i, o := range options {
			all[i] = Row(o)
		}
		return all
	}
	return nil
}

// labels reads «lines» for every action line, the id of a catalogue for its
// items, or ids with their labels.
func labels(p source.Place, pb *Playbook) []Option {
	var all []Option
	if name, scalar := source.ScalarOf(p); scalar {
		if c := pb.Catalogue(name); c != nil {
			return c.Items
		}
		source.Choice(p, append([]string{"lines"}, pb.catalogueIDs()...)...)
		for _, l := range pb.Lines {
			all = append(all, Option{l.ID, l.Name})
		}
		return all
	}
	for _, e := range p.Entries() {
		all = append(all, Option{e.Key, e.Value.Text()})
	}
	return all
}

func fields(p source.Place, pb *Playbook, usual FieldType) []Field {
	var all []Field
	for _, e := range p.Declare(source.Unnamed) {
		all = append(all, field(e, pb, usual))
	}
	return all
}

// field reads a field. Its type follows from a measure, options or a sum, and
// is else the one written down or the section's usual one.
func field(e source.Entry, pb *Playbook, usual FieldType) Field {
	rec := e.Value.Record("label", "type", "measure", "options", "required", "min", "max", "held", "sum", "from", "help", "clause")
	f := Field{
		ID: e.Key, Label: rec.At("label").Text(), Type: usual,
		Required: rec.At("required").Flag(), Held: rec.At("held").Flag(),
		Help: rec.At("help").Text(), Clause: rec.At("clause").Cite(source.Clause),
		Options: labels(rec.At("options"), pb), Computed: strings.Join(rec.At("sum").Texts(), "+"),
		Min: rec.At("min").Whole(), Max: rec.At("max").Whole(),
	}
	switch {
	case rec.At("measure").Given():
		f = measured(rec.At("measure").Cite(source.Measure), f, pb)
		f.From = figure(rec.At("from"), f, pb)
		return f
	case f.Options != nil:
		f.Type = Choice
	case f.Computed != "":
		f.Type = Number
	case usual == Text:
		f.Type = source.Choice(rec.At("type"), Text, LongText, Number, DateField, Tick)
	}
	if f.Held {
		f.Type = DateField
	}
	if f.Label == "" && rec.Given() {
		rec.Need("label")
	}
	f.From = figure(rec.At("from"), f, pb)
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

// checkSums reports computed fields that add what is no number of the section,
// or numbers of different kinds.
func checkSums(rec source.Record, s *Section, pb *Playbook) {
	numeric := s.numbers()
	for _, f := range s.Fields {
		if f.Computed == "" {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(numeric), func(id string) bool { return id == f.ID })
		one := s.kind(f.ID, pb)
		for name := range strings.SplitSeq(f.Computed, "+") {
			if !slices.Contains(others, name) {
				rec.BadAmong(source.NotNumeric, name, others)
			} else if s.kind(name, pb) != one {
				rec.Bad(unlikeSum, f.ID)
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

// days returns the date fields of the section.
func (s *Section) days() []string {
	var ids []string
	for _, f := range s.Fields {
		if f.Type == DateField {
			ids = append(ids, f.ID)
		}
	}
	return ids
}
