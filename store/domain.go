package store

import (
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/campaign/proposal"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// One transaction serves every domain package.
var (
	_ organisation.Tx = (*Tx)(nil)
	_ people.Tx       = (*Tx)(nil)
	_ campaign.Tx     = (*Tx)(nil)
	_ post.Tx         = (*Tx)(nil)
	_ revision.Tx     = (*Tx)(nil)
	_ original.Tx     = (*Tx)(nil)
	_ progress.Tx     = (*Tx)(nil)
	_ proposal.Tx     = (*Tx)(nil)
	_ preparation.Tx  = (*Tx)(nil)
	_ privacy.Tx      = (*Tx)(nil)
	_ retention.Tx    = (*Tx)(nil)
	_ intake.Tx       = (*Tx)(nil)
	_ ledger.Tx       = (*Tx)(nil)
	_ report.Tx       = (*Tx)(nil)
	_ publication.Tx  = (*Tx)(nil)
	_ roster.Tx       = (*Tx)(nil)
	_ rollup.Tx       = (*Tx)(nil)
	_ tally.Tx        = (*Tx)(nil)
	_ goal.Tx         = (*Tx)(nil)
	_ audit.Tx        = (*Tx)(nil)
	_ jobs.Tx         = (*Tx)(nil)
)
