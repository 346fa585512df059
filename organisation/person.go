package organisation

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// PersonID identifies a person.
type PersonID string

// Person is one human, one record: posts, accounts and honours point to it.
// Name, phone and identity number are stored sealed under a key of this person;
// destroying the key erases them for good (Erased) while the row stays.
type Person struct {
	ID       PersonID
	Root     UnitID
	Name     string
	Phone    string    // "" for none
	IDNumber string    // resident identity number, "" for none
	Erased   time.Time // when the key was destroyed, zero while it exists
	Revision int64
}

// MaskedPhone returns the phone as it is shown to who may not read it.
func (p Person) MaskedPhone() string { return seal.Phone(p.Phone) }

// MaskedName returns the name as it is shown of persons in need.
func (p Person) MaskedName() string { return seal.Name(p.Name) }

// MaskedIDNumber returns the identity number as it is shown.
func (p Person) MaskedIDNumber() string { return seal.IDNumber(p.IDNumber) }

// NewPersonID makes the id of a new person.
func NewPersonID() PersonID { return ident.New[PersonID]() }
