package result_test

import (
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
	"github.com/xianfeng-oss/xianfeng/people"
)

// world is the stage of Huaibei, on which the county suixi keeps a ledger.
type world struct {
	*stage.Stage
	t       *testing.T
	liaison people.Actor
	office  people.Actor
	village ledger.EntryID
	lead    ledger.EntryID
	n       int
}

func play(t *testing.T, then func(*world)) {
	t.Helper()
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		s.At("2019-09-30 09:00")
		w := &world{Stage: s, t: t, liaison: s.As(people.Liaison, "suixi"), office: s.As(people.Office, "HB")}
		w.village = w.point("刘桥村", "340621001")
		w.lead = w.honouree("张守田")
		then(w)
	})
}

// has records an entry of the county.
func (w *world) has(register string, fields ...string) ledger.Entry {
	w.t.Helper()
	return w.Entered(w.liaison, register, "suixi", fields...)
}

func (w *world) point(village, code string) ledger.EntryID {
	w.t.Helper()
	return w.has("points", "code", code, "county", "濉溪县", "village", village).ID
}

func (w *world) honouree(name string) ledger.EntryID {
	w.t.Helper()
	return w.has("honourees", "name", name, "family", "model_worker", "level", "municipal").ID
}

// held records an activity of a line in the village.
func (w *world) held(line string, fields ...string) ledger.Entry {
	w.t.Helper()
	w.n++
	return w.has("activities", append([]string{"name", "专题活动" + strconv.Itoa(w.n), "day", "2019-05-20", "line", line, "place", "刘桥村",
		"point", string(w.village), "led_by", string(w.lead)}, fields...)...)
}

// look returns the dimensions of the county in 2019 as its liaison sees them.
func (w *world) look() result.Dimensions { return w.lookAs(w.liaison) }

func (w *world) lookAs(who people.Actor) result.Dimensions {
	w.t.Helper()
	d, err := w.Results.Look(w.t.Context(), who, result.About{Campaign: w.Campaign, Unit: w.Unit("suixi"), Year: 2019})
	w.Must(err)
	return d
}

// line returns what the activities of a line add up to.
func (w *world) line(id string) result.Line {
	w.t.Helper()
	for _, l := range w.look().Lines {
		if l.ID == id {
			return l
		}
	}
	w.t.Fatalf("the plan has no line %s", id)
	return result.Line{}
}

// cites expects a refusal that cites the clause.
func (w *world) cites(err error, clause string) {
	w.t.Helper()
	for _, f := range fault.From(err).Fields {
		if f.Clause == clause {
			return
		}
	}
	w.t.Errorf("answers %v, want a refusal that cites %s", err, clause)
}
