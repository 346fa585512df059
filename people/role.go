// Package people decides who may act: accounts and their grants, one table of
// permissions, signing in, and the tokens of machines.
//
// A grant gives an account a role at a unit, for a campaign or for all, from a
// day to a day. The table says how far each role reaches with each action. A
// thing outside everything an account may read answers as if it did not exist.
package people

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Role is what a grant makes of an account. Its name is the message «role.» +
// the role.
type Role string

// The roles of the glossary that are in use.
const (
	Office         Role = "office"          // 竞赛办公室、助力办
	OfficeDirector Role = "office_director" // 办公室主任
	Leader         Role = "leader"          // 领导小组领导
	Liaison        Role = "liaison"         // 联络员
	UnitLeader     Role = "unit_leader"     // 单位负责人
	Grassroots     Role = "grassroots"      // 基层单位
	Viewer         Role = "viewer"          // 只读
	Admin          Role = "admin"           // 系统管理员
)

// Roles lists the roles in the order they are shown.
var Roles = []Role{Office, OfficeDirector, Leader, Liaison, UnitLeader, Grassroots, Viewer, Admin}

// Known reports whether r is a role in use.
func (r Role) Known() bool { return slices.Contains(Roles, r) }

// ActsForBody reports whether a grant of the role may carry a body of the
// campaign, for which the account then reviews.
func (r Role) ActsForBody() bool { return r == Office || r == OfficeDirector }

// GrantID identifies a grant.
type GrantID string

// Grant gives an account a role. It ends on a day and is never deleted.
type Grant struct {
	ID       GrantID
	Account  AccountID
	Role     Role
	Unit     organisation.UnitID // with all units below it, as far as the table says
	Campaign string              // "" for every campaign
	Body     string              // body of the playbook the account acts for, "" for none
	From, To calendar.Date       // first and last day; no To: until further notice
	Revision int64

	// Above holds the units above Unit on the day the grant was read for an
	// Actor; it is not stored.
	Above []organisation.UnitID
}

// HoldsOn reports whether the grant is in force on the day.
func (g Grant) HoldsOn(day calendar.Date) bool {
	return !day.Before(g.From) && (g.To.IsZero() || !day.After(g.To))
}
