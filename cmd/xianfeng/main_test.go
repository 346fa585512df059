package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The test binary is the program when this variable is set: tests that kill it
// need a process of its own.
const asProgram = "XIANFENG_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// xianfeng runs a command line and returns its status and what it printed.
func xianfeng(t *testing.T, lang string, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(context.Background(), args, terminal{&o, &e, lang})
	return status, o.String(), e.String()
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		args  []string
		lines int
		want  []string
	}{
		{"the moved working days of 2018", []string{"2018", "--rule", "last workday of month"}, 12,
			[]string{"2018-04-28 周六", "2018-09-30 周日", "2018-12-29 周六"}},
		{"an article in the rule", []string{"2018", "--rule", "the last workday of the month"}, 12, []string{"2018-06-29 周五"}},
		{"before the notice for 2019", []string{"2018", "--known-on", "2018-12-05"}, 12, []string{"2018-12-31 周一 暂定(尚未公布)"}},
		{"January 2020 by the newest notice", []string{"2020"}, 12, []string{"2020-01-23 周四"}},
		{"January 2020 as it was known", []string{"2020", "--known-on", "2020-01-26"}, 12, []string{"2020-01-31 周五"}},
		{"quarters", []string{"2019", "--rule", "last workday of quarter"}, 4, []string{"2019-03-29 周五"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, out, errs := xianfeng(t, "zh-CN", append([]string{"calendar"}, tt.args...)...)
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if status != 0 || len(lines) != tt.lines {
				t.Fatalf("status %d, %d lines, want %d\n%s%s", status, len(lines), tt.lines, out, errs)
			}
			for _, want := range tt.want {
				if !strings.Contains(out, want+"\n") {
					t.Errorf("no line %q in\n%s", want, out)
				}
			}
		})
	}
}

func TestCalendarOfAYearWithoutNotice(t *testing.T) {
	t.Parallel()
	status, out, errs := xianfeng(t, "zh-CN", "calendar", "2027")
	if status != 0 || !strings.Contains(errs, "2027 年的放假通知还没有公布") {
		t.Errorf("status %d, it says %q", status, errs)
	}
	for line := range strings.Lines(out) {
		if !strings.Contains(line, "暂定") {
			t.Errorf("%q is not marked provisional", line)
		}
	}
}

func TestCalendarRefusesWhatIsNoRule(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"2018", "--rule", "last worday of month"}, {"zwei"}, {"2018", "--known-on", "2018-13-01"}} {
		if status, out, errs := xianfeng(t, "en", append([]string{"calendar"}, args...)...); status == 0 || errs == "" || strings.Contains(out, "2018-") {
			t.Errorf("%v: status %d, %q, %q", args, status, out, errs)
		}
	}
}

func TestPlaybookCheck(t *testing.T) {
	t.Parallel()
	status, out, _ := xianfeng(t, "zh-CN", "playbook", "check", "pingdingshan-2018")
	if status != 0 || !strings.Contains(out, "71 clauses") || !strings.Contains(out, "周日") {
		t.Errorf("the shipped playbook: status %d\n%s", status, out)
	}
	file := filepath.Join(t.TempDir(), "wrong.yaml")
	if err := os.WriteFile(file, []byte("playbook: xianfeng/1\nid: x\ntitel: y\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, _ = xianfeng(t, "en", "playbook", "check", file)
	if status != 1 || !strings.Contains(out, "wrong.yaml:3:1") || !strings.Contains(out, "title") {
		t.Errorf("a misspelt key: status %d\n%s", status, out)
	}
	status, out, _ = xianfeng(t, "zh-CN", "playbook", "show", "pingdingshan-2018", "--today", "2018-09-28")
	if status != 0 || !strings.Contains(out, "P-57") || !strings.Contains(out, "2018-09-30") {
		t.Errorf("show: status %d\n%s", status, out)
	}
	if status, out, _ = xianfeng(t, "en", "playbook", "schema"); status != 0 || !json.Valid([]byte(out)) {
		t.Errorf("schema: status %d\n%.100s", status, out)
	}
	if status, _, errs := xianfeng(t, "zh-CN", "playbook", "show", "no-such-file"); status != 1 || errs == "" {
		t.Errorf("a missing file: status %d, %q", status, errs)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	if status, _, errs := xianfeng(t, "en", "frobnicate"); status != 2 || errs == "" {
		t.Errorf("an unknown command: status %d, %q", status, errs)
	}
	if status, out, _ := xianfeng(t, "en", "--help"); status != 0 || !strings.Contains(out, "demo") {
		t.Errorf("help: status %d\n%s", status, out)
	}
	if status, out, _ := xianfeng(t, "en", "version"); status != 0 || !strings.HasPrefix(out, "xianfeng ") {
		t.Errorf("version: status %d, %q", status, out)
	}
}

func TestVerifyOfNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "nowhere")
	status, _, errs := xianfeng(t, "en", "verify", "--data", dir)
	if status != 1 || !strings.Contains(errs, "no installation") || !strings.Contains(errs, dir) {
		t.Errorf("status %d, %q", status, errs)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder was made: %v", err)
	}
}
