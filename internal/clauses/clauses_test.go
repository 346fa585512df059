package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClauseOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"TestP57":                    "P-57",
		"TestP57LastWorkday":         "P-57",
		"TestP57_august":             "P-57",
		"TestP26a":                   "P-26a",
		"TestP26aWindow":             "P-26a",
		"TestP00a":                   "P-00a",
		"TestH27a":                   "H-27a",
		"TestP24AndP25":              "P-24", // one test counts once
		"TestP570":                   "P-570",
		"TestP26after":               "",
		"TestP57中":                   "",
		"TestPhase":                  "",
		"TestX57":                    "",
		"BenchmarkP57":               "",
		"TestTheP57":                 "",
		"TestP":                      "",
		"FuzzP57":                    "",
		"TestP26ab":                  "",
		"TestHTTP":                   "",
		"TestH08NineLinesAreNineNot": "H-08",
	} {
		if got := clauseOf(name); got != want {
			t.Errorf("clauseOf(%q) = %q, want %q", name, got, want)
		}
	}
}

const saved = `
# example/broken
{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestP01Receipt"}
{"Action":"pass","Package":"a","Test":"TestP01Receipt"}
{"Action":"run","Package":"a","Test":"TestP02"}
{"Action":"fail","Package":"a","Test":"TestP02"}
{"Action":"run","Package":"b","Test":"TestP02"}
{"Action":"pass","Package":"b","Test":"TestP02"}
{"Action":"run","Package":"a","Test":"TestP13Words"}
{"Action":"output","Package":"a","Test":"TestP13Words","Output":"    words_test.go:20: XIANFENG_PLANS is not set\n"}
{"Action":"skip","Package":"a","Test":"TestP13Words"}
{"Action":"run","Package":"a","Test":"TestP14"}
{"Action":"run","Package":"a","Test":"TestP14/postgres"}
{"Action":"skip","Package":"a","Test":"TestP14/postgres"}
{"Action":"pass","Package":"a","Test":"TestP14"}
{"Action":"run","Package":"a","Test":"TestP15"}
{"Action":"run","Package":"a","Test":"TestP15/postgres"}
{"Action":"skip","Package":"a","Test":"TestP15/postgres"}
{"Action":"run","Package":"a","Test":"TestP15/sqlite"}
{"Action":"pass","Package":"a","Test":"TestP15/sqlite"}
{"Action":"pass","Package":"a","Test":"TestP15"}
{"Action":"run","Package":"a","Test":"TestP99Nothing"}
{"Action":"pass","Package":"a","Test":"TestP99Nothing"}
{"Action":"run","Package":"c","Test":"TestP19"}
{"Action":"fail","Package":"a"}
{"Action":"fail","Package":"c"}
{"Action":"fail","Package":"d","FailedBuild":"d"}
`

func TestJudge(t *testing.T) {
	t.Parallel()
	clauses, err := readTable(strings.NewReader(
		"id\ttitle\nP-01\t甲\nP-02\t乙\nP-13\t丙\nP-14\t丁\nP-15\t戊\nP-19\t己\nP-20\t庚\n"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := readEvents(strings.NewReader(saved))
	if err != nil {
		t.Fatal(err)
	}
	rep := judge(clauses, res)
	var got []string
	for _, c := range rep.clauses {
		got = append(got, c.id+" "+c.verdict())
	}
	const want = "P-01 pass, P-02 fail, P-13 none, P-14 none, P-15 pass, P-19 fail, P-20 none"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("verdicts %s, want %s", s, want)
	}
	if s := strings.Join(rep.broken, " "); s != "c d" {
		t.Errorf("broken packages %q, want c and d", s)
	}
	if rep.sound() {
		t.Error("a run with failures counts as sound")
	}
	var b strings.Builder
	rep.print(&b, true)
	for _, line := range []string{
		"P-01   甲                         pass\n",
		"XIANFENG_PLANS is not set: tests that read the original plans are skipped.\n",
		"skipped  P-13   TestP13Words (a): XIANFENG_PLANS is not set\n",
		"no such clause: TestP99Nothing (a)\n",
		"did not build or run: d\n",
	} {
		if !strings.Contains(b.String(), line) {
			t.Errorf("output lacks %q:\n%s", line, b.String())
		}
	}
	if !strings.HasSuffix(b.String(), "\n2 of 7 pass\n") {
		t.Errorf("last line of\n%s", b.String())
	}
}

// A saved run is judged without running anything.
func TestRunFromFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "events")
	const event = `{"Action":"pass","Package":"a","Test":"TestH52QuarterEnd"}`
	if err := os.WriteFile(file, []byte(event), 0o600); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	ok, err := run(&b, "../../docs/clauses.tsv", file)
	if err != nil || !ok {
		t.Fatalf("run: %v, %v", ok, err)
	}
	if !strings.HasSuffix(b.String(), "\n1 of 160 pass\n") {
		t.Errorf("ends %q", b.String()[max(0, b.Len()-40):])
	}
}

// The committed table holds 160 different ids in order, P before H, with
// titles of at most twelve characters.
func TestTable(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../docs/clauses.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	clauses, err := readTable(f)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range clauses {
		if seen[c.id] {
			t.Errorf("%s stands twice", c.id)
		}
		seen[c.id] = true
		if clauseOf("Test"+strings.Replace(c.id, "-", "", 1)) != c.id {
			t.Errorf("no test can be named for %s", c.id)
		}
		if n := utf8.RuneCountInString(c.title); n > 12 {
			t.Errorf("%s: title of %d characters", c.id, n)
		}
	}
	if len(clauses) != 160 {
		t.Errorf("%d clauses, want 160", len(clauses))
	}
}

func TestReadTableRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "title\tid\n", "id\ttitle\nP-01\n", "id\ttitle\n\t甲\n"} {
		if _, err := readTable(strings.NewReader(text)); err == nil {
			t.Errorf("readTable(%q) gives no error", text)
		}
	}
}
