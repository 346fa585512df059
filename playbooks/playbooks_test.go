package playbooks_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

const (
	pingdingshan = "pingdingshan-2018"
	huaibei      = "huaibei-2018"
	rural        = "rural-revitalisation"
)

func source(t testing.TB, id string) string {
	t.Helper()
	src, err := playbooks.FS.ReadFile(id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func open(t testing.TB, id string) *playbook.Playbook {
	t.Helper()
	pb, err := playbooks.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	return pb
}

func day(year int, month time.Month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: d}
}

func phaseIDs(pb *playbook.Playbook, d calendar.Date) string {
	var ids []string
	for _, ph := range pb.PhasesOn(d) {
		ids = append(ids, ph.ID)
	}
	return strings.Join(ids, " ")
}

func TestAllOpen(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.All() {
		if pb, err := playbooks.Open(id); err != nil || pb.ID != id {
			t.Errorf("%s: %v", id, err)
		}
	}
	if got := playbooks.All(); !slices.Equal(got, []string{huaibei, pingdingshan, rural}) {
		t.Errorf("All() = %v", got)
	}
	if got := playbooks.Plans(); !slices.Equal(got, []string{huaibei, pingdingshan}) {
		t.Errorf("Plans() = %v", got)
	}
	for _, id := range []string{"none", "../embed", ""} {
		if _, err := playbooks.Open(id); !fault.Is(err, fault.NotFound) {
			t.Errorf("Open(%q): %v", id, err)
		}
	}
}

// TestRestDays: the fixed deadlines that are no working days are the warnings.
func TestRestDays(t *testing.T) {
	t.Parallel()
	_, warnings, err := playbook.Parse(pingdingshan, []byte(source(t, pingdingshan)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range warnings {
		got = append(got, w.Chinese)
	}
	want := []string{
		"截止日 2018年6月10日 是周日，固定日期不顺延",
		"截止日 2018年6月18日 是端午节，固定日期不顺延",
		"截止日 2018年6月30日 是周六，固定日期不顺延",
		"截止日 2018年12月31日 是元旦，固定日期不顺延",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestP13FourPhases(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	if len(pb.Phases) != 4 {
		t.Errorf("%d phases", len(pb.Phases))
	}
	if got := phaseIDs(pb, day(2019, 3, 15)); got != "deliver" || pb.Phases[2].ID != got {
		t.Errorf("on 2019-03-15: %q", got)
	}
}

func TestP14BothPhasesOnTheSharedDay(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	for d, want := range map[calendar.Date]string{
		day(2018, 5, 31): "", day(2018, 6, 1): "prepare", day(2018, 6, 20): "prepare launch",
	} {
		if got := phaseIDs(pb, d); got != want {
			t.Errorf("on %s: %q, want %q", d, got, want)
		}
	}
}

func TestP26SecondPhase(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	for d, want := range map[calendar.Date]string{
		day(2018, 6, 20): "prepare launch", day(2018, 6, 21): "launch", day(2018, 12, 31): "launch",
	} {
		if got := phaseIDs(pb, d); got != want {
			t.Errorf("on %s: %q, want %q", d, got, want)
		}
	}
}

func TestP28ScopeFollowsTheReading(t *testing.T) {
	t.Parallel()
	literal := []string{"county", "industry", "direct_enterprise"}
	track := open(t, pingdingshan).Obligation("track")
	if !slices.Equal(track.Named, literal) || !slices.Equal(track.Categories, append(slices.Clone(literal), "zone")) {
		t.Errorf("named %v, asked %v", track.Named, track.Categories)
	}
	without, _, err := playbook.Parse("x", []byte(strings.Replace(source(t, pingdingshan), "    adds: [zone]\n", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got := without.Obligation("track").Categories; !slices.Equal(got, literal) {
		t.Errorf("without the reading: %v", got)
	}
}

func TestP31MonthsExpandToDays(t *testing.T) {
	t.Parallel()
	if ph := open(t, pingdingshan).Phases[2]; ph.Start != day(2019, 1, 1) || ph.End != day(2019, 12, 31) {
		t.Errorf("%s..%s", ph.Start, ph.End)
	}
}

func TestP33SevenLines(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, l := range open(t, pingdingshan).Lines {
		ids = append(ids, l.ID)
		if l.Clause != "P-33" || l.ExpectsClause != "P-10" || l.Expects == "" {
			t.Errorf("%s cites %s and expects %q by %s", l.ID, l.Clause, l.Expects, l.ExpectsClause)
		}
	}
	want := []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Error(diff)
	}
}

func TestP59ThirdSpellingIsTheOneOffice(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	for name, want := range map[string]string{
		"市总劳模、五一奖章获得者助力脱贫领导小组办公室": "office",
		"劳模、五一劳动奖获得者助力脱贫工作办公室":    "office",
		"市总生产保护部":         "office",
		"市总脱贫攻坚工作领导小组办公室": "leading-group-office",
		"市总工会脱贫攻坚领导小组":    "leading-group",
		"市总工会脱贫攻坚工作领导小组":  "leading-group",
	} {
		if b := pb.BodyByName(name); b == nil || b.ID != want {
			t.Errorf("%s is %v, want %s", name, b, want)
		}
	}
	if to := pb.Obligation("monthly-report").To; !slices.Equal(to, []string{"office"}) {
		t.Errorf("the monthly report goes to %v", to)
	}
	if b := pb.BodyByName("宣传部"); b != nil {
		t.Errorf("an unknown name is %s", b.ID)
	}
}

// TestDates holds the dates of the plan that people know by heart.
func TestDates(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	cal := calendar.New(calendar.Notices()).KnownOn(day(2018, 6, 1))
	for _, c := range []struct {
		obligation, period string
		periods            int
		due                calendar.Date
		provisional        bool
	}{
		{"survey-and-draft", "once", 1, day(2018, 6, 10), false},
		{"argue", "once", 1, day(2018, 6, 20), false},
		{"plan-and-tables", "once", 1, day(2018, 6, 18), false},
		{"kickoff", "once", 1, day(2018, 6, 30), false},
		{"exchange-meeting", "once", 1, day(2018, 8, 31), false},
		{"annual-summary", "once", 1, day(2019, 12, 31), false},
		{"quarterly-meeting", "2018Q3", 10, day(2018, 9, 30), false},
		{"monthly-report", "2018-06", 31, day(2018, 6, 29), false},
		{"monthly-report", "2018-09", 31, day(2018, 9, 30), false},
		{"monthly-report", "2018-12", 31, day(2018, 12, 31), true},
		{"assessment", "2018", 3, day(2018, 12, 31), false},
	} {
		o := pb.Obligation(c.obligation)
		all := o.Periods(pb)
		at := slices.IndexFunc(all, func(p calendar.Period) bool { return p.Key() == c.period })
		if at < 0 || len(all) != c.periods {
			t.Errorf("%s: %d periods, %s at %d", c.obligation, len(all), c.period, at)
			continue
		}
		if d := o.Due.Resolve(all[at], cal); d.Date != c.due || c.period != "once" && d.Provisional != c.provisional {
			t.Errorf("%s of %s: %s %v", c.obligation, c.period, d.Date, d.Provisional)
		}
	}
	if o := pb.Obligation("exchange-meeting"); !o.Planned || o.Opens != day(2018, 8, 21) || !o.Federation || o.Units {
		t.Errorf("exchange meeting: %+v", o)
	}
	for _, id := range []string{"receipt", "register-body-and-liaison"} {
		if o := pb.Obligation(id); o.Due != nil {
			t.Errorf("%s has a deadline", id)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b, pingdingshan)
	}
}
