// Package campaign keeps campaigns, their playbooks, duties, posts and
// liaisons.
package campaign

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Campaigns are the queries on campaigns within a transaction.
type Campaigns struct{ *sqltx.Tx }

var campaigns = sqltx.Table[campaign.Campaign]{
	Name:    "campaign",
	Columns: "id, unit_id, root_id, playbook_id, version, digest, title, launched_at, ends_on, closed_at, calendar_version, without, left_out, revision",
	Keys:    1, Covered: true,
	Refs: func(c *campaign.Campaign) []any {
		return []any{&c.ID, &c.Unit, &c.Root, &c.Playbook, &c.Version, &c.Digest, &c.Title, sqltx.Instant(&c.Launched),
			sqltx.Date(&c.Ends), sqltx.Instant(&c.Closed), &c.Calendar, sqltx.JSON(&c.Without), sqltx.JSON(&c.Except), &c.Revision}
	},
}

var editions = sqltx.Table[campaign.Edition]{
	Name:    "campaign_playbook",
	Columns: "campaign_id, version, digest, source, published_at, published_by, note",
	Keys:    2, Covered: true,
	Refs: func(e *campaign.Edition) []any {
		return []any{&e.Campaign, &e.Version, &e.Digest, &e.Source, sqltx.Instant(&e.Published), &e.By, &e.Note}
	},
}

var duties = sqltx.Table[campaign.Duty]{
	Name: "duty",
	Columns: "id, campaign_id, unit_id, obligation, form, period, clause, opens_at, due_on, due_at, provisional, " +
		"calendar_version, rule_version, category, county_id, industry_id, newest, nil_report, accepted, first_at, held_on, judged_at, " +
		"published_at, excused, excused_at, pending, revision",
	Keys: 1, Covered: true,
	Refs: func(d *campaign.Duty) []any {
		return []any{&d.ID, &d.Campaign, &d.Unit, &d.Obligation, &d.Form, &d.Period, &d.Clause, sqltx.Instant(&d.Opens),
			sqltx.Date(&d.DueOn), sqltx.Instant(&d.Due), sqltx.Bool(&d.Provisional), &d.Calendar, &d.Rule,
			&d.Category, &d.County, &d.Industry, &d.Newest, sqltx.Bool(&d.Nil), sqltx.Bool(&d.Accepted), sqltx.Instant(&d.First), sqltx.Date(&d.Held), sqltx.Instant(&d.Judged),
			sqltx.Instant(&d.Published), &d.Excused, sqltx.Instant(&d.ExcusedAt), &d.Pending, &d.Revision}
	},
}

var recipients = sqltx.Table[campaign.Recipient]{
	Name:    "duty_recipient",
	Columns: "duty_id, body, verdict, version, at, wanted_on, revision",
	Keys:    2, Covered: true,
	Refs: func(r *campaign.Recipient) []any {
		return []any{&r.Duty, &r.Body, &r.Verdict, &r.Version, sqltx.Instant(&r.At), sqltx.Date(&r.Wanted), &r.Revision}
	},
}

var holdings = sqltx.Table[campaign.Holding]{
	Name:    "post_holding",
	Columns: "id, campaign_id, post, person_id, plan_name, unit_id, from_on, to_on, revision",
	Keys:    1, Covered: true,
	Refs: func(h *campaign.Holding) []any {
		return []any{&h.ID, &h.Campaign, &h.Post, &h.Person, &h.PlanName, &h.Unit, sqltx.Date(&h.From), sqltx.Date(&h.To), &h.Revision}
	},
}

var delegations = sqltx.Table[campaign.Delegation]{
	Name:    "post_delegate",
	Columns: "id, campaign_id, post, person_id, from_on, to_on, reason, revision",
	Keys:    1, Covered: true,
	Refs: func(d *campaign.Delegation) []any {
		return []any{&d.ID, &d.Campaign, &d.Post, &d.Person, sqltx.Date(&d.From), sqltx.Date(&d.To), &d.Reason, &d.Revision}
	},
}

var liaisons = sqltx.Table[campaign.Liaison]{
	Name:    "liaison",
	Columns: "id, campaign_id, unit_id, person_id, deputy, from_on, to_on, revision",
	Keys:    1, Covered: true,
	Refs: func(l *campaign.Liaison) []any {
		return []any{&l.ID, &l.Campaign, &l.Unit, &l.Person, sqltx.Bool(&l.Deputy), sqltx.Date(&l.From), sqltx.Date(&l.To), &l.Revision}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{
	campaigns.Cover(), editions.Cover(), notices.Cover(), duties.Cover(), recipients.Cover(), holdings.Cover(), delegations.Cover(), liaisons.Cover(),
}
