package passage_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/official"
)

const huaibei = "huaibei-2018"

// TestH00OneNotice: the file is one notice, under the playbook's title.
func TestH00OneNotice(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	d := al.File.Documents
	if len(d) != 1 || d[0].Kind != al.Playbook.Document.Kind || official.Fold(d[0].Title) != official.Fold(al.Playbook.Document.Title) {
		t.Errorf("%d documents, the first a %s", len(d), d[0].Kind)
	}
}

// TestH01Addressees: unions and poverty offices are addressed.
func TestH01Addressees(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	got, want := al.File.Documents[0].Addressees, al.Playbook.Document.Addressees
	if strings.Join(got, "、") != strings.Join(want, "、") {
		t.Errorf("addressed to %q, the playbook says %q", got, want)
	}
}

// TestH74Contact: telephone and mail; the dot after the address is no part of it.
func TestH74Contact(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	got, want := al.File.Documents[0].Contact, al.Playbook.Document.Contact
	if len(got.Phones) != 1 || got.Phones[0] != want.Phone || got.Mail != want.Mail {
		t.Errorf("whom to ask: %q %q", got.Phones, got.Mail)
	}
}

// TestH75JointIssuers: two bodies sign.
func TestH75JointIssuers(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	if got := al.File.Documents[0].Issuers; len(got) != 2 || !slices.Equal(got, al.Playbook.Document.Issuers) {
		t.Errorf("signed by %q", got)
	}
}

// TestH76IssueDate: the day from which the duties count.
func TestH76IssueDate(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	if got := al.File.Documents[0].Date; got == "" || got != al.Playbook.Document.Issued.String() {
		t.Errorf("dated %q", got)
	}
}

// TestH77Copies: who is told and owes nothing.
func TestH77Copies(t *testing.T) {
	t.Parallel()
	al := align(t, huaibei)
	if got := al.File.Documents[0].Copies; len(got) != 2 || !slices.Equal(got, al.Playbook.Document.Copies) {
		t.Errorf("copied to %q", got)
	}
}
