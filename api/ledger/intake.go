package ledger

import (
	"maps"
	"net/http"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/sheet/listing"
)

// importOf is a file that was handed in for a register.
type importOf struct {
	ID        intake.ID      `json:"id"`
	Campaign  campaign.ID    `json:"campaign"`
	Register  string         `json:"register"`
	Name      string         `json:"name" doc:"Of the file."`
	State     string         `json:"state" enum:"checking,checked,storing,stored,failed,cancelled"`
	Unit      string         `json:"unit" doc:"Code of the unit whose the rows are that name none."`
	Progress  *importStep    `json:"progress,omitempty" doc:"How far the check, or the storing, is; absent where nothing is being done or another node does it."`
	Rows      int            `json:"rows"`
	New       int            `json:"new"`
	Changed   int            `json:"changed"`
	Unchanged int            `json:"unchanged"`
	Wrong     int            `json:"wrong" doc:"Rows with findings."`
	Findings  int            `json:"findings"`
	Fields    map[string]int `json:"fields,omitempty" doc:"Findings, by column."`
	Twice     int            `json:"twice" doc:"Findings that a row stands in the file more than once."`
	Alike     int            `json:"alike" doc:"New rows that may be in the ledger already; storing them wants «looked»."`
	Taken     int            `json:"taken" doc:"Findings that an entry of another unit is the same."`
	Cut       bool           `json:"cut,omitempty" doc:"There were too many findings, and the check ended there."`
	Sheets    []importSheet  `json:"sheets,omitempty" doc:"Those that were read."`
	Left      []string       `json:"left,omitempty" doc:"Sheets without a head, which were not read."`
	Storable  bool           `json:"storable" doc:"It may be confirmed."`
	Refusal   string         `json:"refusal,omitempty" doc:"Why nothing came of it."`
	Began     *time.Time     `json:"began"`
	Revision  int64          `json:"revision" doc:"To be named when it is confirmed."`
}

// importStep is how far an import is.
type importStep struct {
	Percent int   `json:"percent" doc:"Of the file."`
	Rows    int64 `json:"rows" doc:"Read so far."`
}

// importSheet is a sheet that was read.
type importSheet struct {
	Name    string   `json:"name,omitempty" doc:"Absent in a .csv."`
	Head    int      `json:"head" doc:"The row that names the columns."`
	Missing []string `json:"missing,omitempty" doc:"Fields for which it has no column."`
	Unknown []string `json:"unknown,omitempty" doc:"Heads of columns that are not read."`
}

type importAnswer struct {
	wire.Answer
	importOf
}

type handing struct {
	InRegister
	Unit string `query:"unit" required:"true" maxLength:"32" doc:"Code of the unit whose the rows are that name none."`
	Name string `query:"name" required:"true" minLength:"1" maxLength:"200" doc:"Of the file."`
}

// OneImport names an import.
type OneImport struct {
	Import intake.ID `path:"import" doc:"Id of the import." maxLength:"64"`
}

type confirming struct {
	OneImport
	Body struct {
		Revision int64 `json:"revision" minimum:"1"`
		Looked   bool  `json:"looked,omitempty" doc:"Somebody has looked at the rows that «alike» counts: they are other persons."`
	}
}

// PageOfRows is how much of an import is asked for.
type PageOfRows struct {
	OneImport
	Cursor string `query:"cursor" maxLength:"20" doc:"«next» of the page before."`
	Limit  int    `query:"limit" default:"200" minimum:"1" maximum:"1000"`
}

type findingsWanted struct {
	PageOfRows
	Field string `query:"field" maxLength:"64" doc:"Only of this column."`
}

type importFinding struct {
	N       int    `json:"n" doc:"Its number among all of them."`
	At      string `json:"at" doc:"«名册!C7»"`
	Field   string `json:"field,omitempty"`
	Code    string `json:"code" doc:"Which rule; it never changes."`
	Message string `json:"message"`
	Clause  string `json:"clause,omitempty"`
	Found   string `json:"found,omitempty" doc:"What stands there, personal values masked."`
	Suggest string `json:"suggest,omitempty"`
}

