package ledger_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// with moves an entry and fills in what the move asks for.
func (w *world) with(who people.Actor, e ledger.Entry, move string, fields ...string) (ledger.Entry, error) {
	typed := map[string]string{}
	for i := 0; i < len(fields); i += 2 {
		typed[fields[i]] = fields[i+1]
	}
	return w.Ledger.Move(w.t.Context(), who, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: move, Typed: typed})
}

// What the office judges and decides of a site, the unit does not write itself:
// neither as it nominates the site nor before.
func TestP11TheOfficesJudgementIsNotTheUnits(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		fields := nominated("renown", "市报两次报道", "standing", "收支两年持平", "firmness", "签了五年收购")
		_, err := w.record(county, "sites", "yexian", append(fields, "review", "同意推荐")...)
		w.refused(err, fault.Invalid, "review", "P-11")
		if !strings.Contains(said(err), "由办公室填写") {
			t.Errorf("a person reads %s", said(err))
		}
		e := w.has(county, "sites", "yexian", fields...)
		_, err = w.correct(county, e, "decision", "助力办〔2018〕3号", "named_on", "2018-09-20")
		w.refused(err, fault.Invalid, "decision", "P-11")
		w.refused(err, fault.Invalid, "named_on", "")
		if o := w.open(county, e.ID); strings.Join(o.Locked, " ") != "review decision named_on revoked_on" {
			t.Errorf("the unit cannot write %v", o.Locked)
		}
		if o := w.open(office, e.ID); len(o.Locked) > 0 {
			t.Errorf("the office cannot write %v", o.Locked)
		}
		_, err = w.with(county, e, "nominate", "review", "同意推荐")
		w.refused(err, fault.Invalid, "review", "P-11")
		e = w.moved(county, e, "nominate", "")
		_, err = w.with(office, e, "review")
		w.refused(err, fault.Invalid, "review", "P-11")
		e, err = w.with(office, e, "review", "review", "三项都达到")
		w.Must(err)
		e, err = w.with(office, e, "name", "decision", "助力办〔2018〕3号", "named_on", "2018-09-20")
		w.Must(err)
		if e.State != "named" || e.Values["review"] != "三项都达到" || e.Values["named_on"] != "2018-09-20" {
			t.Errorf("named: %+v", e)
		}
		if o := w.open(office, e.ID); len(o.Past) != 3 {
			t.Errorf("%d pasts: what was filled in with a move is one step with it", len(o.Past))
		}
	})
}

// A move that asks for something takes it along, or neither is kept.
func TestP29TheResultIsWrittenByWhoCloses(t *testing.T) {
	both(t, func(w *world) {
		county, office, third := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS"), w.As(people.OfficeDirector, "PDS")
		_, err := w.record(county, "problems", "yexian", "name", "技术员不足", "kind", "technology", "day", "2018-09-03", "result", "到岗")
		w.refused(err, fault.Invalid, "result", "P-29")
		e := w.has(county, "problems", "yexian", "name", "技术员不足", "kind", "technology", "day", "2018-09-03")
		_, err = w.with(office, e, "take_up", "measure", "请市农科所派员")
		w.refused(err, fault.Invalid, "owner", "P-29")
		if o := w.open(office, e.ID); o.Values["measure"] != "" || o.State != "open" {
			t.Errorf("of a move that failed stays %v in %s", o.Values, o.State)
		}
		e, err = w.with(office, e, "take_up", "measure", "请市农科所派员", "owner", "王主席")
		w.Must(err)
		for _, who := range []people.Actor{county, office} {
			_, err = w.correct(who, e, "result", "三名技术员到岗")
			w.refused(err, fault.Invalid, "result", "P-29")
		}
		e, err = w.with(third, e, "close", "result", "三名技术员到岗")
		w.Must(err)
		e, err = w.correct(third, e, "result", "三名技术员已到岗")
		w.Must(err)
		_, err = w.correct(office, e, "result", "没有解决")
		w.refused(err, fault.Invalid, "result", "P-29")
	})
}

