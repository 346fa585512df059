package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

func TestScaleIsRound(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind quantity.Kind
		most int64
		want string
	}{
		{quantity.Count, 0, "0 1"},
		{quantity.Money, 0, "0 1"},
		{quantity.Hours, 0, "0 1"},
		{quantity.Count, 1, "0 1"},
		{quantity.Count, 6, "0 1 2 3 4 5 6"},
		{quantity.Count, 7, "0 2 4 6 8"},
		{quantity.PersonTimes, 1090, "0 200 400 600 800 1,000 1,200"},
		{quantity.PersonTimes, 1201, "0 500 1,000 1,500"},
		{quantity.Money, 2_755_000, "0 0.5 1 1.5 2 2.5 3"},
		{quantity.Money, 1, "0 0.000001"},
		{quantity.Money, 125_000_000_000, "0 50,000 100,000 150,000"},
		{quantity.Hours, 75, "0 2 4 6 8"},
	} {
		var got []string
		for _, n := range scale(tt.kind, tt.most) {
			got = append(got, round(tt.kind, n))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s up to %d: %v, want %s", tt.kind, tt.most, got, tt.want)
		}
	}
}

// Whatever the sums are, the ticks rise in equal steps and hold the greatest of
// them as long as there are numbers for it.
func FuzzScale(f *testing.F) {
	for _, n := range []int64{0, 1, 9, 1 << 40, quantity.Max, math.MaxInt64} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, most int64) {
		if most < 0 {
			return
		}
		ticks := scale(quantity.Money, most)
		if ticks[0] != 0 || len(ticks) < 2 || len(ticks) > 7 {
			t.Fatalf("up to %d: %v", most, ticks)
		}
		for i := 1; i < len(ticks); i++ {
			if ticks[i]-ticks[i-1] != ticks[1] {
				t.Errorf("up to %d: %v", most, ticks)
			}
		}
		if last := ticks[len(ticks)-1]; last < most && last <= math.MaxInt64-ticks[1] {
			t.Errorf("up to %d: ends at %d", most, last)
		}
	})
}

// gaps makes sums of counts, -1 where one is not known.
func gaps(values ...int64) []rollup.Sum {
	out := sums(values...)
	for i := range out {
		if values[i] < 0 {
			out[i] = rollup.Sum{Why: rollup.Nothing}
		}
	}
	return out
}

func TestLineIsLaidOut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		sums    []rollup.Sum
		dots    string // «across:down»
		strokes int
	}{
		{"rising", gaps(0, 5, 10), "16.66%:180 50%:100 83.33%:20", 2},
		{"all nothing", gaps(0, 0), "25%:180 75%:180", 1},
		{"one alone", gaps(7), "50%:40", 0},
		{"a gap breaks the line", gaps(10, -1, 10, 10), "12.5%:20 - 62.5%:20 87.5%:20", 1},
		{"between gaps it is a dot", gaps(-1, 10, -1), "- 50%:20 -", 0},
		{"the greatest numbers", gaps(math.MaxInt64, 0), "25%:20 75%:180", 1},
	} {
		l := layOut(quantity.Count, tt.sums)
		var dots []string
		for _, d := range l.Dots {
			if d.Known {
				dots = append(dots, fmt.Sprint(d.Middle, ":", d.Y))
			} else {
				dots = append(dots, "-")
			}
		}
		if got := strings.Join(dots, " "); got != tt.dots || len(l.Strokes) != tt.strokes {
			t.Errorf("%s: dots at %s, %d strokes; want %s, %d", tt.name, got, len(l.Strokes), tt.dots, tt.strokes)
		}
	}
	l := layOut(quantity.Count, gaps(1_000_000, 3))
	if l.Gutter < digit*len("1,000,000") || l.Ticks[0].Y != ground || l.Ticks[len(l.Ticks)-1].Y != ground-tall {
		t.Errorf("the scale is %+v in %d px", l.Ticks, l.Gutter)
	}
	if s := l.Strokes[0]; s != (stroke{2500, 7500, l.Dots[0].Y, l.Dots[1].Y}) {
		t.Errorf("the stroke is %+v", s)
	}
	if !layOut(quantity.Count, make([]rollup.Sum, 4)).fits(5) || layOut(quantity.Count, make([]rollup.Sum, 28)).fits(3) {
		t.Error("values are written at 4 dots, not at 28")
	}
}

func TestPeriodsAreNamedWhereTheyHaveRoom(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind         calendar.Kind
		from, until  string
		marks, years string // places of what is written
	}{
		{calendar.Month, "2018-06-01", "2018-09-30", "0 1 2 3", "0"},
		{calendar.Month, "2018-06-01", "2019-05-31", "1 3 5 7 9 11", "0 7"},
		{calendar.Month, "2018-06-01", "2020-09-30", "1 4 7 10 13 16 19 22 25", "0 7 19"},
		{calendar.Month, "2018-11-01", "2020-12-31", "2 5 8 11 14 17 20 23", "2 14"},
		{calendar.Month, "2018-01-01", "2022-12-31", "0 6 12 18 24 30 36 42 48 54", "0 12 24 36 48"},
		{calendar.Month, "2018-12-01", "2019-01-31", "0 1", "0 1"},
		{calendar.Quarter, "2018-04-01", "2020-06-30", "1 3 5 7", "0 3 7"},
		{calendar.Year, "2018-01-01", "2020-12-31", "0 1 2", "0 1 2"},
		{calendar.Month, "2018-06-01", "2018-06-30", "0", "0"},
	} {
		from, err := calendar.ParseDate(tt.from)
		until, err2 := calendar.ParseDate(tt.until)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		all := calendar.PeriodsBetween(tt.kind, from, until)
		wide := map[calendar.Kind]int{calendar.Month: monthWide, calendar.Quarter: quarterWide, calendar.Year: yearWide}[tt.kind]
		if got := places(spaced(all, wide)); got != tt.marks {
			t.Errorf("%s to %s: named %s, want %s", tt.from, tt.until, got, tt.marks)
		}
		if got := places(yearly(all, yearWide)); got != tt.years {
			t.Errorf("%s to %s: years %s, want %s", tt.from, tt.until, got, tt.years)
		}
	}
}

func places(at []bool) string {
	var out []string
	for i := range at {
		if at[i] {
			out = append(out, fmt.Sprint(i))
		}
	}
	return strings.Join(out, " ")
}

func TestBarsAreAsLongAsTheirSums(t *testing.T) {
	t.Parallel()
	tests := map[string][]int64{"10000 5000 0": {5, 10, 0}, "0 0": {0, 0}, "": {3}, "10000 10000": {math.MaxInt64, math.MaxInt64}}
	for want, values := range tests {
		var got []string
		for _, b := range barsOf(values...) {
			got = append(got, fmt.Sprint(int(b.Length)))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("of %v: %v, want %s", values, got, want)
		}
	}
	many := make([]int64, 42)
	for i := range many {
		many[i] = int64(i)
	}
	if all := barsOf(many...); len(all) != 42 || !slices.IsSortedFunc(all, func(a, b bar) int { return int(b.Length - a.Length) }) {
		t.Errorf("%d bars: %v", len(all), all)
	}
}

func barsOf(values ...int64) []bar {
	t := tabler{p: locale.New(locale.ZhCN)}
	t.By, t.Measures = rollup.ByCategory, []playbook.Measure{{Kind: quantity.Count}}
	for _, s := range sums(values...) {
		t.Groups = append(t.Groups, rollup.Group{Key: "county", Sums: []rollup.Sum{s}})
	}
	return t.bars(0)
}
