// Package trail is what the API says of the audit record.
package trail

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

type record struct {
	ID       audit.ID       `json:"id"`
	Place    *int64         `json:"place,omitempty" doc:"Its place in the Merkle tree; absent while it waits for one."`
	At       *time.Time     `json:"at"`
	Act      string         `json:"act" doc:"«report.send»"`
	Words    string         `json:"words" doc:"The act in the language asked for."`
	Account  string         `json:"account,omitempty" doc:"Absent for the program itself."`
	Login    string         `json:"login,omitempty"`
	Address  string         `json:"address,omitempty"`
	Subject  string         `json:"subject,omitempty" doc:"Id of what was acted on."`
	Campaign string         `json:"campaign,omitempty"`
	Unit     string         `json:"unit,omitempty" doc:"Code of the unit it concerns."`
	Clause   string         `json:"clause,omitempty"`
	Old      map[string]any `json:"old,omitempty"`
	New      map[string]any `json:"new,omitempty"`
	Hash     string         `json:"hash" doc:"Of the record as a leaf of the tree."`
}

type trailWanted struct {
	wire.Page
	Campaign string    `query:"campaign" maxLength:"64"`
	Unit     string    `query:"unit" maxLength:"32" doc:"Code of the unit it concerns."`
	Subject  string    `query:"subject" maxLength:"64"`
	Act      string    `query:"act" maxLength:"64"`
	Account  string    `query:"account" maxLength:"64"`
	From     time.Time `query:"from" doc:"At this instant or later."`
	To       time.Time `query:"to" doc:"Before this instant."`
}

// Services are the use cases behind the operation. Unit finds a unit that the
// asker may see by its code, Codes returns what a unit's code is.
type Services struct {
	Trail *people.Trail
	Unit  func(ctx context.Context, code string) (organisation.UnitID, error)
	Codes func(context.Context) (func(organisation.UnitID) string, error)
}

// Register adds the operation to the API.
func Register(h wire.Host, s Services) {
	wire.Serve(h, wire.Read("/audit", "list-audit", "The audit record, the newest first"), s.audit)
}

func (s *Services) audit(c wire.Call, in *trailWanted) (*wire.List[record], error) {
	f := audit.Filter{
		Campaign: in.Campaign, Subject: in.Subject, Act: in.Act, Account: in.Account,
		From: in.From, To: in.To, Limit: in.Limit + 1,
	}
	var err error
	if f.Before, err = wire.ReadRecord(in.Cursor); err != nil {
		return nil, err
	}
	if in.Unit != "" {
		id, err := s.Unit(c, in.Unit)
		if err != nil {
			return nil, err
		}
		f.Unit = string(id)
	}
	code, err := s.Codes(c)
	if err != nil {
		return nil, err
	}
	entries, err := s.Trail.Page(c, c.Who, f)
	if err != nil {
		return nil, err
	}
	out := &wire.List[record]{Items: []record{}}
	if len(entries) > in.Limit {
		entries = entries[:in.Limit]
		last := entries[in.Limit-1]
		out.Next = wire.RecordCursor(last.At, last.ID)
	}
	for _, e := range entries {
		r, err := recordOf(c.Print, code, e)
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, r)
	}
	return out, nil
}

// recordOf reads an entry of the trail.
func recordOf(p *locale.Printer, code func(organisation.UnitID) string, e audit.Entry) (record, error) {
	r, err := e.Record()
	if err != nil {
		return record{}, err
	}
	out := record{
		ID: r.ID, At: wire.Instant(r.At), Act: r.Act.Name, Words: p.T("act." + r.Act.Name),
		Account: r.Origin.Account, Login: r.Origin.Login, Address: r.Origin.Address, Subject: r.Act.Subject,
		Campaign: r.Act.Campaign, Unit: code(organisation.UnitID(r.Act.Unit)), Clause: r.Act.Clause,
		Old: r.Act.Old, New: r.Act.New, Hash: r.Hash.String(),
	}
	if e.Place != audit.Unplaced {
		out.Place = &e.Place
	}
	return out, nil
}
