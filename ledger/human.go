package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ReadingOf is the action that shows the entries of a register, whatever a plan
// says of it: those of persons in need are for fewer.
func ReadingOf(register string) people.Action {
	shape, _ := book.ShapeOf(register)
	b := book.Book{Shape: shape}
	return entry.Reading(b.Private())
}

// Human is what the reader may see of a person without giving a reason.
type Human struct {
	Name, Phone, Identity string // masked where the reader may not see more
	Erased                bool
}

// seen masks a person: who is honoured is called by name, who is in need is not;
// phones and identity numbers are for who gives a reason (see people.PersonalRead).
func seen(p organisation.Person, private bool) *Human {
	h := &Human{Name: p.Name, Phone: p.MaskedPhone(), Identity: p.MaskedIDNumber(), Erased: !p.Erased.IsZero()}
	if private {
		h.Name = p.MaskedName()
	}
	return h
}
