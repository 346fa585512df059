package playbooks_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// original reads the text of the plan itself. It is not part of the project:
// XIANFENG_PLANS names the folder that holds it.
func original(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plan's own text is not at hand")
	}
	text, err := os.ReadFile(filepath.Join(folder, pingdingshan+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestNoSentenceOfThePlan: the playbook repeats no run of more than twenty
// characters of the plan's text, names and titles apart.
func TestNoSentenceOfThePlan(t *testing.T) {
	t.Parallel()
	const longest = 20
	plain := letters(original(t))
	text := source(t)
	for _, name := range names(open(t)) {
		if name == "" {
			t.Fatal("a name is empty")
		}
		text = strings.ReplaceAll(text, name, "\n")
	}
	for line := range strings.Lines(text) {
		run := []rune(letters(line))
		for i := 0; i+longest < len(run); i++ {
			if part := string(run[i : i+longest+1]); strings.Contains(plain, part) {
				t.Errorf("the plan says %q", part)
			}
		}
	}
}

// names lists what may stand word for word: names of bodies and posts, titles
// of documents, tables and phases.
func names(pb *playbook.Playbook) []string {
	all := []string{pb.Title, pb.Document.Title}
	for _, b := range pb.Document.Basis {
		all = append(all, b.Title)
	}
	for _, b := range pb.Bodies {
		all = append(append(all, b.Name), b.Aliases...)
	}
	for _, p := range pb.Posts {
		all = append(all, p.Office)
	}
	for _, f := range pb.Forms {
		all = append(all, f.Title)
	}
	for _, ph := range pb.Phases {
		all = append(all, ph.Name)
	}
	return all
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
