package write

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// namesakes lists the entries about persons called as that of a new entry, in
// units of the same county or system: who brings a list in looks at them before
// it is stored (H-10). Those with another identity number are somebody else.
func (x *eager) namesakes(e *entry.Entry, in filled) []entry.EntryID {
	var out []entry.EntryID
	number := in.personal[string(book.Identity)]
	for _, other := range x.alike[squeezed(in.personal[string(book.Name)])] {
		n := x.humans[other.Person].IDNumber
		if (n == "" || number == "" || strings.EqualFold(n, number)) && x.near(e.Unit, other.Unit) {
			out = append(out, other.ID)
		}
	}
	return out
}

// near reports whether two units are the same or stand below one that is not the
// federation itself.
func (x *eager) near(a, b organisation.UnitID) bool {
	return slices.ContainsFunc(x.branch(a), func(up organisation.UnitID) bool { return slices.Contains(x.branch(b), up) })
}

// branch is a unit with those above it, without the federation.
func (x *eager) branch(unit organisation.UnitID) []organisation.UnitID {
	up := x.above[unit]
	return append([]organisation.UnitID{unit}, up[:max(0, len(up)-1)]...)
}
