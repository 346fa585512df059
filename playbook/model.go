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
	"github.com/xianfeng-oss/xianfeng/playbook/award"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Playbook is a plan as data. A value that Parse returned is never changed.
type Playbook struct {
	ID          string // «pingdingshan-2018»
	Title       string
	Short       string // for the narrow places of a page
	Document    Document
	Start, End  calendar.Date // End is zero for a plan without an end
	Anchor      calendar.Date // the day that «start» stands for in the dates; zero if it is not used
	Timezone    string
	Clauses     []Clause // in the order of the document
	Silent      []Clause // passages without a behaviour (无行为条款); they have no id
	Bodies      []Body
	Posts       []Post
	Audience    Audience
	Tracks      []Track // empty: the plan is one activity
	Catalogues  []Catalogue
	Events      []Event
	Lines       []Line
	Phases      []Phase
	Measures    []Measure
	Forms       []Form
	Obligations []Obligation
	Oversight   Oversight
	Awards      []award.Award
	Sheets      []award.Sheet
	Ledger      register.Ledger
	Readings    []Reading
	Source      []byte // the text it was parsed from
	Digest      string // SHA-256 of Source, in hexadecimal

	earlier *Playbook // the version before it in a running campaign, see After
}

// Document is the head of the official document.
type Document struct {
	Kind       string // 通知
	Title      string
	Issuers    []string // several issue it together (H-75)
	Addressees []string // 主送, in the document's words
	Copies     []string // 抄送: they read, and owe nothing (H-77)
	Contact    Contact
	Number     string        // 〔〕 brackets, no zero padding; "" if the text has none
	Issued     calendar.Date // zero if the text has no date
	Basis      []Basis
	Clauses    []string // the clauses that make up the head
}

// Contact is where questions go (H-74).
type Contact struct{ Phone, Mail, Clause string }

// Basis is a document the plan rests on (P-02); some have no number (H-03).
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
	ID, Body, Title string   // Title: 组长, 副组长, 办公室主任
	Person, Office  string   // «张国晓», «市总党组书记、副主席»; "" if the plan names a group
	Organisation    string   // whose office it is, where it is not the federation's: «市扶贫办» (H-16)
	SignsFor        string   // the issuer of the document for which the post signs papers, beside the director (H-75); "" for none
	Role            string   // role of the glossary that the post carries, or ""
	Heads           []string // categories of units whose heads are proposed for it (P-45)
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
	Track            string // id, or "" for a plan without tracks
	Plus             bool   // it is the «+1» of «5+1»
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
	OverUnits bool             // adds over units
	OverLines bool             // adds over lines
	From      *register.Source // the entries of the ledger it is made of; nil: it is typed
	Clause    string
}

// Every is how often an obligation recurs.
type Every string

// The recurrences.
const (
	Once    Every = "once"
	Month   Every = "month"
	Quarter Every = "quarter"
	Year    Every = "year"
	Any     Every = "any" // at any time, any number of times: the next opens once one was sent (H-33)
)

// Late says what becomes of what comes after the due day.
type Late string

// What becomes of what comes late.
const (
	LateAccepted  Late = "accepted"  // taken and marked 逾期
	LateRefused   Late = "refused"   // 不予受理
	LateForfeited Late = "forfeited" // 视为放弃
)

// Hop is one level of a forwarding chain: units of the category hand in so
// long before the due day.
type Hop struct {
	Category string
	Before   calendar.Span
}

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
	From       calendar.Date    // first period contains it
	Until      calendar.Date    // last period contains it; zero = the plan's end
	Opens      calendar.Date    // for Once: the first day it can be done; zero = launch
	Due        *calendar.Rule   // nil: 无期限, counted in no rate
	Planned    bool             // 拟: a planned window, the real date is entered later
	Held       bool             // judged by the event's date (N-P16)
	Resubmit   calendar.Date    // what was accepted may be sent again up to this day (N-P1); zero: only once it is returned
	Receipt    bool             // 签收 (P-01): reading and signing for it, no form
	Liaison    bool             // the completion form asks for the unit's liaison (P-52)
	Records    []register.Prior // what has to be in the ledger before it is sent (P-16)
	Nil        []Option         // listed reasons for a nil report; empty: not allowed
	Publishes  string           // the obligation whose reports a bulletin publishes each period: discharged by issuing it (P-60); "" else
	Track      string           // id, or "" if it serves all tracks (H-00)
	AtLeast    int              // how many things are to be done each period (H-50); 0: not a quota
	Late       Late             // what becomes of what comes late
	Through    []Hop            // the levels that forward it, outermost first
	Materials  []award.Material
	Later      string   // capability that will carry it out; "" = now
	Clause     string   // the clause that asks
	Cites      []string // further clauses that shape it
	Readings   []string // the readings that settle its date, its first period or its scope
}
