package ledger

import (
	"context"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the use cases of the ledger need of a transaction.
type Tx interface {
	campaign.Tx
	entries
	lists
	evidences
	views
	humans
}

type entries interface {
	HoldLedger(campaign.ID) error // keeps a campaign from being closed meanwhile
	InsertEntry(e *Entry, m Marks) error
	UpdateEntry(e Entry, past Past, was, m Marks) (Entry, error) // by its revision; past is what it was
	Entry(EntryID) (Entry, error)
	EntriesNamed([]EntryID) ([]Entry, error)         // those that are there
	EntryLike(Entry) (Entry, error)                  // that is the same one and not withdrawn; ID "" for none
	EntryByKey(people.AccountID, string) (Entry, error) // ID "" for none
	InsertRequest(by people.AccountID, key string, id EntryID) error
	Pasts(EntryID) ([]Past, error) // the oldest first
}

type lists interface {
	Entries(Search) ([]Entry, error)
	CountEntries(s Search, most int) (int64, error)
	SumEntries(Search) (map[string]int64, error) // by amount field
	Related(EntryID) ([]Link, error)
	LinkedFrom(id EntryID, register string) (int64, error) // entries of a register in the figures or on their way that point to it
	Amount(Search, Measured) (int64, error)
}

type evidences interface {
	InsertEvidence(*Evidence) error
	RemoveEvidence(id EvidenceID, revision int64, reason string) (Evidence, error)
	Evidence(EvidenceID) (Evidence, error)
	EvidenceOf(EntryID) ([]Evidence, error) // as attached, removed ones too
}

type views interface {
	InsertView(*View) error
	Views(account people.AccountID, of campaign.ID, register string) ([]View, error)
	View(ViewID) (View, error)
	DeleteView(ViewID) error
}

type humans interface {
	InsertPerson(*organisation.Person) error
	UpdatePerson(organisation.Person) (organisation.Person, error)
	PersonsNamed([]organisation.PersonID) (map[organisation.PersonID]organisation.Person, error)
	// PersonIdentified finds a person by the identity number; ID "" for none.
	PersonIdentified(root organisation.UnitID, number string) (organisation.Person, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Blobs keeps the bytes of evidence by their SHA-256.
type Blobs interface {
	Put(ctx context.Context, name string, r io.Reader, limit int64) (sha256, kind string, size int64, err error)
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
}

// Service carries out the use cases of the ledger.
type Service struct {
	db        Store
	blobs     Blobs
	campaigns *campaign.Service
	clock     func() time.Time
}

// NewService returns the service on a store, the bytes of evidence and the
// campaigns.
func NewService(db Store, blobs Blobs, campaigns *campaign.Service, clock func() time.Time) *Service {
	return &Service{db: db, blobs: blobs, campaigns: campaigns, clock: clock}
}

// today is the day on which an act takes place.
func (s *Service) today() calendar.Date { return organisation.DayOf(s.clock()) }
