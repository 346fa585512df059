package source

import (
	"fmt"
	"strings"
	"testing"
)

func TestRefusedEarly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		src          string
		mistake      Mistake
		line, column int
	}{
		"nothing":        {"", empty, 1, 1},
		"only a comment": {"# nothing\n", empty, 1, 1},
		"not UTF-8":      {"id: a\ntitle: \xc4\xe3\n", notText, 2, 8},
		"control":        {"id: a\x00", notText, 1, 6},
		"too large":      {strings.Repeat("#", MaxSize+1), tooLarge, 1, 1},
		"long line":      {"a: 1\nb: " + strings.Repeat("x", maxLine), longLine, 2, 1},
		"many words":     {strings.Repeat("- a\n", maxTokens), tooMuch, maxTokens/2 + 1, 1},
		"flow nesting":   {"a: " + strings.Repeat("[", 2000), tooDeep, 1, 27},
		"block nesting":  {strings.Repeat("- ", 2000), tooDeep, 1, 49},
		"laughs": {"a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n",
			plainYAML, 1, 4},
		"alias":     {"a: 1\nb: *a\n", plainYAML, 2, 4},
		"merge":     {"a:\n  <<: {b: 1}\n", plainYAML, 2, 3},
		"tag":       {"a: !!binary x\n", plainYAML, 1, 4},
		"documents": {"a: 1\n---\nb: 1\n", plainYAML, 2, 1},
		"bracket":   {"a: [1, 2\n", syntax, 1, 4},
	} {
		r, root := Read("x.yaml", []byte(c.src), nil)
		wrong, _ := r.Problems()
		if root.Given() || len(wrong) != 1 {
			t.Errorf("%s: got %v", name, wrong)
			continue
		}
		p := wrong[0]
		if p.Code != c.mistake.Code || p.Line != c.line || p.Column != c.column || p.Chinese == "" || p.English == "" {
			t.Errorf("%s: %d:%d %s %s", name, p.Line, p.Column, p.Code, p.English)
		}
	}
}

func TestProblemsAreNotEndless(t *testing.T) {
	t.Parallel()
	var src strings.Builder
	for i := range 2 * maxProblems {
		fmt.Fprintf(&src, "k%d: 1\n", i)
	}
	r, root := Read("x.yaml", []byte(src.String()), nil)
	root.Record()
	wrong, _ := r.Problems()
	if len(wrong) != maxProblems+1 {
		t.Fatal(len(wrong))
	}
	if last := wrong[maxProblems]; last.Code != tooMany.Code {
		t.Errorf("the last says %s", last.English)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"tilte": "title", "obligation": "obligations", "forms": "forms", "xyz": "", "windw": "window",
	} {
		if got := nearest(word, []string{"title", "obligations", "forms", "window"}); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
