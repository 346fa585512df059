// Package register says what the registers of the ledger (台账) are: what one
// entry of each holds, through which states it goes and who may move it there,
// and what a plan may say about them. It is pure.
//
// A register is described once, in Shapes. Its lists, its pages, its workbook,
// its checks and its interface for machines all follow from the description;
// a plan names the registers that it uses, each with its clause, and what it
// demands of their entries.
//
// The words of a register are messages: «register.ID», «register.ID.FIELD»,
// «register.ID.FIELD.OPTION», «register.ID.state.STATE», «register.ID.move.MOVE»;
// those of the menu «register.group.GROUP».
package register

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Group is a part of the ledger's menu.
type Group string

// The groups, in the order of the menu.
const (
	People    Group = "people"    // 人: honourees, collectives, teams
	Places    Group = "places"    // 点: assistance points, households
	Work      Group = "work"      // 事: projects, activities, contributions
	Honours   Group = "honours"   // 牌: sites, cases, mechanisms
	Questions Group = "questions" // 查: surveys, problems, outreach
)

// Groups lists the groups in the order of the menu.
var Groups = []Group{People, Places, Work, Honours, Questions}

// Shape describes a register.
type Shape struct {
	ID        string // «activities»
	Group     Group
	Standing  bool // kept by the federation over all its campaigns; else by a campaign
	Reference bool // imported (users.md 2): no form asks a unit, a village or a household for it
	Fields    []Field
	Title     []string // the fields that name an entry, in order
	Day       string   // the date field of the day on which an entry counts; "": the day it was recorded
	Until     string   // the date field of the last day it holds; "": it is of one day
	Due       string   // the date field of the last day on which it should be over; "": nothing is said of that
	Line      string   // the field that holds its action line, or ""
	Key       []string // entries that agree in these fields are the same one; «unit» stands for whose they are
	Either    []string // at least one of these fields is given
	States    []State  // the first is that of a new entry
	Moves     []Move
}

// Type is what a field holds.
type Type string

// The types of field, with their canonical text. A field that holds several
// joins them with «,».
const (
	Text     Type = "text"
	LongText Type = "long_text"
	Number   Type = "number" // stored units of its kind
	Date     Type = "date"   // ISO
	Year     Type = "year"   // 2019
	Choice   Type = "choice" // an option's id
	Tick     Type = "tick"   // «yes»
	Unit     Type = "unit"   // a unit's id
	Entry    Type = "entry"  // the id of an entry of one of the registers To
	Name     Type = "name"   // of the human whom the entry is about; kept sealed with the person
	Phone    Type = "phone"  // of that human, sealed
	Identity Type = "identity"
)

// Personal reports whether a field of the type is kept with the person, sealed.
func (t Type) Personal() bool { return t == Name || t == Phone || t == Identity }

// Field is one thing that an entry holds.
type Field struct {
	ID       string
	Type     Type
	Kind     quantity.Kind // of a Number
	Options  []string      // of a Choice, unless Lines
	Lines    bool          // a Choice among the plan's action lines
	To       []string      // registers, of an Entry
	Several  bool          // a Choice, a Unit or an Entry may hold more than one
	Required bool          // an entry without it is refused; what a clause wants on top is a Demand
	Plain    bool          // shown when an entry is recorded without unfolding the rest (at most eight)
	Listed   bool          // a column of the list unless the reader chooses others
	Max      int64         // characters of a text, stored units of a number; 0: the type's own bound
	Level    bool          // of a Number: a height reached, not an amount, and so never added up
	Grouped  bool          // of a Text: entries are counted by what it says
	Usual    string        // canonical; what an entry holds that is recorded with the field left empty
	Health   bool          // shows the warning that no named person's state of health belongs here (H-41)
	Hand     Hand          // whose judgement or decision it is, who alone writes it; "": that of who records the entry
	Apart    bool          // is written by somebody else than the account that recorded the entry or moved it last (P-29)
	Done     bool          // of a Date or a Year: when something was done, and so never after today
	Within   bool          // of a Date: nothing of the campaign was done before its first day
	Coded    bool          // of a Text: a number of a list or a voucher, which may look like that of a card
}

// State is where an entry stands.
type State struct {
	ID     string
	Counts bool // its entries are in the figures
	Ends   bool // it is over and out of the way of the usual list
}

// Hand is who makes a move.
type Hand string

// The hands, by their reach. What the hand's action is called, package ledger
// says.
const (
	Recorder  Hand = "recorder"  // the unit itself, and the unions above it
	Confirmer Hand = "confirmer" // the union above it that answers for its figures
	Office    Hand = "office"    // the office of the campaign
)

