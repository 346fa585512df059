package ledger_test

import (
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP58GrassrootsRecordAndTheCountyConfirms(t *testing.T) {
	both(t, func(w *world) {
		school, county, office := w.As(people.Grassroots, "xuexiao"), w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		e := w.activity(school, "xuexiao", "大棚种植培训", "2018-09-20")
		if e.State != "recorded" || !e.Counted.IsZero() {
			t.Errorf("recorded by the unit it is %s, counted %v", e.State, e.Counted)
		}
		if _, err := w.move(school, e, "confirm", ""); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the unit confirms its own entry: %v", err)
		}
		e = w.moved(county, e, "confirm", "")
		if e.Counted.IsZero() {
			t.Error("confirmed it is in no figure")
		}
		if _, err := w.move(county, e, "accept", ""); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the county accepts: %v", err)
		}
		since := e.Counted
		e = w.moved(office, e, "accept", "")
		if !e.Counted.Equal(since) {
			t.Error("acceptance counts it anew")
		}
		if own := w.activity(county, "yexian", "送技下乡", "2018-09-21"); own.State != "confirmed" || own.Counted.IsZero() {
			t.Errorf("the county's own entry is %s", own.State)
		}
	})
}

func TestReturnedComesBack(t *testing.T) {
	w := lite(t)
	school, county := w.As(people.Grassroots, "xuexiao"), w.As(people.Liaison, "yexian")
	e := w.activity(school, "xuexiao", "大棚种植培训", "2018-09-20")
	_, err := w.move(county, e, "return", " ")
	w.refused(err, fault.Invalid, "reason", "")
	e = w.moved(county, e, "return", "人数请核对")
	if e, err = w.correct(school, e, "person_times", "38"); err != nil || e.Values["person_times"] != "38" {
		t.Fatalf("the unit corrects what was returned: %v %v", e.Values, err)
	}
	e = w.moved(school, e, "resubmit", "")
	e = w.moved(county, e, "confirm", "")
	if _, err := w.correct(school, e, "person_times", "380"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the unit changes a confirmed figure: %v", err)
	}
	if _, err := w.move(county, e, "resubmit", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("a move from elsewhere: %v", err)
	}
	if _, err := w.move(county, e, "dance", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("a move that is none: %v", err)
	}
	o := w.open(county, e.ID)
	if len(o.Past) != 4 || o.Past[0].Move != "return" || o.Past[0].Note != "人数请核对" || o.Past[1].Values["person_times"] != "40" {
		t.Errorf("the past is %+v", o.Past)
	}
}

// Whatever is wrong is said at once, each at its field, with the clause.
func TestP09RecordingSaysAllThatIsWrong(t *testing.T) {
	both(t, func(w *world) {
		_, err := w.record(w.As(people.Liaison, "yexian"), "activities", "yexian",
			"day", "9月", "person_times", "-3", "households", "两户", "tags", "hope", "nothing", "x", "place", strings.Repeat("长", 61))
		w.refused(err, fault.Invalid, "line", "P-09")
		for _, path := range []string{"name", "day", "person_times", "households", "tags", "nothing", "place"} {
			w.refused(err, fault.Invalid, path, "")
		}
		if text := said(err); strings.Contains(text, "ledger.") || strings.Contains(text, "register.") {
			w.t.Errorf("a person reads %s", text)
		}
	})
}

func TestP08MarketWantsOperatorAndSharing(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		_, err := w.record(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "mode", "market")
		w.refused(err, fault.Invalid, "operator", "P-08")
		w.refused(err, fault.Invalid, "sharing", "P-08")
		w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "mode", "market", "operator", "叶县农业公司", "sharing", "按股分红")
	})
}

func TestP22StartingWantsTheFirstResponsible(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		e := w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry")
		_, err := w.move(county, e, "approve", "")
		w.refused(err, fault.Invalid, "resources", "P-07")
		w.refused(err, fault.Invalid, "mode", "P-08")
		e, err = w.correct(county, e, "resources", "talent,funds", "mode", "volunteer")
		w.Must(err)
		e = w.moved(county, e, "approve", "")
		_, err = w.move(county, e, "start", "")
		w.refused(err, fault.Invalid, "owner", "P-22")
		w.refused(err, fault.Invalid, "owner_unit", "P-22")
		e, err = w.correct(county, e, "owner", "王主席", "owner_unit", "叶县总工会")
		w.Must(err)
		e = w.moved(county, e, "start", "")
		if e.Values["started_on"] != "2018-09-28" || e.On.String() != "2018-09-28" || e.Counted.IsZero() {
			t.Errorf("started: %v on %s, counted %v", e.Values, e.On, e.Counted)
		}
	})
}

func TestP18APointIsSettledByAProjectOrAReason(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		p := w.has(county, "points", "yexian", "code", "410422001", "county", "叶县", "village", "张庄村")
		_, err := w.move(county, p, "settle", "")
		w.refused(err, fault.Invalid, "projects", "P-18")
		w.has(county, "projects", "yexian", "name", "林下养殖", "line", "industry", "point", string(p.ID))
		p = w.moved(county, p, "settle", "")
		other := w.has(county, "points", "yexian", "code", "410422002", "county", "叶县", "village", "李庄村", "no_project", "整村搬迁")
		w.moved(county, other, "settle", "")
		if o := w.open(county, p.ID); len(o.Related) != 1 || o.Related[0].Register != "projects" || o.Related[0].Count != 1 {
			w.t.Errorf("related: %+v", o.Related)
		}
	})
}

