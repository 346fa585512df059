package ledger_test

import (
	"io"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP05AnHonoureeIsOnePerson(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		id := number(t, "41042219700101001")
		fields := []string{"name", "周全", "family", "model_worker", "level", "municipal", "phone", "13800135678", "identity", strings.ToLower(id)}
		e := w.has(county, "honourees", "yexian", fields...)
		known, err := w.Units.Persons(t.Context(), stage.Program, w.Root)
		w.Must(err)
		if len(known) != 1 || known[0].ID != e.Person || known[0].IDNumber != id || e.Title != "" || len(e.Values) != 2 {
			t.Fatalf("entered %+v as %+v", known, e)
		}
		_, err = w.record(office, "honourees", "PDS", fields...)
		w.refused(err, fault.Conflict, string(e.ID), "")
		fields[1] = "周金"
		_, err = w.record(office, "honourees", "PDS", fields...)
		w.refused(err, fault.Invalid, "identity", "")
		_, err = w.record(office, "honourees", "PDS", "name", "周金", "family", "may_day", "level", "county", "identity", "410422197001010019", "phone", "x")
		w.refused(err, fault.Invalid, "identity", "")
		w.refused(err, fault.Invalid, "phone", "")
		_, err = w.record(office, "honourees", "PDS", "family", "may_day", "level", "county")
		w.refused(err, fault.Invalid, "name", "")
		o := w.open(county, e.ID)
		if o.Name != "周全" || o.Shown["phone"] != "138****5678" || o.Shown["identity"] != "4104**********"+id[14:] {
			t.Errorf("shows %s, %v", o.Name, o.Shown)
		}
	})
}

func TestCorrectingThePersonOfAnEntry(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		first, other := number(t, "41042219700101001"), number(t, "41042219700101002")
		e := w.has(county, "honourees", "yexian", "name", "周全", "family", "model_worker", "level", "municipal", "identity", first)
		w.has(county, "honourees", "yexian", "name", "吴用", "family", "model_worker", "level", "municipal", "identity", other)
		_, err := w.correct(county, e, "identity", other)
		w.refused(err, fault.Invalid, "identity", "")
		e, err = w.correct(county, e, "name", "周铨", "phone", "13912345678")
		w.Must(err)
		has(t, w.names(county, ledger.Query{Register: "honourees", Text: "周铨"}), "周铨")
		has(t, w.names(county, ledger.Query{Register: "honourees", Text: "周全"}))
		p, err := w.Units.Persons(t.Context(), stage.Program, w.Root)
		w.Must(err)
		w.Must(renamed(w, p[0], "周权"))
		has(t, w.names(county, ledger.Query{Register: "honourees", Text: "周权"}), "周权")
		has(t, w.names(county, ledger.Query{Register: "honourees", Text: "周铨"}))
		e, err = w.correct(county, e, "name", "周铨", "level", "county")
		w.Must(err)
		has(t, w.names(county, ledger.Query{Register: "honourees", Text: "周铨"}), "周铨")
		p, err = w.Units.Persons(t.Context(), stage.Program, w.Root)
		w.Must(err)
		if p[0].Name != "周铨" || p[0].Phone != "13912345678" || e.Revision != 3 {
			t.Errorf("the person is %+v, the entry's revision %d", p[0], e.Revision)
		}
		w.erased(p[0])
		_, err = w.correct(county, e, "name", "周全")
		w.refused(err, fault.Conflict, "", "")
		if o := w.open(county, e.ID); o.Name != "" || !o.Human.Erased {
			t.Errorf("erased, it shows %q", o.Name)
		}
	})
}

// renamed corrects a name where persons are kept, away from the ledger.
func renamed(w *world, p organisation.Person, name string) error {
	_, err := w.Units.ChangePerson(w.t.Context(), stage.Program, organisation.Correction{Person: p.ID, Name: name, Phone: p.Phone, IDNumber: p.IDNumber, Revision: p.Revision})
	return err
}

