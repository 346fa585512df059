package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// line is sums over time, laid out: down in px, across in parts of whatever
// width there is, so that words keep their size on every screen and on paper.
type line struct {
	Height  int
	Gutter  int // px that the values of the scale take
	Ticks   []tick
	Dots    []dot
	Strokes []stroke
}

// The places of a line, in px.
const (
	ground = 180 // where nothing lies
	tall   = 160 // from there up to the highest tick; above it a value is written
	below  = 40  // for the periods and their years
	digit  = 7   // how wide a digit is at most
	gap    = 8   // between two texts
	room   = 280 // how wide all periods together are drawn at least
)

// tick is a value of the scale.
type tick struct {
	Y    int
	Text string
}

// dot is a sum, with the stretch across that its period has.
type dot struct {
	From, Middle, Width across
	Y                   int
	Known               bool
}

// stroke joins the dots of two periods in a row.
type stroke struct {
	X1, X2 across
	Y1, Y2 int
}

// across is a length in hundredths of a per cent of the width there is.
type across int

// String prints the length as SVG reads it: «12.5%».
func (a across) String() string { return strconv.FormatFloat(float64(a)/100, 'f', -1, 64) + "%" }

// of returns the length of n of whole things.
func of(n, whole int) across { return across(10000 * n / whole) }

// layOut lays sums of one kind out in time. One that is not known leaves a gap;
// none is less than nothing.
func layOut(k quantity.Kind, sums []rollup.Sum) line {
	most := int64(0)
	for _, s := range sums {
		most = max(most, s.N)
	}
	out, marks := line{Height: ground + below}, scale(k, most)
	top := float64(max(most, marks[len(marks)-1]))
	down := func(n int64) int { return ground - int(math.Round(tall*float64(n)/top)) }
	for _, n := range marks {
		text := round(k, n)
		out.Ticks, out.Gutter = append(out.Ticks, tick{down(n), text}), max(out.Gutter, digit*len(text)+gap)
	}
	for i, s := range sums {
		d := dot{From: of(i, len(sums)), Middle: of(2*i+1, 2*len(sums)), Width: of(1, len(sums)), Y: down(s.N), Known: s.Known}
		if i > 0 && s.Known && sums[i-1].Known {
			before := out.Dots[i-1]
			out.Strokes = append(out.Strokes, stroke{before.Middle, d.Middle, before.Y, d.Y})
		}
		out.Dots = append(out.Dots, d)
	}
	return out
}

// fits reports whether texts of that many digits can stand at every dot.
func (l line) fits(digits int) bool { return len(l.Dots)*(digits*digit+gap) <= room }

// scale returns the values at which a scale from nothing to most has its ticks,
// in stored units: steps of 1, 2 or 5 with noughts behind, six at most. A scale
// of nothing goes up to one of the shown unit.
func scale(k quantity.Kind, most int64) []int64 {
	if most == 0 {
		one, err := k.Parse("1")
		if err != nil {
			one = 1 // every kind reads it
		}
		return []int64{0, one}
	}
	step := int64(1)
	for i := 0; (most-1)/step >= 6; i++ {
		step = step / []int64{1, 2, 5}[i%3] * []int64{2, 5, 10}[i%3]
	}
	out := []int64{0}
	for n := int64(0); n < most && n <= math.MaxInt64-step; {
		n += step
		out = append(out, n)
	}
	return out
}

// round prints a value of the scale: «0.5», «2», «1,500».
func round(k quantity.Kind, n int64) string {
	text := k.Format(n)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// spaced says which of periods in a row have room for their names, each so many
// px wide: all, or those a whole part of a year apart, counted from its beginning.
func spaced(all []calendar.Period, wide int) []bool {
	out := make([]bool, len(all))
	for _, months := range []int{1, 2, 3, 6, 12} {
		named := 0
		for i, p := range all {
			out[i] = (int(p.Start.Month)-1)%months == 0
			if out[i] {
				named++
			}
		}
		if named*wide <= room {
			break
		}
	}
	return out
}

// yearly says which of periods in a row are told with their year: the first of
// each, and the first of all unless the next year follows too closely for it.
func yearly(all []calendar.Period, wide int) []bool {
	out := make([]bool, len(all))
	for i, p := range all {
		out[i] = i == 0 || p.Start.Year != all[i-1].Start.Year
	}
	if next := slices.Index(out[min(1, len(out)):], true) + 1; next > 0 && next*room < wide*len(all) {
		out[0] = false
	}
	return out
}
