package playbook

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the answers of mistakes.txtar anew")

func small(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// edit applies «old => new» edits, one a line with \n for line ends; the new
// text is indented as the old. An edit without an arrow is appended.
func edit(t testing.TB, src, edits string) string {
	t.Helper()
	for line := range strings.Lines(edits) {
		before, after, replaces := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		before, after = strings.ReplaceAll(before, `\n`, "\n"), strings.ReplaceAll(after, `\n`, "\n")
		if !replaces {
			src += before + "\n"
			continue
		}
		if indent := len(before) - len(strings.TrimLeft(before, " ")); after != "" {
			after = before[:indent] + after
		}
		if strings.Count(src, before) != 1 {
			t.Fatalf("%q stands %d times in the small playbook", before, strings.Count(src, before))
		}
		src = strings.Replace(src, before, after, 1)
	}
	return src
}

// answer prints all that Parse says about a text.
func answer(src string) string {
	_, warnings, err := Parse("small.yaml", []byte(src))
	var b strings.Builder
	if wrong, ok := errors.AsType[*Problems](err); ok {
		b.WriteString(wrong.Error() + "\n")
	}
	for _, w := range warnings {
		b.WriteString(w.String() + "\n")
	}
	return b.String()
}

// TestMistakes holds the exact answer to each wrong playbook.
func TestMistakes(t *testing.T) {
	const name = "testdata/mistakes.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files)%2 != 0 {
		t.Fatal("every case has an edit and an answer")
	}
	src := small(t)
	for i := 0; i < len(archive.Files); i += 2 {
		got := answer(edit(t, src, string(archive.Files[i].Data)))
		if *update {
			archive.Files[i+1].Data = []byte(got)
			continue
		}
		if got == "" {
			t.Errorf("%s: nothing was found wrong", archive.Files[i].Name)
		}
		if diff := cmp.Diff(string(archive.Files[i+1].Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", archive.Files[i].Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSmallIsRight(t *testing.T) {
	t.Parallel()
	if got := answer(small(t)); got != "" {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(small(f))
	f.Add(string(complete(f)))
	f.Add(strings.Replace(small(f), "period: 2018-06-01..2018-12-31", "start: 2018-06-01\nperiod: start..start+7m-1d", 1))
	f.Add("start: 9999-12-31\nperiod: start+99y..start-999m+9999d\nperiod2: start+1w\nphases: {a: {window: start..start}}")
	f.Add("obligations:\n  a:\n    due: start+1d 9点\n    from: start\n    opens: after start")
	f.Add("a: [1, {b: c}]\n- x")
	f.Add("registers: {activities: {leaves: [line], options: {mode: x}, demands: [{linked: x}, {field: y, when: {mode: [a]}}]}}\nexit_lines: [{yuan: .5}, {yuan: -}]\nquotas: {a: {register: zz, from: reading}}\ngoals: {red: \"%\"}\nretention: {years: 9999999999}")
	f.Add("clauses: {P-1: null}\nforms: {a: {sections: {b: {fields: []}}}}")
	f.Add("obligations:\n  a:\n    due: 2018-06-18\n    window: x..y")
	f.Fuzz(func(t *testing.T, src string) {
		pb, _, err := Parse("f.yaml", []byte(src))
		if (pb == nil) == (err == nil) {
			t.Fatalf("pb %v, err %v", pb, err)
		}
		if wrong, ok := errors.AsType[*Problems](err); ok {
			for _, p := range wrong.List {
				if p.Line < 1 || p.Column < 1 || !strings.Contains(src, "%") && strings.Contains(p.Chinese+p.English, "%!") {
					t.Fatal(p)
				}
			}
		}
	})
}
