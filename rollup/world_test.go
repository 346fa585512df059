package rollup_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
)

// book is a plan whose measures add in every way there is, in a grid of lines,
// in single fields, in a table and in a grid of other rows.
const book = `playbook: xianfeng/1
id: sums
title: 汇总活动
short: 汇总
period: 2018-06-01..2018-12-31
timezone: Asia/Shanghai
document: {kind: 通知, title: 汇总活动的通知, issuers: [市总工会], number: , issued: , clauses: [S-1]}
clauses:
  S-1: {at: 一, words: [每月报], asks: 每月报送}
bodies:
  office: {name: 办公室, kind: office, clauses: [S-1]}
audience: {categories: [county, industry, grassroots], clause: S-1}
lines:
  skill: {name: 技能, clause: S-1}
  goods: {name: 产业, clause: S-1}
  jobs: {name: 就业, clause: S-1}
phases:
  first: {name: 起步, window: 2018-06-01..2018-07-31, clause: S-1}
  second: {name: 推进, window: 2018-08-01..2018-10-15, clause: S-1}
measures:
  flow: {name: 投入, kind: money, over_time: flow, over_units: sum, over_lines: sum, clause: S-1}
  stock: {name: 项目, kind: count, over_time: stock, over_units: sum, over_lines: sum, clause: S-1}
  distinct: {name: 人数, kind: persons, over_time: distinct, over_units: sum, over_lines: sum, clause: S-1}
  apart: {name: 户数, kind: households, over_time: distinct, over_units: never, over_lines: never, clause: S-1}
  bylines: {name: 场次, kind: sessions, over_time: flow, over_units: sum, over_lines: never, clause: S-1}
  byunits: {name: 驻点, kind: count, over_time: stock, over_units: never, over_lines: sum, clause: S-1}
  alone: {name: 人次, kind: person_times, over_time: flow, over_units: sum, over_lines: never, clause: S-1}
forms:
  monthly:
    title: 月报
    clause: S-1
    sections:
      grid:
        title: 数据
        clause: S-1
        rows: lines
        measures: [flow, stock, distinct, apart, bylines, byunits]
      single:
        title: 其他
        clause: S-1
        fields:
          more: {label: 另投入, measure: flow}
          alone: {label: 人次, measure: alone}
          note: {label: 说明, max: 100}
  once:
    title: 基本情况
    clause: S-1
    sections:
      points:
        title: 点
        clause: S-1
        columns:
          name: {label: 点, required: yes, max: 30}
          flow: {label: 投入, measure: flow}
          homes: {label: 户数, measure: apart}
      other:
        title: 另
        clause: S-1
        rows: {north: 北片, south: 南片}
        measures: [stock]
obligations:
  start:
    title: 基本情况
    clause: S-1
    of: units
    forms: once
    to: office
    due: 2018-06-20
  monthly:
    title: 月报
    clause: S-1
    of: units
    forms: monthly
    to: office
    every: month
    from: 2018-06
    until: 2018-12
    due: last workday of month
    nil: {none: 本月无}
`

// world is a federation whose units move, close and report at random.
type world struct {
	*stage.Stage
	dice     *rand.Rand
	other    *rollup.Service // another node on the same database
	codes    []string
	category map[string]organisation.Category
	county   map[string]string // parents today, by code
	industry map[string]string
}

func newWorld(t testing.TB, db *store.DB, seed uint64) *world {
	w := &world{Stage: stage.Empty(t, db), dice: rand.New(rand.NewPCG(seed, 1)),
		category: map[string]organisation.Category{}, county: map[string]string{}, industry: map[string]string{}}
	w.other = rollup.NewService(store.Scope[rollup.Tx](db), campaign.NewService(store.Scope[campaign.Tx](db), w.Now))
	w.Root = w.Found("CITY", "市总工会", organisation.Federation, "", "")
	w.found("c0", organisation.County, "CITY", "")
	w.found("c1", organisation.County, "CITY", "")
	w.found("i0", organisation.Industry, "", "CITY")
	w.found("i1", organisation.Industry, "", "CITY")
	for n := range 5 {
		w.found("g"+strconv.Itoa(n), organisation.Grassroots, w.oneOf("c0", "c1", "CITY"), w.oneOf("i0", "i1", ""))
	}
	c, err := w.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{Organiser: w.Root, Source: []byte(book)})
	w.Must(err)
	w.Campaign = c.ID
	return w
}

func (w *world) oneOf(options ...string) string { return options[w.dice.IntN(len(options))] }

func (w *world) chance(percent int) bool { return w.dice.IntN(100) < percent }