type importChange struct {
	N     int               `json:"n"`
	At    string            `json:"at"`
	Fate  string            `json:"fate" enum:"new,changed"`
	Entry ledger.EntryID    `json:"entry,omitempty"`
	Title string            `json:"title,omitempty"`
	Old   map[string]string `json:"old,omitempty" doc:"By field, as typed: what a changed entry says."`
	New   map[string]string `json:"new,omitempty" doc:"By field, as typed: what it says instead; of a new one the first that tell what it is."`
	Human bool              `json:"person,omitempty" doc:"Personal values change, too; they are not told here."`
	Like  []ledger.EntryID  `json:"like,omitempty" doc:"Of a new one: entries of the same county or system about a person of the same name."`
}

// imported is how an import is written for a caller.
type imported struct {
	code  func(organisation.UnitID) string
	print *locale.Printer
}

func (o *operations) imports() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/registers/{register}/imports", "list-imports", "The imports of a register, of the units for which one may record, the newest first"), o.listImports)
	hand := wire.Write(http.MethodPost, "/campaigns/{campaign}/registers/{register}/imports", "hand-in-import", "Hand in a list (.xlsx, .csv) for a register: it is checked to its last row, and stored only when it is confirmed")
	hand.RequestBody = wire.Upload("application/octet-stream")
	wire.Serve(o.Host, hand, func(c wire.Call, in *handing) (*importAnswer, error) {
		unit, err := o.Unit(c, in.Unit)
		if err != nil {
			return nil, err
		}
		m, err := o.Intake.HandIn(c, c.Who, intake.Handed{Campaign: in.Campaign, Register: in.Register, Unit: unit, Name: in.Name}, c.Body)
		return o.answered(c, intake.Seen{Import: m}, err)
	})
	wire.Serve(o.Host, wire.Read("/imports/{import}", "get-import", "Where an import stands, and what its check found"), func(c wire.Call, in *OneImport) (*importAnswer, error) {
		seen, err := o.Intake.Open(c, c.Who, in.Import)
		return o.answered(c, seen, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/imports/{import}/confirm", "confirm-import", "Store a list in which nothing is wrong: all of it or nothing"), func(c wire.Call, in *confirming) (*importAnswer, error) {
		m, err := o.Intake.Confirm(c, c.Who, in.Import, in.Body.Revision, in.Body.Looked)
		return o.answered(c, intake.Seen{Import: m}, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/imports/{import}/cancel", "cancel-import", "End an import before it is stored"), func(c wire.Call, in *OneImport) (*importAnswer, error) {
		if err := o.Intake.Cancel(c, c.Who, in.Import); err != nil {
			return nil, err
		}
		seen, err := o.Intake.Open(c, c.Who, in.Import)
		return o.answered(c, seen, err)
	})
	o.found()
	o.lent()
}

type importsWanted struct {
	InRegister
	Cursor intake.ID `query:"cursor" maxLength:"64" doc:"«next» of the page before."`
}

func (o *operations) listImports(c wire.Call, in *importsWanted) (*wire.List[importOf], error) {
	d, err := o.Intake.Desk(c, c.Who, in.Campaign, in.Register, in.Cursor)
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	say := imported{code, c.Print}
	out := &wire.List[importOf]{Items: wire.Each(d.Imports, func(m intake.Import) importOf { return say.of(intake.Seen{Import: m}) })}
	if d.More {
		out.Next = string(d.Imports[len(d.Imports)-1].ID)
	}
	return out, nil
}

// found lists what an import is made of.
func (o *operations) found() {
	wire.Serve(o.Host, wire.Read("/imports/{import}/findings", "list-findings", "What is wrong in an import, in the order of the file"), o.findings)
	wire.Serve(o.Host, wire.Read("/imports/{import}/changes", "list-changes", "What an import adds and changes, in the order of the file"), o.changes)
}

func (o *operations) findings(c wire.Call, in *findingsWanted) (*wire.List[importFinding], error) {
	after, err := wire.ReadNumber(in.Cursor)
	if err != nil {
		return nil, err
	}
	seen, err := o.Intake.Open(c, c.Who, in.Import)
	if err != nil {
		return nil, err
	}
	all, err := o.Intake.Findings(c, c.Who, in.Import, in.Field, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	words := word.Words{Print: c.Print, Book: seen.Book}
	return rowsOf(all, in.Limit, func(f intake.Finding) importFinding {
		return importFinding{f.N, f.String(), f.Field, f.Key, listing.Message(words, f), f.Clause, f.Found, f.Suggest}
	}, func(f importFinding) int { return f.N }), nil
}

func (o *operations) changes(c wire.Call, in *PageOfRows) (*wire.List[importChange], error) {
	after, err := wire.ReadNumber(in.Cursor)
	if err != nil {
		return nil, err
	}
	seen, err := o.Intake.Open(c, c.Who, in.Import)
	if err != nil {
		return nil, err
	}
	all, err := o.Intake.Changes(c, c.Who, in.Import, false, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	return rowsOf(all, in.Limit, func(m intake.Change) importChange {
		_, human := m.New[changedPerson]
		return importChange{m.N, m.String(), string(m.Fate), m.Entry, m.Title, fieldsOf(&seen.Book, m.Old), fieldsOf(&seen.Book, m.New), human, m.Like}
	}, func(m importChange) int { return m.N }), nil
}

// changedPerson stands among the changes of a row for personal values.
const changedPerson = "person"

// fieldsOf are the values of a register's fields among some, as typed.
func fieldsOf(b *book.Book, values map[string]string) map[string]string {
	out := typed(b, values)
	maps.DeleteFunc(out, func(id, _ string) bool { _, ok := b.Field(id); return !ok })
	return out
}

// rowsOf is a page of numbered rows, of which one more was read than it holds.
func rowsOf[D, T any](all []D, limit int, turn func(D) T, n func(T) int) *wire.List[T] {
	out := &wire.List[T]{Items: wire.Each(all[:min(len(all), limit)], turn)}
	if len(all) > limit {
		out.Next = strconv.Itoa(n(out.Items[limit-1]))
	}
	return out
}

// answered answers with an import.
func (o *operations) answered(c wire.Call, seen intake.Seen, err error) (*importAnswer, error) {
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	return &importAnswer{importOf: imported{code, c.Print}.of(seen)}, nil
}

func (w imported) of(seen intake.Seen) importOf {
	m, s := seen.Import, seen.Summary
	out := importOf{
		ID: m.ID, Campaign: m.Campaign, Register: m.Register, Name: m.Name, State: string(m.State), Unit: w.code(m.Unit), Rows: s.Rows, New: s.New, Changed: s.Changed, Unchanged: s.Unchanged,
		Wrong: s.Wrong, Findings: s.Findings, Fields: s.Fields, Twice: s.Twice, Alike: s.Alike, Taken: s.Taken, Cut: s.Cut, Left: s.Left,
		Storable: m.Storable(), Began: wire.Instant(m.Began), Revision: m.Revision,
	}
	for _, sh := range s.Sheets {
		out.Sheets = append(out.Sheets, importSheet{sh.Name, sh.Head, sh.Missing, wire.Each(sh.Unknown, func(h grid.Heading) string { return h.Text })})
	}
	if seen.Known {
		out.Progress = &importStep{seen.Progress.Percent(), seen.Progress.Rows}
	}
	if m.Refusal != nil {
		out.Refusal = w.print.T(m.Refusal.Key, m.Refusal.Args...)
	}
	return out
}
