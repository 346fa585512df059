package publication_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// lines is a month's report of figures, «line/measure=value …».
func lines(figures string) map[string]string {
	cells := map[string]string{"texts/progress": "按计划推进"}
	for _, f := range strings.Fields(figures) {
		cell, value, _ := strings.Cut(f, "=")
		cells["figures/"+cell] = value
	}
	return cells
}

// none sends a nil report and lets the office accept it.
func (h *house) none(code, period string) {
	h.t.Helper()
	it := h.Duty(code, "monthly-report", period, "")
	v, err := h.Reports.Submit(h.t.Context(), h.As(people.Liaison, code), it.ID, report.Sending{Nil: "not_started"})
	h.Must(err)
	h.judge(it.ID, v.N, campaign.Accepted)
}

// asks asks package rollup, as the 统计 page does.
func (h *house) asks(period string, by rollup.By) rollup.Answer {
	h.t.Helper()
	q := rollup.Question{Campaign: h.Campaign, By: by, From: stage.Date(period + "-01"), To: stage.Date(period + "-31")}
	a, err := h.Figures.Roll(h.t.Context(), h.office, q)
	h.Must(err)
	return a
}

// same compares what a bulletin tells with what package rollup answers, nothing
// being known of what it has no group for.
func (h *house) same(name string, c content.Content, got []content.Sum, a rollup.Answer, want []rollup.Sum) {
	h.t.Helper()
	if len(got) != len(a.Measures) {
		h.t.Errorf("%s: %d sums of %d measures", name, len(got), len(a.Measures))
		return
	}
	for i, s := range got {
		n, why := int64(0), rollup.Nothing
		if want != nil {
			n, why = want[i].N, want[i].Why
		}
		if c.Measures[i].ID != a.Measures[i].ID || s.Kind != a.Measures[i].Kind || s.N != n || s.Why != why {
			h.t.Errorf("%s %s: the bulletin tells %d %q, rollup %d %q", name, a.Measures[i].ID, s.N, s.Why, n, why)
		}
	}
}

func sumsOf(a rollup.Answer, key string) []rollup.Sum {
	if i := slices.IndexFunc(a.Groups, func(g rollup.Group) bool { return g.Key == key }); i >= 0 {
		return a.Groups[i].Sums
	}
	return nil
}

// Every number of a bulletin is that of the 统计 page, and so is the reason of
// every dash: of nil reports, blank stocks, late, returned and waiting reports,
// two lines, and a unit that is excused after its report was accepted.
func TestP60TheSumsAreThoseOfTheFigures(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-28 10:00")
		h.sent("yexian", "2018-06", lines("skill/projects=3 industry/projects=2 skill/person_times=9"))
		h.sent("jiaoyu", "2018-06", lines("skill/projects=4"))
		h.At("2018-07-30 10:00")
		h.none("yexian", "2018-07")
		h.sent("lushan", "2018-07", lines("skill/person_times=30 industry/person_times=12 skill/households=5 industry/households=4 industry/funds_union=3.2"))
		excused := h.sent("meikuang", "2018-07", lines("skill/projects=50 skill/person_times=70"))
		it := h.Duty("meikuang", "monthly-report", "2018-07", "")
		h.Must(h.Campaigns.Excuse(ctx, h.office, excused.ID, "停产", it.Revision))
		returned := h.sent("gaoxin", "2018-07", lines("skill/projects=100"))
		h.judge(returned.ID, 1, campaign.Returned)
		h.At("2018-08-02 10:00")
		h.sent("jiaoyu", "2018-07", lines("skill/projects=6 skill/person_times=1 skill/households=1"))
		h.At("2018-08-03 10:00")
		b := h.compose("2018-07")
		c := b.Content
		units, all := h.asks("2018-07", rollup.ByUnit), h.asks("2018-07", rollup.ByLine)
		for _, r := range c.Rows {
			h.same(r.Code, c, r.Sums, units, sumsOf(units, r.Code))
		}
		if len(c.Totals.ByLine) != len(all.Groups) || len(c.Rows) != 5 {
			h.t.Errorf("%d lines of %d, %d rows", len(c.Totals.ByLine), len(all.Groups), len(c.Rows))
		}
		for key, sums := range c.Totals.ByLine {
			h.same(key, c, sums, all, sumsOf(all, key))
		}
		h.same("total", c, c.Totals.All, units, units.Total.Sums)
		v, err := h.Bulletins.Open(ctx, h.office, b.ID)
		h.Must(err)
		for _, want := range []string{
			"叶县总工会|按时，零报告|5|", "鲁山县总工会|按时|", "教育工会|迟报2天|6|", "煤矿工会|免报|—|—|—|—|—|", "高新区工会|按时，已退回|—|—|—|—|—|",
			"技能扶贫|9|", "产业扶贫|2|3.20|", "合计||11|3.20|", "|42|\n", "|43|\n",
			"零报告不改变在建项目，沿用以前所报的有：叶县总工会（2018年6月）。",
		} {
			if !strings.Contains(text(v.Document), want) {
				h.t.Errorf("no %q in\n%s", want, text(v.Document))
			}
		}
	})
}

