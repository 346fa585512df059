package app_test

import (
	"context"
	"database/sql"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

func options(dir, database string) app.Options {
	return app.Options{Data: dir, Database: database, Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
}

// fill makes the demonstration of the first weeks and places its records.
func fill(t *testing.T, o app.Options) {
	t.Helper()
	d, err := app.OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	clock := demo.NewClock(time.Time{}, time.Now)
	a := app.New(o, d, clock.Now)
	_, err = demo.Fill(t.Context(), demo.World{People: a.People, Units: a.Units, Campaigns: a.Campaigns, Reports: a.Reports,
		Clock: clock, Today: calendar.Date{Year: 2018, Month: time.July, Day: 3}})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.PlaceRecords(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// faults returns what verify says, "" if all is well.
func faults(t *testing.T, o app.Options) string {
	t.Helper()
	r, err := app.Verify(context.Background(), o, "")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	_, violations := locale.New(locale.ZhCN).Fault(r.Err())
	if r.Err() == nil {
		return ""
	}
	for _, v := range violations {
		out.WriteString(v.Path + ": " + v.Message + "\n")
	}
	return out.String()
}

// P-41: whatever archived figure is changed, verify fails and names it.
func TestP41AChangedFigureIsNamed(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		tampered(t, options(dir, ""), "sqlite", filepath.Join(dir, "xianfeng.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dsn := storetest.PostgresDSN(t)
		tampered(t, options(t.TempDir(), dsn), "pgx", dsn)
	})
}

func tampered(t *testing.T, o app.Options, driver, dsn string) {
	t.Helper()
	fill(t, o)
	if got := faults(t, o); got != "" {
		t.Fatalf("untouched data: %s", got)
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, change := range []struct{ change, back, want string }{
		{"UPDATE figure SET value = value + 1 WHERE duty_id = (SELECT min(duty_id) FROM figure)",
			"UPDATE figure SET value = value - 1 WHERE duty_id = (SELECT min(duty_id) FROM figure)", "figure"},
		{"UPDATE report_version SET content = replace(content, '大', '太')", "UPDATE report_version SET content = replace(content, '太', '大')", "report_version"},
		{"UPDATE duty SET due_at = due_at + 1 WHERE obligation = 'kickoff'", "UPDATE duty SET due_at = due_at - 1 WHERE obligation = 'kickoff'", "duty"},
		{"UPDATE unit SET code = 'yexiam' WHERE code = 'yexian'", "UPDATE unit SET code = 'yexian' WHERE code = 'yexiam'", "unit"},
		{"UPDATE campaign_playbook SET source = source || ' '", "UPDATE campaign_playbook SET source = trim(trailing ' ' from source)", "campaign_playbook"},
	} {
		if _, err := db.Exec(change.change); err != nil {
			t.Fatal(err)
		}
		got := faults(t, o)
		if !strings.Contains(got, change.want) {
			t.Errorf("after %q verify says %q, want the %s named", change.change, got, change.want)
		}
		if driver == "sqlite" && change.want == "campaign_playbook" {
			change.back = "UPDATE campaign_playbook SET source = rtrim(source, ' ')"
		}
		if _, err := db.Exec(change.back); err != nil {
			t.Fatal(err)
		}
	}
}

func TestVerifyReadsTheAttachments(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := options(dir, "")
	fill(t, o)
	var first string
	err := filepath.WalkDir(filepath.Join(dir, "attachments"), func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && first == "" {
			first = path
		}
		return err
	})
	if err != nil || first == "" {
		t.Fatalf("no attachment in the demonstration: %v", err)
	}
	content, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(first, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := faults(t, o); !strings.Contains(got, "attachment ") {
		t.Errorf("verify says %q, want the attachment named", got)
	}
}
