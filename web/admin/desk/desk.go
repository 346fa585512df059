// Package desk is what the pages of the staff side share: who calls and what
// the call may do, the campaign at hand, the frame around a page, short forms,
// the words of lists, signing in and the password. The packages beside it carry
// the pages of one noun each; they know the desk and not each other.
package desk

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/campaign/proposal"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/ledger/yearly"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Services are the use cases behind the pages.
type Services struct {
	People       *people.Service
	Units        *organisation.Service
	Campaigns    *campaign.Service
	Originals    *original.Service
	Posts        *post.Service
	Progress     *progress.Service
	Preparations *preparation.Service
	Proposals    *proposal.Service
	Revisions    *revision.Service
	Reports      *report.Service
	Traces       *trace.Service
	Deposits     *deposit.Service
	Figures      *rollup.Service
	Goals        *goal.Service
	Quotas       *quota.Service
	Yearly       *yearly.Service
	Results      *result.Service
	Bulletins    *publication.Service
	Ledger       *ledger.Service
	Intake       *intake.Service
	Roster       *roster.Service
	Trail        Trail
	Privacy      *privacy.Service
	Retention    *retention.Service
}

// Trail reads the audit record.
type Trail interface {
	Page(ctx context.Context, who people.Actor, f audit.Filter) ([]audit.Entry, error)
}

// Desk is what every page of the staff side works with.
type Desk struct {
	*web.Site
	Services
	Sessions *web.Sessions
	demo     []DemoAccount // listed on the sign-in page of a demonstration
	page     pages
}

// DemoAccount is an account that the sign-in page of a demonstration offers.
type DemoAccount struct {
	Login, Password, Role string
	Unit                  string // by its code, and by its name once it is listed
	Federation            string // by its name, once it is listed
}

// New makes the desk of a site; the faults of the site get its frame. demo
// lists the accounts of a demonstration, nil in earnest.
func New(site *web.Site, s Services, sessions *web.Sessions, demo []DemoAccount) *Desk {
	d := &Desk{Site: site, Services: s, Sessions: sessions, demo: demo}
	d.page = newPages(d)
	site.Options.Frame = d.faultFrame
	return d
}