// A report sent before the number of its period and accepted after it is in the
// next number, apart from what was first sent after it, and in no later one.
func TestP60AcceptedAfterTheNumber(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-28 10:00")
		waiting := h.Duty("yexian", "monthly-report", "2018-06", "")
		_, err := h.Send(h.As(people.Liaison, "yexian"), waiting.ID, lines("skill/projects=1 skill/funds_union=2 skill/funds_social=3 skill/sessions=4 skill/person_times=9"))
		h.Must(err)
		h.sent("jiaoyu", "2018-06", lines("skill/person_times=4"))
		h.At("2018-07-05 10:00")
		h.issue("2018-06")
		h.At("2018-07-10 10:00")
		h.judge(waiting.ID, 1, campaign.Accepted)
		late := h.Duty("lushan", "monthly-report", "2018-06", "")
		_, err = h.Send(h.As(people.Liaison, "lushan"), late.ID, lines("skill/person_times=7"))
		h.Must(err)
		told := func(period, at string) publication.Bulletin {
			h.At(at)
			return h.issue(period)
		}
		next := told("2018-07", "2018-08-06 10:00")
		if got := text(next.Document); !strings.Contains(got, "补报情况\n\n鲁山县总工会|2018年6月（待审核）|—|—|—|—|—|\n") ||
			!strings.Contains(got, "补充：上期发布后通过审核的报送\n\n叶县总工会|2018年6月|1|2.00|3.00|4|9|\n") || strings.Contains(got, "教育工会|2018年6月") {
			h.t.Errorf("the next number:\n%s", got)
		}
		h.judge(late.ID, 1, campaign.Accepted)
		third := told("2018-08", "2018-09-06 10:00")
		if got := third.Content; len(got.Late) != 0 || len(got.Added) != 1 || got.Added[0].Unit != h.Unit("lushan") {
			h.t.Errorf("the third tells %+v %+v", got.Late, got.Added)
		}
		h.judge(waiting.ID, 1, campaign.Returned)
		_, err = h.Send(h.As(people.Liaison, "yexian"), waiting.ID, lines("skill/person_times=10"))
		h.Must(err)
		h.judge(waiting.ID, 2, campaign.Accepted)
		if last := told("2018-09", "2018-10-12 10:00").Content; len(last.Late)+len(last.Added) != 0 {
			h.t.Errorf("the fourth tells %+v %+v", last.Late, last.Added)
		}
		if p, err := h.Bulletins.Read(ctx, next.ID); err != nil || p.Bulletin.Digest != next.Digest {
			h.t.Errorf("the second number changed: %v", err)
		}
	})
}

// An office may issue a month before an earlier one; it is told, and what one
// number told no other tells again.
func TestP60OutOfOrder(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	h.At("2018-06-28 10:00")
	h.sent("yexian", "2018-06", stage.Monthly())
	h.At("2018-07-05 10:00")
	first := h.issue("2018-06")
	h.sent("lushan", "2018-06", stage.Monthly())
	_, err := h.Bulletins.Correct(ctx, h.office, first.ID, publication.Change{Unit: "yexian", Measure: "person_times", New: "300", Reason: "重复计算"})
	h.Must(err)
	h.At("2018-09-06 10:00")
	july, august := h.compose("2018-07"), h.compose("2018-08")
	warned := func(id publication.ID) (string, bool) {
		v, err := h.Bulletins.Open(ctx, h.office, id)
		h.Must(err)
		for _, w := range v.Warnings {
			if w.Key == "publication.skipped" {
				return strings.Join(w.Args[0].([]string), " "), true
			}
		}
		return "", false
	}
	if got, ok := warned(august.ID); got != "2018年7月" {
		t.Errorf("August before July: %q %v", got, ok)
	}
	if got, ok := warned(july.ID); ok {
		t.Errorf("July is told of %q", got)
	}
	august, err = h.Bulletins.Sign(ctx, h.director, august.ID, august.Revision)
	h.Must(err)
	if got, _ := warned(august.ID); got != "2018年7月" {
		t.Errorf("signed, it is told of %q", got)
	}
	august, err = h.Bulletins.Issue(ctx, h.office, august.ID, august.Revision)
	h.Must(err)
	if august.Total != 2 || len(august.Content.Late) != 1 || len(august.Content.Fixes) != 1 {
		t.Errorf("%+v", august.Content)
	}
	v, err := h.Bulletins.Open(ctx, h.office, july.ID)
	h.Must(err)
	if _, err := h.Bulletins.Sign(ctx, h.director, july.ID, july.Revision); !slices.Contains(keys(v.Problems), "publication.twice") || !strings.Contains(said(err), "2018年第2期") {
		t.Errorf("July repeats August: %v, %s", v.Problems, said(err))
	}
	if july := h.issue("2018-07"); july.Total != 3 || len(july.Content.Late)+len(july.Content.Fixes) != 0 {
		t.Errorf("%+v", july.Content)
	}
}
