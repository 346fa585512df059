package edit

import (
	"os"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

const sample = `# a remark
head: 标题   # the title
number:        # the text has none
flow: {a: 一, 'b': 'it''s', c: [x, 'y z'], d: }
block:
  # above one
  one:
    due: last workday of month  # by then
    of: units
    list:
      # first
      - county   # 县
      - zone
    empty: {}
  two: {due: 2018-06-18}

  # before three
  three:
    steps:
      - {act: review, by: office}   # 一审
      - act: approve
        by: group
    time: 2018-06-18 09:00
tail: "quo\"ted"
`

func TestEdits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		do       func(*Text) *Text
		from, to string
	}{
		{func(x *Text) *Text { return x.Set("head", "新标题") }, "head: 标题   # the title", "head: 新标题   # the title"},
		{func(x *Text) *Text { return x.Set("number", "平工〔2018〕5号") }, "number:        # the", "number: 平工〔2018〕5号        # the"},
		{func(x *Text) *Text { return x.Set("flow/a", "有, 逗号") }, "{a: 一,", "{a: '有, 逗号',"},
		{func(x *Text) *Text { return x.Set("flow/b", "don't: x") }, "'it''s'", "'don''t: x'"},
		{func(x *Text) *Text { return x.Set("flow/d", "值") }, "d: }", "d: 值 }"},
		{func(x *Text) *Text { return x.Set("flow/new", "值") }, "d: }", "d:, new: 值 }"},
		{func(x *Text) *Text { return x.Set("flow/c/1", "z") }, "'y z'", "'z'"},
		{func(x *Text) *Text { return x.Set("block/one/due", "day 25 of month") }, "due: last workday of month  # by", "due: day 25 of month  # by"},
		{func(x *Text) *Text { return x.Set("block/one/late", "accepted") }, "    empty: {}\n", "    empty: {}\n    late: accepted\n"},
		{func(x *Text) *Text { return x.Set("block/one/empty/a", "b") }, "{}", "{a: b}"},
		{func(x *Text) *Text { return x.Set("block/three/time", "2019-01-02 10:30") }, "2018-06-18 09:00", "2019-01-02 10:30"},
		{func(x *Text) *Text { return x.Set("tail", "a\nb") }, `"quo\"ted"`, `"a\nb"`},
		{func(x *Text) *Text { return x.Set("tail", "null") }, `"quo\"ted"`, `"null"`},
		{func(x *Text) *Text { return x.Set("block/one/list", "county") }, "    list:\n      # first\n      - county   # 县\n      - zone\n", "    list: county\n"},
		{func(x *Text) *Text { return x.SetList("block/one/of", []string{"units", "federation"}) }, "of: units", "of: [units, federation]"},
		{func(x *Text) *Text { return x.SetList("flow/c", []string{"x", "k: v"}) }, "[x, 'y z']", "[x, 'k: v']"},
		{func(x *Text) *Text { return x.SetList("block/one/list", []string{"county", "direct"}) }, "      - zone\n", "      - direct\n"},
		{func(x *Text) *Text { return x.SetList("block/one/list", []string{"zone", "county"}) }, "      # first\n      - county   # 县\n      - zone\n", "      - zone\n      # first\n      - county   # 县\n"},
		{func(x *Text) *Text { return x.SetList("block/one/more", []string{"a"}) }, "    empty: {}\n", "    empty: {}\n    more: [a]\n"},
		{func(x *Text) *Text { return x.Remove("flow/a") }, "{a: 一, 'b'", "{'b'"},
		{func(x *Text) *Text { return x.Remove("flow/c") }, "'it''s', c: [x, 'y z'], d", "'it''s', d"},
		{func(x *Text) *Text { return x.Remove("flow/c/1") }, "[x, 'y z']", "[x]"},
		{func(x *Text) *Text { return x.Remove("block/one/list") }, "    list:\n      # first\n      - county   # 县\n      - zone\n", ""},
		{func(x *Text) *Text { return x.Remove("block/one/list/0") }, "      - county   # 县\n", ""},
		{func(x *Text) *Text { return x.Remove("block/three/steps/1") }, "      - act: approve\n        by: group\n", ""},
		{func(x *Text) *Text { return x.Remove("block/nothing") }, "", ""},
		{func(x *Text) *Text { return x.Set("block/three/steps/1/by", "office") }, "        by: group", "        by: office"},
		{func(x *Text) *Text { return x.Set("block/three/steps/1/clause", "P-1") }, "        by: group\n", "        by: group\n        clause: P-1\n"},
	} {
		got, err := c.do(Of([]byte(sample))).Bytes()
		if want := strings.Replace(sample, c.from, c.to, 1); err != nil || string(got) != want {
			t.Errorf("%q → %q: %v\n%s", c.from, c.to, err, got)
		}
	}
}

