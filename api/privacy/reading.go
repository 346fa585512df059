package privacy

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/privacy"
)

// personReading is one time that somebody saw personal values in clear.
type personReading struct {
	ID       audit.ID              `json:"id" doc:"Of the record."`
	At       *time.Time            `json:"at"`
	Account  string                `json:"account,omitempty" doc:"Absent for the program itself."`
	Login    string                `json:"login,omitempty"`
	Unit     string                `json:"unit,omitempty" doc:"Code of the unit whose the entry was."`
	Campaign string                `json:"campaign,omitempty"`
	Register string                `json:"register,omitempty"`
	Person   organisation.PersonID `json:"person,omitempty"`
	Name     string                `json:"name,omitempty" doc:"Of the person, masked; absent once the values were erased."`
	Fields   []privacy.Field       `json:"fields,omitempty"`
	File     string                `json:"file,omitempty" doc:"The list that went out with names or personal numbers in it."`
	Filter   string                `json:"filter,omitempty" doc:"What a list of the register was asked for, in the words of who took it; absent for all of it."`
	Rows     int                   `json:"rows,omitempty" doc:"How many that list had."`
	Found    int                   `json:"found,omitempty" doc:"How many."`
	Reason   string                `json:"reason"`
}

type readingsWanted struct {
	wire.Page
	Of       string    `query:"of" enum:"persons,files" default:"persons" doc:"Values of one person, or lists that went out with names or personal numbers in them."`
	Campaign string    `query:"campaign" maxLength:"64"`
	Unit     string    `query:"unit" maxLength:"32" doc:"Code of the unit whose the entry was."`
	Account  string    `query:"account" maxLength:"64" doc:"Who saw them."`
	Person   string    `query:"person" maxLength:"64"`
	From     time.Time `query:"from" doc:"At this instant or later."`
	To       time.Time `query:"to" doc:"Before this instant."`
}

func (o *operations) readings(c wire.Call, in *readingsWanted) (*wire.List[personReading], error) {
	f := audit.Filter{Campaign: in.Campaign, Subject: in.Person, Account: in.Account, From: in.From, To: in.To, Limit: in.Limit + 1}
	if in.Of == "files" {
		f.Act = privacy.ActHandOut
	}
	var err error
	if f.Before, err = wire.ReadRecord(in.Cursor); err != nil {
		return nil, err
	}
	if in.Unit != "" {
		unit, err := o.Unit(c, in.Unit)
		if err != nil {
			return nil, err
		}
		f.Unit = string(unit)
	}
	all, err := o.Privacy.Readings(c, c.Who, f)
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	out := &wire.List[personReading]{}
	if len(all) > in.Limit {
		all = all[:in.Limit]
		out.Next = wire.RecordCursor(all[in.Limit-1].At, all[in.Limit-1].ID)
	}
	out.Items = wire.Each(all, func(r privacy.Reading) personReading {
		return personReading{r.ID, wire.Instant(r.At), r.Account, r.Login, code(r.Unit), r.Campaign, r.Register, r.Person, r.Masked, r.Fields, r.File, r.Filter, r.Rows, r.Found, r.Reason}
	})
	return out, nil
}
