package calendar_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestNotices(t *testing.T) {
	t.Parallel()
	var got []string
	for _, n := range calendar.Notices() {
		word := "notice "
		if n.Change {
			word = "change "
		}
		got = append(got, word+n.Published.String())
		if n.Ref == "" || len(n.Names) != len(n.Off) {
			t.Errorf("notice of %s: source %q, %d days off, %d names", n.Published, n.Ref, len(n.Off), len(n.Names))
		}
	}
	want := []string{
		"notice 2017-11-30", "notice 2018-12-06", "change 2019-03-22", "notice 2019-11-21", "change 2020-01-27",
		"notice 2020-11-25", "notice 2021-10-25", "notice 2022-12-08", "notice 2023-10-25", "notice 2024-11-12", "notice 2025-11-04",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseNotices(t *testing.T) {
	t.Parallel()
	src := "\ufeff\n# a comment\nchange 2019 2019-03-22 B\r\nwork 2019-05-05 2019-04-28\n" +
		"notice 2019 2018-12-06 A\noff 2018-12-30..2019-01-01 元旦\n  off 2019-04-05\nwork 2018-12-29"
	got, err := calendar.ParseNotices([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	want := []calendar.Notice{
		{Year: 2019, Published: date(t, "2018-12-06"), Ref: "A",
			Off:  []calendar.Date{date(t, "2018-12-30"), date(t, "2018-12-31"), date(t, "2019-01-01"), date(t, "2019-04-05")},
			Work: []calendar.Date{date(t, "2018-12-29")},
			Names: map[calendar.Date]string{
				date(t, "2018-12-30"): "元旦", date(t, "2018-12-31"): "元旦", date(t, "2019-01-01"): "元旦"}},
		{Year: 2019, Published: date(t, "2019-03-22"), Ref: "B", Change: true,
			Work: []calendar.Date{date(t, "2019-04-28"), date(t, "2019-05-05")}, Names: map[calendar.Date]string{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseNoticesErrors(t *testing.T) {
	t.Parallel()
	const head = "notice 2019 2018-12-06 A\n"
	for _, tt := range []struct {
		src  string
		want []string // each mistake
	}{
		{"", []string{"line 1: the file holds no notice"}},
		{"\xff", []string{"line 1: the file is no UTF-8 text"}},
		{strings.Repeat("#\n", 40_000), []string{"line 1: the file is larger than 64 KiB"}},
		{"holiday 2019", []string{"line 1: «holiday» should be notice, change, off or work"}},
		{"off 2019-01-01", []string{"line 1: «off» stands before any notice or change"}},
		{head, []string{"line 1: the notice names no day"}},
		{"notice 2019\noff 2019-01-01", []string{"line 1: a notice needs its year, publication date and source"}},
		{"notice 19 soon A\noff 2019-01-01", []string{"line 1: «19» is no year of four digits", "line 1: «soon» is no date like 2018-06-18"}},
		{"notice 2019 2020-01-01 A\noff 2019-01-01", []string{"line 1: the publication date «2020-01-01» does not suit the year"}},
		{head + "off\noff 2019-01-01", []string{"line 2: the line names no date"}},
		{head + "off 2019-02-30", []string{"line 1: the notice names no day", "line 2: «2019-02-30» is no date like 2018-06-18"}},
		{head + "off 2019-01-02..2019-01-01 x\noff 2019-05-01", []string{"line 2: «2019-01-02..2019-01-01» ends before it starts or is longer than 31 days"}},
		{head + "off 2019-01-01..2019-12-31\noff 2019-05-01", []string{"line 2: «2019-01-01..2019-12-31» ends before it starts or is longer than 31 days"}},
		{head + "off 2019-05-01 o2019-05-03 节", []string{"line 2: «o2019-05-03» is no date like 2018-06-18"}},
		{head + "off 2017-05-01 2019-05-01", []string{"line 2: «2017-05-01» lies outside the year and its neighbouring months"}},
		{head + "off 2019-05-01\nwork 2019-05-04 2019-05-04", []string{"line 3: «2019-05-04» is named twice"}},
		{head + "off 2019-05-04\nwork 2019-05-04", []string{"line 3: «2019-05-04» is named twice"}},
		{head + "off 2019-05-01\nwork 2019-05-06", []string{"line 3: «2019-05-06» is no Saturday or Sunday that could be moved"}},
		{head + "off 2019-05-01\n" + head + "off 2019-05-01", []string{"line 3: the notice stands in the file twice"}},
	} {
		got, err := calendar.ParseNotices([]byte(tt.src))
		all, ok := errors.AsType[calendar.NoticeErrors](err)
		if !ok || got != nil {
			t.Errorf("%.40q: %v, %v", tt.src, got, err)
			continue
		}
		if diff := cmp.Diff(tt.want, strings.Split(err.Error(), "\n")); diff != "" {
			t.Errorf("%.40q: %s", tt.src, diff)
		}
		for _, one := range all {
			if zh := one.Chinese(); strings.Contains(zh, "%") || !strings.HasPrefix(zh, "第") {
				t.Errorf("%.40q: in Chinese %q", tt.src, zh)
			}
		}
	}
}

func FuzzParseNotices(f *testing.F) {
	own, err := os.ReadFile("notices.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(own)
	f.Add([]byte("notice 2019 2018-12-06 A\noff 2018-12-30..2019-01-01 元旦\nwork 2018-12-29\nchange 2019 2019-03-22 B\noff 2019-05-02"))
	f.Add([]byte("off\nwork\nnotice\nchange 1 2 3\noff ..\noff 2019-01-01..\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		notices, err := calendar.ParseNotices(src)
		if err != nil {
			all, ok := errors.AsType[calendar.NoticeErrors](err)
			if !ok || len(all) == 0 || notices != nil {
				t.Fatalf("error %v with %d notices", err, len(notices))
			}
			return
		}
		c := calendar.New(notices)
		for _, n := range notices {
			if n.Year == 0 || n.Published.IsZero() || len(n.Off)+len(n.Work) == 0 || !c.KnownOn(n.Published).Announced(n.Year) && !n.Change {
				t.Fatalf("notice %+v", n)
			}
		}
		newest := notices[len(notices)-1]
		for _, d := range newest.Work {
			if !c.IsWorkday(d) {
				t.Errorf("%s is no working day by the newest notice", d)
			}
		}
	})
}
