package rollup_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// village is a small federation. Its unit g stands below the county c0 and the
// industry i0, and from September below the county c1.
func village(t *testing.T) *world {
	t.Helper()
	return villageOf(t, book)
}

func villageOf(t *testing.T, book string) *world {
	t.Helper()
	w := &world{Stage: stage.Empty(t, storetest.SQLite(t))}
	w.Root = w.Found("CITY", "市总工会", organisation.Federation, "", "")
	w.Found("c0", "东县总工会", organisation.County, "CITY", "")
	w.Found("c1", "西县总工会", organisation.County, "CITY", "")
	w.Found("i0", "教育工会", organisation.Industry, "", "CITY")
	w.Found("g", "小学工会", organisation.Grassroots, "c0", "i0")
	c, err := w.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{Organiser: w.Root, Source: []byte(book)})
	w.Must(err)
	w.Campaign = c.ID
	w.At("2018-09-03 09:00")
	_, err = w.Units.Move(t.Context(), stage.Program, organisation.Moving{
		Unit: w.Unit("g"), Hierarchy: organisation.ByCounty, Parent: w.Unit("c1"), From: stage.Date("2018-09-03"), Revision: 1})
	w.Must(err)
	_, err = w.Campaigns.Reconcile(t.Context(), stage.Program, w.Campaign)
	w.Must(err)
	return w
}

// sends sends a unit's report of a month, «cell=value …» or «nil», and accepts it.
func (w *world) sends(code, month, content string) campaign.DutyID {
	w.T.Helper()
	id := w.offers(code, month, content)
	w.review(id, campaign.Accepted)
	return id
}

// offers sends it alone.
func (w *world) offers(code, month, content string) campaign.DutyID {
	w.T.Helper()
	id := w.Duty(code, "monthly", month, "").ID
	in := report.Sending{Cells: map[string]string{"single/note": "无"}}
	for _, word := range strings.Fields(content) {
		if cell, value, ok := strings.Cut(word, "="); ok {
			in.Cells[cell] = value
		} else {
			in.Nil, in.Cells = "none", nil
		}
	}
	_, err := w.Reports.Submit(w.T.Context(), w.As(people.Liaison, code), id, in)
	w.Must(err)
	return id
}

// one asks for the total of one measure and writes it with its reason or value.
func (w *world) one(q rollup.Question, measure string) string {
	w.T.Helper()
	q.Campaign, q.Measures = w.Campaign, []string{measure}
	s := w.roll(w.Figures, q).Total.Sums[0]
	if !s.Known {
		return string(s.Why)
	}
	return s.Kind.Plain(s.N)
}