func TestNumbersOfPersonsStandInNoText(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		activity := func(fields ...string) error {
			_, err := w.record(county, "activities", "yexian", append([]string{"name", "培训" + fields[1], "day", "2018-09-20", "line", "skill", "place", "叶县", "person_times", "40", "households", "1"}, fields...)...)
			return err
		}
		for _, text := range []string{"张三410422199001011237", "联系王主席13800138000", "卡号6222020012345678901"} {
			w.refused(activity("outcome", text), fault.Invalid, "outcome", "")
		}
		w.Must(activity("outcome", "请拨0375-2345678"))
		w.Must(func() error {
			_, err := w.record(county, "contributions", "yexian", "day", "2018-09-20", "kind", "money", "source", "union", "amount", "3", "line", "skill", "number", "6222020012345678")
			return err
		}())
		e := w.activity(county, "yexian", "讲座", "2018-09-20")
		_, err := w.correct(county, e, "topic", "讲师电话13800138000")
		w.refused(err, fault.Invalid, "topic", "")
		if strings.Contains(said(err), "13800138000") {
			t.Errorf("the refusal repeats the number: %s", said(err))
		}
		_, err = w.move(county, e, "return", "请与13800138000核对")
		w.refused(err, fault.Invalid, "reason", "")
	})
}

// What was done was done by today, and not before the campaign; what is planned
// and what was before may be told.
func TestWhatWasDoneHasADayThatCanBe(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		day := func(on string) error {
			_, err := w.record(county, "activities", "yexian", "name", "培训"+on, "day", on, "line", "skill", "place", "叶县", "person_times", "40", "households", "1")
			return err
		}
		w.refused(day("2018-09-29"), fault.Invalid, "day", "")
		if err := day("2018-09-29"); !strings.Contains(said(err), "不能晚于今天（2018-09-28）") {
			t.Errorf("a person reads %s", said(err))
		}
		w.Must(day("2018-09-28"))
		w.refused(day("2018-05-31"), fault.Invalid, "day", "")
		w.Must(day("2018-06-01"))
		e := w.activity(county, "yexian", "讲座", "2018-09-20")
		_, err := w.correct(county, e, "day", "2018-12-01")
		w.refused(err, fault.Invalid, "day", "")
		_, err = w.record(county, "honourees", "yexian", "name", "郑直", "family", "model_worker", "level", "national", "year", "2019")
		w.refused(err, fault.Invalid, "year", "")
		w.Must(func() error {
			_, err := w.record(county, "contributions", "yexian", "day", "2018-03-01", "kind", "money", "source", "union", "amount", "3", "line", "skill")
			return err
		}())
		w.has(county, "projects", "yexian", "name", "大棚", "line", "industry", "planned_from", "2018-11-01", "planned_until", "2019-11-01")
	})
}

// Of many some cannot be moved: it is said of each which, and none is.
func TestManyMovedAreNamedWhereTheyCannotBe(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		grassroots := w.As(people.Grassroots, "xuexiao")
		var picks []ledger.Pick
		for _, name := range []string{"培训", "义诊", "宣讲"} {
			e := w.activity(grassroots, "xuexiao", name, "2018-09-20")
			picks = append(picks, ledger.Pick{ID: e.ID, Revision: e.Revision})
		}
		_, err := w.Ledger.Correct(t.Context(), grassroots, picks[1].ID, 1, map[string]string{"households": "9"}, "")
		w.Must(err)
		_, err = w.Ledger.MoveAll(t.Context(), county, picks, "confirm", "")
		w.refused(err, fault.Stale, string(picks[1].ID), "")
		if text := said(err); !strings.Contains(text, "“义诊”在此期间已被他人改动") || strings.Contains(text, "培训") {
			t.Errorf("a person reads %s", text)
		}
		if o := w.open(county, picks[0].ID); o.State != "recorded" {
			t.Errorf("one of them is %s", o.State)
		}
		picks[1].Revision = 2
		_, err = w.Ledger.MoveAll(t.Context(), county, picks, "confirm", "")
		w.Must(err)
	})
}

// A unit out of one's reach is refused where it was named; the past says from whom
// to whom, and since when.
func TestHandingOverIsToldByName(t *testing.T) {
	both(t, func(w *world) {
		county, office := w.As(people.Liaison, "yexian"), w.As(people.Office, "PDS")
		e := w.activity(county, "yexian", "讲座", "2018-09-20")
		_, err := w.Ledger.Transfer(t.Context(), county, e.ID, e.Revision, w.Unit("lushan"), stage.Date("2018-09-25"))
		w.refused(err, fault.Invalid, "unit", "")
		_, err = w.Ledger.Transfer(t.Context(), office, e.ID, e.Revision, w.Unit("lushan"), stage.Date("2018-09-25"))
		w.Must(err)
		o := w.open(office, e.ID)
		if o.Past[0].Move != "transferred" || o.Names[string(o.Past[0].Unit)] != "叶县总工会" || o.Names[string(o.Unit)] != "鲁山县总工会" {
			t.Errorf("past %+v, names %v", o.Past, o.Names)
		}
	})
}
