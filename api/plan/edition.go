package plan

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Edition is a version of a campaign's playbook.
type Edition struct {
	Version   int64            `json:"version"`
	SHA256    string           `json:"sha256" doc:"Of its text."`
	Published *time.Time       `json:"published"`
	By        people.AccountID `json:"by,omitempty" doc:"The account that published it."`
	Note      string           `json:"note,omitempty" doc:"Why."`
}

func editionOf(e campaign.Edition) Edition {
	return Edition{e.Version, e.Digest, wire.Instant(e.Published), e.By, e.Note}
}

type editionAnswer struct {
	wire.Answer
	Edition
}

type sourceAnswer struct {
	wire.Answer
	Edition
	Source string `json:"source" doc:"The playbook as text."`
}

type previewing struct {
	InCampaign
	Body struct {
		Source string `json:"source" doc:"The playbook as text, all of it."`
	}
}

type publishing struct {
	InCampaign
	Body struct {
		Base   int64  `json:"base" minimum:"1" doc:"The version it was begun from; a newer one refuses it."`
		Source string `json:"source"`
		Note   string `json:"note,omitempty" maxLength:"4000" doc:"Why."`
	}
}

type comparing struct {
	InCampaign
	From int64 `query:"from" required:"true" minimum:"1"`
	To   int64 `query:"to" required:"true" minimum:"1"`
}

// editions are the versions of the playbook, and the next one.
func (o *operations) editions() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/editions", "list-editions", "The versions of the playbook, the newest first"),
		func(c wire.Call, in *InCampaign) (*wire.List[Edition], error) {
			all, err := o.Revisions.Editions(c, c.Who, in.Campaign)
			return &wire.List[Edition]{Items: wire.Each(all, editionOf)}, err
		})
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/editions/{version}", "get-edition", "A version of the playbook as text"),
		func(c wire.Call, in *editionNumber) (*sourceAnswer, error) {
			e, err := o.Revisions.Edition(c, c.Who, in.Campaign, in.Version)
			return &sourceAnswer{Edition: editionOf(e), Source: e.Source}, err
		})
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/editions/compare", "compare-editions", "What differs between two versions, in words"), o.compare)
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/editions/preview", "preview-edition", "What publishing a text would change, or its mistakes; nothing is stored"),
		func(c wire.Call, in *previewing) (*previewAnswer, error) {
			p, err := o.Revisions.Preview(c, c.Who, in.Campaign, []byte(in.Body.Source))
			if err != nil {
				return nil, err
			}
			return o.preview(c, p)
		})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/editions", "publish-edition",
		"Make a text the version in force, for open and future duties; violations are at «line:column»"),
		func(c wire.Call, in *publishing) (*editionAnswer, error) {
			e, err := o.Revisions.Publish(c, c.Who, in.Campaign, in.Body.Base, []byte(in.Body.Source), in.Body.Note)
			return &editionAnswer{Edition: editionOf(e)}, err
		})
}

func (o *operations) compare(c wire.Call, in *comparing) (*wire.List[planChange], error) {
	all, err := o.Revisions.Between(c, c.Who, in.Campaign, in.From, in.To)
	return &wire.List[planChange]{Items: changesOf(c, all)}, err
}
