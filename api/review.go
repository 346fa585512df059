package api

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/report"
)

type verdict struct {
	OneDuty
	Body struct {
		Body    string `json:"body" minLength:"1" maxLength:"64" doc:"The recipient for whom one speaks."`
		Version int64  `json:"version" minimum:"1" doc:"The version it was read in; a newer one refuses the verdict."`
	}
}

type returning struct {
	OneDuty
	Body struct {
		Body    string            `json:"body" minLength:"1" maxLength:"64" doc:"The recipient for whom one speaks."`
		Version int64             `json:"version" minimum:"1" doc:"The version it was read in; a newer one refuses the verdict."`
		Reason  string            `json:"reason" maxLength:"2000"`
		Wanted  day               `json:"wanted,omitempty" doc:"Wanted back by this day; three working days by default."`
		Cells   map[string]string `json:"cells,omitempty" doc:"A comment by cell."`
	}
}

// reviews are what recipients say, each on its own (P-25).
func (a *API) reviews() {
	for _, say := range []struct {
		path, summary string
		verdict       campaign.Verdict
	}{
		{"receive", "Receive the newest version (签收)", campaign.Received},
		{"accept", "Accept the newest version (通过)", campaign.Accepted},
	} {
		serve(a, write(http.MethodPost, "/duties/{duty}/"+say.path, say.path, say.summary),
			func(c *call, in *verdict) (*dutyAnswer, error) {
				return a.review(c, in.OneDuty, report.Finding{Body: in.Body.Body, Version: in.Body.Version, Verdict: say.verdict})
			})
	}
	serve(a, write(http.MethodPost, "/duties/{duty}/return", "return", "Return the newest version with a reason (退回)"),
		func(c *call, in *returning) (*dutyAnswer, error) {
			wanted, err := in.Body.Wanted.Date("wanted")
			if err != nil {
				return nil, err
			}
			return a.review(c, in.OneDuty, report.Finding{
				Body: in.Body.Body, Version: in.Body.Version, Verdict: campaign.Returned,
				Reason: in.Body.Reason, Wanted: wanted, Cells: in.Body.Cells,
			})
		})
}

func (a *API) review(c *call, in OneDuty, f report.Finding) (*dutyAnswer, error) {
	if err := a.Reports.Review(c, c.who, in.Duty, f); err != nil {
		return nil, err
	}
	return a.duty(c, &in)
}
