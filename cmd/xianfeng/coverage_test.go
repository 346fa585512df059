package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlaybookCoverage: every clause that ships is accounted for, and a
// document that is another one is told so.
func TestPlaybookCoverage(t *testing.T) {
	t.Parallel()
	status, out, errs := xianfeng(t, "zh-CN", "playbook", "coverage")
	if status != 0 || !strings.Contains(out, "pingdingshan-2018") || !strings.Contains(out, "huaibei-2018") || !strings.HasSuffix(out, "合计：160 条条款中 160 条有着落\n") {
		t.Errorf("what ships: status %d\n%s%s", status, out, errs)
	}
	other := filepath.Join(t.TempDir(), "other.txt")
	if err := os.WriteFile(other, []byte("关于甲的通知\n各单位：\n请于五日内报送。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, _ = xianfeng(t, "en", "playbook", "coverage", "pingdingshan-2018", "--document", other)
	for _, want := range []string{"Not in the document: P-57", "Without a clause: 通知正文, paragraph 3: 请于五日内报送。"} {
		if status != 1 || !strings.Contains(out, want) {
			t.Errorf("another document: status %d, no %q in\n%s", status, want, out)
		}
	}
	if status, _, errs := xianfeng(t, "zh-CN", "playbook", "coverage", "--document", other); status != 1 || errs == "" {
		t.Errorf("a document without a playbook: status %d, %q", status, errs)
	}
	if status, _, errs := xianfeng(t, "en", "playbook", "coverage", "pingdingshan-2018", "--document", other+"x"); status != 1 || errs == "" {
		t.Errorf("a missing document: status %d, %q", status, errs)
	}
}

// TestPlaybookCoverageOfTheTemplate: our own plan comes with its document, and
// nothing is left over on either side, on any machine.
func TestPlaybookCoverageOfTheTemplate(t *testing.T) {
	t.Parallel()
	status, out, errs := xianfeng(t, "en", "playbook", "coverage", "rural-revitalisation")
	if status != 0 || !strings.Contains(out, "59 of 59") || strings.Contains(out, "Elsewhere") || strings.Contains(out, "Without a clause") {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
}

// TestPlaybookCoverageOfTheOriginals: with the originals at hand nothing is
// left over on either side.
func TestPlaybookCoverageOfTheOriginals(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plans' own texts are not at hand")
	}
	for id, total := range map[string]string{"pingdingshan-2018": "71 of 71", "huaibei-2018": "89 of 89"} {
		status, out, errs := xianfeng(t, "en", "playbook", "coverage", id, "--document", filepath.Join(folder, id+".txt"))
		if status != 0 || !strings.Contains(out, total) || strings.Contains(out, "Elsewhere") {
			t.Errorf("%s: status %d\n%s%s", id, status, out, errs)
		}
	}
}
