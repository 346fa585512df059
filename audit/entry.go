package audit

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// Unplaced is the place of a record that has none yet.
const Unplaced = -1

// Entry is a record as it is stored: the body that was hashed, and the columns
// by which it is found. Only the body counts.
type Entry struct {
	Place    int64 // in the tree, or Unplaced
	Waiting  bool  // in the list that the sequencer works off; only Log tells
	ID       ID
	At       time.Time
	Account  string
	Act      string
	Subject  string
	Root     string
	Campaign string
	Unit     string
	Body     string
	Hash     []byte
}

// Record reads the record out of the body.
func (e Entry) Record() (Record, error) { return ReadRecord(e.Body) }

// made returns when the id was made, by the wall's clock, whatever day the
// program showed: an id begins with its milliseconds. Of what is no id it is
// long ago.
func (e Entry) made() time.Time {
	ms, err := strconv.ParseInt(strings.ReplaceAll(string(e.ID[:min(13, len(e.ID))]), "-", ""), 16, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// strays names the columns that say something else than the body.
func (e Entry) strays(r Record) (names []string) {
	for _, c := range []struct {
		name string
		same bool
	}{
		{"id", e.ID == r.ID},
		{"at", e.At.Equal(r.At)},
		{"account", e.Account == r.Origin.Account},
		{"act", e.Act == r.Act.Name},
		{"subject", e.Subject == r.Act.Subject},
		{"root_id", e.Root == r.Act.Root},
		{"campaign_id", e.Campaign == r.Act.Campaign},
		{"unit_id", e.Unit == r.Act.Unit},
		{"hash", bytes.Equal(e.Hash, r.Hash[:])},
	} {
		if !c.same {
			names = append(names, c.name)
		}
	}
	return names
}

// Filter says which records a reader of the trail wants to see, newest first.
// An empty field asks for nothing.
type Filter struct {
	Root, Campaign, Unit, Subject, Act, Account string

	From, To time.Time // instants: From is in, To is not
	Before   Entry     // the last entry of the page before: its At and ID
	Limit    int       // entries a page
}
