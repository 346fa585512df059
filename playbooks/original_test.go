package playbooks_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// original reads the text of the plan itself. It is not part of the project:
// XIANFENG_PLANS names the folder that holds it.
func original(t *testing.T, id string) string {
	t.Helper()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plan's own text is not at hand")
	}
	text, err := os.ReadFile(filepath.Join(folder, id+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryClauseIsFound: the few characters of each clause find its passage,
// and the passages stand in the order of the document.
func TestEveryClauseIsFound(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.Plans() {
		text, pb := original(t, id), open(t, id)
		before := 0
		for i := range pb.Clauses {
			c := &pb.Clauses[i]
			start, end, ok := c.Find(text)
			if !ok || start < before || utf8.RuneCountInString(text[start:end]) > 100 {
				t.Errorf("%s: found %v at %d after %d: %q", c.ID, ok, start, before, text[start:end])
			}
			before = start
		}
		for i := range pb.Silent {
			if _, _, ok := pb.Silent[i].Find(text); !ok {
				t.Errorf("%s: silent passage %d is not found", id, i+1)
			}
		}
	}
}

// TestNoSentenceOfThePlan: a playbook repeats no run of more than twenty
// characters of the plan's text, names, titles and themes apart.
func TestNoSentenceOfThePlan(t *testing.T) {
	t.Parallel()
	const longest = 20
	for _, id := range playbooks.Plans() {
		plain := letters(original(t, id))
		text := source(t, id)
		for _, name := range names(open(t, id)) {
			if name != "" {
				text = strings.ReplaceAll(text, name, "\n")
			}
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
	for _, tr := range pb.Tracks {
		all = append(all, tr.Name, tr.Theme)
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
