package roster_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// duplicates lists what the office is shown.
func (w *world) duplicates() []roster.Duplicate {
	w.t.Helper()
	out, err := w.Roster.Duplicates(w.t.Context(), w.office, w.Campaign)
	w.Must(err)
	return out
}

// One name in a unit and in one above it may be one person; one name in two
// counties, or with two identity numbers, is two.
func TestDuplicatesAreFoundNearEachOther(t *testing.T) {
	both(t, func(w *world) {
		a := w.honouree("yexian", "张大山", "municipal", "agriculture")
		b := w.honouree("xuexiao", "张 大山", "county", "education")
		w.honouree("lushan", "张大山", "county", "mining")
		w.honouree("meikuang", "王海", "county", "mining", "identity", "410422197001011237")
		w.honouree("meikuang", "王海", "county", "mining", "identity", "410422197001011317")
		got := w.duplicates()
		if len(got) != 1 || got[0].Identity || got[0].A != min(a.ID, b.ID) || got[0].B != max(a.ID, b.ID) {
			t.Fatalf("found %+v, want %s and %s by name", got, a.ID, b.ID)
		}
		d := roster.Decision{Campaign: w.Campaign, Keep: a.ID, Gone: b.ID, Note: "同名两人"}
		if err := w.Roster.KeepApart(t.Context(), w.As(people.Liaison, "lushan"), d); !fault.Is(err, fault.NotFound) {
			t.Errorf("another county decides: %v", err)
		}
		w.Must(w.Roster.KeepApart(t.Context(), w.office, d))
		if p, err := w.Roster.Decided(t.Context(), w.As(people.Liaison, "lushan"), w.Campaign, a.ID, b.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another county reads what was decided: %+v, %v", p, err)
		}
		if got := w.duplicates(); len(got) != 0 {
			t.Errorf("decided and still listed: %+v", got)
		}
	})
}

// What named the one names the other after a merger, who takes part takes part,
// the person counts once at the highest level; and all of it is as before when
// the merger is taken back. The record vouches for every row.
func TestMergeAndUndo(t *testing.T) {
	both(t, func(w *world) {
		ctx := t.Context()
		keep := w.honouree("yexian", "张大山", "county", "agriculture")
		gone := w.honouree("xuexiao", "张大山", "provincial", "education")
		studio := w.has("collectives", "yexian", "kind", "studio", "name", "大山工作室", "lead", string(gone.ID))
		activity := w.has("activities", "yexian", "name", "大棚培训", "day", "2018-09-20", "line", "skill", "place", "叶县", "person_times", "40",
			"households", "12", "led_by", string(keep.ID)+","+string(gone.ID))
		w.answers("invited", "", keep.ID)
		w.answers("joined", "", gone.ID)
		before := w.look(w.office, "PDS")
		d := roster.Decision{Campaign: w.Campaign, Keep: keep.ID, Gone: gone.ID, Note: "同一人，两次录入"}
		if _, err := w.Roster.Merge(ctx, w.office, roster.Decision{Campaign: w.Campaign, Keep: keep.ID, Gone: gone.ID}); !fault.Is(err, fault.Invalid) {
			t.Errorf("merged without a note: %v", err)
		}
		p, err := w.Roster.Merge(ctx, w.office, d)
		w.Must(err)
		if len(p.Moved) != 3 || len(p.Withdrawn) != 1 || p.Gone() != gone.ID {
			t.Errorf("merged: %+v", p)
		}
		if got := w.value(studio.ID, "lead"); got != string(keep.ID) {
			t.Errorf("the studio is led by %s", got)
		}
		if got := w.value(activity.ID, "led_by"); got != string(keep.ID) {
			t.Errorf("the activity was led by %s", got)
		}
		after := w.look(w.office, "PDS")
		if after.Total != (roster.Standing{Registered: 1, Joined: 1}) || after.Persons[roster.Cell{Industry: "agriculture", Level: "provincial"}] != 1 {
			t.Errorf("after it: %+v %v", after.Total, after.Persons)
		}
		if got := w.open(gone.ID); got.State != "withdrawn" || len(got.Past) != 1 || got.Past[0].Note != d.Note {
			t.Errorf("the one that went: %s with %+v", got.State, got.Past)
		}
		if _, err := w.Roster.Merge(ctx, w.office, d); err == nil {
			t.Error("merged twice")
		}
		w.Must(w.Roster.Undo(ctx, w.office, d))
		if again := w.look(w.office, "PDS"); again.Total != before.Total || again.Persons[roster.Cell{Industry: "education", Level: "provincial"}] != 1 {
			t.Errorf("taken back: %+v, was %+v", again.Total, before.Total)
		}
		if got := w.value(studio.ID, "lead"); got != string(gone.ID) {
			t.Errorf("taken back, the studio is led by %s", got)
		}
		if got := w.value(activity.ID, "led_by"); got != string(keep.ID)+","+string(gone.ID) {
			t.Errorf("taken back, the activity was led by %s, want both again", got)
		}
		if got := len(w.duplicates()); got != 1 {
			t.Errorf("taken back, %d pairs are listed", got)
		}
		all, err := w.Roster.Pairs(ctx, w.office, w.Campaign)
		w.Must(err)
		if len(all) != 1 || all[0].Verdict != roster.Undone {
			t.Errorf("on record: %+v", all)
		}
		w.verified()
	})
}