// Move takes an entry from a state to another.
type Move struct {
	ID     string // «confirm»
	From   []string
	To     string
	Hand   Hand
	Reason bool   // asks for a reason
	Apart  bool   // by somebody else than the account that recorded the entry or moved it last (P-29)
	Quick  bool   // who may make it makes it by recording, if nothing is demanded that the entry lacks: a liaison's own is confirmed at once
	Day    string // a date field that is set to today if it is empty
}

// Field returns the field with the id.
func (s *Shape) Field(id string) (Field, bool) {
	for _, f := range s.Fields {
		if f.ID == id {
			return f, true
		}
	}
	return Field{}, false
}

// State returns the state with the id.
func (s *Shape) State(id string) (State, bool) {
	for _, st := range s.States {
		if st.ID == id {
			return st, true
		}
	}
	return State{}, false
}

// Personal reports whether its entries are about humans, whose values are kept
// sealed.
func (s *Shape) Personal() bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Type.Personal() })
}

// Private reports whether its entries are of persons in need: reference rows of
// households (P-40), which few may read.
func (s *Shape) Private() bool { return s.Reference && s.Personal() }

// Withdrawn is the state of an entry that was taken back (作废). Every register
// has it; such an entry counts nowhere and stays readable with its reason.
const Withdrawn = "withdrawn"

// Use is what a plan says of a register.
type Use struct {
	Register string
	Title    string // what the plan calls it; "": the register's own name
	Clause   string
	Cites    []string          // further clauses
	Labels   map[string]string // what the plan calls a field, by its id
	Options  map[string][]Option
	Leaves   []string // fields that this plan does not ask for and no page shows
	Demands  []Demand
	Most     *Most // how many may stand in a state; nil: any number
}

// Option is one answer of a choice as the plan words it.
type Option struct{ ID, Label string }

// Demand is what a plan wants of an entry beyond the register's own fields. It
// is refused with the clause.
type Demand struct {
	Field  string
	State  string            // from this state on, in the order of the shape's states; "": always
	When   map[string]string // only where these choices are made: {mode: market}
	Or     []string          // fields any of which will do instead: why it is missing (H-04), a direction for a line (H-11)
	Linked string            // instead of Field: a register in which an entry that counts or will points here («evidence»: a file)
	Clause string
}

// Source says which entries a figure is made of, and how. Of a text it is a list
// of their titles, one a line: then it neither counts nor adds.
type Source struct {
	Register string
	Count    bool     // how many entries there are
	Sum      string   // the number field that is added
	Distinct []string // the fields whose different entries or units are counted, over all of them each once
	Where    map[string][]string

	// Of a text, with a line for each entry under way that a field names: what was
	// last recorded of it.
	Each  string // the field; "": the names of the entries
	Still string // what is said where nothing was recorded in the period: «本月无新进展»
	None  string // and where nothing is under way: «无在建项目»
}

// Rows says which entries fill the rows of a table, one each, the oldest first
// (P-24). A column takes the field of its own id; Columns names the others. A
// column without a field stays empty for who fills it in.
type Rows struct {
	Register string
	Where    map[string][]string
	Columns  map[string]string // the register's field, by column
}

// Quota is what units of a group owe in accepted entries: each year (H-50,
// H-51), or once by a day (P-39).
type Quota struct {
	ID, Title  string
	Register   string
	Organiser  string        // the unit field whose units it counts for, each once; the entry's own unit counts too
	State      string        // entries in this state count: «accepted»
	Categories []string      // of units; the group
	Least      int           // a calendar year, or all in all by Until
	From       int           // the first year, 0 where it is owed once
	Until      calendar.Date // owed once: the last day for it; zero: each year
	Readings   []string      // that settle who owes it, from when on and what counts
	Clause     string
}

// Goals is how the pace of yearly goals is judged (P-19): by the share of the
// required pace that was reached, in percent.
type Goals struct {
	Obligation, Section string // the sent plan whose grid holds the goals
	Yellow, Red         int    // below so many percent of the required pace
	Clause              string
}

// Retention is how long personal values are kept after the campaign's end.
type Retention struct {
	Years  int
	Clause string // "" where the plan itself says nothing of it
}

// ExitLine is the yearly income per head above which a household has left
// poverty, of a year and an area (H-28), in 分.
type ExitLine struct {
	Year   int
	Area   string
	Amount int64
	Source string // the document it is from
	// Unconfirmed says that nobody has held it against the document yet (未核实).
	Unconfirmed bool
}

// Ledger is all that a plan says of the ledger.
type Ledger struct {
	Uses      []Use
	Quotas    []Quota
	Goals     *Goals
	Retention *Retention
	ExitLines []ExitLine
}

// Use returns what the plan says of a register; false if it does not use it.
func (l *Ledger) Use(id string) (Use, bool) {
	for _, u := range l.Uses {
		if u.Register == id {
			return u, true
		}
	}
	return Use{}, false
}
