package ledger

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
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
		next := ledger.Past{State: e.State, Line: e.Line, Unit: e.Unit, Since: e.Since, Values: e.Values}
		if i+1 < len(e.Past) {
			next = e.Past[i+1]
		}
		v := pastView{By: called[was.By], At: was.At, What: at.what(was), Note: was.Note}
		if was.State != next.State {
			v.Turns = append(v.Turns, turn{at.words.Print.T("ledger.state"), at.words.State(was.State), at.words.State(next.State)})
		}
		if was.Unit != next.Unit {
			v.Turns = append(v.Turns, turn{at.words.Print.T("ledger.unit"), at.orNone(e.Names[string(was.Unit)]), at.orNone(e.Names[string(next.Unit)])})
			v.What = at.words.Print.T("ledger.transferred_since", at.words.Print.Date(next.Since))
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

// returned is why an entry was sent back and by whom, and where it is corrected and
// sent again.
type returned struct {
	Reason, By string
	At         time.Time
	Mend       string // "" for who may not
}

// returned says why an entry stands where it was sent back to, nil where its last
// move was another.
func (at at) returned(e *ledger.Opened, called map[people.AccountID]string) *returned {
	for i := len(e.Past) - 1; i >= 0; i-- {
		was := &e.Past[i]
		m, is := at.book.MoveOf(was.Move)
		if !is {
			continue
		}
		if st, _ := at.book.State(m.To); !sendsBack(at.book, m) || st.Ends || m.To != e.State {
			return nil
		}
		out := &returned{Reason: was.Note, By: called[was.By], At: was.At}
		if _, again := at.again(e); again && e.May.Correct {
			out.Mend = entryURL(e.ID) + "/edit"
		}
		return out
	}
	return nil
}

// sendsBack reports whether a move is one by which others send an entry back to its
// recorder.
func sendsBack(b book.Book, m register.Move) bool {
	place := func(id string) int {
		return slices.IndexFunc(b.States, func(s register.State) bool { return s.ID == id })
	}
	return m.Reason && m.Hand != register.Recorder && b.Hand(m.To) == register.Recorder &&
		(m.To == "returned" || place(m.To) < place(m.From[0]))
}

// again is the move by which the recorder sends an entry on once more.
func (at at) again(e *ledger.Opened) (register.Move, bool) {
	i := slices.IndexFunc(e.Moves, func(m register.Move) bool { return m.Hand == register.Recorder && !m.Reason })
	if i < 0 {
		return register.Move{}, false
	}
	return e.Moves[i], true
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
