package roster

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// participant is somebody who may take part.
type participant struct {
	Entry    ledger.EntryID `json:"entry"`
	Name     string         `json:"name"`
	Unit     rosterUnit     `json:"unit"`
	Level    string         `json:"level,omitempty"`
	Industry string         `json:"industry,omitempty"`
	Status   string         `json:"status,omitempty" enum:"invited,joined,declined" doc:"What was answered to the campaign; absent: nobody asked yet."`
}

type participantsWanted struct {
	At
	wire.Page
	Kind string `query:"kind" enum:"honourees,collectives" default:"honourees"`
	Text string `query:"text" maxLength:"100" doc:"Words of two characters or more: each is in the title, the texts or the name."`
}

type answering struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Body     struct {
		Entries []ledger.EntryID `json:"entries" minItems:"1" maxItems:"500" doc:"Ids of honourees and collectives."`
		Status  string           `json:"status" enum:"invited,joined,declined"`
		Reason  string           `json:"reason,omitempty" maxLength:"500" doc:"Wanted where they decline."`
	}
}

type answeredAnswer struct {
	wire.Answer
	Changed int `json:"changed" doc:"Who had that answer already is not counted."`
}

func (o *operations) participants() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/participants", "list-participants", "Who is on the roster, with what each answered to the campaign"), o.listParticipants)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/participants", "answer-for-participants", "Record how honourees and collectives answered: all of them or none"),
		func(c wire.Call, in *answering) (*answeredAnswer, error) {
			n, err := o.Roster.Participate(c, c.Who, in.Campaign, in.Body.Entries, in.Body.Status, in.Body.Reason)
			if err != nil {
				return nil, err
			}
			return &answeredAnswer{Changed: n}, nil
		})
}

func (o *operations) listParticipants(c wire.Call, in *participantsWanted) (*wire.List[participant], error) {
	q := ledger.Query{Campaign: in.Campaign, Register: in.Kind, Counted: true, Text: in.Text, Sort: ledger.SortUnit, Limit: in.Limit, After: in.Cursor}
	unit, err := o.in(c, in.At)
	if err != nil {
		return nil, err
	}
	if unit != "" {
		q.Below = []organisation.UnitID{unit}
	}
	page, err := o.Ledger.List(c, c.Who, q)
	if err != nil {
		return nil, err
	}
	said, err := o.Roster.Answers(c, c.Who, in.Campaign, wire.Each(page.Entries, func(e ledger.Row) ledger.EntryID { return e.ID }))
	if err != nil {
		return nil, err
	}
	code, err := o.Codes(c)
	if err != nil {
		return nil, err
	}
	return &wire.List[participant]{Next: page.Next, Items: wire.Each(page.Entries, func(e ledger.Row) participant {
		return participant{e.ID, e.Name, rosterUnit{code(e.Unit), e.UnitName}, e.Values["level"], e.Values["industry"], said[e.ID]}
	})}, nil
}

// rosterEntry is an entry of the roster as a pair names it.
type rosterEntry struct {
	Entry ledger.EntryID `json:"entry"`
	Name  string         `json:"name,omitempty" doc:"Absent where the asker may not see it."`
	Unit  string         `json:"unit,omitempty" doc:"What the unit is called."`
}

// names introduces the entries of pairs.
func (o *operations) names(c wire.Call, id campaign.ID, ids []ledger.EntryID) (func(ledger.EntryID) rosterEntry, error) {
	known, err := o.Ledger.Introduced(c, c.Who, id, ids)
	return func(id ledger.EntryID) rosterEntry { return rosterEntry{id, known[id].Name, known[id].UnitName} }, err
}
