package arch

import (
	"slices"
	"strings"
	"testing"
)

// parseText parses a small file that the tests of the checks plant.
func parseText(t *testing.T, path, body string) source {
	t.Helper()
	s, err := parse(text{path, []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Each check finds what is planted for it, and nothing else.
func TestChecksFindWhatIsPlanted(t *testing.T) {
	t.Parallel()
	const head = "package report\n\n"
	long := func(n int) string { return head + "func draft() {\n" + strings.Repeat("\tdraft()\n", n-2) + "}\n" }
	table := func(n int) string {
		return head + "func TestX() {\n\t_ = []int{\n" + strings.Repeat("\t\t1,\n", n) + "\t}\n}\n"
	}
	for _, c := range []struct {
		name, path, body string
		want             int
	}{
		{"plain", "report/a.go", head + "// Draft is a form being filled.\ntype Draft struct{}\n", 0},
		{"function at the limit", "report/a.go", long(60), 0},
		{"function over it", "report/a.go", long(61), 1},
		{"test function", "report/a_test.go", long(61), 0},
		{"test table", "report/a_test.go", table(300), 0},
		{"table in product code", "report/a.go", strings.ReplaceAll(table(300), "TestX", "table"), 1},
		{"long file", "report/a.go", head + strings.Repeat("\n", 400), 1},
		{"interface", "report/a.go", head + "type tx interface {\n" + strings.Repeat("\tA()\n", 13) + "}\n", 1},
		{"embedded interfaces", "report/a.go", head + "type tx interface {\n" + strings.Repeat("\tA\n", 13) + "}\n", 0},
		{"name", "report/a.go", head + "type dutyManager struct{}\n", 1},
		{"file name", "report/form_utils.go", head, 1},
		{"word inside a word", "report/database.go", head + "var basicSummary, databaseURL, utility int\n", 0},
		{"getter", "report/a.go", head + "func (d draft) getForm() {}\nfunc (d draft) gather() {}\n", 1},
		{"receiver", "report/a.go", head + "func (draft draft) send() {}\n", 1},
		{"no comment", "report/a.go", head + "func Send() {}\n\ntype Form struct{}\n", 2},
		{"group comment", "report/a.go", head + "// The verdicts.\nconst (\n\tNone = iota\n\tReceived\n)\n", 0},
		{"method of ours", "report/a.go", head + "func (d *draft[T]) Send() {}\n", 0},
		{"method of theirs", "report/a.go", head + "func (d *Draft[T]) Send() {}\n", 1},
	} {
		s := parseText(t, c.path, c.body)
		if got := slices.Concat(s.tooLarge(), s.badNames(), s.uncommented()); len(got) != c.want {
			t.Errorf("%s: found %q, want %d", c.name, got, c.want)
		}
	}
}
