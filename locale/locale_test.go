package locale

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

type day struct{ time.Time }

func (d day) In(zone *time.Location) time.Time { return d.Time.In(zone) }

func civil(y int, m time.Month, d int) day { return day{time.Date(y, m, d, 0, 0, 0, 0, time.UTC)} }

func TestTextTakesArguments(t *testing.T) {
	t.Parallel()
	zh, en := New(ZhCN), New(En)
	tests := []struct{ got, want string }{
		{zh.T("fault.fields", 3), "有 3 处需要改正。"},
		{en.T("fault.fields", 1), "1 place needs correction."},
		{en.T("fault.fields", 1200), "1,200 places need correction."},
		{zh.T("no.such.key", 1), "no.such.key"},
		{New("fr").T("unit.money"), "万元"},
		{zh.arg(Key("unit.persons")), "人"},
		{zh.arg(civil(2018, 6, 29)), "2018年6月29日"},
		{en.arg([]string{"a", "b"}), "a, b"},
		{zh.arg(quantity.Value{Kind: quantity.Money, N: 3_200_000}), "3.20 万元"},
		{zh.arg(true), "true"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestArgumentsAreNotExpandedTwice(t *testing.T) {
	t.Parallel()
	catalogue := fstest.MapFS{"en/a.json": {Data: []byte(`{"a.b": "{0} and {1}"}`)}}
	loaded, err := load(catalogue, En)
	if err != nil || loaded["a.b"].other != "{0} and {1}" {
		t.Fatalf("load: %v %v", loaded, err)
	}
	if got := New(En).T("fault.fields", "{0}"); got != "{0} places need correction." {
		t.Errorf("an argument that looks like a place was replaced: %q", got)
	}
}

func TestCatalogueRefusesOneKeyInTwoAreas(t *testing.T) {
	t.Parallel()
	twice := fstest.MapFS{
		"en/a.json": {Data: []byte(`{"a.b": "x"}`)},
		"en/b.json": {Data: []byte(`{"a.b": "y"}`)},
	}
	if _, err := load(twice, En); err == nil {
		t.Error("a key in two areas was accepted")
	}
	broken := fstest.MapFS{"en/a.json": {Data: []byte(`{"a.b": 7}`)}}
	if _, err := load(broken, En); err == nil {
		t.Error("a number was accepted as a text")
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	zh, en := New(ZhCN), New(En)
	sunday := civil(2018, 9, 30)
	instant := time.Date(2018, 9, 28, 2, 41, 59, 0, time.UTC)
	tests := []struct{ got, want string }{
		{zh.Date(sunday), "2018年9月30日"},
		{en.Date(sunday), "30 September 2018"},
		{zh.ShortDate(sunday), "9月30日(周日)"},
		{en.ShortDate(sunday), "Sun 30 Sep"},
		{zh.Date(day{}), "—"},
		{zh.ShortDate(day{}), "—"},
		{zh.Time(instant), "10:41"},
		{zh.DateTime(instant), "2018年9月28日 10:41"},
		{en.DateTime(instant), "28 September 2018 10:41"},
		{zh.In(time.UTC).Stamp(instant), "2018-09-28 02:41"},
		{zh.DateTime(time.Time{}), "—"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	p := New(ZhCN)
	tests := []struct{ got, want string }{
		{p.Number(1652), "1,652"},
		{p.Money(3_200_000), "3.20"},
		{p.Money(-1), "-0.000001"},
		{p.Unit(quantity.Households), "户"},
		{p.Percent(118, 126), "93.7%"},
		{p.Percent(0, 0), "—"},
		{p.Percent(126, 126), "100.0%"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestPercentagesAddUp(t *testing.T) {
	t.Parallel()
	tests := []struct {
		counts []int
		want   []string
	}{
		{[]int{1, 1, 1}, []string{"33.4%", "33.3%", "33.3%"}},
		{[]int{118, 6, 2}, []string{"93.6%", "4.8%", "1.6%"}},
		{[]int{0, 0}, []string{"—", "—"}},
		{[]int{5}, []string{"100.0%"}},
		{nil, []string{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, Percentages(tt.counts...)); diff != "" {
			t.Errorf("%v: %s", tt.counts, diff)
		}
	}
	for total := 1; total < 60; total++ {
		for a := 0; a <= total; a++ {
			shares := Percentages(a, total-a-(total-a)/3, (total-a)/3)
			sum := 0
			for _, share := range shares {
				n, err := strconv.Atoi(strings.NewReplacer(".", "", "%", "").Replace(share))
				if err != nil {
					t.Fatal(err)
				}
				sum += n
			}
			if sum != 1000 {
				t.Fatalf("%d of %d: %v adds up to %d tenths", a, total, shares, sum)
			}
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		accept, cookie string
		want           Lang
	}{
		{"", "", ZhCN},
		{"en-GB,en;q=0.9", "", En},
		{"en-GB,en;q=0.9", "zh-CN", ZhCN},
		{"fr, zh-TW;q=0.8, en;q=0.5", "", ZhCN},
		{"fr, en;q=0.8, zh;q=0.5", "xx", En},
		{"e, , ;q=", "", ZhCN},
		{"*", "", ZhCN},
	}
	for _, tt := range tests {
		if got := Match(tt.accept, tt.cookie); got != tt.want {
			t.Errorf("Match(%q, %q) = %s, want %s", tt.accept, tt.cookie, got, tt.want)
		}
	}
}

func TestFaultTellsThePersonAndNotTheCause(t *testing.T) {
	t.Parallel()
	message, violations := New(ZhCN).Fault(errors.New("disk on fire"))
	if strings.Contains(message, "disk") || violations != nil {
		t.Errorf("a cause was shown: %q %v", message, violations)
	}
	err := fault.Violations([]fault.Field{{Path: "figures/skill/projects", Key: "unit.money", Clause: "P-57"}})
	message, violations = New(En).Fault(err)
	want := []Violation{{"figures/skill/projects", "10,000 yuan", "P-57"}}
	if message != "1 place needs correction." || !slices.Equal(violations, want) {
		t.Errorf("got %q %v", message, violations)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("en-GB,en;q=0.9", "zh-CN")
	f.Fuzz(func(t *testing.T, accept, cookie string) {
		if !slices.Contains(Langs, Match(accept, cookie)) {
			t.Errorf("Match(%q, %q) names a language that is not spoken", accept, cookie)
		}
	})
}
