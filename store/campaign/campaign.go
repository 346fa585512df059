package campaign

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// InsertCampaign stores a new campaign.
func (q Campaigns) InsertCampaign(c *campaign.Campaign) error {
	return sqltx.Insert(q.Tx, campaigns, c)
}

// UpdateCampaign stores what may change of a campaign, if nobody wrote since
// its revision.
func (q Campaigns) UpdateCampaign(c campaign.Campaign) (campaign.Campaign, error) {
	return sqltx.Change(q.Tx, campaigns,
		`UPDATE campaign SET version = $1, digest = $2, title = $3, ends_on = $4, closed_at = $5, calendar_version = $6, revision = revision + 1
		WHERE id = $7 AND revision = $8`,
		c.Version, c.Digest, c.Title, sqltx.Date(&c.Ends), sqltx.Millis(c.Closed), c.Calendar, string(c.ID), c.Revision)
}

// Campaign returns a campaign.
func (q Campaigns) Campaign(id campaign.ID) (campaign.Campaign, error) {
	return sqltx.One(q.Tx, campaigns.Refs, campaigns.Select("WHERE id = $1"), string(id))
}

// CampaignsOf lists the campaigns of a federation, the newest first; of every
// federation where root is "".
func (q Campaigns) CampaignsOf(root organisation.UnitID) ([]campaign.Campaign, error) {
	if root == "" {
		return sqltx.All(q.Tx, campaigns.Refs, campaigns.Select("ORDER BY launched_at DESC, id"))
	}
	return sqltx.All(q.Tx, campaigns.Refs,
		campaigns.Select("WHERE root_id = $1 ORDER BY launched_at DESC, id"), string(root))
}

// InsertEdition stores a published version of a campaign's playbook.
func (q Campaigns) InsertEdition(e *campaign.Edition) error {
	return sqltx.Insert(q.Tx, editions, e)
}

// Edition returns a version of a campaign's playbook.
func (q Campaigns) Edition(id campaign.ID, version int64) (campaign.Edition, error) {
	return sqltx.One(q.Tx, editions.Refs, editions.Select("WHERE campaign_id = $1 AND version = $2"), string(id), version)
}

type notice struct {
	id        string
	root      organisation.UnitID
	published calendar.Date
	source    string
}

var notices = sqltx.Table[notice]{
	Name: "calendar_notice", Columns: "id, root_id, published_on, source", Keys: 1, Covered: true,
	Refs: func(n *notice) []any { return []any{&n.id, &n.root, sqltx.Date(&n.published), &n.source} },
}

// InsertNotice stores the source of a calendar notice that a federation imported.
func (q Campaigns) InsertNotice(root organisation.UnitID, published calendar.Date, source string) error {
	return sqltx.Insert(q.Tx, notices, &notice{ident.New[string](), root, published, source})
}

// ImportedNotices returns the sources of the notices that a federation
// imported, by the day they were published.
func (q Campaigns) ImportedNotices(root organisation.UnitID) ([]string, error) {
	all, err := sqltx.All(q.Tx, notices.Refs, notices.Select("WHERE root_id = $1 ORDER BY published_on, id"), string(root))
	out := make([]string, len(all))
	for i, n := range all {
		out[i] = n.source
	}
	return out, err
}

// InsertHolding stores who holds a post.
func (q Campaigns) InsertHolding(h *campaign.Holding) error {
	return sqltx.Insert(q.Tx, holdings, h)
}

// UpdateHolding ends a holding, if nobody wrote since its revision.
func (q Campaigns) UpdateHolding(h campaign.Holding) (campaign.Holding, error) {
	return sqltx.Change(q.Tx, holdings,
		"UPDATE post_holding SET to_on = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		sqltx.Date(&h.To), string(h.ID), h.Revision)
}

// Holdings lists who held the posts of a campaign, by post and first day.
func (q Campaigns) Holdings(id campaign.ID) ([]campaign.Holding, error) {
	return sqltx.All(q.Tx, holdings.Refs, holdings.Select("WHERE campaign_id = $1 ORDER BY post, from_on, id"), string(id))
}

// InsertDelegation stores who acts for a post.
func (q Campaigns) InsertDelegation(d *campaign.Delegation) error {
	return sqltx.Insert(q.Tx, delegations, d)
}

// UpdateDelegation ends a delegation, if nobody wrote since its revision.
func (q Campaigns) UpdateDelegation(d campaign.Delegation) (campaign.Delegation, error) {
	return sqltx.Change(q.Tx, delegations,
		"UPDATE post_delegate SET to_on = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		sqltx.Date(&d.To), string(d.ID), d.Revision)
}

// Delegations lists who acted for the posts of a campaign, by post and first
// day.
func (q Campaigns) Delegations(id campaign.ID) ([]campaign.Delegation, error) {
	return sqltx.All(q.Tx, delegations.Refs, delegations.Select("WHERE campaign_id = $1 ORDER BY post, from_on, id"), string(id))
}

// InsertLiaison stores a unit's liaison or deputy.
func (q Campaigns) InsertLiaison(l *campaign.Liaison) error {
	return sqltx.Insert(q.Tx, liaisons, l)
}

// UpdateLiaison ends a liaison, if nobody wrote since its revision.
func (q Campaigns) UpdateLiaison(l campaign.Liaison) (campaign.Liaison, error) {
	return sqltx.Change(q.Tx, liaisons,
		"UPDATE liaison SET to_on = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		sqltx.Date(&l.To), string(l.ID), l.Revision)
}

// Liaisons lists the current liaisons and deputies of a unit in a campaign, of
// every unit where unit is "".
func (q Campaigns) Liaisons(id campaign.ID, unit organisation.UnitID) ([]campaign.Liaison, error) {
	if unit == "" {
		return sqltx.All(q.Tx, liaisons.Refs, liaisons.Select("WHERE campaign_id = $1 AND to_on = '' ORDER BY unit_id, deputy"), string(id))
	}
	return sqltx.All(q.Tx, liaisons.Refs,
		liaisons.Select("WHERE campaign_id = $1 AND unit_id = $2 AND to_on = '' ORDER BY deputy"), string(id), string(unit))
}

// FormerLiaisons lists the liaisons and deputies of a unit that were replaced,
// the last one first.
func (q Campaigns) FormerLiaisons(id campaign.ID, unit organisation.UnitID) ([]campaign.Liaison, error) {
	return sqltx.All(q.Tx, liaisons.Refs,
		liaisons.Select("WHERE campaign_id = $1 AND unit_id = $2 AND to_on <> '' ORDER BY to_on DESC, from_on DESC, id DESC"), string(id), string(unit))
}
