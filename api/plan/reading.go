package plan

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// reading is an open point of the text and how it is settled.
type reading struct {
	ID       string          `json:"id"`
	Clauses  []string        `json:"clauses"`
	Question string          `json:"question"`
	Options  []readingOption `json:"options" doc:"None: it is settled in words."`
	Default  string          `json:"default,omitempty" doc:"The option that holds until somebody signs."`
	Chosen   string          `json:"chosen,omitempty" doc:"The option that was signed."`
	Decision string          `json:"decision,omitempty" doc:"What holds, in words."`
	Signed   bool            `json:"signed"`
	By       string          `json:"by,omitempty" doc:"The body that signed."`
	On       wire.Day        `json:"on,omitempty"`
}

type readingOption struct {
	ID   string `json:"id"`
	Says string `json:"says"`
}

func readingOf(r playbook.Reading) reading {
	return reading{
		ID: r.ID, Clauses: append([]string{}, r.Clauses...), Question: r.Question,
		Options: wire.Each(r.Options, func(o playbook.ReadingOption) readingOption { return readingOption{o.ID, o.Says} }),
		Default: r.Default, Chosen: r.Chosen, Decision: r.Decision, Signed: r.Signed(), By: r.By, On: wire.DayOf(r.On),
	}
}

// OneReading names a reading.
type OneReading struct {
	InCampaign
	Reading string `path:"reading" maxLength:"64" doc:"Id of the reading."`
}

// decision settles a reading.
type Decision struct {
	Option string `json:"option,omitempty" maxLength:"64" doc:"Id of one of its options."`
	Words  string `json:"words,omitempty" maxLength:"4000" doc:"What holds, of a reading without options."`
}

type deciding struct {
	OneReading
	Body Decision
}

type signing struct {
	OneReading
	Body struct {
		Decision
		Base int64 `json:"base" minimum:"1" doc:"The version in force, as read; a newer one refuses it."`
	}
}

// readings are the open points of the plan, and their signature.
func (o *operations) readings() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/readings", "list-readings", "What the text leaves open, and how it is settled"),
		func(c wire.Call, in *InCampaign) (*wire.List[reading], error) {
			r, err := o.Campaigns.Look(c, c.Who, in.Campaign)
			if err == nil {
				err = c.Who.May(people.PlanRead, people.Place{Root: r.Root, Unit: r.Unit, Campaign: string(r.ID)})
			}
			if err != nil {
				return nil, err
			}
			return &wire.List[reading]{Items: wire.Each(r.Book.Readings, readingOf)}, nil
		})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/readings/{reading}/preview", "preview-reading", "What settling a reading would change; nothing is stored"),
		func(c wire.Call, in *deciding) (*previewAnswer, error) {
			p, err := o.Revisions.PreviewReading(c, c.Who, in.Campaign, in.Reading, revision.Decision(in.Body))
			if err != nil {
				return nil, err
			}
			return o.preview(c, p)
		})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/readings/{reading}/sign", "sign-reading", "Settle a reading for the body one acts for; it is published as the next version"),
		func(c wire.Call, in *signing) (*editionAnswer, error) {
			e, err := o.Revisions.Sign(c, c.Who, in.Campaign, in.Body.Base, in.Reading, revision.Decision(in.Body.Decision))
			return &editionAnswer{Edition: editionOf(e)}, err
		})
}
