package passage_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// originals are the shipped playbooks whose documents exist, with the number
// of their clauses.
var originals = map[string]int{"pingdingshan-2018": 71, "huaibei-2018": 89}

// align lays a shipped playbook beside its original, which is no part of the
// project: XIANFENG_PLANS names the folder that holds it.
func align(t *testing.T, id string) *passage.Alignment {
	t.Helper()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plans' own texts are not at hand")
	}
	data, err := os.ReadFile(filepath.Join(folder, id+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := official.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	pb, err := playbooks.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	return passage.Align(pb, file)
}

// TestOriginals: every clause and silent passage of a shipped playbook is found
// in its document, at the place the playbook says, and no sentence of the
// document is without a clause.
func TestOriginals(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.All() {
		want, ok := originals[id]
		if !ok {
			continue
		}
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			al := align(t, id)
			a := al.Account()
			if a.Clauses != want || a.Accounted() != want || !a.Complete() {
				t.Errorf("%d of %d clauses accounted for, want %d", a.Accounted(), a.Clauses, want)
			}
			for _, p := range a.Missing {
				t.Errorf("not in the document: %s at %s", p.Clause.ID, p.Clause.At)
			}
			for _, p := range a.Displaced {
				t.Errorf("%s stands at %s, the playbook says %s", p.Clause.ID, p.Path, p.Clause.At)
			}
			for _, i := range a.Loose {
				s := al.File.Sentences[i]
				t.Errorf("no clause: %s, paragraph %d", s.Path, s.From.Paragraph+1)
			}
			inOrder(t, al)
			if a.Aligned+a.Form != a.Sentences {
				t.Errorf("%d + %d of %d sentences", a.Aligned, a.Form, a.Sentences)
			}
		})
	}
}

// inOrder checks that the clauses stand in the order of the document and that
// the passage of each is as short as a clause.
func inOrder(t *testing.T, al *passage.Alignment) {
	t.Helper()
	const longest = 150 // runes
	var before official.Place
	for _, p := range al.Passages {
		if p.Silent() {
			continue
		}
		if n := utf8.RuneCountInString(al.File.Text(p.Range)); n > longest {
			t.Errorf("%s at %s is a passage of %d runes", p.Clause.ID, p.Clause.At, n)
		}
		at := p.From
		if at.Paragraph < before.Paragraph || at.Paragraph == before.Paragraph && at.Rune < before.Rune {
			t.Errorf("%s stands before the clause before it", p.Clause.ID)
		}
		before = at
	}
}

// TestP00NoticeAndPlan: the file is one notice with the plan it issues, three
// clauses stand in the one and sixty-eight in the other, and there is no number.
func TestP00NoticeAndPlan(t *testing.T) {
	t.Parallel()
	al := align(t, "pingdingshan-2018")
	documents := al.File.Documents
	if len(documents) != 2 {
		t.Fatalf("%d documents, want a notice and a plan", len(documents))
	}
	notice, plan := documents[0], documents[1]
	if notice.Kind != "通知" || plan.Kind != "方案" || len(notice.Issues) != 1 || notice.Number != "" || plan.Number != "" {
		t.Errorf("kinds %s and %s, the notice issues %d, numbers %q %q", notice.Kind, plan.Kind, len(notice.Issues), notice.Number, plan.Number)
	}
	if len(notice.Issuers) != 1 || notice.Issuers[0] != al.Playbook.Document.Issuers[0] {
		t.Errorf("issued by %v", notice.Issuers)
	}
	if official.Fold(plan.Title) != official.Fold(al.Playbook.Document.Title) {
		t.Error("the plan's title is not the playbook's")
	}
	if len(plan.Clauses) != 4 || len(notice.Clauses) != 0 {
		t.Errorf("%d chapters in the plan, %d in the notice", len(plan.Clauses), len(notice.Clauses))
	}
	in := map[int]int{}
	for _, p := range al.Passages {
		if !p.Silent() {
			in[al.File.Sentences[p.Sentences[0]].Document]++
		}
	}
	if in[0] != 3 || in[1] != 68 {
		t.Errorf("%d clauses in the notice and %d in the plan, want 3 and 68", in[0], in[1])
	}
}

// TestP00aBothWords: the title issues what the text forwards; both words are
// kept, each at its place.
func TestP00aBothWords(t *testing.T) {
	t.Parallel()
	al := align(t, "pingdingshan-2018")
	for id, word := range map[string]string{"P-00": "印发", "P-00a": "转发"} {
		p := al.Of(id)
		issues, found := al.File.Find(word, "", 1)
		if p == nil || !p.Found || !found || !issues.Overlaps(p.Range) {
			t.Errorf("%s does not hold %s", id, word)
		}
	}
}
