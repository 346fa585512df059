package api

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// VersionRow is a version as it was sent.
type VersionRow struct {
	N      int64            `json:"n" doc:"1 for the first."`
	Digest string           `json:"digest" doc:"SHA-256 of the content's canonical JSON."`
	Rule   int64            `json:"rule" doc:"Version of the playbook whose form it fills."`
	Sent   *time.Time       `json:"sent"`
	By     people.AccountID `json:"by" doc:"The account that sent it."`
	AsOf   *time.Time       `json:"as_of" doc:"The instant its figures are of."`
}

func versionOf(v report.Version) VersionRow {
	return VersionRow{N: v.N, Digest: v.Digest, Rule: v.Rule, Sent: instant(v.Sent), By: v.By, AsOf: instant(v.AsOf)}
}

type versionAnswer struct {
	Answer
	VersionRow
	Duty     campaign.DutyID `json:"duty"`
	Warnings []violation     `json:"warnings" doc:"What the form advises; it stops no report."`
}

type versionOpened struct {
	Answer
	VersionRow
	Duty campaign.DutyID `json:"duty"`
	Content
	Changed  []difference `json:"changed" doc:"Against the version before, as stored."`
	Warnings []violation  `json:"warnings" doc:"What the form advises on it."`
	Reviews  []finding    `json:"reviews"`
}

type difference struct {
	Cell string `json:"cell"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

type finding struct {
	Body    string            `json:"body"`
	Verdict string            `json:"verdict" enum:"received,returned,accepted"`
	At      *time.Time        `json:"at"`
	Reason  string            `json:"reason,omitempty"`
	Wanted  day               `json:"wanted,omitempty"`
	Cells   map[string]string `json:"cells,omitempty"`
}

type oneVersion struct {
	OneDuty
	N int64 `path:"n" minimum:"1"`
}

func (a *API) versions() {
	serve(a, read("/duties/{duty}/versions", "list-versions", "The versions that were sent, the oldest first"),
		func(c *call, in *OneDuty) (*list[VersionRow], error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			return &list[VersionRow]{Items: each(e.Versions, versionOf)}, err
		})
	serve(a, read("/duties/{duty}/versions/{n}", "get-version", "A version with its content and what recipients said of it"), a.version)
}

func (a *API) version(c *call, in *oneVersion) (*versionOpened, error) {
	sent, err := a.Reports.Version(c, c.who, in.Duty, in.N)
	if err != nil {
		return nil, err
	}
	e, err := a.Reports.Open(c, c.who, in.Duty)
	if err != nil {
		return nil, err
	}
	out := &versionOpened{
		VersionRow: versionOf(sent.Version), Duty: in.Duty, Content: contentOf(sent.Rules, sent.Form, sent.Version.Content),
		Changed:  each(sent.Changed, func(d paper.Difference) difference { return difference(d) }),
		Warnings: c.violations(sent.Warnings), Reviews: []finding{},
	}
	for _, r := range e.Reviews {
		if r.N == in.N {
			out.Reviews = append(out.Reviews, finding{r.Body, string(r.Verdict), instant(r.At), r.Reason, dayOf(r.Wanted), r.Cells})
		}
	}
	return out, nil
}
