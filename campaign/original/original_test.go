package original_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// sample is a short document of our own: of the clauses of the plan it holds
// the places of two, and a sentence that no clause asks for.
const sample = "关于试行的通知\n各单位：\n一、报送\n（一）从2018年6月起，各单位在每月最后一个工作日把进度报来。\n（二）另有一句没有条款的话。\n"

func TestAttachAndRead(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		liaison := s.As(people.Liaison, "yexian")
		_, err := s.Originals.Read(t.Context(), liaison, s.Campaign)
		if !fault.Is(err, fault.NotFound) || fault.From(err).Key != "original.none" {
			t.Fatalf("read without a document: %v", err)
		}
		first, err := s.Originals.Attach(t.Context(), office, s.Campaign, `C:\文件\方案.txt`, []byte(sample))
		s.Must(err)
		if first.Version != 1 || first.Name != "方案.txt" || first.Size != int64(len(sample)) || !first.Attached.Equal(s.Now()) || first.By != office.Account {
			t.Errorf("attached as %+v", first)
		}
		o, err := s.Originals.Read(t.Context(), liaison, s.Campaign)
		s.Must(err)
		if got := o.File.Documents[0].Title; got != "关于试行的通知" || o.Digest != first.Digest || o.Body != nil {
			t.Errorf("read %q of %s", got, o.Digest)
		}
		if p := o.Of("P-57"); p == nil || !p.Found || !strings.HasPrefix(o.File.Text(p.Range), "从2018年6月起") {
			t.Errorf("P-57 stands at %+v", p)
		}
		again, err := s.Originals.Read(t.Context(), office, s.Campaign)
		s.Must(err)
		if again != o {
			t.Error("the document was read twice")
		}
	})
}

func TestAnotherFileIsAnotherVersion(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		for i, text := range []string{sample, sample, sample + "（三）再补一句。\n"} {
			d, err := s.Originals.Attach(t.Context(), office, s.Campaign, "方案.txt", []byte(text))
			s.Must(err)
			if want := []int64{1, 1, 2}[i]; d.Version != want {
				t.Errorf("attached as version %d, want %d", d.Version, want)
			}
			o, err := s.Originals.Read(t.Context(), office, s.Campaign)
			s.Must(err)
			if o.Version != d.Version {
				t.Errorf("version %d is read, want %d", o.Version, d.Version)
			}
		}
		list, err := s.Originals.Versions(t.Context(), s.As(people.Liaison, "yexian"), s.Campaign)
		s.Must(err)
		if len(list) != 2 || list[0].Version != 2 || list[0].Body != nil {
			t.Errorf("%d versions, the first %d", len(list), list[0].Version)
		}
		old, err := s.Originals.File(t.Context(), office, s.Campaign, 1)
		s.Must(err)
		if diff := cmp.Diff(sample, string(old.Body)); diff != "" {
			t.Errorf("the first version is changed: %s", diff)
		}
	})
}

func TestWhoMayAttach(t *testing.T) {
	s := stage.One(t)
	for _, c := range []struct {
		role       people.Role
		unit, body string
		may        bool
	}{
		{people.Office, "PDS", "office", true},
		{people.OfficeDirector, "PDS", "office", true},
		{people.Leader, "PDS", "", false},
		{people.Viewer, "PDS", "", false},
		{people.Liaison, "yexian", "", false},
		{people.UnitLeader, "yexian", "", false},
	} {
		_, err := s.Originals.Attach(t.Context(), s.AsBody(c.role, c.unit, c.body), s.Campaign, "方案.txt", []byte(sample))
		if (err == nil) != c.may || !c.may && !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s of %s attaches: %v", c.role, c.unit, err)
		}
	}
}

