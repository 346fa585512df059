package ledger_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// world is a stage on which units keep a ledger.
type world struct {
	*stage.Stage
	t *testing.T
}

// both plays a test on both engines.
func both(t *testing.T, play func(*world)) {
	t.Helper()
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:41")
		play(&world{s, t})
	})
}

// lite plays a test of a rule that no engine can change.
func lite(t *testing.T) *world {
	t.Helper()
	s := stage.One(t)
	s.At("2018-09-28 10:41")
	return &world{s, t}
}

// record records an entry of a unit, its fields in pairs of name and text.
func (w *world) record(who people.Actor, register, unit string, fields ...string) (ledger.Entry, error) {
	typed := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		typed[fields[i]] = fields[i+1]
	}
	return w.Ledger.Record(w.t.Context(), who, ledger.New{Campaign: w.Campaign, Register: register, Unit: w.Unit(unit), Typed: typed})
}

// has is record for what must succeed.
func (w *world) has(who people.Actor, register, unit string, fields ...string) ledger.Entry {
	w.t.Helper()
	e, err := w.record(who, register, unit, fields...)
	w.Must(err)
	return e
}

// activity records a plain activity.
func (w *world) activity(who people.Actor, unit, name, day string) ledger.Entry {
	w.t.Helper()
	return w.has(who, "activities", unit, "name", name, "day", day, "line", "skill", "place", "叶县", "person_times", "40", "households", "12")
}

// move makes a move over the revision it has.
func (w *world) move(who people.Actor, e ledger.Entry, move, reason string) (ledger.Entry, error) {
	return w.Ledger.Move(w.t.Context(), who, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: move, Reason: reason})
}

// moved is move for what must succeed.
func (w *world) moved(who people.Actor, e ledger.Entry, move, reason string) ledger.Entry {
	w.t.Helper()
	e, err := w.move(who, e, move, reason)
	w.Must(err)
	return e
}

// correct corrects fields over the revision that the entry has.
func (w *world) correct(who people.Actor, e ledger.Entry, fields ...string) (ledger.Entry, error) {
	typed := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		typed[fields[i]] = fields[i+1]
	}
	return w.Ledger.Correct(w.t.Context(), who, e.ID, e.Revision, typed, "")
}

// open returns an entry as a reader sees it.
func (w *world) open(who people.Actor, id ledger.EntryID) ledger.Opened {
	w.t.Helper()
	o, err := w.Ledger.Open(w.t.Context(), who, id)
	w.Must(err)
	return o
}

// names lists the names of a list.
func (w *world) names(who people.Actor, q ledger.Query) []string {
	w.t.Helper()
	q.Campaign = w.Campaign
	p, err := w.Ledger.List(w.t.Context(), who, q)
	w.Must(err)
	var out []string
	for _, r := range p.Entries {
		out = append(out, r.Name)
	}
	return out
}

// refused expects a kind of refusal, and that one of its violations stands at
// the path with the clause; path "" for none.
func (w *world) refused(err error, kind fault.Kind, path, clause string) {
	w.t.Helper()
	if !fault.Is(err, kind) {
		w.t.Fatalf("answers %v, want %s", err, kind)
	}
	if path == "" {
		return
	}
	for _, f := range fault.From(err).Fields {
		if f.Path == path && f.Clause == clause {
			return
		}
	}
	w.t.Fatalf("%v says nothing of %s with clause %q", err, path, clause)
}

// said is what a person reads of an error.
func said(err error) string {
	message, violations := locale.New(locale.ZhCN).Fault(err)
	for _, v := range violations {
		message += "\n" + v.Message
	}
	return message
}

// number makes a resident identity number with its check character.
func number(t *testing.T, head string) string {
	t.Helper()
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(head[i]-'0') * w
	}
	return head + string("10X98765432"[sum%11])
}

func has(t *testing.T, list []string, want ...string) {
	t.Helper()
	if strings.Join(list, "、") != strings.Join(want, "、") {
		t.Errorf("shows %v, want %v", list, want)
	}
}
