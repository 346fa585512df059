package paper

// Reason is why a figure is not that of the ledger.
type Reason struct {
	ID   string // one of Reasons
	Note string
}

// Reasons are why a report may say something other than the ledger; the words
// of each are the message «derive.reason.» + the reason. OtherReason asks for a
// note.
var Reasons = []string{"not_recorded", "recorded_twice", "being_corrected", "counted_otherwise", OtherReason}

// OtherReason is told in the note.
const OtherReason = "other"
