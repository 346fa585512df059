package calendar

import (
	"cmp"
	_ "embed" // the built-in notices
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Notice is one announcement of the State Council on days off. Its days may
// lie in a neighbouring year: 2018-12-29 is a working day by the notice of
// 2019.
type Notice struct {
	Year      int             // the year it arranges
	Published Date            // nobody knows it earlier
	Ref       string          // where it can be read
	Change    bool            // it replaces part of the year's notice
	Off       []Date          // days off, in order
	Work      []Date          // moved working days (调休), in order
	Names     map[Date]string // festival of a day off, «端午节», where given
}

//go:embed notices.txt
var builtIn []byte

// Notices returns the notices of 2018 to 2026 that the program carries, in the
// order of their publication. The caller may change what it is given.
func Notices() []Notice {
	all, err := ParseNotices(builtIn)
	if err != nil {
		panic(err) // a test reads the same bytes
	}
	return all
}

// ownNotices is Notices read once; nobody changes it.
var ownNotices = sync.OnceValue(Notices)

// compare orders notices by publication; on one day a change comes last.
func (n Notice) compare(other Notice) int {
	order := cmp.Or(n.Published.Compare(other.Published), cmp.Compare(n.Year, other.Year),
		cmp.Compare(other.word(), n.word()))
	if order != 0 {
		return order
	}
	return cmp.Compare(n.text(), other.text())
}

// text returns everything in the notice that decides working days, in one
// canonical form: two notices with the same text are the same.
func (n Notice) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d %s off", n.word(), n.Year, n.Published)
	for _, d := range slices.SortedFunc(slices.Values(n.Off), Date.Compare) {
		b.WriteString(" " + d.String())
	}
	b.WriteString(" work")
	for _, d := range slices.SortedFunc(slices.Values(n.Work), Date.Compare) {
		b.WriteString(" " + d.String())
	}
	return b.String()
}

// word returns how a file of notices calls n.
func (n Notice) word() string {
	if n.Change {
		return "change"
	}
	return "notice"
}
