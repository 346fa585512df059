package privacy

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
)

type retentionWanted struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
}

type retentionAnswer struct {
	wire.Answer
	Years     int            `json:"years" doc:"After the campaign's end."`
	Clause    string         `json:"clause,omitempty"`
	Ended     wire.Day       `json:"ended,omitempty" doc:"The campaign's last day; absent while it has none."`
	From      wire.Day       `json:"from,omitempty" doc:"From this day on the values may be erased; absent while it is not known."`
	Due       bool           `json:"due" doc:"That day has come."`
	Erasable  int            `json:"erasable" doc:"Persons."`
	Staff     int            `json:"staff" doc:"Of them those that no register is about."`
	Registers map[string]int `json:"registers" doc:"Of them the others, by register."`
	Kept      []keptPerson   `json:"kept" doc:"Whose values stay, as many as are named."`
	More      int            `json:"more" doc:"Of those kept who are not named."`
}

type keptPerson struct {
	Person organisation.PersonID `json:"person"`
	Why    []retention.Why       `json:"why" doc:"account: signs in to the program; post: holds a post elsewhere; roster: stands on the roster; campaign: another campaign is about this person."`
}

// due counts whose values would go. Who is kept is told by id: no name is needed
// to see that nobody is missing.
func (o *operations) due(c wire.Call, in *retentionWanted) (*retentionAnswer, error) {
	p, err := o.Retention.Plan(c, c.Who, in.Campaign)
	if err != nil {
		return nil, err
	}
	out := &retentionAnswer{
		Years: p.Years, Clause: p.Clause, Ended: wire.DayOf(p.Ended), From: wire.DayOf(p.From), Due: p.Due, Erasable: p.Erasable, More: p.More, Registers: map[string]int{},
		Kept: wire.Each(p.Kept, func(k retention.Kept) keptPerson { return keptPerson{k.Person, k.Why} }),
	}
	for register, n := range p.Registers {
		if register == "" {
			out.Staff = n
			continue
		}
		out.Registers[register] = n
	}
	return out, nil
}
