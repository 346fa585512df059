package privacy

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// The acts by which personal values were seen in clear, as the record names
// them.
const (
	ActRead    = "person.read"     // values of one person
	ActHandOut = "person.hand_out" // a file with personal numbers, or with names
)

// Reading is one time that somebody saw personal values in clear.
type Reading struct {
	ID       audit.ID
	At       time.Time
	Act      string
	Account  string
	Login    string
	Person   organisation.PersonID // "" of a file
	Masked   string                // the person's name as it is shown, "" once erased
	Unit     organisation.UnitID
	Campaign string
	Register string
	Fields   []Field
	File     string // of a file
	Found    int    // of a file: how many numbers it holds
	Filter   string // of a list of the register, in words; "" for all of it
	Rows     int    // of such a list
	Reason   string
}

// Readings returns a page of who saw what, newest first, for who may read the
// audit record. The filter names one of the acts here.
func (s *Service) Readings(ctx context.Context, who people.Actor, f audit.Filter) ([]Reading, error) {
	if f.Act != ActHandOut {
		f.Act = ActRead
	}
	entries, err := s.trail.Page(ctx, who, f)
	if err != nil {
		return nil, err
	}
	out := make([]Reading, 0, len(entries))
	for _, e := range entries {
		r, err := e.Record()
		if err != nil {
			return nil, err
		}
		out = append(out, readingOf(r))
	}
	return out, s.db.View(ctx, func(tx Tx) error { return mask(tx, out) })
}

func readingOf(r audit.Record) Reading {
	out := Reading{
		ID: r.ID, At: r.At, Act: r.Act.Name, Account: r.Origin.Account, Login: r.Origin.Login,
		Unit: organisation.UnitID(r.Act.Unit), Campaign: r.Act.Campaign,
	}
	text := func(name string) string { s, _ := r.Act.New[name].(string); return s }
	out.Reason, out.Register = text("reason"), text("register")
	if r.Act.Name == ActHandOut {
		n, _ := r.Act.New["found"].(float64)
		rows, _ := r.Act.New["rows"].(float64)
		out.File, out.Found, out.Filter, out.Rows = text("name"), int(n), text("filter"), int(rows)
		return out
	}
	out.Person = organisation.PersonID(r.Act.Subject)
	fields, _ := r.Act.New["fields"].([]any)
	for _, f := range fields {
		if name, ok := f.(string); ok {
			out.Fields = append(out.Fields, Field(name))
		}
	}
	return out
}

// mask names each person of a page once, masked.
func mask(tx Tx, all []Reading) error {
	names := map[organisation.PersonID]string{}
	for i := range all {
		id := all[i].Person
		if id == "" {
			continue
		}
		if _, known := names[id]; !known {
			p, err := tx.Person(id)
			if err != nil {
				return err
			}
			names[id] = seal.Name(p.Name)
		}
		all[i].Masked = names[id]
	}
	return nil
}
