package campaign_test

import (
	"math/rand/v2"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/report"
)

func patch(cell, typed string) report.Patch {
	return report.Patch{Cells: map[string]string{cell: typed}}
}

// verdict is a finding of the office on a first version.
func verdict(dice *rand.Rand) report.Finding {
	f := report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}
	if dice.IntN(2) == 0 {
		f.Verdict, f.Reason = campaign.Returned, "请核对"
	}
	return f
}
