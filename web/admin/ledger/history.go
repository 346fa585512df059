package ledger

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// pastView is a change of an entry: who, when, what, and why.
type pastView struct {
	By    string
	At    time.Time
	What  string // the move, or that it was corrected
	Note  string
	Turns []turn
}

// turn is a value that a change replaced.
type turn struct{ Label, Old, New string }

// called says who the accounts are that had to do with an entry.
func (a *area) called(c *desk.Call, e *ledger.Opened) (map[people.AccountID]string, error) {
	ids := []people.AccountID{e.By, e.ChangedBy}
	for i := range e.Past {
		ids = append(ids, e.Past[i].By)
	}
	for i := range e.Evidence {
		ids = append(ids, e.Evidence[i].By)
	}
	slices.Sort(ids)
	return a.People.Called(c.Context(), c.Who, slices.Compact(ids))
}

// history lists the changes of an entry, the newest first, and who recorded it.
func (at at) history(e *ledger.Opened, called map[people.AccountID]string) ([]pastView, made) {
	var out []pastView
	for i := range e.Past {
		was := &e.Past[i]
		next := ledger.Past{State: e.State, Line: e.Line, Unit: e.Unit, Values: e.Values}
		if i+1 < len(e.Past) {
			next = e.Past[i+1]
		}
		v := pastView{By: called[was.By], At: was.At, What: at.what(was), Note: was.Note}
		if was.State != next.State {
			v.Turns = append(v.Turns, turn{at.words.Print.T("ledger.state"), at.words.State(was.State), at.words.State(next.State)})
		}
		if was.Unit != next.Unit {
			v.Turns = append(v.Turns, turn{at.words.Print.T("ledger.unit"), e.Names[string(was.Unit)], e.Names[string(next.Unit)]})
		}
		for _, f := range at.book.Fields {
			if old, now := was.Values[f.ID], next.Values[f.ID]; old != now {
				v.Turns = append(v.Turns, turn{at.words.Field(f.ID), at.orNone(at.words.Value(f, old, e.Names)), at.orNone(at.words.Value(f, now, e.Names))})
			}
		}
		out = append(out, v)
	}
	slices.Reverse(out)
	return out, made{called[e.By], at.words.Print.DateTime(e.Created)}
}

// what names a change.
func (at at) what(was *ledger.Past) string {
	if was.Move == "" {
		return at.words.Print.T("ledger.corrected_word")
	}
	if _, is := at.book.MoveOf(was.Move); is {
		return at.words.Move(was.Move)
	}
	return at.words.Print.T("ledger.act." + was.Move)
}

// orNone stands for a value that is empty.
func (at at) orNone(text string) string {
	if text == "" {
		return "—"
	}
	return text
}
