package plan

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
)

type planDraftAnswer struct {
	wire.Answer
	Base   int64      `json:"base" doc:"The version it was begun from."`
	Source string     `json:"source"`
	Saved  *time.Time `json:"saved,omitempty" doc:"Absent while there is no draft: then it is the version in force."`
}

type saving struct {
	InCampaign
	Body struct {
		Base   int64  `json:"base" minimum:"1"`
		Source string `json:"source" doc:"It may have mistakes."`
	}
}

// drafts are the text of the plan that one is working on; nobody else sees it.
func (o *operations) drafts() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/plan-draft", "get-plan-draft", "The text of the plan one is working on"), o.draft)
	wire.Serve(o.Host, wire.Write(http.MethodPut, "/campaigns/{campaign}/plan-draft", "save-plan-draft", "Keep the text of the plan one is working on"),
		func(c wire.Call, in *saving) (*planDraftAnswer, error) {
			if err := o.Revisions.SaveDraft(c, c.Who, in.Campaign, in.Body.Base, []byte(in.Body.Source)); err != nil {
				return nil, err
			}
			return o.draft(c, &in.InCampaign)
		})
	wire.Serve(o.Host, wire.Write(http.MethodDelete, "/campaigns/{campaign}/plan-draft", "drop-plan-draft", "Forget the text of the plan one was working on"),
		func(c wire.Call, in *InCampaign) (*wire.Answer, error) {
			return &wire.Answer{}, o.Revisions.DropDraft(c, c.Who, in.Campaign)
		})
}

func (o *operations) draft(c wire.Call, in *InCampaign) (*planDraftAnswer, error) {
	d, err := o.Revisions.Draft(c, c.Who, in.Campaign)
	return &planDraftAnswer{Base: d.Base, Source: d.Source, Saved: wire.Instant(d.Saved)}, err
}