// A second request with the same key records nothing, however the first ended
// for who asked; it is the account's own.
func TestTheSameKeyRecordsOnce(t *testing.T) {
	both(t, func(w *world) {
		school := w.As(people.Grassroots, "xuexiao")
		in := ledger.New{Campaign: w.Campaign, Register: "mechanisms", Unit: w.Unit("xuexiao"), Key: "k1",
			Typed: map[string]string{"name": "结对制度", "kind": "rule", "day": "2018-09-01"}}
		var group sync.WaitGroup
		var mu sync.Mutex
		seen := map[ledger.EntryID]int{}
		for range 6 {
			group.Go(func() {
				e, err := w.Ledger.Record(t.Context(), school, in)
				mu.Lock()
				defer mu.Unlock()
				seen[e.ID]++
				if err != nil {
					t.Errorf("a second request answers %v", err)
				}
			})
		}
		group.Wait()
		e, err := w.Ledger.Record(t.Context(), school, in)
		w.Must(err)
		if len(seen) != 1 || seen[e.ID] == 0 {
			t.Errorf("recorded %v, asked again %s", seen, e.ID)
		}
		other := in
		other.Typed = maps.Clone(in.Typed)
		other.Typed["name"] = "帮带制度"
		if _, err := w.Ledger.Record(t.Context(), school, other); fault.From(err).Key != "ledger.key_used" {
			t.Errorf("the key for another body: %v", err)
		}
		in.Register, in.Typed = "surveys", map[string]string{"day": "2018-09-01", "place": "张庄", "people": "王", "findings": "缺水"}
		if _, err := w.Ledger.Record(t.Context(), school, in); !fault.Is(err, fault.Conflict) {
			t.Errorf("the key for something else: %v", err)
		}
	})
}

func TestTheSameThingIsNamed(t *testing.T) {
	both(t, func(w *world) {
		county, other := w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan")
		e := w.has(county, "collectives", "yexian", "kind", "studio", "name", "李工创新工作室")
		_, err := w.record(county, "collectives", "yexian", "kind", "studio", "name", " 李工创新工作室 ")
		if !fault.Is(err, fault.Conflict) || len(fault.From(err).Fields) != 1 || fault.From(err).Fields[0].Path != string(e.ID) {
			t.Errorf("the same again: %v", err)
		}
		_, err = w.record(other, "collectives", "lushan", "kind", "studio", "name", "李工创新工作室")
		if !fault.Is(err, fault.Conflict) || len(fault.From(err).Fields) != 0 || strings.Contains(said(err), "李工") {
			t.Errorf("what another county has: %v", err)
		}
		if _, err := w.Ledger.Withdraw(t.Context(), county, e.ID, e.Revision, "登记有误"); err != nil {
			t.Fatal(err)
		}
		w.has(other, "collectives", "lushan", "kind", "studio", "name", "李工创新工作室")
	})
}

// What a writer may not see cannot be named, and answers as what is not there.
// The rosters and the points every unit of the federation knows.
func TestReferencesLeakNothing(t *testing.T) {
	w := lite(t)
	county, other := w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan")
	led := w.has(other, "honourees", "lushan", "name", "周全", "family", "model_worker", "level", "municipal")
	point := w.has(other, "points", "lushan", "code", "410423001", "county", "鲁山县", "village", "张庄村")
	foreign := map[string]ledger.Entry{
		"project":   w.has(other, "projects", "lushan", "name", "林下养殖", "line", "industry"),
		"household": w.has(other, "households", "lushan", "code", "410423001007", "name", "赵家", "point", string(point.ID)),
	}
	gone := w.has(county, "projects", "yexian", "name", "误录", "line", "industry")
	gone, err := w.Ledger.Withdraw(t.Context(), county, gone.ID, gone.Revision, "误录")
	w.Must(err)
	for _, c := range []struct{ what, field, id string }{
		{"another county's project", "project", string(foreign["project"].ID)},
		{"another county's household", "household", string(foreign["household"].ID)},
		{"one that is not there", "project", "01890a5d-ac96-774b-bcce-b302099a8057"},
		{"one of another register", "project", string(point.ID)},
		{"a withdrawn one", "project", string(gone.ID)},
	} {
		_, err := w.record(county, "activities", "yexian", "name", "培训", "day", "2018-09-20", "line", "skill", "place", "叶县", c.field, c.id)
		w.refused(err, fault.Invalid, c.field, "")
		if f := fault.From(err).Fields[0]; f.Key != "ledger.unknown_entry" || len(f.Args) > 0 {
			t.Errorf("%s answers %v", c.what, err)
		}
	}
	e := w.has(county, "activities", "yexian", "name", "培训", "day", "2018-09-20", "line", "skill", "place", "叶县",
		"led_by", string(led.ID), "organisers", "xuexiao，叶县总工会")
	o := w.open(county, e.ID)
	if o.Shown["led_by"] != "周全" || o.Shown["organisers"] != "叶县第一小学工会、叶县总工会" || o.UnitName != "叶县总工会" {
		t.Errorf("it shows %v of %s", o.Shown, o.UnitName)
	}
}