func (w *world) erased(p organisation.Person) {
	w.t.Helper()
	_, err := w.Units.ErasePerson(w.t.Context(), stage.Program, p.ID, p.Revision)
	w.Must(err)
}

func TestP40HouseholdsAreForFew(t *testing.T) {
	both(t, func(w *world) {
		county, school, viewer := w.As(people.Liaison, "yexian"), w.As(people.Grassroots, "xuexiao"), w.As(people.Viewer, "PDS")
		point := w.has(county, "points", "yexian", "code", "410422001", "county", "叶县", "village", "张庄村")
		fields := []string{"code", "410422001007", "name", "赵有才", "point", string(point.ID), "watch", "marginal", "watched_on", "2018-09-01"}
		e := w.has(county, "households", "yexian", fields...)
		if _, err := w.record(school, "households", "xuexiao", fields...); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a unit enters a household: %v", err)
		}
		if _, err := w.record(county, "households", "xuexiao", fields...); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the county enters one for a unit: %v", err)
		}
		o := w.open(county, e.ID)
		if o.Name != "410422001007 赵**" || o.Human.Name != "赵**" || strings.Contains(strings.Join(w.names(county, ledger.Query{Register: "households"}), ""), "有才") {
			t.Errorf("it is called %s", o.Name)
		}
		if _, err := w.Ledger.Open(t.Context(), viewer, e.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a viewer opens it: %v", err)
		}
		if _, err := w.Ledger.List(t.Context(), viewer, ledger.Query{Campaign: w.Campaign, Register: "households"}); !fault.Is(err, fault.NotFound) {
			t.Errorf("a viewer lists them: %v", err)
		}
		pairing := w.has(county, "pairings", "yexian", "kind", "other", "side", "叶县总工会", "household", string(e.ID), "from", "2018-09-10")
		if o := w.open(viewer, pairing.ID); o.Shown["household"] != "410422001007" {
			t.Errorf("a viewer is told whom a pairing helps: %s", o.Shown["household"])
		}
		if o := w.open(county, pairing.ID); o.Shown["household"] != "410422001007 赵**" {
			t.Errorf("the county is told %s", o.Shown["household"])
		}
		if o := w.open(viewer, point.ID); len(o.Related) != 0 {
			t.Errorf("a viewer counts them: %+v", o.Related)
		}
		if o := w.open(county, point.ID); len(o.Related) != 1 || o.Related[0].Sums["persons"] != 0 {
			t.Errorf("the county sees %+v", o.Related)
		}
		books, err := w.Ledger.Books(t.Context(), viewer, w.Campaign)
		w.Must(err)
		for _, b := range books {
			if b.ID == "households" {
				t.Error("a viewer is shown the register")
			}
		}
		has(t, w.names(county, ledger.Query{Register: "households", Marks: map[string][]string{"watch": {"marginal"}}}), "410422001007 赵**")
	})
}