func TestWhatCannotBeEdited(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src, path string
		kind      fault.Kind
	}{
		{sample, "nowhere/a", fault.NotFound},
		{sample, "head/a", fault.NotFound},
		{sample, "block/three/steps/9", fault.NotFound},
		{sample, "block/three/steps/x", fault.NotFound},
		{"a: |\n  long\n  text\n", "a", fault.Conflict},
		{"a: two\n  lines\n", "a", fault.Conflict},
		{"a: &x 1\n", "a", fault.Invalid},
		{"", "a", fault.Invalid},
	} {
		if got, err := Of([]byte(c.src)).Set(c.path, "x").Bytes(); !fault.Is(err, c.kind) || got != nil {
			t.Errorf("%s: %v", c.path, err)
		}
	}
	if _, err := Of([]byte("- a: 1\n  b: 2\n")).Remove("0/a").Bytes(); !fault.Is(err, fault.Conflict) {
		t.Errorf("the first key beside a dash: %v", err)
	}
	x := Of([]byte(sample)).Set("nowhere/a", "x").Set("head", "y")
	if _, err := x.Bytes(); !fault.Is(err, fault.NotFound) {
		t.Errorf("a change after a failure: %v", err)
	}
}

// An editor that puts a mark before a text does not hinder a change of its first
// line.
func TestAMarkBeforeTheText(t *testing.T) {
	t.Parallel()
	got, err := Of([]byte("\ufeffa: 1\nb: 2\n")).Set("a", "3").Bytes()
	if want := "a: 3\nb: 2\n"; err != nil || string(got) != want {
		t.Errorf("%q: %v", got, err)
	}
}

func TestDueAndSign(t *testing.T) {
	t.Parallel()
	src := "obligations:\n  a: {due: none}\n  b: {window: 2018-06..2018-07}\nreadings:\n  R-1:\n    options: {x: {says: 甲}}\n    default: x\n  R-2: {decision: 乙}\n"
	got, err := Of([]byte(src)).Due("a", "day 3 of month").Due("b", "2018-06..2018-08").
		Sign("R-1", Signature{Option: "x", By: "office", On: "2019-01-01"}).Sign("R-2", Signature{Words: "丙", By: "office", On: "2019-01-01"}).Bytes()
	want := "obligations:\n  a: {due: day 3 of month}\n  b: {window: 2018-06..2018-08}\nreadings:\n  R-1:\n    options: {x: {says: 甲}}\n    default: x\n    chosen: x\n    by: office\n    on: 2019-01-01\n  R-2: {decision: 丙, by: office, on: 2019-01-01}\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
	for _, s := range []Signature{{}, {Words: "x"}, {Option: "x", Words: "y"}} {
		if _, err := Of([]byte(src)).Sign("R-1", s).Bytes(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// What an edit gives differs from what it was given in its target alone, and
// nothing that it is given makes it panic.
func FuzzEdit(f *testing.F) {
	complete, err := os.ReadFile("../testdata/complete.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, src := range []string{sample, string(complete), "a: [b, {c: d}]\n", "- a\n- b: c\n"} {
		for _, path := range []string{"head", "flow/c", "block/one/due", "obligations/monthly/categories", "a/1/c", "0", "readings/R-1/by"} {
			f.Add(src, path, "值 # x")
		}
	}
	f.Fuzz(func(t *testing.T, src, path, text string) {
		before, err := source.Outline([]byte(src))
		for name, edit := range map[string]func(*Text) *Text{
			"set":  func(x *Text) *Text { return x.Set(path, text) },
			"list": func(x *Text) *Text { return x.SetList(path, []string{text, "a"}) },
			"cut":  func(x *Text) *Text { return x.Remove(path) },
		} {
			got, failed := edit(Of([]byte(src))).Bytes()
			if failed != nil {
				continue
			}
			if err != nil {
				t.Fatalf("%s of what cannot be read: %q", name, got)
			}
			after, err := source.Outline(got)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, got)
			}
			prune(before, strings.Split(path, "/"))
			prune(after, strings.Split(path, "/"))
			if name != "cut" && !same(before, after) {
				t.Fatalf("%s changed more than %q:\n%s", name, path, got)
			}
			before, _ = source.Outline([]byte(src))
		}
	})
}

// prune takes the target of a path out of an outline.
func prune(n *source.Node, keys []string) {
	if w, ok := find(n, keys); ok && w.node != nil {
		w.above.Nodes = append(w.above.Nodes[:w.index:w.index], w.above.Nodes[w.index+1:]...)
	}
}
