package ledger_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP29AProblemIsClosedByAnother(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		e := w.has(county, "problems", "yexian", "name", "技术员不足", "kind", "technology", "day", "2018-09-03")
		_, err := w.move(county, e, "take_up", "")
		w.refused(err, fault.Invalid, "measure", "P-29")
		w.refused(err, fault.Invalid, "owner", "P-29")
		e, err = w.correct(county, e, "measure", "请市农科所派员", "owner", "王主席")
		w.Must(err)
		e = w.moved(office, e, "take_up", "")
		_, err = w.move(county, e, "close", "")
		w.refused(err, fault.Conflict, "", "")
		_, err = w.move(office, e, "close", "") // who took it up
		w.refused(err, fault.Conflict, "", "")
		if o := w.open(office, e.ID); len(o.Moves) != 0 {
			t.Errorf("who took it up is offered %v", o.Moves)
		}
		third := w.As(people.OfficeDirector, "PDS")
		_, err = w.move(third, e, "close", "")
		w.refused(err, fault.Invalid, "result", "P-29")
		e, err = w.correct(third, e, "result", "三名技术员到岗")
		w.Must(err)
		if e = w.moved(third, e, "close", ""); e.Until.String() != "2018-09-28" || e.Counted.IsZero() {
			t.Errorf("closed until %s, counted %v", e.Until, e.Counted)
		}
	})
}

// Of two who correct over the same revision one is late, and sees what differs.
func TestTwoCorrectorsOneIsStale(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		e := w.activity(county, "yexian", "培训", "2018-09-20")
		var group sync.WaitGroup
		var mu sync.Mutex
		var lost []error
		for _, n := range []string{"41", "42", "43", "44"} {
			group.Go(func() {
				_, err := w.correct(county, e, "person_times", n)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					lost = append(lost, err)
				}
			})
		}
		group.Wait()
		if len(lost) != 3 {
			t.Fatalf("%d were late, want 3", len(lost))
		}
		for _, err := range lost {
			if !fault.Is(err, fault.Stale) {
				t.Errorf("late answers %v", err)
			}
		}
		if o := w.open(county, e.ID); len(o.Past) != 1 || o.Revision != 2 {
			t.Errorf("revision %d with %d pasts", o.Revision, len(o.Past))
		}
		_, err := w.correct(county, e, "person_times", "50", "place", "叶县")
		w.refused(err, fault.Stale, "person_times", "")
		if _, err := w.move(county, e, "return", "请核对"); !fault.Is(err, fault.Stale) {
			t.Errorf("a move over an old revision: %v", err)
		}
		if _, err := w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, "误录"); !fault.Is(err, fault.Stale) {
			t.Errorf("withdrawn over an old revision: %v", err)
		}
	})
}

func TestCorrectionKeepsWhatWas(t *testing.T) {
	w := lite(t)
	county := w.As(people.Liaison, "yexian")
	e := w.activity(county, "yexian", "培训", "2018-09-20")
	if same, err := w.correct(county, e, "person_times", "40"); err != nil || same.Revision != e.Revision {
		t.Errorf("what changes nothing is written: %d, %v", same.Revision, err)
	}
	_, err := w.correct(county, e, "name", "", "line", "")
	w.refused(err, fault.Invalid, "name", "")
	w.refused(err, fault.Invalid, "line", "P-09")
	w.At("2018-10-08 09:00")
	fresh, err := w.Ledger.Correct(t.Context(), county, e.ID, e.Revision, map[string]string{"day": "2018-09-21", "line": "industry", "households": ""}, "日期登错")
	w.Must(err)
	if fresh.On != stage.Date("2018-09-21") || fresh.Line != "industry" || fresh.Values["households"] != "" || !fresh.Counted.Equal(e.Counted) {
		t.Errorf("corrected to %+v", fresh)
	}
	o := w.open(county, e.ID)
	if p := o.Past[0]; p.On != stage.Date("2018-09-20") || p.Line != "skill" || p.Values["households"] != "12" || p.Note != "日期登错" || p.By != county.Account {
		t.Errorf("it was %+v", p)
	}
	has(t, w.names(county, ledger.Query{Register: "activities", Line: "skill"}))
	has(t, w.names(county, ledger.Query{Register: "activities", Line: "industry"}), "培训")
}

