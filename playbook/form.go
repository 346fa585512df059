package playbook

import (
	"github.com/xianfeng-oss/xianfeng/formula"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Form is what a unit fills in to discharge a duty.
type Form struct {
	ID, Title string
	Completes bool // a completion form: a deed, not a paper
	Signed    bool // the unit leader's signature is the 报送 (N-P18)
	Sections  []Section
	Checks    []Check
	Clause    string
}

// SectionKind is the shape of a part of a form.
type SectionKind string

// The shapes of a section.
const (
	Fields SectionKind = "fields" // single fields; cell «section/field»
	Grid   SectionKind = "grid"   // fixed rows; cell «section/row/field»
	Table  SectionKind = "table"  // rows the unit adds; cell «section/r1/field»
	Files  SectionKind = "files"  // attachments; slot «section/field»
)

// Section is a part of a form.
type Section struct {
	ID, Title string
	Kind      SectionKind
	Rows      []Row          // of a grid; «rows: lines» makes one of every line
	Fields    []Field        // fields, columns, or attachment slots
	MinRows   int            // of a table
	MostRows  int            // of a table; 0: as many as MaxRows
	From      *register.Rows // of a table: the entries of the ledger it opens with; nil: it opens empty
	Help      string
	Clause    string
}

// Row is a fixed row of a grid.
type Row struct{ ID, Label string }

// FieldType is what a field holds.
type FieldType string

// The types of field. Cells are stored as text: a whole number for Number and
// MeasureField (stored units of the quantity), ISO for Date, an option's id
// for Choice, «yes» for Tick.
const (
	Text         FieldType = "text"
	LongText     FieldType = "long_text"
	Number       FieldType = "number"
	MeasureField FieldType = "measure"
	DateField    FieldType = "date"
	Choice       FieldType = "choice"
	Tick         FieldType = "tick"
	File         FieldType = "file"
)

// Field is a field, a column or an attachment slot.
type Field struct {
	ID, Label string
	Type      FieldType
	Measure   string // for MeasureField: the measure's id
	Options   []Option
	Required  bool
	Min, Max  int64            // for numbers (stored units) and text (characters); Max 0 = no bound of its own
	Held      bool             // a date field: the day the event was held (N-P16)
	Computed  string           // sum of fields «a+b» of the row: shown, never typed
	From      *register.Source // the entries of the ledger it is made of; nil: its measure's, if that names any
	Help      string
	Clause    string
}

// Option is one answer of a Choice.
type Option struct{ ID, Label string }

// Check is a cross-field rule of a form.
type Check struct {
	ID      string
	Section string // the section whose rows it judges, "" for the whole form
	Expr    string // CEL over whole numbers and days; true means right. An empty number counts as 0; a rule that reads an empty day says nothing
	Covers  *Covers
	Either  []string // cells «section/field» of which at least one must be given
	Some    *Some
	Advises bool   // a soft warning: said to who fills, sends and reviews, and never in the way of a report
	Field   string // the cell that is blamed
	Message string // Chinese; «{missing}» stands for the names that Covers misses
	English string
	Clause  string
	Rule    *formula.Rule // Expr, compiled; nil for the other kinds
}

// Covers is the rule that nothing asked for is left out. Fields are columns of
// a grid that every row must fill, Names what the message calls them: the goals
// of P-19 name 2018, 2019 and 2020. If Chosen, Fields is one choice column of a
// table, and every option, called by its label, must be chosen by some row.
type Covers struct {
	Fields, Names []string
	Chosen        bool
}

// Some is the rule that in at least AtLeast rows of a section the choice column
// Field holds one of Options; without any row it is broken. Several of them
// settle who makes up a team: a row may serve more than one.
type Some struct {
	Field   string
	Options []string // ids
	AtLeast int      // in so many rows; 1 or more
}