// A document belongs to its campaign: nobody reaches it through another one.
func TestDocumentOfAnotherCampaign(t *testing.T) {
	s := stage.One(t)
	far, err := s.Units.Found(t.Context(), stage.Program, organisation.Founding{Code: "XX", Name: "另一市总工会", Category: organisation.Federation})
	s.Must(err)
	office := s.AsBody(people.Office, "PDS", "office")
	_, err = s.Originals.Attach(t.Context(), office, s.Campaign, "方案.txt", []byte(sample))
	s.Must(err)
	stranger := people.Actor{Account: "stranger", Root: far.ID, Login: "stranger", Grants: []people.Grant{{Role: people.Office, Unit: far.ID}}}
	_, read := s.Originals.Read(t.Context(), stranger, s.Campaign)
	_, list := s.Originals.Versions(t.Context(), stranger, s.Campaign)
	_, file := s.Originals.File(t.Context(), stranger, s.Campaign, 1)
	_, attach := s.Originals.Attach(t.Context(), stranger, s.Campaign, "方案.txt", []byte(sample))
	for i, err := range []error{read, list, file, attach} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("use case %d: %v", i, err)
		}
	}
	if _, err := s.Originals.File(t.Context(), office, s.Campaign, 2); !fault.Is(err, fault.NotFound) {
		t.Errorf("a version that is not there: %v", err)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	s := stage.One(t)
	office := s.AsBody(people.Office, "PDS", "office")
	for _, c := range []struct {
		name, key string
		kind      fault.Kind
		body      []byte
	}{
		{"方案.pdf", "official.not_read", fault.Invalid, []byte(stage.PDF)},
		{"方案.doc", "official.old_word", fault.Invalid, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
		{"空.txt", "official.empty", fault.Invalid, []byte(" \n\n")},
		{"大.txt", "official.too_large", fault.TooLarge, bytes.Repeat([]byte("a"), original.MaxSize+1)},
	} {
		_, err := s.Originals.Attach(t.Context(), office, s.Campaign, c.name, c.body)
		if f := fault.From(err); f == nil || f.Kind != c.kind || f.Key != c.key {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := s.Originals.Read(t.Context(), office, s.Campaign); !fault.Is(err, fault.NotFound) {
		t.Errorf("something was kept: %v", err)
	}
}

func TestClosedCampaignTakesNoDocument(t *testing.T) {
	s := stage.One(t)
	office := s.AsBody(people.Office, "PDS", "office")
	r, err := s.Campaigns.Look(t.Context(), office, s.Campaign)
	s.Must(err)
	s.Must(s.Campaigns.Close(t.Context(), office, s.Campaign, r.Revision))
	if _, err := s.Originals.Attach(t.Context(), office, s.Campaign, "方案.txt", []byte(sample)); !fault.Is(err, fault.Conflict) {
		t.Errorf("attached after the end: %v", err)
	}
}

// Somebody who changes the words in the database is found.
func TestVerifyCoversTheWords(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		_, err := s.Originals.Attach(t.Context(), s.AsBody(people.Office, "PDS", "office"), s.Campaign, "方案.txt", []byte(sample))
		s.Must(err)
		s.Must(s.DB.Update(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE campaign_document SET body = $1", []byte(strings.Replace(sample, "每月", "每年", 1)))
			return err
		}))
		report, err := store.Verify(t.Context(), s.DB, store.VerifyOptions{Now: s.Now()})
		s.Must(err)
		for _, f := range report.Findings {
			if f.Key == "verify.row_changed" && strings.HasPrefix(f.Path, "campaign_document/") {
				return
			}
		}
		t.Errorf("not found: %v", report.Findings)
	})
}

// attached attaches the plan's own document, which is no part of the project:
// XIANFENG_PLANS names the folder that holds it.
func attached(t *testing.T) (*stage.Stage, *original.Original) {
	t.Helper()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plans' own texts are not at hand")
	}
	s := stage.One(t)
	data, err := os.ReadFile(filepath.Join(folder, "pingdingshan-2018.txt"))
	s.Must(err)
	office := s.AsBody(people.Office, "PDS", "office")
	_, err = s.Originals.Attach(t.Context(), office, s.Campaign, "pingdingshan-2018.txt", data)
	s.Must(err)
	o, err := s.Originals.Read(t.Context(), office, s.Campaign)
	s.Must(err)
	return s, o
}

// TestP00OneNoticeWithOnePlan: the attached document is one 通知 with one
// embedded 实施方案, and there is no number: «原文未载».
func TestP00OneNoticeWithOnePlan(t *testing.T) {
	_, o := attached(t)
	if n := len(o.File.Documents); n != 2 {
		t.Fatalf("%d documents", n)
	}
	notice, plan := o.File.Documents[0], o.File.Documents[1]
	if notice.Kind != "通知" || plan.Kind != "方案" || len(notice.Issues) != 1 || official.Fold(notice.Issues[0]) != official.Fold(plan.Title) ||
		notice.Number+plan.Number != "" {
		t.Errorf("a %s that issues %d, a %s, numbers %q %q", notice.Kind, len(notice.Issues), plan.Kind, notice.Number, plan.Number)
	}
}

// TestEveryClauseHasItsWords: nothing is left over on either side.
func TestEveryClauseHasItsWords(t *testing.T) {
	_, o := attached(t)
	if a := o.Account(); !a.Complete() || a.Accounted() != 71 {
		t.Errorf("%d clauses accounted for, %d without words, %d sentences without a clause", a.Accounted(), len(a.Missing), len(a.Loose))
	}
}
