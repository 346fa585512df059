// Package plan is what the API says of plans: their clauses with the words of
// the document and how they stand, the document, the readings, the versions of
// the playbook and what changing it would do, and how a campaign is prepared and
// launched.
package plan

import (
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Services are the use cases behind the operations.
type Services struct {
	Units        *organisation.Service
	Campaigns    *campaign.Service
	Originals    *original.Service
	Revisions    *revision.Service
	Preparations *preparation.Service
}

// operations answer what is asked of plans.
type operations struct {
	wire.Host
	Services
}

// Register adds the operations to the API.
func Register(h wire.Host, s Services) {
	o := &operations{h, s}
	o.clauses()
	o.documents()
	o.readings()
	o.editions()
	o.drafts()
	o.templates()
	o.preparations()
	o.steps()
}

// InCampaign names a campaign.
type InCampaign struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
}

// said picks the words of a call's language.
func said(c wire.Call, chinese, english string) string {
	if c.Print.Lang() == locale.En {
		return english
	}
	return chinese
}
