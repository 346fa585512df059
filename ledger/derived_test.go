package ledger_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// After many changes what is derived from the entries is what deriving all of it
// anew gives: every mark, every number, every pair of characters.
func TestWhatIsDerivedIsWhatTheEntriesSay(t *testing.T) {
	both(t, func(w *world) {
		r := rand.New(rand.NewPCG(7, 1))
		all := w.populate(r, 30)
		office := w.As(people.Office, "PDS")
		for _, e := range all {
			if e.State != "withdrawn" && r.IntN(2) == 0 {
				_, err := w.correct(office, e.Entry, "name", someWords[r.IntN(len(someWords))]+e.Values["name"], "tags", "aspiration", "person_times", "")
				w.Must(err)
			}
		}
		running, err := w.Campaigns.Look(t.Context(), office, w.Campaign)
		w.Must(err)
		want := map[string]int64{}
		w.Must(w.DB.View(t.Context(), func(tx *store.Tx) error {
			for _, register := range []string{"activities", "honourees"} {
				b, _ := book.For(running.Book, register)
				w.Must(w.Ledger.Each(t.Context(), office, ledger.Query{Campaign: w.Campaign, Register: register, States: everyState(b)}, func(row ledger.Row) error {
					human := ""
					if row.Person != "" {
						p, err := tx.Person(row.Person)
						if err != nil {
							return err
						}
						human = p.Name
					}
					m := ledger.MarksOf(b, row.Entry, human)
					want["entry_mark"] += int64(len(m.Named))
					want["entry_amount"] += int64(len(m.Amounts))
					want["entry_gram"] += int64(len(tx.Grams(m)))
					for _, mark := range m.Named {
						w.counts(tx, 1, "SELECT count(*) FROM entry_mark WHERE entry_id = $1 AND field = $2 AND value = $3", string(row.ID), mark.Field, mark.Value)
					}
					for _, a := range m.Amounts {
						w.counts(tx, 1, "SELECT count(*) FROM entry_amount WHERE entry_id = $1 AND field = $2 AND value = $3", string(row.ID), a.Field, a.Value)
					}
					for _, g := range tx.Grams(m) {
						w.counts(tx, 1, "SELECT count(*) FROM entry_gram g JOIN entry e ON e.doc = g.doc WHERE e.id = $1 AND g.gram = $2", string(row.ID), g)
					}
					return nil
				}))
			}
			for table, n := range want {
				w.counts(tx, n, "SELECT count(*) FROM "+table)
			}
			return nil
		}))
	})
}

func everyState(b book.Book) []string {
	out := []string{book.Withdrawn}
	for _, s := range b.States {
		out = append(out, s.ID)
	}
	return out
}

func (w *world) counts(tx *store.Tx, want int64, query string, args ...any) {
	w.t.Helper()
	n, err := tx.Int(query, args...)
	w.Must(err)
	if n != want {
		w.t.Errorf("%s %v: %d, want %d", query, args, n, want)
	}
}

// Who may do what with an entry of their own unit, one below and one elsewhere:
// all that the service offers, beside the table of permissions.
func TestEveryUseCaseAsksThePermissionTable(t *testing.T) {
	w := lite(t)
	office := w.As(people.Office, "PDS")
	acts := map[people.Action]func(who people.Actor, e ledger.Entry) error{
		people.LedgerRead: func(who people.Actor, e ledger.Entry) error {
			_, err := w.Ledger.Open(t.Context(), who, e.ID)
			return err
		},
		people.LedgerRecord: func(who people.Actor, e ledger.Entry) error {
			_, err := w.correct(who, e, "name", e.Values["name"]+"改")
			return err
		},
		people.LedgerConfirm: func(who people.Actor, e ledger.Entry) error { return second(w.move(who, e, "confirm", "")) },
	}
	roles := []people.Role{people.Office, people.Leader, people.Liaison, people.UnitLeader, people.Grassroots, people.Viewer, people.Admin}
	for _, role := range roles {
		for _, unit := range []string{"yexian", "xuexiao", "lushan", "PDS"} {
			who := w.As(role, unit)
			for _, at := range []string{"xuexiao", "yexian", "meikuang"} {
				e := w.has(w.As(people.Grassroots, at), "activities", at, "name", string(role)+unit+at, "day", "2018-09-20", "line", "skill", "place", "叶县")
				path, err := w.Units.Tree(t.Context(), w.Root, e.On)
				w.Must(err)
				place := people.Place{Root: w.Root, Unit: e.Unit, Path: path.Ancestors(e.Unit), Campaign: string(w.Campaign)}
				for _, act := range []people.Action{people.LedgerRead, people.LedgerRecord, people.LedgerConfirm} {
					want, got := who.May(act, place), acts[act](who, e)
					if (want == nil) != (got == nil) || want != nil && fault.From(want).Kind != fault.From(got).Kind {
						t.Errorf("%s of %s does %s at %s: %v, want %v", role, unit, act, at, got, want)
					}
					e = w.open(office, e.ID).Entry
				}
				sees := slices.Contains(w.listed(who), e.ID)
				if want := who.May(people.LedgerRead, place) == nil; sees != want {
					t.Errorf("%s of %s lists the entry of %s: %v, want %v", role, unit, at, sees, want)
				}
			}
		}
	}
}

// listed is every activity that the reader is shown.
func (w *world) listed(who people.Actor) (out []ledger.EntryID) {
	w.t.Helper()
	err := w.Ledger.Each(w.t.Context(), who, ledger.Query{Campaign: w.Campaign, Register: "activities"}, func(r ledger.Row) error {
		out = append(out, r.ID)
		return nil
	})
	if err != nil && !fault.Is(err, fault.NotFound) {
		w.t.Fatal(err)
	}
	return out
}
