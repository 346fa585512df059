// Package goal keeps the yearly goals of units and every version of them.
package goal

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Goals are the queries on goals within a transaction.
type Goals struct{ *sqltx.Tx }

var goals = sqltx.Table[goal.Goal]{
	Name: "goal", Columns: "id, root_id, campaign_id, unit_id, line, measure, year, in_force, newest, created_at, revision",
	Keys: 1, Covered: true,
	Refs: func(g *goal.Goal) []any {
		return []any{&g.ID, &g.Root, &g.Campaign, &g.Unit, &g.Line, &g.Measure, &g.Year, &g.InForce, &g.Newest, sqltx.Instant(&g.Created), &g.Revision}
	},
}

var versions = sqltx.Table[goal.Version]{
	Name:    "goal_version",
	Columns: "goal_id, n, value, dropped, state, duty_id, plan_version, reason, at, account, decided_at, decided_by, note, revision",
	Keys:    2, Covered: true,
	Refs: func(v *goal.Version) []any {
		return []any{&v.Goal, &v.N, &v.Value, sqltx.Bool(&v.Dropped), &v.State, &v.Duty, &v.Plan, &v.Reason,
			sqltx.Instant(&v.At), &v.By, sqltx.Instant(&v.Decided), &v.DecidedBy, &v.Note, &v.Revision}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{goals.Cover(), versions.Cover()}

// InsertGoals stores new goals.
func (q Goals) InsertGoals(all []goal.Goal) error { return sqltx.InsertAll(q.Tx, goals, all) }

// UpdateGoals stores which versions of goals are in force and the newest.
func (q Goals) UpdateGoals(all []goal.Goal) error {
	return sqltx.ChangeMany(q.Tx, goals, []string{"in_force", "newest"}, all)
}

// InsertGoalVersions stores new versions.
func (q Goals) InsertGoalVersions(all []goal.Version) error {
	return sqltx.InsertAll(q.Tx, versions, all)
}

// UpdateGoalVersions stores what was decided of versions.
func (q Goals) UpdateGoalVersions(all []goal.Version) error {
	return sqltx.ChangeMany(q.Tx, versions, []string{"state", "decided_at", "decided_by", "note"}, all)
}

// Goal returns one goal.
func (q Goals) Goal(id goal.ID) (goal.Goal, error) {
	return sqltx.One(q.Tx, goals.Refs, goals.Select("WHERE id = $1"), string(id))
}

// GoalsOf lists the goals of a filter.
func (q Goals) GoalsOf(f goal.Filter) ([]goal.Goal, error) {
	w := picks(f)
	return sqltx.All(q.Tx, goals.Refs, goals.Select(w.String()+" ORDER BY id"), w.Args...)
}

// VersionsInHand lists the versions that are in force or the newest of the goals
// of a filter.
func (q Goals) VersionsInHand(f goal.Filter) ([]goal.Version, error) {
	w := picks(f)
	return sqltx.All(q.Tx, versions.Refs, versions.Select("v JOIN (SELECT id, in_force, newest FROM goal "+w.String()+
		") g ON g.id = v.goal_id AND v.n IN (g.in_force, g.newest) ORDER BY v.goal_id, v.n"), w.Args...)
}

// GoalVersions lists the versions of a goal, the newest first.
func (q Goals) GoalVersions(id goal.ID) ([]goal.Version, error) {
	return sqltx.All(q.Tx, versions.Refs, versions.Select("WHERE goal_id = $1 ORDER BY n DESC"), string(id))
}

// AwaitingGoals counts the goals whose newest version waits, by unit.
func (q Goals) AwaitingGoals(of campaign.ID) (map[organisation.UnitID]int, error) {
	out := map[organisation.UnitID]int{}
	err := q.Scan(func(scan func(...any) error) error {
		var unit organisation.UnitID
		var n int
		if err := scan(&unit, &n); err != nil {
			return err
		}
		out[unit] = n
		return nil
	}, `SELECT g.unit_id, COUNT(*) FROM goal_version v JOIN goal g ON g.id = v.goal_id
		WHERE v.state = 'awaiting' AND g.campaign_id = $1 GROUP BY g.unit_id`, string(of))
	return out, err
}

func picks(f goal.Filter) *sqltx.Where {
	w := &sqltx.Where{}
	w.And("campaign_id = ?", string(f.Campaign))
	if f.Unit != "" {
		w.And("unit_id = ?", string(f.Unit))
	}
	if f.Year != 0 {
		w.And("year = ?", int64(f.Year))
	}
	if f.Line != "" {
		w.And("line = ?", f.Line)
	}
	return w
}

// PlansToTake lists accepted reports of a form from whose newest version no goal
// was taken yet, by duty, those after one.
func (q Goals) PlansToTake(of campaign.ID, obligation, form string, after campaign.DutyID, most int) ([]goal.Plan, error) {
	var plans []goal.Plan
	err := q.Scan(func(scan func(...any) error) error {
		var p goal.Plan
		var content paper.Content
		if err := scan(&p.Duty, &p.Unit, &p.N, &p.Rule, sqltx.JSON(&content), &p.By); err != nil {
			return err
		}
		p.Cells = content.Cells
		plans = append(plans, p)
		return nil
	}, `SELECT d.id, d.unit_id, v.n, v.rule_version, v.content, v.sent_by FROM duty d
		JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest
		WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.form = $3 AND d.accepted = 1 AND d.nil_report = 0
		AND NOT EXISTS (SELECT 1 FROM goal_version t WHERE t.duty_id = d.id AND t.plan_version = d.newest)
		AND d.id > $4 ORDER BY d.id LIMIT $5`, string(of), obligation, form, string(after), int64(most))
	return plans, err
}