func (w *world) open(id ledger.EntryID) ledger.Opened {
	w.t.Helper()
	o, err := w.Ledger.Open(w.t.Context(), w.office, id)
	w.Must(err)
	return o
}

func (w *world) value(id ledger.EntryID, field string) string {
	w.t.Helper()
	return w.open(id).Values[field]
}

// verified checks that the audit record vouches for every row.
func (w *world) verified() {
	w.t.Helper()
	key, err := audit.NewKey(w.t.TempDir()+"/log.key", "xianfeng-test")
	w.Must(err)
	_, err = audit.NewSequencer(store.Scope[audit.Tx](w.DB), key, time.Now).Place(w.t.Context())
	w.Must(err)
	r, err := store.Verify(w.t.Context(), w.DB, store.VerifyOptions{Key: key.Verifier, Now: time.Now()})
	w.Must(err)
	w.Must(r.Err())
}

// A household of the county's list stands on the follow-up list of its unit,
// its head masked; nobody is asked for it, and who may not read households is
// shown none.
func TestP40WatchedHouseholdsAreFollowedUp(t *testing.T) {
	both(t, func(w *world) {
		ctx := t.Context()
		point := w.has("points", "yexian", "code", "410422100201", "county", "叶县", "village", "大李庄村")
		w.has("households", "yexian", "code", "H1", "name", "李老四", "point", string(point.ID), "watch", "marginal", "watched_on", "2018-09-01",
			"income_year", "2018", "income", "0.31")
		w.has("households", "yexian", "code", "H2", "name", "王五", "point", string(point.ID), "watch", "none")
		ask := roster.Watch{Campaign: w.Campaign, Unit: w.Unit("yexian")}
		f, err := w.Roster.FollowUp(ctx, w.As(people.Liaison, "yexian"), ask)
		w.Must(err)
		if len(f.Households) != 1 || f.Households[0].Values["code"] != "H1" || f.Households[0].Name != "H1 李**" || f.ByFlag["marginal"] != 1 {
			t.Errorf("叶县 follows up %+v", f)
		}
		ask.Flag = "sudden_hardship"
		if f, err := w.Roster.FollowUp(ctx, w.office, ask); err != nil || len(f.Households) != 0 || f.ByFlag["marginal"] != 1 {
			t.Errorf("another flag: %+v, %v", f, err)
		}
		if _, err := w.Roster.FollowUp(ctx, w.As(people.Viewer, "PDS"), ask); err == nil {
			t.Error("a viewer reads households")
		}
	})
}

// Completeness is computed from what was imported, with what is missing named.
func TestH23CompletenessNamesWhatIsMissing(t *testing.T) {
	both(t, func(w *world) {
		full := []string{"county", "叶县", "township", "仙台镇", "village", "大李庄村", "first_secretary", "县委办", "households", "40", "persons", "120", "exit_year", "2019"}
		w.has("points", "yexian", append([]string{"code", "A"}, full...)...)
		w.has("points", "yexian", "code", "B", "county", "叶县", "village", "小李庄村", "township", "仙台镇", "households", "40", "persons", "120", "exit_year", "2019")
		c, err := w.Roster.Complete(t.Context(), w.office, w.Campaign, "points", w.Unit("yexian"))
		w.Must(err)
		if c.Entries != 2 || c.Wanted-c.Filled != 1 || len(c.Missing) != 1 || c.Missing[0].Field.ID != "first_secretary" || len(c.Lacking) != 1 || c.Lacking[0].Code != "B" {
			t.Errorf("completeness %d of %d, missing %+v, lacking %+v", c.Filled, c.Wanted, c.Missing, c.Lacking)
		}
		w.has("points", "lushan", append([]string{"code", "C"}, full...)...)
		for _, c := range []struct {
			who  people.Actor
			unit organisation.UnitID
			want int
		}{{w.office, "", 3}, {w.office, w.Root, 3}, {w.office, w.Unit("lushan"), 1}, {w.As(people.Liaison, "yexian"), "", 2}, {w.As(people.Liaison, "lushan"), "", 1}, {w.As(people.Liaison, "gaoxin"), "", 0}} {
			got, err := w.Roster.Complete(t.Context(), c.who, w.Campaign, "points", c.unit)
			w.Must(err)
			if got.Entries != c.want {
				t.Errorf("%s sees %d points of %q, want %d", c.who.Login, got.Entries, c.unit, c.want)
			}
		}
		if _, err := w.Roster.Complete(t.Context(), w.office, w.Campaign, "activities", ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("what is no reference data: %v", err)
		}
	})
}
