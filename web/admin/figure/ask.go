package figure

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// names are the parameters of an address that say what is asked for and how it
// is shown. Whatever else an address carries is not passed on.
var names = []string{"source", "by", "measure", "from", "to", "unit", "hierarchy", "category", "line", "in", "as_of", "state", "sort", "chart"}

// ask is what an address asks for.
type ask struct {
	rollup.Question
	query url.Values // of names alone
	sort  string     // a column, with «-» before it from the greatest down
	chart string     // the measure drawn
	unit  string     // as it was typed
}

// asked reads an address. What it names and nobody knows is a violation at its
// parameter.
func (a *area) asked(c *desk.Call, id campaign.ID) (ask, error) {
	given := c.URL.Query()
	k := ask{query: url.Values{}, sort: given.Get("sort"), chart: given.Get("chart"), unit: strings.TrimSpace(given.Get("unit"))}
	for _, name := range names {
		if values := slices.DeleteFunc(given[name], func(v string) bool { return v == "" }); len(values) > 0 {
			k.query[name] = values
		}
	}
	get := k.query.Get
	obligation, form, _ := strings.Cut(get("source"), ".")
	k.Question = rollup.Question{
		Campaign: id, Source: rollup.Source{Obligation: obligation, Form: form}, By: rollup.By(get("by")), Measures: k.query["measure"],
		Hierarchy: organisation.Hierarchy(get("hierarchy")), Category: organisation.Category(get("category")), Line: get("line"),
		AsOf: rollup.AsOf(get("as_of")), State: rollup.State(get("state")),
	}
	for _, group := range k.query["in"] {
		k.In = append(k.In, memberOf(group))
	}
	from, err := period("from", get("from"))
	if err != nil {
		return k, err
	}
	to, err := period("to", get("to"))
	if err != nil {
		return k, err
	}
	if !from.Start.IsZero() && !to.End.IsZero() && to.End.Before(from.Start) {
		from, to = to, from
	}
	k.From, k.To = from.Start, to.End
	if k.unit != "" {
		if k.Unit, err = a.UnitNamed(c, k.unit); err == nil && k.Unit == "" {
			err = unknownUnit
		}
	}
	return k, err
}

// unknownUnit answers a unit that is none, or that is nobody's business.
var unknownUnit = fault.Violations([]fault.Field{{Path: "unit", Key: "organisation.unknown_unit"}})

// period reads a period by its key, none where nothing was given.
func period(name, key string) (calendar.Period, error) {
	if key == "" {
		return calendar.Period{}, nil
	}
	p, err := calendar.ParsePeriod(key)
	if err != nil {
		err = fault.Violations([]fault.Field{{Path: name, Key: "figures.unknown_period", Args: []any{key}}})
	}
	return p, err
}

// member prints a group as an address names it: «county.yexian».
func member(by rollup.By, key string) string { return string(by) + "." + key }

// memberOf reads a group as member prints it.
func memberOf(text string) rollup.Member {
	by, key, _ := strings.Cut(text, ".")
	return rollup.Member{By: rollup.By(by), Key: key}
}

// within is the address for the same question about one more group.
func (k ask) within(by rollup.By, key string, pairs ...string) string {
	k.query = maps.Clone(k.query)
	k.query["in"] = append(slices.Clone(k.query["in"]), member(by, key))
	return k.with("/figures", pairs...)
}

// without is the address for the same question outside of its group i.
func (k ask) without(i int) string {
	k.query = maps.Clone(k.query)
	k.query["in"] = slices.Delete(slices.Clone(k.query["in"]), i, i+1)
	return k.with("/figures")
}

// with is the address of a page for the same question with other values: names
// and values in turn, "" for none.
func (k ask) with(path string, pairs ...string) string {
	q := maps.Clone(k.query)
	for i := 0; i < len(pairs); i += 2 {
		if q.Del(pairs[i]); pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
