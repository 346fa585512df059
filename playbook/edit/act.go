package edit

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Has reports whether something stands at a path.
func (t *Text) Has(path string) bool {
	if t.err != nil {
		return false
	}
	root, err := source.Outline(t.src)
	if err != nil {
		return false
	}
	w, ok := find(root, strings.Split(path, "/"))
	return ok && w.node != nil
}

// Due gives an obligation another due rule: «last workday of month»,
// «2018-06-20..2018-06-30», «none» for 无期限.
func (t *Text) Due(obligation, rule string) *Text {
	at := "obligations/" + obligation
	if t.Has(at + "/window") {
		return t.Set(at+"/window", rule)
	}
	return t.Set(at+"/due", rule)
}

// Signature settles a reading: by one of its options or in words, by a body, on
// a day (ISO).
type Signature struct{ Option, Words, By, On string }

// Sign settles a reading. One that has options is settled by one of them.
func (t *Text) Sign(reading string, s Signature) *Text {
	at := "readings/" + reading
	switch options := t.Has(at + "/options"); {
	case t.err != nil:
		return t
	case options && s.Words != "", !options && s.Option != "", s.Option+s.Words == "":
		t.err = fault.New(fault.Invalid, "revision.wrong_decision", reading)
		return t
	case options:
		t.Set(at+"/chosen", s.Option)
	default:
		t.Set(at+"/decision", s.Words)
	}
	return t.Set(at+"/by", s.By).Set(at+"/on", s.On)
}
