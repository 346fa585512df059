package entry

import (
	"context"
	"io"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
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
	HoldEntry(EntryID) error      // keeps it from being changed, moved on or given evidence meanwhile
	InsertEntry(*Entry, Marks) error
	UpdateEntry(now Entry, past Past, was, is Marks) (Entry, error) // by its revision
	Entry(EntryID) (Entry, error)
	EntriesNamed([]EntryID) ([]Entry, error)                  // those that are there
	EntryLike(Entry) (Entry, error)                           // that is the same one and not withdrawn; ID "" for none
	Request(by people.AccountID, key string) (Request, error) // Entry "" for none
	InsertRequest(Request) error
	Pasts(EntryID) ([]Past, error) // the oldest first
}

type lists interface {
	Entries(Search) ([]Entry, error)
	CountEntries(s Search, most int64) (int64, error)
	TotalEntries(s Search, look int64) (Total, error) // look: how many entries may be looked at, 0 for all
	EntryCounts(Search) ([]Count, error)              // by register and state, of all registers where the search names none
	Measure(Search, book.Source) (int64, error)
	Related(EntryID, Search) ([]Related, error)            // of the search it takes the campaign and the reach
	LinkedFrom(id EntryID, register string) (int64, error) // its entries that name this one; for «evidence» its files
}

type evidences interface {
	InsertEvidence(*Evidence) error
	RemoveEvidence(id EvidenceID, revision int64, reason string) (Evidence, error)
	Evidence(EvidenceID) (Evidence, error)
	EvidenceOf(EntryID) ([]Evidence, error) // as attached, removed ones too
}

type views interface {
	PutView(v *View, instead ViewID) error // in the place of another, "" for none
	SavedViews(account people.AccountID, of campaign.ID, register string) ([]View, error)
	DropView(account people.AccountID, id ViewID) (int64, error) // how many there were
}

type humans interface {
	InsertPerson(*organisation.Person) error
	UpdatePerson(organisation.Person) (organisation.Person, error)
	PersonsNamed([]organisation.PersonID) (map[organisation.PersonID]organisation.Person, error)
	// PersonIdentified finds a person by the identity number; ID "" for none.
	PersonIdentified(root organisation.UnitID, number string) (organisation.Person, error)
	// HideIdentity lets a person be found by the identity number no more, until the
	// person is updated: another one has it too, and is the one who is meant.
	HideIdentity(organisation.PersonID) error
	// MarkOf is a keyed hash by which equal values are found and none is read.
	MarkOf(context, value string) string
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

// BulkTx is what many rows at a time need of a transaction.
type BulkTx interface {
	Tx
	// EntriesLike returns the entries of the register of an entry that are what
	// one of the texts says (Entry.Same) and not withdrawn.
	EntriesLike(of Entry, same []string) ([]Entry, error)
	// EntriesOfPersons returns those about persons who are called so, and not
	// withdrawn.
	EntriesOfPersons(of Entry, names []string) ([]Entry, error)
	PersonsIdentified(root organisation.UnitID, numbers []string) ([]organisation.Person, error)
	InsertEntries([]Entry, []Marks) error
	InsertPersons([]organisation.Person) error
	// Weigh is called after so many rows that lists are perhaps read in another way
	// from then on.
	Weigh() error
	// Behind does something in the transaction while the caller goes on, and records
	// it with what was written before. Whatever is asked of the transaction next
	// waits for it, and fails if it has failed.
	Behind(func(BulkTx) error) error
}