func TestWithdrawnCountsNowhereAndStays(t *testing.T) {
	w := lite(t)
	school, county := w.As(people.Grassroots, "xuexiao"), w.As(people.Liaison, "yexian")
	e := w.activity(county, "xuexiao", "培训", "2018-09-20")
	if _, err := w.Ledger.Withdraw(t.Context(), school, e.ID, e.Revision, "误录"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the unit takes back what was confirmed: %v", err)
	}
	_, err := w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, "")
	w.refused(err, fault.Invalid, "reason", "")
	_, err = w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, strings.Repeat("长", 501))
	w.refused(err, fault.Invalid, "reason", "")
	e, err = w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, "误录")
	w.Must(err)
	if !e.Counted.IsZero() {
		t.Error("it is still in the figures")
	}
	has(t, w.names(county, ledger.Query{Register: "activities"}))
	has(t, w.names(county, ledger.Query{Register: "activities", States: []string{"withdrawn"}}), "培训")
	o := w.open(school, e.ID)
	if o.Past[0].Note != "误录" || o.May != (ledger.May{}) || len(o.Moves) != 0 {
		t.Errorf("opened: %+v, may %+v, moves %v", o.Past, o.May, o.Moves)
	}
	for name, err := range map[string]error{
		"correct": second(w.correct(county, e, "name", "x")), "move": second(w.move(county, e, "return", "x")),
		"withdraw": second(w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, "x")),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s a withdrawn entry: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestTransferFromADayOn(t *testing.T) {
	both(t, func(w *world) {
		office, county := w.As(people.Office, "PDS"), w.As(people.Liaison, "yexian")
		e := w.has(county, "honourees", "yexian", "name", "周全", "family", "model_worker", "level", "municipal")
		transfer := func(who people.Actor, e ledger.Entry, to, from string) (ledger.Entry, error) {
			day := calendar.Date{}
			if from != "" {
				day = stage.Date(from)
			}
			return w.Ledger.Transfer(t.Context(), who, e.ID, e.Revision, w.Unit(to), day)
		}
		_, beyond := transfer(county, e, "lushan", "2018-09-01") // into another county
		w.refused(beyond, fault.Invalid, "unit", "")
		for _, c := range []struct{ to, from, path string }{
			{"yexian", "2018-09-01", "unit"}, {"lushan", "2018-09-29", "from"}, {"lushan", "", "from"},
		} {
			_, err := transfer(office, e, c.to, c.from)
			w.refused(err, fault.Invalid, c.path, "")
		}
		e, err := transfer(office, e, "lushan", "2018-09-01")
		w.Must(err)
		if _, err := transfer(office, e, "meikuang", "2018-09-01"); !fault.Is(err, fault.Invalid) {
			t.Errorf("twice on one day: %v", err)
		}
		if _, err := w.Ledger.Open(t.Context(), county, e.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the unit it left still reads it: %v", err)
		}
		o := w.open(office, e.ID)
		if o.Unit != w.Unit("lushan") || o.Since != stage.Date("2018-09-01") || o.Past[0].Unit != w.Unit("yexian") {
			t.Errorf("it is %s's since %s, was %s's", o.Unit, o.Since, o.Past[0].Unit)
		}
	})
}

func TestMoveAllIsAllOrNothing(t *testing.T) {
	both(t, func(w *world) {
		school, county := w.As(people.Grassroots, "xuexiao"), w.As(people.Liaison, "yexian")
		var picks []ledger.Pick
		for _, name := range []string{"一", "二", "三"} {
			e := w.activity(school, "xuexiao", "培训"+name, "2018-09-20")
			picks = append(picks, ledger.Pick{ID: e.ID, Revision: e.Revision})
		}
		spoiled := append([]ledger.Pick{}, picks...)
		spoiled[2].Revision = 7
		if _, err := w.Ledger.MoveAll(t.Context(), county, spoiled, "confirm", ""); !fault.Is(err, fault.Stale) {
			t.Errorf("one of them stale: %v", err)
		}
		if n := len(w.names(county, ledger.Query{Register: "activities", Counted: true})); n != 0 {
			t.Errorf("%d were confirmed all the same", n)
		}
		if n, err := w.Ledger.MoveAll(t.Context(), county, picks, "confirm", ""); err != nil || n != 3 {
			t.Errorf("confirmed %d, %v", n, err)
		}
		if _, err := w.Ledger.MoveAll(t.Context(), county, make([]ledger.Pick, ledger.MaxMoves+1), "confirm", ""); !fault.Is(err, fault.TooLarge) {
			t.Errorf("too many: %v", err)
		}
	})
}

// What happens in a campaign that is over is over; the rosters go on.
func TestClosedCampaignTakesNoEntries(t *testing.T) {
	w := lite(t)
	county := w.As(people.Liaison, "yexian")
	e := w.activity(county, "yexian", "培训", "2018-09-20")
	w.At("2021-01-05 09:00")
	c, err := w.Campaigns.Look(t.Context(), stage.Program, w.Campaign)
	w.Must(err)
	w.Must(w.Campaigns.Close(t.Context(), stage.Program, w.Campaign, c.Revision))
	_, err = w.record(county, "activities", "yexian", "name", "迟到", "day", "2018-09-20", "line", "skill", "place", "叶县")
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("recorded after the end: %v", err)
	}
	if _, err := w.correct(county, e, "name", "x"); !fault.Is(err, fault.Conflict) {
		t.Errorf("corrected after the end: %v", err)
	}
	w.has(county, "honourees", "yexian", "name", "周全", "family", "model_worker", "level", "municipal")
}

// An entry counts for the units that stood above its own on its day.
func TestBelowFollowsTheTreeOfTheDay(t *testing.T) {
	both(t, func(w *world) {
		office := w.As(people.Office, "PDS")
		w.activity(office, "xuexiao", "调整前", "2018-08-10")
		w.At("2018-09-01 09:00")
		h, err := w.Units.History(t.Context(), w.Unit("xuexiao"))
		w.Must(err)
		_, err = w.Units.Move(t.Context(), stage.Program, organisation.Moving{
			Unit: h.Unit.ID, Hierarchy: organisation.ByCounty, Parent: w.Unit("lushan"), From: stage.Date("2018-09-01"), Revision: h.Unit.Revision,
		})
		w.Must(err)
		w.At("2018-09-02 09:00")
		w.activity(office, "xuexiao", "调整后", "2018-09-02")
		below := func(unit string) ledger.Query {
			return ledger.Query{Register: "activities", Below: []organisation.UnitID{w.Unit(unit)}}
		}
		has(t, w.names(office, below("yexian")), "调整前")
		has(t, w.names(office, below("lushan")), "调整后")
		has(t, w.names(office, below("jiaoyu")), "调整前", "调整后")
		has(t, w.names(office, below("PDS")), "调整前", "调整后")
	})
}
