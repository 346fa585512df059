package app_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/house"
	"github.com/xianfeng-oss/xianfeng/demo/pingdingshan"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

func options(dir, database string) app.Options {
	return app.Options{Data: dir, Database: database, Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
}

// fill makes the demonstration of the first months and places its records:
// a bulletin, its correction and a delegate are among them, a document and a
// remark too.
func fill(t *testing.T, o app.Options) {
	t.Helper()
	d, err := app.OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	clock := demo.NewClock(time.Time{}, time.Now)
	a := app.New(o, d, clock.Now)
	script, err := pingdingshan.Script()
	if err != nil {
		t.Fatal(err)
	}
	program := people.Program(audit.Origin{Request: "demo"})
	_, err = demo.Fill(t.Context(), demo.World{People: a.People, Units: a.Units, Campaigns: a.Campaigns, Reports: a.Reports, Ledger: a.Ledger, Program: program,
		House: house.House{Posts: a.Posts, Bulletins: a.Bulletins, Goals: a.Goals},
		Together: func(ctx context.Context, do func(*ledger.Service) error) error {
			return d.DB.Update(ctx, func(tx *store.Tx) error { return do(a.Ledger.Within(tx)) })
		},
		Place: a.PlaceRecords, Clock: clock, Today: calendar.Date{Year: 2018, Month: time.August, Day: 4}}, script)
	if err != nil {
		t.Fatal(err)
	}
	annotate(t, a, program)
	if err := a.PlaceRecords(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// annotate attaches a document to the campaign and remarks on a report.
func annotate(t *testing.T, a *app.App, who people.Actor) {
	t.Helper()
	all, err := a.Campaigns.Campaigns(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	id := all[0].ID
	if _, err := a.Originals.Attach(t.Context(), who, id, "通知.txt", []byte("关于开展助力活动的通知\n")); err != nil {
		t.Fatal(err)
	}
	page, err := a.Campaigns.Duties(t.Context(), who, campaign.Filter{Campaign: id})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(page.Items, func(it campaign.Item) bool { return it.Newest > 0 })
	if _, err := a.Reports.Remark(t.Context(), who, page.Items[i].ID, "已阅"); err != nil {
		t.Fatal(err)
	}
	keep(t, a, who, id)
}

// keep takes the goals of plans, attaches evidence to an entry of the ledger and
// decides that two honourees are two persons.
func keep(t *testing.T, a *app.App, who people.Actor, id campaign.ID) {
	t.Helper()
	if _, err := a.Goals.Take(t.Context(), who, id); err != nil {
		t.Fatal(err)
	}
	some, err := a.Ledger.List(t.Context(), who, ledger.Query{Campaign: id, Register: "honourees", Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	one, two := some.Entries[0].ID, some.Entries[1].ID
	if err := a.Roster.KeepApart(t.Context(), who, roster.Decision{Campaign: id, Keep: one, Gone: two, Note: "两个人"}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Ledger.Attach(t.Context(), who, one, "证书.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n")); err != nil {
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

// P-41: whatever archived row is changed or taken away, verify fails and names
// it.
func TestP41AChangedFigureIsNamed(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		tampered(t, options(dir, ""), "sqlite", filepath.Join(dir, "xianfeng.db"), "PRAGMA foreign_keys = 0")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		dsn := storetest.PostgresDSN(t)
		tampered(t, options(t.TempDir(), dsn), "pgx", dsn, "SET session_replication_role = replica")
	})
}

// tampered changes and deletes a row of each covered table, one at a time.
func tampered(t *testing.T, o app.Options, driver, dsn, unbound string) {
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
	db.SetMaxOpenConns(1)
	h := hand{t, db}
	h.do(unbound) // what other rows refer to can be taken away too
	var empty []string
	for _, c := range store.Covered() {
		cells := h.row(c)
		if cells == nil {
			empty = append(empty, c.Name)
			continue
		}
		want := c.Name + "/" + c.Change(cells).Key + ": "
		for _, change := range []func(sqltx.Covered, []any){h.change, h.delete} {
			change(c, cells)
			if got := faults(t, o); !strings.Contains(got, want) {
				t.Errorf("verify says %q, want %q named", got, want)
			}
			h.delete(c, cells)
			h.do("INSERT INTO "+c.Name+" ("+c.Columns+") VALUES ("+marks(len(cells))+")", cells...)
		}
	}
	if got := faults(t, o); got != "" {
		t.Errorf("after all is back: %s", got)
	}
	if !slices.Equal(empty, []string{"calendar_notice"}) { // no notice is entered in these weeks
		t.Errorf("the tables %v have no rows to change", empty)
	}
}

// hand writes past the program.
type hand struct {
	t  *testing.T
	db *sql.DB
}

func (h hand) do(statement string, args ...any) {
	h.t.Helper()
	if _, err := h.db.ExecContext(h.t.Context(), statement, args...); err != nil {
		h.t.Fatalf("%s: %v", statement, err)
	}
}

// change changes the first column of a row that is not its key.
func (h hand) change(c sqltx.Covered, cells []any) {
	h.t.Helper()
	column := strings.Split(c.Columns, ", ")[c.Keys]
	h.do("UPDATE "+c.Name+" SET "+column+" = $1 WHERE "+where(c, 2), append([]any{other(cells[c.Keys])}, cells[:c.Keys]...)...)
}

func (h hand) delete(c sqltx.Covered, cells []any) {
	h.t.Helper()
	h.do("DELETE FROM "+c.Name+" WHERE "+where(c, 1), cells[:c.Keys]...)
}

// row returns the first row of a table, nil if it has none.
func (h hand) row(c sqltx.Covered) []any {
	h.t.Helper()
	names := strings.Split(c.Columns, ", ")
	cells, refs := make([]any, len(names)), make([]any, len(names))
	for i := range cells {
		refs[i] = &cells[i]
	}
	err := h.db.QueryRowContext(h.t.Context(), "SELECT "+c.Columns+" FROM "+c.Name+" ORDER BY "+strings.Join(names[:c.Keys], ", ")+" LIMIT 1").Scan(refs...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return cells
}

// where names a row by its key, whose values are the arguments from first on.
func where(c sqltx.Covered, first int) string {
	names := strings.Split(c.Columns, ", ")[:c.Keys]
	for i, name := range names {
		names[i] = fmt.Sprintf("%s = $%d", name, first+i)
	}
	return strings.Join(names, " AND ")
}

func marks(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(out, ", ")
}

// other returns a value that differs from this one as little as it can.
func other(v any) any {
	switch v := v.(type) {
	case int64:
		return v + 1
	case []byte:
		return append(slices.Clone(v), 0)
	default:
		return fmt.Sprint(v) + "x"
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