func (w *world) found(code string, c organisation.Category, county, industry string) {
	w.Found(code, code+"工会", c, county, industry)
	w.codes = append(w.codes, code)
	w.category[code], w.county[code], w.industry[code] = c, county, industry
}

// month plays a month: somebody moves or closes, and most report.
func (w *world) month(n int) {
	w.At(fmt.Sprintf("2018-%02d-05 09:00", n))
	w.shift(n)
	_, err := w.Campaigns.Reconcile(w.T.Context(), stage.Program, w.Campaign)
	w.Must(err)
	w.At(fmt.Sprintf("2018-%02d-25 09:00", n))
	page, err := w.Campaigns.Duties(w.T.Context(), stage.Program,
		campaign.Filter{Campaign: w.Campaign, Obligation: "monthly", Period: fmt.Sprintf("2018-%02d", n)})
	w.Must(err)
	for _, it := range page.Items {
		if it.Excused == "" {
			w.report(page.Tree, it)
		}
	}
}

// shift moves some grass-roots units and closes one.
func (w *world) shift(month int) {
	today := calendar.DateOf(w.Now(), campaignZone)
	for _, code := range w.codes[4:] {
		h, err := w.Units.History(w.T.Context(), w.Unit(code))
		w.Must(err)
		if !h.Unit.Closed.IsZero() {
			continue
		}
		switch to := w.oneOf("c0", "c1", "CITY"); {
		case w.chance(20) && to != w.county[code]:
			_, err = w.Units.Move(w.T.Context(), stage.Program, organisation.Moving{
				Unit: h.Unit.ID, Hierarchy: organisation.ByCounty, Parent: w.Unit(to), From: today, Revision: h.Unit.Revision})
			w.county[code] = to
		case w.chance(10) && w.industry[code] != "i1":
			_, err = w.Units.Move(w.T.Context(), stage.Program, organisation.Moving{
				Unit: h.Unit.ID, Hierarchy: organisation.ByIndustry, Parent: w.Unit("i1"), From: today, Revision: h.Unit.Revision})
			w.industry[code] = "i1"
		case month > 8 && w.chance(10):
			_, err = w.Units.Close(w.T.Context(), stage.Program, organisation.Closing{
				Unit: h.Unit.ID, On: today, Reason: "撤并", Revision: h.Unit.Revision})
		}
		w.Must(err)
	}
}

// report sends what a unit owes, or not, once or twice, and accepts it, or not.
func (w *world) report(tree *organisation.Tree, it campaign.Item) {
	switch n, _ := tree.Unit(it.Unit); {
	case w.chance(5):
		w.Must(w.Campaigns.Excuse(w.T.Context(), stage.Program, it.ID, "停产", it.Revision))
	case w.chance(85):
		w.send(n.Code, it.ID)
		switch {
		case w.chance(20):
			w.review(it.ID, campaign.Returned)
			if w.chance(70) {
				w.send(n.Code, it.ID)
			}
		case w.chance(70):
			w.review(it.ID, campaign.Accepted)
		}
	}
}

func (w *world) send(code string, id campaign.DutyID) {
	who := w.As(people.Liaison, code)
	e, err := w.Reports.Open(w.T.Context(), who, id)
	w.Must(err)
	in := report.Sending{Revision: e.Draft.Revision, Cells: w.content()}
	if w.chance(25) {
		in.Nil, in.Cells = "none", nil
	}
	_, err = w.Reports.Submit(w.T.Context(), who, id, in)
	w.Must(err)
}

// content fills in some of the cells.
func (w *world) content() map[string]string {
	cells := map[string]string{"single/note": "无"}
	for _, line := range []string{"skill", "goods", "jobs"} {
		for _, m := range []string{"flow", "stock", "distinct", "apart", "bylines", "byunits"} {
			w.maybe(cells, "grid/"+line+"/"+m)
		}
	}
	w.maybe(cells, "single/more")
	w.maybe(cells, "single/alone")
	return cells
}

func (w *world) maybe(cells map[string]string, cell string) {
	if w.chance(60) {
		cells[cell] = strconv.Itoa(w.dice.IntN(50))
	}
}

func (w *world) review(id campaign.DutyID, v campaign.Verdict) {
	e, err := w.Reports.Open(w.T.Context(), stage.Program, id)
	w.Must(err)
	f := report.Finding{Body: "office", Version: e.Newest, Verdict: v}
	if v == campaign.Returned {
		f.Reason = "核对"
	}
	w.Must(w.Reports.Review(w.T.Context(), w.AsBody(people.Office, "CITY", "office"), id, f))
}
