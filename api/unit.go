package api

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// UnitRow is a unit as it stands on a day.
type UnitRow struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases,omitempty"`
	Category string   `json:"category"`
	County   string   `json:"county,omitempty" doc:"Code of the unit it stands below by county."`
	Industry string   `json:"industry,omitempty" doc:"Code of the unit it stands below by industry."`
	Founded  day      `json:"founded,omitempty"`
	Closed   day      `json:"closed,omitempty" doc:"Its last day."`
}

type unitAnswer struct {
	Answer
	UnitRow
	Names   []unitName   `json:"names" doc:"All names it ever had."`
	Parents []unitParent `json:"parents" doc:"All units it ever stood below."`
}

type unitName struct {
	Name     string `json:"name"`
	Official bool   `json:"official"`
	From     day    `json:"from,omitempty"`
	To       day    `json:"to,omitempty" doc:"The last day."`
}

type unitParent struct {
	Hierarchy string `json:"hierarchy" enum:"county,industry"`
	Unit      string `json:"unit"`
	From      day    `json:"from,omitempty"`
	To        day    `json:"to,omitempty" doc:"The last day."`
}

type unitsWanted struct {
	Page
	Text     string `query:"q" doc:"Part of a name, an alias or the code." maxLength:"100"`
	Category string `query:"category" enum:"federation,county,zone,industry,direct_enterprise,system,direct,poverty_office,grassroots"`
	Below    string `query:"below" doc:"Code of a unit: only it and those below it." maxLength:"32"`
	On       day    `query:"on" doc:"As of this day; today by default."`
}

type oneUnit struct {
	Code string `path:"code" doc:"Code of the unit." maxLength:"32"`
	On   day    `query:"on" doc:"As of this day; today by default."`
}

func (a *API) units() {
	serve(a, read("/units", "list-units", "The units one may see, by code"), a.listUnits)
	serve(a, read("/units/{code}", "get-unit", "A unit with all its names and parents"), a.unit)
}

func (a *API) listUnits(c *call, in *unitsWanted) (*list[UnitRow], error) {
	t, on, err := a.tree(c, in.On)
	if err != nil {
		return nil, err
	}
	want := visible(c.who)
	want.Text, want.After = in.Text, in.Cursor
	if in.Category != "" {
		want.Categories = []organisation.Category{organisation.Category(in.Category)}
	}
	if in.Below != "" {
		top, err := known(c.who, t, in.Below, people.UnitRead)
		if err != nil {
			return nil, err
		}
		want = within(want, t, top.ID)
	}
	found, _ := t.Search(want)
	found = slices.DeleteFunc(found, func(n organisation.Node) bool { return !n.ExistsOn(on) })
	out := &list[UnitRow]{}
	if len(found) > in.Limit {
		found = found[:in.Limit]
		out.Next = found[in.Limit-1].Code
	}
	out.Items = each(found, func(n organisation.Node) UnitRow { return unitRow(t, n) })
	return out, nil
}

func (a *API) unit(c *call, in *oneUnit) (*unitAnswer, error) {
	t, _, err := a.tree(c, in.On)
	if err != nil {
		return nil, err
	}
	n, err := known(c.who, t, in.Code, people.UnitRead)
	if err != nil {
		return nil, err
	}
	h, err := a.Units.History(c, n.ID)
	if err != nil {
		return nil, err
	}
	out := &unitAnswer{UnitRow: unitRow(t, n), Parents: []unitParent{}}
	for _, name := range h.Names {
		out.Names = append(out.Names, unitName{name.Name, name.Official, dayOf(name.From), dayOf(name.To)})
	}
	for _, p := range h.Parents {
		out.Parents = append(out.Parents, unitParent{string(p.Hierarchy), code(t, p.Parent), dayOf(p.From), dayOf(p.To)})
	}
	return out, nil
}

// tree returns the units of the asker's root as of a day, today by default.
func (a *API) tree(c *call, asOf day) (*organisation.Tree, calendar.Date, error) {
	on, err := asOf.Date("on")
	if err != nil {
		return nil, on, err
	}
	if on.IsZero() {
		on = a.Units.Today()
	}
	t, err := a.Units.Tree(c, c.who.Root, on)
	return t, on, err
}

// codes returns what the code of a unit is today.
func (a *API) codes(ctx context.Context) (func(organisation.UnitID) string, error) {
	t, _, err := a.tree(callOf(ctx), "")
	return func(id organisation.UnitID) string { return code(t, id) }, err
}

// visible is the search that finds what the asker may see.
func visible(who people.Actor) organisation.Search {
	s := who.Scope(people.UnitRead, "")
	return organisation.Search{Below: s.All, Only: s.Own}
}

// within narrows a search to a unit and those below it.
func within(s organisation.Search, t *organisation.Tree, top organisation.UnitID) organisation.Search {
	seen := map[organisation.UnitID]bool{}
	for _, u := range s.Below {
		for _, id := range t.Subtree(u) {
			seen[id] = true
		}
	}
	for _, id := range s.Only {
		seen[id] = true
	}
	s.Below, s.Only = nil, slices.DeleteFunc(t.Subtree(top), func(id organisation.UnitID) bool { return !seen[id] })
	return s
}

// known returns the unit of a code, if the asker may see it, or what is kept
// there: by any of the acts.
func known(who people.Actor, t *organisation.Tree, code string, acts ...people.Action) (organisation.Node, error) {
	n, ok := t.ByCode(code)
	on := people.Place{Root: n.Root, Unit: n.ID, Path: t.Ancestors(n.ID)}
	if !ok || !slices.ContainsFunc(acts, func(act people.Action) bool { return who.May(act, on) == nil }) {
		return n, fault.New(fault.NotFound, "api.unknown_unit", code)
	}
	return n, nil
}

func unitRow(t *organisation.Tree, n organisation.Node) UnitRow {
	return UnitRow{
		Code: n.Code, Name: n.Name, Aliases: n.Aliases, Category: string(n.Category), County: code(t, n.County),
		Industry: code(t, n.Industry), Founded: dayOf(n.Founded), Closed: dayOf(n.Closed),
	}
}

// code returns the code of a unit, "" for none.
func code(t *organisation.Tree, id organisation.UnitID) string {
	n, _ := t.Unit(id)
	return n.Code
}
