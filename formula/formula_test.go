package formula

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestHolds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		expr string
		want bool
	}{
		{"households <= person_times", true},
		{"households > person_times", false},
		{"households * 100 <= person_times * 60", true},
		{"households == 0 ? person_times == 0 : person_times > 0", true},
		{"!(households == 3) || person_times == 5", true},
		{"person_times / households == 1", true},
	} {
		rule, err := Compile(c.expr, Kinds{"households": "households", "person_times": "person_times"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := rule.Holds(map[string]int64{"households": 3, "person_times": 5})
		if err != nil || got != c.want {
			t.Errorf("%s = %v, %v, want %v", c.expr, got, err, c.want)
		}
	}
}

func TestMistakesNameTheirPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		expr         string
		line, column int
		text         string
	}{
		{"a <= c", 1, 6, "undeclared reference to 'c'"},
		{"a +", 1, 4, "Syntax error"},
		{"a <=\n  bb", 2, 3, "undeclared"},
		{"a + b", 1, 1, "must answer yes or no, not int"},
		{"a > 1.5", 1, 3, "no matching overload"},
		{"double(a) > 1.5", 1, 7, "only whole numbers"},
		{"1.5 > 1.0", 1, 1, "only whole numbers"},
		{"'x' == 'y'", 1, 1, "only whole numbers"},
		{"a in [1, 2]", 1, 6, "only whole numbers"},
		{"[a].all(x, x > 0)", 1, 8, "undeclared"},
		{strings.Repeat("a+", 300) + "a > 0", 1, MaxLength + 1, "longer than"},
		{strings.Repeat("(", 200) + "a" + strings.Repeat(")", 200) + " > 0", 1, 1, "recursion"},
	} {
		_, err := Compile(c.expr, Kinds{"a": "", "b": ""})
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Line != c.line || e.Column != c.column || !strings.Contains(e.Text, c.text) {
			t.Errorf("%.40q: got %v, want %d:%d %s", c.expr, err, c.line, c.column, c.text)
		}
	}
}

func TestArithmeticFailsLoudly(t *testing.T) {
	t.Parallel()
	for expr, numbers := range map[string]map[string]int64{
		"a + 1 > 0":  {"a": math.MaxInt64},
		"1 / a == 0": {"a": 0},
		"a > 0":      {"b": 1},
	} {
		rule, err := Compile(expr, Kinds{"a": ""})
		if err != nil {
			t.Fatal(err)
		}
		if held, err := rule.Holds(numbers); err == nil {
			t.Errorf("%s over %v = %v, want an error", expr, numbers, held)
		}
	}
}

// TestCostIsBounded: a rule that works more than it may fails loudly, and the
// longest rule that may be written works within the bound.
func TestCostIsBounded(t *testing.T) {
	t.Parallel()
	longest := strings.TrimSuffix(strings.Repeat("a>0||(a<b)&&", 41), "&&")
	if len(longest) < MaxLength-12 || len(longest) > MaxLength {
		t.Fatalf("%d characters", len(longest))
	}
	kinds, numbers := Kinds{"a": "", "b": ""}, map[string]int64{"a": 0, "b": 1}
	for cost, want := range map[uint64]bool{maxCost: true, 20: false} {
		rule, err := compile(longest, kinds, cost)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rule.Holds(numbers); (err == nil) != want {
			t.Errorf("with %d steps: %v", cost, err)
		}
	}
}

func TestUses(t *testing.T) {
	t.Parallel()
	rule, err := Compile("b > 0 && a > b", Kinds{"a": "", "b": "", "c": ""})
	if err != nil {
		t.Fatal(err)
	}
	if got := rule.Uses(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("Uses() = %v", got)
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{"a > 0", "a in [b]", "((", "a.b.c", "1.0 == 2.0", "has(a.b)", "b'x' == b'y'", "d + 1 <= d", "d - d > a ? d == d : d < d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		rule, err := Compile(expr, Kinds{"a": "", "b": "persons", "c": "households", "d": Day})
		if err != nil {
			if e, ok := errors.AsType[*Error](err); !ok || e.Line < 1 || e.Column < 1 {
				t.Fatalf("%q: no place in %v", expr, err)
			}
			return
		}
		_, _ = rule.Holds(map[string]int64{"a": 1, "b": -2, "c": 0, "d": 20_000})
	})
}
