package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// A comparison ends like diff and tells each change in the reader's language.
func TestPlaybookDiff(t *testing.T) {
	t.Parallel()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	file := func(name, from, to string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(strings.Replace(string(pb.Source), from, to, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		file, lang string
		status     int
		out, errs  string
	}{
		"the same":      {file("same.yaml", "", ""), "zh-CN", 0, "", ""},
		"a deadline":    {file("due.yaml", "due: last workday of month", "due: day 25 of month"), "zh-CN", 1, "P-57   月报 的截止：当月最后一个工作日 → 当月25日\n", ""},
		"in English":    {file("due.yaml", "due: last workday of month", "due: day 25 of month"), "en", 1, "P-57   月报: deadline: the last working day of the month → day 25 of the month\n", ""},
		"a remark":      {file("remark.yaml", "timezone:", "# a remark\ntimezone:"), "zh-CN", 1, "       只改了注释或排版，内容没有变\n", ""},
		"mistakes":      {file("wrong.yaml", "due: last workday of month", "due: some day"), "zh-CN", 2, "", "some day"},
		"no such thing": {"nowhere.yaml", "zh-CN", 2, "", "nowhere.yaml"},
	} {
		status, out, errs := xianfeng(t, c.lang, "playbook", "diff", "pingdingshan-2018", c.file)
		if status != c.status || out != c.out || !strings.Contains(errs, c.errs) {
			t.Errorf("%s: status %d\n%s%s", name, status, out, errs)
		}
	}
}
