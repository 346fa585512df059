// Package playbook reads an official plan written as data, checks it, explains
// it, and says what it asks of whom and by when. It is pure: bytes in, a
// Playbook or the list of all its problems out.
//
// A playbook is a YAML file of named parts, each «id: content», in the order in
// which a person would tell the plan: the document, its clauses (their place,
// a few characters that find them, what they ask in our words), the bodies and
// posts, who is asked, the action lines, phases, measures, forms, obligations,
// and the readings that settle what the text leaves open. Every part names its
// clause. A section of a form is «fields», «columns» (a table), «columns» or
// «measures» with «rows» (a grid), or «files»; a check of a form «holds» a
// formula, or wants columns «filled», options «chosen», one cell or the other
// («either»), or in «some» row one of several options; one that only «advises»
// stops no report. An obligation is due by a rule of package calendar («due»), within
// a «window», or says «due: none». Anchors, aliases, tags and several documents
// are refused. The files of package playbooks are the examples.
package playbook

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/formula"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Playbook is a plan as data. A value that Parse returned is never changed.
type Playbook struct {
	ID          string // «pingdingshan-2018»
	Title       string
	Short       string // for the narrow places of a page
	Document    Document
	Start, End  calendar.Date // End is zero for a plan without an end
	Timezone    string
	Clauses     []Clause // in the order of the document
	Silent      []Clause // passages without a behaviour (无行为条款); they have no id
	Bodies      []Body
	Posts       []Post
	Audience    Audience
	Lines       []Line
	Phases      []Phase
	Measures    []Measure
	Forms       []Form
	Obligations []Obligation
	Readings    []Reading
	Source      []byte // the text it was parsed from
	Digest      string // SHA-256 of Source, in hexadecimal
}

// Document is the head of the official document.
type Document struct {
	Kind    string // 通知
	Title   string
	Issuers []string
	Number  string        // 〔〕 brackets, no zero padding; "" if the text has none
	Issued  calendar.Date // zero if the text has no date
	Basis   []Basis
	Clauses []string // the clauses that make up the head
}

// Basis is a document the plan rests on (P-02).
type Basis struct{ Number, Title, Clause string }

// Clause is one address in the document and what it asks, in our words.
type Clause struct {
	ID      string
	At      string   // place in the document: «四/(三)»
	Words   []string // the passage's first and last characters, at most six each
	Nth     int      // which occurrence, where the words repeat; 1 by default
	Asks    string   // "" for a passage without behaviour
	Later   string   // the capability (see Capabilities) that will carry it out; "" if carried out now or without behaviour
	Program string   // the part of the program that carries it out of itself (see ProgramParts), or ""
}

// Body is a body of the campaign: a leading group, an office.
type Body struct {
	ID, Name, Short string
	Kind            string // leading_group or office
	Under           string // id of the body it belongs to, or ""
	Aliases         []string
	Clause          string   // the first of Clauses
	Clauses         []string // every clause that names it
}

// Post is a post in a body as the plan names it. Person is the plan's own
// word and has no account (product.md, demonstration data).
type Post struct {
	ID, Body, Title string // Title: 组长, 副组长, 办公室主任
	Person, Office  string // «张国晓», «市总党组书记、副主席»; "" if the plan names a group
	Role            string // role of the glossary that the post carries, or ""
	Clause          string
}

// Audience says who owes: the unit categories of the plan.
type Audience struct {
	Categories []string
	Clause     string
}

// Line is an action line of the campaign.
type Line struct {
	ID, Name, Clause string
	Expects          string // the effect that the plan expects of it
	ExpectsClause    string // the clause that expects it
}

// Phase is a stage of the campaign; phases may overlap.
type Phase struct {
	ID, Name   string
	Start, End calendar.Date
	Clause     string
}

// OverTime says how a figure adds over periods.
type OverTime string

// The ways of adding over time.
const (
	Flow     OverTime = "flow"     // sum of the periods
	Stock    OverTime = "stock"    // the last period's value
	Distinct OverTime = "distinct" // never adds
)

// Measure is a figure with its kind and how it adds.
type Measure struct {
	ID, Name  string
	Kind      quantity.Kind
	OverTime  OverTime
	OverUnits bool // adds over units
	OverLines bool // adds over lines
	Clause    string
}

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
	Rows      []Row   // of a grid; «rows: lines» makes one of every line
	Fields    []Field // fields, columns, or attachment slots
	MinRows   int     // of a table
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
	Min, Max  int64  // for numbers (stored units) and text (characters); Max 0 = no bound of its own
	Held      bool   // a date field: the day the event was held (N-P16)
	Computed  string // sum of fields «a+b» of the row: shown, never typed
	Help      string
	Clause    string
}

// Option is one answer of a Choice.
type Option struct{ ID, Label string }

// Check is a cross-field rule of a form.
type Check struct {
	ID      string
	Section string // the section whose rows it judges, "" for the whole form
	Expr    string // CEL over whole numbers; true means right. An empty cell counts as 0
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

// Some is the rule that in at least one row of a section the choice column
// Field holds one of Options; without any row it is broken.
type Some struct {
	Field   string
	Options []string // ids
}

// Every is how often an obligation recurs.
type Every string

// The recurrences.
const (
	Once    Every = "once"
	Month   Every = "month"
	Quarter Every = "quarter"
	Year    Every = "year"
)

// Obligation is one thing the plan asks of its debtors.
type Obligation struct {
	ID, Title  string
	Forms      []string // one duty per form
	Federation bool     // the federation itself owes
	Units      bool     // units of the categories owe
	Named      []string // the categories that the clause itself names, if it names others than the audience
	Categories []string // resolved: Named or the audience's, and what Reading adds
	To         []string // body ids that receive, each on its own
	Addressed  string   // the recipient in the clause's own words (P-59): a name or an alias of one in To; "" if it uses the name
	Every      Every
	From       calendar.Date  // first period contains it
	Until      calendar.Date  // last period contains it; zero = the plan's end
	Opens      calendar.Date  // for Once: the first day it can be done; zero = launch
	Due        *calendar.Rule // nil: 无期限, counted in no rate
	Planned    bool           // 拟: a planned window, the real date is entered later
	Held       bool           // judged by the event's date (N-P16)
	Resubmit   calendar.Date  // what was accepted may be sent again up to this day (N-P1); zero: only once it is returned
	Receipt    bool           // 签收 (P-01): reading and signing for it, no form
	Liaison    bool           // the completion form asks for the unit's liaison (P-52)
	Nil        []Option       // listed reasons for a nil report; empty: not allowed
	Publishes  string         // the obligation whose reports a bulletin publishes each period: discharged by issuing it (P-60); "" else
	Later      string         // capability that will carry it out; "" = now
	Clause     string         // the clause that asks
	Cites      []string       // further clauses that shape it
	Reading    string         // reading that settles its date or scope, or ""
}

// Reading is an open point of the text and how it was settled.
type Reading struct {
	ID       string
	Adds     []string // unit categories it adds to the obligations that name it
	Clauses  []string
	Question string
	Decision string
	By       string // body id
	On       calendar.Date
}
