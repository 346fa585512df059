package quota_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/people"
)

// world is a stage with a model worker who leads activities.
type world struct {
	*stage.Stage
	t    *testing.T
	lead ledger.EntryID
	n    int
}

func play(t *testing.T, then func(*world)) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-03-01 09:00")
		e := s.Entered(s.As(people.Liaison, "suixi"), "honourees", "suixi", "name", "张守田", "family", "model_worker", "level", "municipal")
		then(&world{Stage: s, t: t, lead: e.ID})
	})
}

// held records an activity of a unit; the liaison's own is confirmed at once.
func (w *world) held(unit string, more ...string) ledger.Entry {
	w.t.Helper()
	w.n++
	fields := append([]string{
		"name", "技能培训" + strconv.Itoa(w.n), "day", "2019-03-01", "line", "skill", "place", "刘桥镇",
		"led_by", string(w.lead), "no_target", "面向全县",
	}, more...)
	return w.Entered(w.As(people.Liaison, unit), "activities", unit, fields...)
}

// accepted is held with the office's acceptance.
func (w *world) accepted(unit string, more ...string) {
	w.t.Helper()
	w.Moved(w.As(people.Office, "HB"), w.held(unit, more...), "accept", "")
}

// row returns how a unit stands, and what the whole campaign has.
func (w *world) row(id, unit string) (quota.Row, int64) {
	w.t.Helper()
	c, err := w.Quotas.Count(w.t.Context(), w.As(people.Office, "HB"), quota.Question{Campaign: w.Campaign, Year: 2019})
	w.Must(err)
	for _, g := range c.Groups {
		for _, r := range g.Rows {
			if g.Quota.ID == id && r.Unit.ID == w.Unit(unit) {
				return r, g.Total
			}
		}
	}
	w.t.Fatalf("%s owes no %s", unit, id)
	return quota.Row{}, 0
}

func (w *world) stands(id, unit string, n int64, want quota.State) {
	w.t.Helper()
	if r, _ := w.row(id, unit); r.N != n || r.State != want {
		w.t.Errorf("on %s %s stands at %d %s, want %d %s", w.Now().Format("2006-01-02"), unit, r.N, r.State, n, want)
	}
}

func TestH50ThreeAcceptedActivitiesAYear(t *testing.T) {
	play(t, func(w *world) {
		w.accepted("suixi")
		w.accepted("suixi")
		w.held("suixi") // confirmed, and not accepted
		office := w.As(people.Office, "HB")
		w.Moved(office, w.held("suixi"), "return", "没有写明地点")
		w.accepted("suixi", "day", "2019-02-28")
		w.Moved(office, w.Entered(w.As(people.Liaison, "suixi"), "activities", "suixi", "name", "去年的", "day", "2018-12-30", "line", "skill",
			"place", "刘桥镇", "led_by", string(w.lead), "no_target", "面向全县"), "accept", "") // of the year before
		w.stands("activities-three", "suixi", 3, quota.Reached)
	})
}

func TestH50TwoOfThreeOnTheLastDayAndTheNext(t *testing.T) {
	play(t, func(w *world) {
		w.accepted("suixi")
		w.accepted("suixi")
		w.At("2019-12-31 23:59")
		w.stands("activities-three", "suixi", 2, quota.Underway)
		w.stands("activities-three", "shijiao", 0, quota.Underway)
		w.At("2020-01-01 00:00")
		w.stands("activities-three", "suixi", 2, quota.Missed)
	})
}

// An activity that several organised counts for each of them once, and in the
// city's total once.
func TestH50JointActivitiesCountForEachOnce(t *testing.T) {
	play(t, func(w *world) {
		joint := string(w.Unit("suixi")) + "," + string(w.Unit("shijiao"))
		w.accepted("suixi", "organisers", joint)
		w.accepted("liuqiao", "organisers", string(w.Unit("suixi"))) // below it, and with it
		w.stands("activities-three", "suixi", 2, quota.Underway)
		w.stands("activities-three", "shijiao", 1, quota.Underway)
		w.accepted("kuangye") // owes another quota
		if _, total := w.row("activities-three", "suixi"); total != 2 {
			t.Errorf("those who owe three have %d together, want 2", total)
		}
		if _, total := w.row("activities-one", "kuangye"); total != 1 {
			t.Errorf("those who owe one have %d together, want 1", total)
		}
	})
}

func TestH51OneAcceptedActivityAYear(t *testing.T) {
	play(t, func(w *world) {
		w.held("kuangye")
		w.stands("activities-one", "kuangye", 0, quota.Underway)
		w.At("2020-01-01 00:00")
		w.stands("activities-one", "kuangye", 0, quota.Missed)
		w.At("2019-06-01 09:00")
		w.accepted("kuangye")
		w.stands("activities-one", "kuangye", 1, quota.Reached)
	})
}

// A unit sees its own quota and nobody else's; a plan without quotas says so.
func TestQuotasAreSeenWhereTheLedgerIs(t *testing.T) {
	play(t, func(w *world) {
		c, err := w.Quotas.Count(w.t.Context(), w.As(people.Liaison, "suixi"), quota.Question{Campaign: w.Campaign})
		w.Must(err)
		if len(c.Groups) != 1 || c.Groups[0].Whole || len(c.Groups[0].Rows) != 1 || c.Groups[0].Rows[0].Unit.ID != w.Unit("suixi") {
			t.Errorf("suixi sees %+v", c.Groups)
		}
	})
}

func TestAPlanWithoutQuotasSaysSo(t *testing.T) {
	s := stage.One(t)
	s.At("2026-03-03 09:00")
	s.Campaign = s.Launch("rural-revitalisation")
	if _, err := s.Quotas.Count(t.Context(), stage.Program, quota.Question{Campaign: s.Campaign}); fault.From(err).Key != "quota.not_asked" {
		t.Errorf("it answers %v", err)
	}
}

// A unit without a mechanism by the last day is listed as one that failed; one
// of any earlier year will do, also of a unit below.
func TestP39UnitsWithoutAMechanismAreListed(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-05-08 09:00")
		standing := func() map[quota.State][]string {
			c, err := s.Quotas.Count(t.Context(), s.As(people.Office, "PDS"), quota.Question{Campaign: s.Campaign})
			s.Must(err)
			out := map[quota.State][]string{}
			for _, g := range c.Groups {
				for _, r := range g.Rows {
					if out[r.State] = append(out[r.State], r.Unit.Code); g.Quota.Clause != "P-39" {
						t.Errorf("counts %+v", g.Quota)
					}
				}
			}
			return out
		}
		if got := standing(); len(got[quota.Underway]) != 5 {
			t.Errorf("before the day: %v", got)
		}
		e := s.Entered(s.As(people.Grassroots, "xuexiao"), "mechanisms", "xuexiao", "name", "结对帮扶办法", "kind", "rule", "day", "2019-05-06")
		s.Moved(s.As(people.Liaison, "yexian"), e, "confirm", "")
		s.Entered(s.As(people.Liaison, "lushan"), "mechanisms", "lushan", "name", "收购协议", "kind", "agreement", "day", "2019-04-01", "valid_until", "2021-04-01")
		s.At("2020-12-31 23:59")
		if got := standing(); len(got[quota.Missed]) != 0 || !slices.Equal(got[quota.Underway], []string{"gaoxin", "meikuang"}) || len(got[quota.Reached]) != 3 {
			t.Errorf("on the last day: %v", got)
		}
		s.At("2021-01-01 00:00")
		if got := standing(); !slices.Equal(got[quota.Missed], []string{"gaoxin", "meikuang"}) {
			t.Errorf("a day later: %v", got)
		}
	})
}
