package api

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Keyed makes sending safe to repeat.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"Chosen by the client, another one for each report. Sent again with the same key, a report is not sent twice: the answer is the first one."`
}

type submission struct {
	OneDuty
	Keyed
	Body struct {
		Revision int64             `json:"revision" minimum:"0" doc:"Of the draft that is sent, or that the cells replace."`
		Cells    map[string]string `json:"cells,omitempty" doc:"The whole content, as typed; without it the draft is sent. A cell that the ledger fills and that is not here says what the ledger says."`
		Reasons  map[string]reason `json:"reasons,omitempty" doc:"By cell: why it does not say what the ledger says."`
		Nil      string            `json:"nil,omitempty" maxLength:"64" doc:"A nil report: id of its listed reason."`
	}
}

type signature struct {
	OneDuty
	Keyed
	Body struct {
		Revision int64 `json:"revision" minimum:"0" doc:"Of the draft that was handed up."`
	}
}

type receipt struct {
	OneDuty
	Keyed
}

func (a *API) sending() {
	serve(a, write(http.MethodPost, "/duties/{duty}/submit", "submit", "Send the report (报送): the draft, a whole content, or a nil report"),
		func(c *call, in *submission) (*versionAnswer, error) {
			return a.submit(c, in.OneDuty, report.Sending{Revision: in.Body.Revision, Cells: in.Body.Cells, Reasons: reasonsOf(in.Body.Reasons), Nil: in.Body.Nil, Key: in.Key})
		})
	serve(a, write(http.MethodPost, "/duties/{duty}/sign", "sign", "Sign the draft that was handed up, which sends it (签字报送)"),
		func(c *call, in *signature) (*versionAnswer, error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			if err == nil && !e.Form.Signed {
				err = fault.New(fault.Conflict, "report.no_signature_needed")
			}
			if err != nil {
				return nil, err
			}
			return a.submit(c, in.OneDuty, report.Sending{Revision: in.Body.Revision, Key: in.Key})
		})
	serve(a, write(http.MethodPost, "/duties/{duty}/sign-for", "sign-for", "Sign for the plan (签收)"),
		func(c *call, in *receipt) (*versionAnswer, error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			if err == nil && !e.Obliged().Receipt {
				err = fault.New(fault.Conflict, "api.no_receipt")
			}
			if err != nil {
				return nil, err
			}
			return a.submit(c, in.OneDuty, report.Sending{Key: in.Key})
		})
}

func (a *API) submit(c *call, in OneDuty, sending report.Sending) (*versionAnswer, error) {
	v, err := a.Reports.Submit(c, c.who, in.Duty, sending)
	if err != nil {
		return nil, err
	}
	return &versionAnswer{VersionRow: versionOf(v), Duty: in.Duty, Warnings: c.violations(v.Warnings)}, nil
}
