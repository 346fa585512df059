// Package ledger is what the API says of the ledger: its registers and what may
// be written into them, the entries, what is done with them, files that go in
// and come out, goals and quotas. Values are typed and shown as a person would;
// units are named by code where they are sent, and by id or code in values.
package ledger

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/privacy"
)

// Services are the use cases behind the operations.
type Services struct {
	Ledger  *ledger.Service
	Intake  *intake.Service
	Goals   *goal.Service
	Quotas  *quota.Service
	Privacy *privacy.Service
	Unit    func(ctx context.Context, code string) (organisation.UnitID, error) // finds a unit that the asker may see, or whose ledger
	Codes   func(ctx context.Context) (func(organisation.UnitID) string, error) // returns what a unit's code is
}

// operations are those of the ledger, at the API that hosts them.
type operations struct {
	Services
	wire.Host
}

// Register adds the operations to an API.
func Register(h wire.Host, s Services) {
	o := &operations{s, h}
	o.registers()
	o.lists()
	o.entries()
	o.evidence()
	o.imports()
	o.goals()
	o.quotas()
}

// InCampaign names a campaign.
type InCampaign struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
}

// InRegister names a register of a campaign.
type InRegister struct {
	InCampaign
	Register string `path:"register" doc:"Id of the register, «activities»." maxLength:"64"`
}

// OneEntry names an entry.
type OneEntry struct {
	Entry ledger.EntryID `path:"entry" doc:"Id of the entry." maxLength:"64"`
}

// entryUnit names a unit.
type entryUnit struct {
	Code string `json:"code"`
	Name string `json:"name"`
}