func TestEvidence(t *testing.T) {
	both(t, func(w *world) {
		school, county, other := w.As(people.Grassroots, "xuexiao"), w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan")
		e := w.activity(school, "xuexiao", "培训", "2018-09-20")
		attach := func(who people.Actor, name, content string) (ledger.Evidence, error) {
			return w.Ledger.Attach(t.Context(), who, e.ID, name, strings.NewReader(content))
		}
		ev, err := attach(school, "签到表.pdf", stage.PDF)
		w.Must(err)
		for _, c := range []struct {
			who           people.Actor
			name, content string
			kind          fault.Kind
		}{
			{school, "签到表.exe", stage.PDF, fault.Invalid}, {school, "签到表.pdf", "MZ not a document", fault.Invalid},
			{school, "../签到表.pdf", stage.PDF, fault.Invalid}, {other, "签到表.pdf", stage.PDF, fault.NotFound},
			{w.As(people.Viewer, "PDS"), "签到表.pdf", stage.PDF, fault.Forbidden},
		} {
			if _, err := attach(c.who, c.name, c.content); !fault.Is(err, c.kind) {
				t.Errorf("%s by %s answers %v, want %s", c.name, c.who.Login, err, c.kind)
			}
		}
		got, r, err := w.Ledger.File(t.Context(), county, ev.ID)
		w.Must(err)
		content, err := io.ReadAll(r)
		w.Must(err)
		w.Must(r.Close())
		if string(content) != stage.PDF || got.Name != "签到表.pdf" || got.Type != "pdf" {
			t.Errorf("opened %+v with %d bytes", got, len(content))
		}
		if _, _, err := w.Ledger.File(t.Context(), other, ev.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another county opens it: %v", err)
		}
		_, err = w.Ledger.Detach(t.Context(), school, ev.ID, ev.Revision, "")
		w.refused(err, fault.Invalid, "reason", "")
		ev, err = w.Ledger.Detach(t.Context(), school, ev.ID, ev.Revision, "传错文件")
		w.Must(err)
		if _, _, err := w.Ledger.File(t.Context(), county, ev.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("what was removed is opened: %v", err)
		}
		if _, err := w.Ledger.Detach(t.Context(), school, ev.ID, ev.Revision, "再次"); !fault.Is(err, fault.Conflict) {
			t.Errorf("removed twice: %v", err)
		}
		if o := w.open(county, e.ID); len(o.Evidence) != 1 || o.Evidence[0].Removed != "传错文件" {
			t.Errorf("the entry shows %+v", o.Evidence)
		}
	})
}

func TestP10ARatingIsConfirmedOnEvidence(t *testing.T) {
	w := lite(t)
	county := w.As(people.Liaison, "yexian")
	e := w.has(county, "ratings", "yexian", "year", "2018", "line", "skill", "rating", "mostly", "text", "基本完成")
	if e.State != "recorded" {
		t.Errorf("without evidence it is %s at once", e.State)
	}
	_, err := w.move(county, e, "confirm", "")
	w.refused(err, fault.Invalid, "evidence", "P-10")
	_, err = w.Ledger.Attach(t.Context(), county, e.ID, "总结.pdf", strings.NewReader(stage.PDF))
	w.Must(err)
	w.moved(county, e, "confirm", "")
}

func TestSavedViews(t *testing.T) {
	both(t, func(w *world) {
		county, other := w.As(people.Liaison, "yexian"), w.As(people.Liaison, "lushan")
		save := func(who people.Actor, name, query string) (ledger.View, error) {
			return w.Ledger.SaveView(t.Context(), who, ledger.View{Campaign: w.Campaign, Register: "activities", Name: name, Query: query})
		}
		for _, q := range []string{"line=skill", "line=industry"} {
			_, err := save(county, " 技能 ", q)
			w.Must(err)
		}
		mine, err := w.Ledger.Views(t.Context(), county, w.Campaign, "activities")
		w.Must(err)
		if len(mine) != 1 || mine[0].Name != "技能" || mine[0].Query != "line=industry" {
			t.Fatalf("kept %+v", mine)
		}
		_, err = save(county, "", "x")
		w.refused(err, fault.Invalid, "name", "")
		if all, err := w.Ledger.Views(t.Context(), other, w.Campaign, "activities"); err != nil || len(all) != 0 {
			t.Errorf("another account sees %v, %v", all, err)
		}
		if err := w.Ledger.DropView(t.Context(), other, mine[0].ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another account drops it: %v", err)
		}
		w.Must(w.Ledger.DropView(t.Context(), county, mine[0].ID))
		for i := range 30 {
			_, err := save(county, strings.Repeat("甲", i+1)[:3*min(i+1, 30)], "x")
			w.Must(err)
		}
		_, err = save(county, "还有一个", "x")
		w.refused(err, fault.Conflict, "", "")
	})
}
