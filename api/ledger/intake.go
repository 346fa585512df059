package ledger

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
)

// importOf is a file that was handed in for a register.
type importOf struct {
	ID        intake.ID      `json:"id"`
	Campaign  campaign.ID    `json:"campaign"`
	Register  string         `json:"register"`
	Name      string         `json:"name" doc:"Of the file."`
	State     string         `json:"state" enum:"checking,checked,storing,stored,failed,cancelled"`
	Rows      int            `json:"rows"`
	New       int            `json:"new"`
	Changed   int            `json:"changed"`
	Unchanged int            `json:"unchanged"`
	Wrong     int            `json:"wrong" doc:"Rows with findings."`
	Findings  int            `json:"findings"`
	Fields    map[string]int `json:"fields,omitempty" doc:"Findings, by column."`
	Storable  bool           `json:"storable" doc:"It may be confirmed."`
	Refusal   string         `json:"refusal,omitempty" doc:"Why nothing came of it."`
	Began     *time.Time     `json:"began"`
	Revision  int64          `json:"revision" doc:"To be named when it is confirmed."`
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
	}
}

type findingsWanted struct {
	OneImport
	Field string `query:"field" maxLength:"64" doc:"Only of this column."`
	After int    `query:"after" minimum:"0" doc:"«n» of the last one of the page before."`
	Limit int    `query:"limit" default:"200" minimum:"1" maximum:"1000"`
}

type importFinding struct {
	N       int    `json:"n"`
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
	Old   map[string]string `json:"old,omitempty"`
	New   map[string]string `json:"new,omitempty"`
}

func (o *operations) imports() {
	hand := wire.Write(http.MethodPost, "/campaigns/{campaign}/registers/{register}/imports", "hand-in-import", "Hand in a list (.xlsx, .csv) for a register: it is checked to its last row, and stored only when it is confirmed")
	hand.RequestBody = wire.Upload("application/octet-stream")
	wire.Serve(o.Host, hand, func(c wire.Call, in *handing) (*importAnswer, error) {
		unit, err := o.Unit(c, in.Unit)
		if err != nil {
			return nil, err
		}
		m, err := o.Intake.HandIn(c, c.Who, intake.Handed{Campaign: in.Campaign, Register: in.Register, Unit: unit, Name: in.Name}, c.Body)
		return answered(c, m, err)
	})
	wire.Serve(o.Host, wire.Read("/imports/{import}", "get-import", "Where an import stands, and what its check found"), func(c wire.Call, in *OneImport) (*importAnswer, error) {
		seen, err := o.Intake.Open(c, c.Who, in.Import)
		return answered(c, seen.Import, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/imports/{import}/confirm", "confirm-import", "Store a list in which nothing is wrong: all of it or nothing"), func(c wire.Call, in *confirming) (*importAnswer, error) {
		m, err := o.Intake.Confirm(c, c.Who, in.Import, in.Body.Revision)
		return answered(c, m, err)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/imports/{import}/cancel", "cancel-import", "End an import before it is stored"), func(c wire.Call, in *OneImport) (*importAnswer, error) {
		if err := o.Intake.Cancel(c, c.Who, in.Import); err != nil {
			return nil, err
		}
		seen, err := o.Intake.Open(c, c.Who, in.Import)
		return answered(c, seen.Import, err)
	})
	o.found()
}

// found lists what an import is made of.
func (o *operations) found() {
	wire.Serve(o.Host, wire.Read("/imports/{import}/findings", "list-findings", "What is wrong in an import, in the order of the file"), func(c wire.Call, in *findingsWanted) (*wire.List[importFinding], error) {
		all, err := o.Intake.Findings(c, c.Who, in.Import, in.Field, in.After, in.Limit)
		if err != nil {
			return nil, err
		}
		return &wire.List[importFinding]{Items: wire.Each(all, func(f intake.Finding) importFinding {
			return importFinding{f.N, f.String(), f.Field, f.Key, c.Print.T(f.Key, f.Args...), f.Clause, f.Found, f.Suggest}
		})}, nil
	})
	wire.Serve(o.Host, wire.Read("/imports/{import}/changes", "list-changes", "What an import adds and changes, in the order of the file"), func(c wire.Call, in *findingsWanted) (*wire.List[importChange], error) {
		all, err := o.Intake.Changes(c, c.Who, in.Import, in.After, in.Limit)
		if err != nil {
			return nil, err
		}
		return &wire.List[importChange]{Items: wire.Each(all, func(m intake.Change) importChange {
			return importChange{m.N, m.String(), string(m.Fate), m.Entry, m.Title, m.Old, m.New}
		})}, nil
	})
}

func answered(c wire.Call, m intake.Import, err error) (*importAnswer, error) {
	if err != nil {
		return nil, err
	}
	s := m.Summary
	out := importOf{
		ID: m.ID, Campaign: m.Campaign, Register: m.Register, Name: m.Name, State: string(m.State), Rows: s.Rows, New: s.New, Changed: s.Changed, Unchanged: s.Unchanged,
		Wrong: s.Wrong, Findings: s.Findings, Fields: s.Fields, Storable: m.Storable(), Began: wire.Instant(m.Began), Revision: m.Revision,
	}
	if m.Refusal != nil {
		out.Refusal = c.Print.T(m.Refusal.Key, m.Refusal.Args...)
	}
	return &importAnswer{importOf: out}, nil
}
