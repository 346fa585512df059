// Package privacy is what the API says of personal values: they are told in clear
// to who says why, and every time that is on record; who may read the record
// sees who saw what. What a campaign no longer needs is counted before anybody
// erases it; that is confirmed on the page alone, by a person.
package privacy

import (
	"context"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
)

// Services are the use cases behind the operations.
type Services struct {
	Campaigns *campaign.Service
	Ledger    *ledger.Service
	Privacy   *privacy.Service
	Retention *retention.Service
	Unit      func(ctx context.Context, code string) (organisation.UnitID, error) // finds a unit that the asker may see
	Codes     func(ctx context.Context) (func(organisation.UnitID) string, error) // returns what a unit's code is
}

// operations are those of personal values, at the API that hosts them.
type operations struct {
	Services
	wire.Host
}

// Register adds the operations to an API.
func Register(h wire.Host, s Services) {
	o := &operations{s, h}
	see := wire.Write(http.MethodPost, "/entries/{entry}/unmask", "unmask-person", "See personal values of an entry in clear, for a reason")
	see.Description = "The reading is on record, with its reason, before it is answered."
	wire.Serve(h, see, o.unmask)
	wire.Serve(h, wire.Read("/readings", "list-readings-of-persons", "Who saw personal values in clear, when and why; the newest first"), o.readings)
	wire.Serve(h, wire.Read("/campaigns/{campaign}/retention", "get-retention", "Whose personal values may go after the campaign's years, and whose stay; the page confirms it"), o.due)
}

type unmasking struct {
	Entry ledger.EntryID `path:"entry" doc:"Id of the entry." maxLength:"64"`
	Body  struct {
		Campaign campaign.ID     `json:"campaign" maxLength:"64" doc:"For which the values are needed; of an entry that belongs to a campaign, that one."`
		Fields   []privacy.Field `json:"fields" minItems:"1" maxItems:"3" doc:"name, phone, identity: as few as are needed."`
		Reason   string          `json:"reason" maxLength:"200" doc:"Why, in words; it stands on record in clear."`
	}
}

type unmaskedAnswer struct {
	wire.Answer
	Values map[privacy.Field]string `json:"values" doc:"Those asked for, \"\" where none is known."`
}

// unmask tells values in clear. Who may not see the entry learns nothing of it,
// and the campaign is one that the asker works in.
func (o *operations) unmask(c wire.Call, in *unmasking) (*unmaskedAnswer, error) {
	if err := o.Ledger.Allowed(c, c.Who, people.PersonalRead, in.Entry); err != nil {
		return nil, err
	}
	if _, err := o.Campaigns.Look(c, c.Who, in.Body.Campaign); err != nil {
		return nil, err
	}
	seen, err := o.Privacy.Unmask(c, c.Who, privacy.Ask{Entry: string(in.Entry), Campaign: string(in.Body.Campaign), Fields: in.Body.Fields, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return &unmaskedAnswer{Values: seen.Values}, nil
}
