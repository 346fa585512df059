package derive_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// world is a stage on which units keep a ledger, with a plan that asks for
// figures by month and by quarter.
type world struct {
	*stage.Stage
	t *testing.T
}

// quarterly asks for the same figures once more, by quarter.
const quarterly = `  quarter-figures:
    title: 季度数据
    clause: P-58
    of: units
    every: quarter
    from: 2018Q3
    until: 2020Q4
    forms: progress
    to: office
    due: last workday of quarter

  monthly-report:
`

// both plays a test on both engines.
func both(t *testing.T, play func(*world)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { play(newWorld(t, db)) })
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	s := stage.New(t, db)
	r, err := s.Campaigns.Look(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	source := strings.NewReplacer("  monthly-report:\n", quarterly, "pingdingshan-2018", "with-quarters").Replace(string(r.Book.Source))
	c, err := s.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{Organiser: s.Root, Source: []byte(source)})
	s.Must(err)
	s.Campaign = c.ID
	return &world{s, t}
}

// entry is what a test records: an activity on the line of skills that counts
// at once, unless it says otherwise.
type entry struct {
	unit, register, line, day, until, state string
	values                                  map[string]string
	waits                                   bool // it does not count yet
}

// record stores an entry as of now.
func (w *world) record(e entry) ledger.EntryID {
	w.t.Helper()
	row := ledger.Entry{ID: ident.New[ledger.EntryID](), Root: w.Root, Campaign: w.Campaign, Register: e.register, Unit: w.Unit(e.unit),
		Title: "活动" + e.day, Line: e.line, On: day(e.day), State: e.state, Counted: w.Now(), Values: e.values,
		Created: w.Now(), By: "test", Changed: w.Now(), ChangedBy: "test", Revision: 1}
	if e.until != "" {
		row.Until = day(e.until)
	}
	if e.waits {
		row.Counted = time.Time{}
	}
	row.Register, row.Line, row.State = cmp.Or(e.register, "activities"), cmp.Or(e.line, "skill"), cmp.Or(e.state, "confirmed")
	var marks ledger.Marks
	if joint := e.values["organisers"]; joint != "" {
		marks.Named = []ledger.Mark{{Field: "organisers", Value: joint}}
	}
	w.Must(w.DB.Update(w.t.Context(), func(tx *store.Tx) error {
		if err := tx.InsertEntry(&row, marks); err != nil {
			return err
		}
		return tx.Record(w.Now(), audit.Origin{Account: "test", Login: "test"}, audit.Act{Name: "ledger.record", Subject: string(row.ID), Root: string(w.Root)})
	}))
	return row.ID
}

// change alters a column of an entry as a correction or a move does.
func (w *world) change(id ledger.EntryID, column string, value any) {
	w.t.Helper()
	w.exec("UPDATE entry SET "+column+" = $1 WHERE id = $2", value, string(id))
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	w.Must(w.DB.Update(w.t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	}))
}

func sessions(n int) map[string]string {
	return map[string]string{"sessions": fmt.Sprint(n), "person_times": fmt.Sprint(10 * n)}
}

const sessionsCell = "figures/skill/sessions"

// open opens the report of a unit for a period.
func (w *world) open(unit, period string) report.Entry {
	w.t.Helper()
	e, err := w.Reports.Open(w.t.Context(), w.As(people.Liaison, unit), w.duty(unit, period))
	w.Must(err)
	return e
}

func (w *world) duty(unit, period string) campaign.DutyID {
	w.t.Helper()
	obligation := "monthly-report"
	if strings.Contains(period, "Q") {
		obligation = "quarter-figures"
	}
	return w.Duty(unit, obligation, period, "").ID
}

// send sends a report as the ledger fills it, with no figure typed.
func (w *world) send(unit, period string) report.Version {
	w.t.Helper()
	return w.sendTyped(unit, period, map[string]string{"texts/progress": "按台账"})
}

func (w *world) sendTyped(unit, period string, cells map[string]string) report.Version {
	w.t.Helper()
	e := w.open(unit, period)
	v, err := w.Reports.Submit(w.t.Context(), w.As(people.Liaison, unit), e.Case.Duty.ID, report.Sending{Revision: e.Draft.Revision, Cells: cells})
	w.Must(err)
	return v
}

// told lists by entry and cell in which duties' newest versions each stands.
func (w *world) told() map[[2]string][]string {
	out := map[[2]string][]string{}
	w.Must(w.DB.View(w.t.Context(), func(tx *store.Tx) error {
		return tx.Scan(func(scan func(...any) error) error {
			var entry, cell, obligation, period string
			if err := scan(&entry, &cell, &obligation, &period); err != nil {
				return err
			}
			key := [2]string{entry, obligation + " " + cell}
			out[key] = append(out[key], period)
			return nil
		}, `SELECT r.entry_id, r.cell, d.obligation, d.period FROM report_entry r JOIN duty d ON d.id = r.duty_id AND d.newest = r.n`)
	}))
	return out
}

func day(iso string) calendar.Date { return stage.Date(iso) }
