// Package organisation keeps who there is: one tree of units with one or more
// roots (federations), each unit with dated names and with a county and an
// industry parent at once, and the persons that posts, accounts and honours
// point to. Nothing is deleted: a name, a parent and a unit end on a day.
//
// A date range is written as offices write it: From is the first day, To the
// last day it holds, and no To means that it still holds.
package organisation

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// UnitID identifies a unit. People and files name units by their code.
type UnitID string

// Category is what kind of unit it is; a playbook addresses categories.
type Category string

// The categories of the glossary.
const (
	Federation       Category = "federation"        // 总工会
	County           Category = "county"            // 县(市、区)总工会
	Zone             Category = "zone"              // 示范区、高新区工会
	Industry         Category = "industry"          // 产业工会
	DirectEnterprise Category = "direct_enterprise" // 市总直属企业工会
	System           Category = "system"            // 系统工会
	Direct           Category = "direct"            // 直属工会
	PovertyOffice    Category = "poverty_office"    // 扶贫办
	Grassroots       Category = "grassroots"        // 基层工会
)

// Categories lists the categories in the order they are shown.
var Categories = []Category{
	Federation, County, Zone, Industry, DirectEnterprise, System, Direct, PovertyOffice, Grassroots,
}

// Known reports whether c is a category of the glossary. Its name is the
// message «category.» + c.
func (c Category) Known() bool { return slices.Contains(Categories, c) }

// Unit is one reporting unit. Its names and its parents carry their own dates;
// Revision counts every change of the unit, its names and its parents.
type Unit struct {
	ID           UnitID
	Root         UnitID // the federation at the top, itself for a root
	Code         string // printable, unique in its root
	Category     Category
	Founded      calendar.Date // first day, none if it always was
	Closed       calendar.Date // last day, none while it goes on
	ClosedReason string
	Revision     int64
}

// ExistsOn reports whether the unit exists on the day. It decides who owes on
// a due day: founded later, it does not owe yet; closed earlier, it is excused.
func (u Unit) ExistsOn(day calendar.Date) bool { return holds(u.Founded, u.Closed, day) }

// Name is one name of a unit: the official one, or another that it is known
// by. A former official name goes on as an alias.
type Name struct {
	ID       string
	Unit     UnitID
	Name     string
	Official bool
	From, To calendar.Date
	Revision int64
}

// HoldsOn reports whether the name is borne on the day.
func (n Name) HoldsOn(day calendar.Date) bool { return holds(n.From, n.To, day) }

// Hierarchy is one of the two ways in which units stand below each other.
type Hierarchy string

// The two hierarchies; a unit may stand in both at once.
const (
	ByCounty   Hierarchy = "county"
	ByIndustry Hierarchy = "industry"
)

// Parent says that a unit stands below another from a day on.
type Parent struct {
	ID        string
	Unit      UnitID
	Hierarchy Hierarchy
	Parent    UnitID
	From, To  calendar.Date
	Revision  int64
}

// HoldsOn reports whether the unit stands there on the day.
func (p Parent) HoldsOn(day calendar.Date) bool { return holds(p.From, p.To, day) }

// Node is a unit as it stands on a day.
type Node struct {
	Unit
	Name             string
	Aliases          []string // other names then in use, and former ones
	County, Industry UnitID   // its direct parents, "" for none
}

func holds(from, to, day calendar.Date) bool {
	return !day.Before(from) && (to.IsZero() || !day.After(to))
}