func TestSums(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	w.sends("g", "2018-07", "grid/skill/stock=4 grid/goods/stock=2 grid/skill/flow=1.5 grid/skill/apart=7 grid/goods/apart=8")
	w.sends("g", "2018-08", "nil")
	w.sends("g", "2018-09", "grid/skill/stock=9 single/more=0.5 grid/skill/bylines=3 single/alone=2")
	w.sends("g", "2018-10", "nil")
	w.sends("c1", "2018-10", "nil")
	w.sends("c0", "2018-09", "grid/skill/stock=100 grid/skill/apart=1 grid/skill/byunits=1 grid/skill/distinct=5")
	month := func(key string) rollup.Question {
		return ask{from: key, to: key}.question(w)
	}
	unit := func(q rollup.Question, code string) rollup.Question { q.Unit = w.Unit(code); return q }
	line := func(q rollup.Question, id string) rollup.Question { q.Line = id; return q }
	today := func(q rollup.Question) rollup.Question { q.AsOf = rollup.Today; return q }
	along := func(q rollup.Question, h organisation.Hierarchy) rollup.Question { q.Hierarchy = h; return q }
	in := func(q rollup.Question, by rollup.By, key string) rollup.Question {
		q.In = append(q.In, rollup.Member{By: by, Key: key})
		return q
	}
	for _, c := range []struct {
		name    string
		q       rollup.Question
		measure string
		want    string
	}{
		{"a stock is that of the last report", unit(rollup.Question{}, "g"), "stock", "9"},
		{"an empty cell of it is none", line(unit(rollup.Question{}, "g"), "goods"), "stock", "0"},
		{"a nil report leaves the stock of before the stretch", unit(month("2018-08"), "g"), "stock", "6"},
		{"what was not reported has none", unit(month("2018-06"), "g"), "stock", "nothing"},
		{"a flow is summed, in whatever cell", unit(rollup.Question{}, "g"), "flow", "2.00"},
		{"a nil report says zero", unit(month("2018-08"), "g"), "flow", "0.00"},
		{"of what never adds too", line(unit(month("2018-08"), "g"), "goods"), "apart", "0"},
		{"and may not be added all the same", unit(month("2018-08"), "g"), "apart", "over_lines"},
		{"an empty cell says zero", unit(month("2018-09"), "c0"), "flow", "0.00"},
		{"without a report nothing is said", unit(month("2018-06"), "c0"), "flow", "nothing"},
		{"a stock that nobody ever had", in(month("2018-10"), rollup.ByUnit, "c1"), "stock", "0"},
		{"nothing asks for it on a line", line(unit(month("2018-09"), "g"), "skill"), "alone", "not_asked"},
		{"nor outside of the lines", in(rollup.Question{}, rollup.ByLine, ""), "stock", "not_asked"},
		{"a line alone", line(rollup.Question{}, "skill"), "flow", "1.50"},
		{"outside of the lines", in(rollup.Question{}, rollup.ByLine, ""), "flow", "0.50"},
		{"distinct over periods", unit(rollup.Question{}, "c0"), "distinct", "over_time"},
		{"distinct in one period adds over units where it may", month("2018-09"), "distinct", "5"},
		{"never over units, though one alone has reported", month("2018-09"), "apart", "over_units"},
		{"never over lines", unit(month("2018-07"), "g"), "apart", "over_lines"},
		{"one line of it", line(unit(month("2018-07"), "g"), "goods"), "apart", "8"},
		{"a stock that does not add over units", rollup.Question{}, "byunits", "over_units"},
		{"but holds for one", unit(today(rollup.Question{}), "c0"), "byunits", "1"},
		{"one spot adds over lines", unit(rollup.Question{}, "g"), "alone", "2"},
		{"several do not", unit(rollup.Question{}, "g"), "bylines", "over_lines"},
		{"then it was below c0", unit(month("2018-07"), "c0"), "stock", "6"},
		{"today it is below c1", unit(today(month("2018-07")), "c1"), "stock", "6"},
		{"today it is not below c0", unit(today(month("2018-07")), "c0"), "stock", "nothing"},
		{"its industry", unit(rollup.Question{}, "i0"), "stock", "9"},
		{"an industry has nobody below by county", along(unit(rollup.Question{}, "i0"), organisation.ByCounty), "stock", "nothing"},
		{"where it stands last has its stock", in(rollup.Question{}, rollup.ByCounty, "c1"), "stock", "9"},
		{"where it stood has it no more", in(in(rollup.Question{}, rollup.ByCounty, "c0"), rollup.ByUnit, "g"), "stock", "0"},
		{"no industry", in(rollup.Question{}, rollup.ByIndustry, ""), "stock", "100"},
		{"a phase", in(unit(rollup.Question{}, "g"), rollup.ByPhase, "first"), "stock", "6"},
		{"a category", rollup.Question{Category: organisation.County}, "stock", "100"},
	} {
		if got := w.one(c.q, c.measure); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A stretch that is left open ends with what is due, so that nobody is said to
// owe what is not expected yet; what has begun can be asked for.
func TestOpenEnd(t *testing.T) {
	t.Parallel()
	w := village(t)
	june, october := stage.Date("2018-06-01"), stage.Date("2018-10-01")
	for _, c := range []struct {
		on   string
		q    rollup.Question
		want string // the last period and how many there are
	}{
		{"2018-06-05 09:00", rollup.Question{}, "2018-06 1"},
		{"2018-07-05 09:00", rollup.Question{}, "2018-06 1"},
		{"2018-09-27 23:59", rollup.Question{}, "2018-08 3"},
		{"2018-09-30 00:00", rollup.Question{}, "2018-09 4"},
		{"2018-10-09 09:00", rollup.Question{}, "2018-09 4"},
		{"2018-10-09 09:00", rollup.Question{From: june}, "2018-09 4"},
		{"2018-10-09 09:00", rollup.Question{From: october}, "2018-10 1"},
		{"2018-10-09 09:00", rollup.Question{To: stage.Date("2018-10-31")}, "2018-10 5"},
		{"2018-10-09 09:00", rollup.Question{In: []rollup.Member{{By: rollup.ByPeriod, Key: "2018-10"}}}, "2018-10 1"},
		{"2018-10-09 09:00", rollup.Question{Unit: w.Unit("g"), Category: organisation.County}, "2018-09 4"},
		{"2018-12-31 09:00", rollup.Question{}, "2018-12 7"},
		{"2018-10-09 09:00", rollup.Question{From: june, To: stage.Date("9999-12-31")}, "2018-12 7"},
		{"2018-10-09 09:00", rollup.Question{From: stage.Date("0001-01-01"), To: stage.Date("2018-07-31")}, "2018-07 2"},
	} {
		w.At(c.on)
		c.q.Campaign = w.Campaign
		got := w.roll(w.Figures, c.q)
		last := got.Periods[len(got.Periods)-1]
		if is := fmt.Sprint(last.Key(), " ", len(got.Periods)); is != c.want || got.To != last.End && c.q.To.IsZero() {
			t.Errorf("on %s %+v ends with %s on %s, want %s", c.on, c.q, is, got.To, c.want)
		}
	}
}

// A report that counts is in the answer though its month is not due yet.
func TestOpenEndHoldsEveryReport(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-09 09:00")
	end := func(who people.Actor, q rollup.Question) string {
		q.Campaign = w.Campaign
		got, err := w.Figures.Roll(t.Context(), who, q)
		w.Must(err)
		return fmt.Sprint(got.To, " ", got.Total.Reports)
	}
	w.offers("c1", "2018-10", "grid/skill/flow=1")
	if got := end(stage.Program, rollup.Question{}); got != "2018-09-30 0" {
		t.Errorf("what is not accepted does not count: %s", got)
	}
	w.sends("c0", "2018-10", "grid/skill/flow=1")
	for _, c := range []struct {
		name string
		who  people.Actor
		q    rollup.Question
		want string
	}{
		{"accepted", stage.Program, rollup.Question{}, "2018-10-31 1"},
		{"sent", stage.Program, rollup.Question{State: rollup.Sent}, "2018-10-31 2"},
		{"who sees it", w.As(people.Liaison, "c0"), rollup.Question{}, "2018-10-31 1"},
		{"who does not", w.As(people.Liaison, "c1"), rollup.Question{}, "2018-09-30 0"},
		{"every group has the stretch of the whole", stage.Program, rollup.Question{Unit: w.Unit("c1")}, "2018-10-31 0"},
	} {
		if got := end(c.who, c.q); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A phase within another does not count the stocks of the other twice.
func TestPhasesNest(t *testing.T) {
	t.Parallel()
	w := villageOf(t, strings.Replace(book, `  first: {name: 起步, window: 2018-06-01..2018-07-31, clause: S-1}
  second: {name: 推进, window: 2018-08-01..2018-10-15, clause: S-1}`, `  inner: {name: 攻坚, window: 2018-07-01..2018-07-31, clause: S-1}
  outer: {name: 推进, window: 2018-06-01..2018-10-15, clause: S-1}`, 1))
	w.At("2018-10-31 09:00")
	w.sends("g", "2018-06", "grid/skill/stock=1 grid/skill/flow=1")
	w.sends("g", "2018-07", "grid/skill/stock=2 grid/skill/flow=1")
	w.sends("g", "2018-08", "grid/skill/stock=4 grid/skill/flow=1")
	w.sends("c0", "2018-06", "grid/skill/stock=8")
	q := rollup.Question{Campaign: w.Campaign, By: rollup.ByPhase, Measures: []string{"stock", "flow"}, To: stage.Date("2018-09-30")}
	var got []string
	for _, g := range w.roll(w.Figures, q).Groups {
		got = append(got, fmt.Sprint(g.Key, " ", g.Sums[1].N, " ", g.Sums[0].Kind.Plain(g.Sums[0].N)))
	}
	if want := []string{"inner 2 1.00", "outer 12 2.00"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTableAndOtherRows(t *testing.T) {
	t.Parallel()
	w := village(t)
	d := w.Duty("g", "start", "once", "").ID
	_, err := w.Reports.Submit(t.Context(), w.As(people.Liaison, "g"), d, report.Sending{Cells: map[string]string{
		"points/r1/name": "村", "points/r1/flow": "1", "points/r1/homes": "3", "points/r2/name": "乡", "points/r2/flow": "2.5",
		"other/north/stock": "3", "other/south/stock": "4",
	}})
	w.Must(err)
	for measure, want := range map[string]string{"flow": "3.50", "stock": "7", "apart": "over_lines"} {
		q := rollup.Question{Source: rollup.Source{Obligation: "start"}, State: rollup.Sent, Unit: w.Unit("g")}
		if got := w.one(q, measure); got != want {
			t.Errorf("%s is %s, want %s", measure, got, want)
		}
	}
	q := rollup.Question{Campaign: w.Campaign, Source: rollup.Source{Form: "once"}, State: rollup.Sent, By: rollup.ByPhase}
	if g := w.roll(w.Figures, q).Groups; len(g) != 1 || g[0].Key != "first" || g[0].Reports != 1 {
		t.Errorf("by phase: %+v", g)
	}
	e, err := w.Reports.Open(t.Context(), stage.Program, d)
	w.Must(err)
	want := []rollup.Source{{Obligation: "start", Form: "once"}, {Obligation: "monthly", Form: "monthly"}}
	if got := rollup.Sources(e.Book); !slices.Equal(got, want) {
		t.Errorf("sources %v", got)
	}
}

// A reader is told of the units of the own scope and of no others.
func TestScope(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	w.sends("g", "2018-09", "grid/skill/flow=1")
	w.sends("c0", "2018-09", "grid/skill/flow=2")
	w.sends("c1", "2018-09", "grid/skill/flow=4")
	for _, c := range []struct {
		who  people.Actor
		want string
		none string // a unit the reader is told nothing of
	}{
		{w.As(people.Office, "CITY"), "7.00", ""},
		{w.As(people.Liaison, "c0"), "2.00", "g"},
		{w.As(people.Liaison, "c1"), "5.00", "c0"},
		{w.As(people.Viewer, "i0"), "1.00", "c1"},
		{w.As(people.UnitLeader, "c1"), "4.00", "g"},
	} {
		q := rollup.Question{Campaign: w.Campaign, Measures: []string{"flow"}}
		got, err := w.Figures.Roll(t.Context(), c.who, q)
		w.Must(err)
		if s := got.Total.Sums[0]; s.Kind.Plain(s.N) != c.want {
			t.Errorf("%s is told %v, want %s", c.who.Login, s, c.want)
		}
		if c.none == "" {
			continue
		}
		q.Unit = w.Unit(c.none)
		for _, ask := range []func() error{
			func() error { _, err := w.Figures.Roll(t.Context(), c.who, q); return err },
			func() error { _, err := w.Figures.Parts(t.Context(), c.who, q, "flow"); return err },
			func() error { _, err := w.Figures.List(t.Context(), c.who, q); return err },
		} {
			if err := ask(); err != error(rollup.ErrUnknownUnit) {
				t.Errorf("%s asks for %s: %v", c.who.Login, c.none, err)
			}
		}
	}
	if _, err := w.Figures.Roll(t.Context(), people.Actor{}, rollup.Question{Campaign: w.Campaign}); err == nil {
		t.Error("nobody is told something")
	}
}

// An answer is partial where duties that are asked for are left out: g was of c0
// in July, whose liaison sees it no more.
func TestPartial(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	w.sends("g", "2018-07", "grid/skill/flow=1")
	w.sends("c0", "2018-07", "grid/skill/flow=2")
	july, c0, c1 := ask{from: "2018-07", to: "2018-07"}.question(w), w.As(people.Liaison, "c0"), w.As(people.Liaison, "c1")
	october := ask{from: "2018-10", to: "2018-10"}.question(w)
	in := func(q rollup.Question, by rollup.By, key string) rollup.Question {
		q.In = []rollup.Member{{By: by, Key: key}}
		return q
	}
	of := func(q rollup.Question, code string) rollup.Question { q.Unit = w.Unit(code); return q }
	today := func(q rollup.Question) rollup.Question { q.AsOf = rollup.Today; return q }
	for _, c := range []struct {
		name string
		who  people.Actor
		q    rollup.Question
		want string
	}{
		{"the office", w.As(people.Office, "CITY"), july, "3.00 false"},
		{"the office of the county then", w.As(people.Office, "CITY"), of(july, "c0"), "3.00 false"},
		{"the liaison of all", c0, july, "2.00 true"},
		{"the liaison of the county then", c0, of(july, "c0"), "2.00 true"},
		{"the same as a group", c0, in(july, rollup.ByCounty, "c0"), "2.00 true"},
		{"the liaison of the county today", c0, today(of(july, "c0")), "2.00 false"},
		{"the liaison of October", c0, of(october, "c0"), "nothing false"},
		{"the liaison where it stands now", c1, of(july, "c1"), "nothing false"},
		{"who sees it now, of the county then", c1, in(july, rollup.ByCounty, "c0"), "1.00 true"},
		{"a unit that is not the reader's", c0, in(july, rollup.ByUnit, "g"), "nothing false"},
		{"a unit that is none", c0, in(july, rollup.ByUnit, "x"), "nothing false"},
	} {
		c.q.Measures = []string{"flow"}
		got, err := w.Figures.Roll(t.Context(), c.who, c.q)
		w.Must(err)
		s := got.Total.Sums[0]
		is := string(s.Why)
		if s.Known {
			is = s.Kind.Plain(s.N)
		}
		if is = fmt.Sprint(is, " ", got.Partial); is != c.want {
			t.Errorf("%s: %s, want %s", c.name, is, c.want)
		}
	}
}

// What is asked at one moment is answered of the same reports.
func TestMoment(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	w.sends("c0", "2018-07", "grid/skill/flow=1")
	q := rollup.Question{Campaign: w.Campaign, Measures: []string{"flow"}}
	w.Must(w.Figures.At(t.Context(), stage.Program, func(at rollup.Moment) error {
		for n := range 3 {
			got, err := at.Roll(q)
			w.Must(err)
			parts, err := at.Parts(q, "flow")
			w.Must(err)
			list, err := at.List(q)
			w.Must(err)
			if reports := slices.Collect(list.Reports()); got.Total.Reports != 1 || len(parts.Parts) != 1 || len(reports) != 1 {
				t.Errorf("question %d: %d reports, %d parts, %d listed", n, got.Total.Reports, len(parts.Parts), len(reports))
			}
			if n == 0 {
				w.sends("g", "2018-07", "grid/skill/flow=2")
			}
		}
		return nil
	}))
	if got := w.one(rollup.Question{}, "flow"); got != "3.00" {
		t.Errorf("afterwards it is %s", got)
	}
}

// Many ask while reports are accepted: nobody is told less than what was
// accepted before.
func TestFreshForMany(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-31 09:00")
	w.Figures.Bound(1)
	q := rollup.Question{Campaign: w.Campaign, Measures: []string{"flow"}, By: rollup.ByPeriod}
	var asking sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		asking.Go(func() {
			for range 40 {
				got, err := w.Figures.Roll(t.Context(), stage.Program, q)
				if err == nil && len(got.Groups) != 5 {
					err = fmt.Errorf("%d groups", len(got.Groups))
				}
				errs[i] = errors.Join(errs[i], err)
			}
		})
	}
	for n, month := range []string{"2018-06", "2018-07", "2018-08", "2018-09", "2018-10"} {
		w.sends("c0", month, "grid/skill/flow=1")
		if got := w.one(rollup.Question{}, "flow"); got != fmt.Sprintf("%d.00", n+1) {
			t.Errorf("after %s: %s", month, got)
		}
	}
	asking.Wait()
	w.Must(errors.Join(errs...))
}

// What was used longest ago is let go of, and read again when it is asked for.
func TestBound(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.Figures.Bound(1)
	for range 2 {
		for _, form := range []string{"once", "monthly"} {
			w.roll(w.Figures, rollup.Question{Campaign: w.Campaign, Source: rollup.Source{Form: form}})
			if n := w.Figures.Held(); n != 1 {
				t.Fatalf("%d sources are held", n)
			}
		}
	}
}

// A sum that does not fit is not known, and what it is made of is still told.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	w := village(t)
	w.At("2018-10-25 09:00")
	most := fmt.Sprintf(`[{"c":"grid/skill/bylines","l":"skill","m":"bylines","v":%d}]`, math.MaxInt64)
	for _, code := range []string{"c0", "c1"} {
		id := w.sends(code, "2018-09", "grid/skill/bylines=1")
		w.Must(w.DB.Update(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE report_version SET figures = $1 WHERE duty_id = $2", most, string(id))
			return err
		}))
	}
	q := rollup.Question{Campaign: w.Campaign, Measures: []string{"bylines"}, Line: "skill"}
	got := w.roll(w.Figures, q)
	if s := got.Total.Sums[0]; s.Known || s.Why != rollup.TooLarge || s.N != 0 || s.Parts != 2 {
		t.Errorf("the total is %d, %q, of %d", s.N, s.Why, s.Parts)
	}
	for _, g := range got.Groups {
		if s := g.Sums[0]; g.Reports == 1 && (!s.Known || s.N != math.MaxInt64) {
			t.Errorf("%s is %d, %q, of %d", g.Key, s.N, s.Why, s.Parts)
		}
	}
}
