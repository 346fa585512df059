package passage_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

const document = `清江市总工会关于开展帮扶行动的通知
各县总工会：
为做好帮扶，现通知如下：
一、总体要求
坚持自愿的原则。从2019年起，各单位每月报送进展，每季度开会一次。
二、工作安排
（一）报送。各单位每月5日前报送进展。
（二）评比。办公室年底组织评比。
清江市总工会
2019年3月4日
`

// plan is a playbook of a few clauses, by what each has beside its words.
func plan(clauses ...playbook.Clause) *playbook.Playbook {
	pb := &playbook.Playbook{Clauses: clauses}
	pb.Obligations = []playbook.Obligation{{ID: "monthly", Clause: "T-2"}, {ID: "later", Clause: "T-9", Later: "publication"}}
	pb.Readings = []playbook.Reading{{ID: "N-1", Clauses: []string{"T-9"}}}
	return pb
}

func file(t *testing.T) *official.File {
	t.Helper()
	f, err := official.Read([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func ids(clauses []*playbook.Clause) (all []string) {
	for _, c := range clauses {
		all = append(all, c.ID)
	}
	return all
}

func TestAlign(t *testing.T) {
	t.Parallel()
	pb := plan(
		playbook.Clause{ID: "T-1", At: "标题", Words: []string{"关于", "的通知"}, Asks: "登记"},
		playbook.Clause{ID: "T-2", At: "一", Words: []string{"各单位每月", "进展"}, Asks: "报送"},
		playbook.Clause{ID: "T-3", At: "一", Words: []string{"从2019", "开会一次"}, Asks: "开会", Later: "supervision"},
		playbook.Clause{ID: "T-4", At: "二", Words: []string{"各单位每月", "进展。"}, Nth: 2, Asks: "报送"},
		playbook.Clause{ID: "T-5", At: "一", Words: []string{"组织评比"}, Asks: "评比", Later: "honour"},
		playbook.Clause{ID: "T-6", At: "一", Words: []string{"没有这话", "结束"}, Asks: "没有"},
	)
	al := passage.Align(pb, file(t))
	for _, c := range []struct {
		id, path  string
		found     bool
		displaced bool
		sentences int
	}{
		{"T-1", "标题", true, false, 1},
		{"T-2", "一", true, false, 1},
		{"T-3", "一", true, false, 1},
		{"T-4", "二/(一)", true, false, 1},
		{"T-5", "二/(二)", true, true, 1},
		{"T-6", "", false, false, 0},
	} {
		p := al.Of(c.id)
		if p == nil || p.Path != c.path || p.Found != c.found || p.Displaced() != c.displaced || len(p.Sentences) != c.sentences {
			t.Errorf("%s: %+v, want %+v", c.id, p, c)
		}
	}
	both := al.Sentences[al.Of("T-2").Sentences[0]].Passages
	if !slices.Equal(both, []int{1, 2}) {
		t.Errorf("the sentence of T-2 carries passages %v, want T-2 and T-3", both)
	}
	if al.Of("T-99") != nil || al.Of("") != nil {
		t.Error("a clause that the playbook does not have is found")
	}
}

// TestPassageOverSentences: a clause may begin in one paragraph and end in another.
func TestPassageOverSentences(t *testing.T) {
	t.Parallel()
	al := passage.Align(plan(playbook.Clause{ID: "T-1", At: "二", Words: []string{"5日前", "组织评比"}}), file(t))
	p := al.Of("T-1")
	if len(p.Sentences) != 3 || p.Path != "二/(一)" {
		t.Errorf("touches %v at %s, want the sentence, the next heading and its sentence", p.Sentences, p.Path)
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	pb := plan(
		playbook.Clause{ID: "T-2", At: "二", Words: []string{"各单位每月", "进展。"}, Nth: 2, Asks: "报送"},
		playbook.Clause{ID: "T-5", At: "二", Words: []string{"组织评比"}, Asks: "评比", Later: "honour"},
		playbook.Clause{ID: "T-6", At: "一", Words: []string{"坚持自愿"}},
		playbook.Clause{ID: "T-9", At: "一", Words: []string{"不在", "原文"}, Asks: "无着落"},
		playbook.Clause{ID: "T-10", At: "一", Words: []string{"不在", "原文"}, Asks: "督导", Later: "supervision"},
	)
	pb.Silent = []playbook.Clause{{At: "引言", Words: []string{"为做好帮扶", "如下"}}, {At: "引言", Words: []string{"也没有"}}}
	al := passage.Align(pb, file(t))
	a := al.Account()
	if !slices.Equal(ids(a.Carried), []string{"T-2"}) || !slices.Equal(ids(a.Silent), []string{"T-6"}) || !slices.Equal(ids(a.Idle), []string{"T-9"}) {
		t.Errorf("carried %v, silent %v, idle %v", ids(a.Carried), ids(a.Silent), ids(a.Idle))
	}
	if len(a.Waiting) != 2 || a.Waiting[0].Capability.ID != "supervision" || a.Waiting[1].Capability.ID != "honour" {
		t.Errorf("waiting %+v, want supervision before honours", a.Waiting)
	}
	if a.Clauses != 5 || a.Accounted() != 3 || a.Complete() || a.Unasked != 2 || len(a.Missing) != 3 {
		t.Errorf("%d of %d accounted for, %d missing", a.Accounted(), a.Clauses, len(a.Missing))
	}
	if len(a.Loose) != 1 || al.File.Sentences[a.Loose[0]].Path != "一" {
		t.Fatalf("%d sentences without a clause, want the one on meetings", len(a.Loose))
	}
	if a.Aligned+a.Form+len(a.Loose) != a.Sentences {
		t.Errorf("%d + %d + %d of %d sentences", a.Aligned, a.Form, len(a.Loose), a.Sentences)
	}
}

// TestTakeAlone: without a document only the playbook is accounted for.
func TestTakeAlone(t *testing.T) {
	t.Parallel()
	a := passage.Take(plan(playbook.Clause{ID: "T-2", Asks: "报送"}))
	if !a.Complete() || a.Document || a.Accounted() != 1 {
		t.Errorf("%+v", a)
	}
	if a = passage.Take(plan(playbook.Clause{ID: "T-9", Asks: "无着落"})); a.Complete() || a.Accounted() != 0 {
		t.Errorf("a clause that nothing but a reading and a later duty names is accounted for: %+v", a)
	}
}
