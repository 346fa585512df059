package roster_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store"
)

// human returns the person of an entry, in clear.
func (w *world) human(id ledger.EntryID) (p organisation.Person) {
	w.t.Helper()
	w.Must(w.DB.View(w.t.Context(), func(tx *store.Tx) error {
		e, err := tx.Entry(id)
		if err != nil {
			return err
		}
		p, err = tx.Person(e.Person)
		return err
	}))
	return p
}

// A person who is merged keeps no gap that the other entry fills: the phone and
// the identity number come over, the history says so, and who is brought in with
// that number is this one. Taken back, each has the own again.
func TestAMergerFillsWhatIsMissing(t *testing.T) {
	both(t, func(w *world) {
		ctx := w.t.Context()
		const number, phone = "410422197001011237", "13800138000"
		gone := w.honouree("xuexiao", "张大山", "provincial", "education", "identity", number, "phone", phone)
		keep := w.honouree("yexian", "张大山", "county", "agriculture")
		d := roster.Decision{Campaign: w.Campaign, Keep: keep.ID, Gone: gone.ID, Note: "同一人，两次录入"}
		p, err := w.Roster.Merge(ctx, w.office, d)
		w.Must(err)
		if !slices.Equal(p.Given, []book.Type{book.Phone, book.Identity}) {
			w.t.Errorf("given: %v", p.Given)
		}
		if got := w.human(keep.ID); got.Phone != phone || got.IDNumber != number {
			w.t.Errorf("the kept one has %q and %q", got.Phone, got.IDNumber)
		}
		if past := w.open(keep.ID).Past; len(past) != 1 || past[0].Move != "given" || past[0].Note != d.Note {
			w.t.Errorf("its history: %+v", past)
		}
		if _, err := w.Enter(w.office, "honourees", "yexian", "name", "张大山", "family", "craftsman", "level", "county", "identity", number); err == nil {
			w.t.Error("a second entry with the number of the kept one")
		}
		w.Must(w.Roster.Undo(ctx, w.office, d))
		if got := w.human(keep.ID); got.Phone != "" || got.IDNumber != "" {
			w.t.Errorf("taken back the kept one has %q and %q", got.Phone, got.IDNumber)
		}
		if got := w.human(gone.ID); got.Phone != phone || got.IDNumber != number || w.open(gone.ID).State != "confirmed" {
			w.t.Errorf("taken back the other one is %s with %q and %q", w.open(gone.ID).State, got.Phone, got.IDNumber)
		}
		w.Must(w.DB.View(ctx, func(tx *store.Tx) error {
			found, err := tx.PersonIdentified(w.Root, number)
			if err == nil && found.ID != gone.Person {
				w.t.Errorf("by the number %s is found, want %s", found.ID, gone.Person)
			}
			return err
		}))
		w.verified()
	})
}

// What was corrected since a merger stays when it is taken back, and what the
// kept one had is never written over.
func TestAMergerTakenBackLeavesWhatWasCorrected(t *testing.T) {
	both(t, func(w *world) {
		ctx := w.t.Context()
		gone := w.honouree("xuexiao", "张大山", "provincial", "education", "phone", "13800138000")
		keep := w.honouree("yexian", "张大山", "county", "agriculture", "identity", "410422197001011237")
		d := roster.Decision{Campaign: w.Campaign, Keep: keep.ID, Gone: gone.ID, Note: "同一人"}
		_, err := w.Roster.Merge(ctx, w.office, d)
		w.Must(err)
		_, err = w.Ledger.Correct(ctx, w.office, keep.ID, w.open(keep.ID).Revision, map[string]string{"phone": "13900139000"}, "换号")
		w.Must(err)
		w.Must(w.Roster.Undo(ctx, w.office, d))
		if got := w.human(keep.ID); got.Phone != "13900139000" || got.IDNumber != "410422197001011237" {
			w.t.Errorf("the kept one has %q and %q", got.Phone, got.IDNumber)
		}
		if got := w.human(gone.ID); got.Phone != "13800138000" || got.IDNumber != "" {
			w.t.Errorf("the other one has %q and %q", got.Phone, got.IDNumber)
		}
	})
}
