// Package publication makes the bulletin (简报) of a period: composed from the
// frozen figures of the accepted reports, signed by the office's director or a
// recorded delegate (P-47), issued under a running number (P-60). What was
// issued never changes: a correction is a new act that the next number prints.
package publication

import (
	"fmt"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// ID identifies a bulletin.
type ID string

// State is how far a bulletin is.
type State string

// The states.
const (
	Draft     State = "draft"     // 草稿: may be edited and refreshed
	Signed    State = "signed"    // 已签发: as it will be printed
	Issued    State = "issued"    // 已印发: never changes
	Discarded State = "discarded" // thrown away; it is shown to nobody
)

// Bulletin is the bulletin of one period.
type Bulletin struct {
	ID         ID
	Campaign   campaign.ID
	Duty       campaign.DutyID // the organiser's duty that it discharges
	Obligation string          // of the organiser, in the playbook
	Period     string          // key of the period
	State      State
	Title      string
	Note       string // 按语: the editor's text
	Practices  []Practice
	Content    content.Content
	Composed   time.Time // when its figures were taken
	ComposedBy people.AccountID
	Signed     time.Time
	SignedBy   people.AccountID
	Signer     string        // as printed: «办公室主任 李文生», «受办公室主任委托 王芳»
	Cosigned   []Cosignature // of the other issuers of a joint paper (H-75)
	Issued     time.Time
	IssuedBy   people.AccountID
	Year       int64             // of the day it was issued
	Number     int64             // within that year
	Total      int64             // within the campaign
	Document   document.Document // once it is signed; its number and date once it is issued
	Digest     string            // SHA-256 of the document
	Revision   int64
}

// Practice is a typical practice (典型做法) chosen from a report's text, or from
// the approved cases of the ledger.
type Practice struct {
	Duty campaign.DutyID // "" of a case
	N    int64           // the version, of a case its revision
	Cell string          // «texts/practices», of a case «case/…»
	Unit string          // name of the unit
	From string          // the text as it was sent
	Text string          // as it is printed: an excerpt of it
}

// Name returns the running number of an issued bulletin: «2018年第3期», "" of
// one that has none yet.
func (b Bulletin) Name() string {
	if b.Total == 0 {
		return ""
	}
	return fmt.Sprintf("%d年第%d期", b.Year, b.Number)
}

// CorrectionID identifies a correction.
type CorrectionID string

// Correction says that something in an issued bulletin was wrong. It names
// what was printed and what is right; the bulletin itself stays.
type Correction struct {
	ID       CorrectionID
	Bulletin ID
	Place    string // in words: «叶县总工会 受益人次»
	Path     string // its address in the document: «units-r2-c3», «summary», «title», «note», «practice-1»
	Old, New string // as printed
	Reason   string
	At       time.Time
	By       people.AccountID
	Printed  ID     // the number that prints it, "" until one was issued
	In       string // what that number is called, «2018年第4期»; it is not stored
	Revision int64
}

// Change is what Correct is asked for: a figure by what it is of, or any place by
// its address.
type Change struct {
	Unit    string // code; of a unit in the table, "" for all units together
	Measure string
	Line    string // of all units together: an action line, "" for their sum
	Text    string // instead of a figure: the address of a text or a cell, as Spots lists them
	Old     string // of a text: the words that are wrong; "" for all of it, and for a figure
	New     string // as typed
	Reason  string
}

// Edit is a change of a draft's own texts.
type Edit struct {
	Revision  int64
	Title     string
	Note      string
	Practices []Choice // in the order printed
}

// Choice is a practice to print.
type Choice struct {
	Duty campaign.DutyID
	N    int64
	Cell string
	Text string // "" for the whole text
}

// May says what the reader may do with a bulletin as it stands.
type May struct {
	Edit, Refresh, Discard, Sign, Cosign, TakeBack, Issue, Correct bool
}

// View is a bulletin as the office sees it.
type View struct {
	Running     campaign.Running
	Bulletin    Bulletin
	Document    document.Document // as it was issued, or would be now
	Sources     []content.Source  // texts that may be chosen, of a draft
	Corrections []Correction      // of this number, oldest first
	Problems    []fault.Field     // what keeps it from being signed and issued
	Warnings    []fault.Field     // what its editor should know
	May         May
	Awaits      []string // issuers that have not signed what the director has signed
	Signs       string   // how the reader would sign, as printed; "" if the reader may not
}

// Due is a period whose bulletin is owed or under way.
type Due struct {
	campaign.Item
	Title    string    // that its bulletin begins with
	Bulletin Bulletin  // without content; ID "" where none is composed
	Ready    time.Time // from which it can be signed and issued: all reports are due
}

// List is the bulletins of a campaign.
type List struct {
	Compose bool // the reader may compose
	Running campaign.Running
	Issued  []Bulletin // newest first, without content
	Open    []Due      // periods that have begun without an issued number, in order; for who composes or signs
}
