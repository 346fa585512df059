package publication_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
)

// house is a stage with the people of the office.
type house struct {
	*stage.Stage
	t                       *testing.T
	office, director, clerk people.Actor
}

func both(t *testing.T, play func(h *house)) {
	t.Helper()
	stage.Both(t, func(t *testing.T, s *stage.Stage) { play(open(t, s)) })
}

func one(t *testing.T) *house {
	t.Helper()
	return open(t, stage.One(t))
}

func open(t *testing.T, s *stage.Stage) *house {
	t.Helper()
	h := &house{Stage: s, t: t}
	h.office = h.named(s.AsBody(people.Office, "PDS", "office"), "周小舟")
	h.director = s.Director()
	h.clerk = h.named(s.AsBody(people.Office, "PDS", "leading-group-office"), "王青禾")
	return h
}

// named gives an actor a person.
func (h *house) named(who people.Actor, name string) people.Actor {
	h.t.Helper()
	p, err := h.Units.RegisterPerson(h.t.Context(), stage.Program, organisation.Registration{Unit: h.Unit("PDS"), Name: name})
	h.Must(err)
	who.Person = p.ID
	return who
}

// sent sends a unit's monthly report and lets the office accept it.
func (h *house) sent(code, period string, cells map[string]string) campaign.Item {
	h.t.Helper()
	it := h.Duty(code, "monthly-report", period, "")
	v, err := h.Send(h.As(people.Liaison, code), it.ID, cells)
	h.Must(err)
	h.judge(it.ID, v.N, campaign.Accepted)
	return it
}

func (h *house) judge(id campaign.DutyID, n int64, v campaign.Verdict) {
	h.t.Helper()
	f := report.Finding{Body: "office", Version: n, Verdict: v}
	if v == campaign.Returned {
		f.Reason = "请核对"
	}
	h.Must(h.Reports.Review(h.t.Context(), h.office, id, f))
}

func (h *house) compose(period string) publication.Bulletin {
	h.t.Helper()
	b, err := h.Bulletins.Compose(h.t.Context(), h.office, h.Campaign, "bulletin", period)
	h.Must(err)
	return b
}

// issue composes, signs and issues a period's bulletin.
func (h *house) issue(period string) publication.Bulletin {
	h.t.Helper()
	b := h.compose(period)
	b, err := h.Bulletins.Sign(h.t.Context(), h.director, b.ID, b.Revision)
	h.Must(err)
	b, err = h.Bulletins.Issue(h.t.Context(), h.office, b.ID, b.Revision)
	h.Must(err)
	return b
}

func said(err error) string {
	message, violations := locale.New(locale.ZhCN).Fault(err)
	for _, v := range violations {
		message += "\n" + v.Path + ": " + v.Message
	}
	return message
}

// text prints a paper.
func text(d document.Document) string {
	var b strings.Builder
	fmt.Fprintln(&b, d.Head, d.Note, d.Title, d.Foot)
	for _, block := range d.Blocks {
		fmt.Fprintln(&b, block.Text)
		if block.Table == nil {
			continue
		}
		for _, r := range block.Table.Rows {
			for _, c := range r.Cells {
				b.WriteString(c.String() + "|")
			}
			b.WriteString("\n")
		}
		fmt.Fprintln(&b, strings.Join(block.Table.Notes, "\n"))
	}
	return b.String()
}

// The June bulletin lists every unit in scope, also those that did not report,
// and carries no identity number and no phone.
func TestP60TheJuneBulletin(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		more := stage.Monthly()
		more["texts/practices"] = "劳模带徒弟，联系 138 0013 8000，身份证 41040119800101123X"
		h.sent("jiaoyu", "2018-06", more)
		h.At("2018-07-01 10:00")
		waiting := h.Duty("gaoxin", "monthly-report", "2018-06", "")
		_, err := h.Send(h.As(people.Liaison, "gaoxin"), waiting.ID, stage.Monthly())
		h.Must(err)
		h.At("2018-07-04 09:00")
		b := h.compose("2018-06")
		v, err := h.Bulletins.Open(ctx, h.office, b.ID)
		h.Must(err)
		for _, want := range []string{"应报 5 个单位：按时 2，迟报 1，漏报 2。", "叶县总工会|按时|", "鲁山县总工会|漏报|—|", "高新区工会|迟报2天，待审核|—|", "煤矿工会|漏报|", "技能扶贫|8|6.40|", "合计|8|6.40|", "|624|\n", "受益户数、参与劳模在单位之间可能重复，不能相加，本表不列。", "受益户数、参与劳模在专项行动之间可能重复，不能相加，本表不列。", "劳模助力脱贫简报"} {
			if !strings.Contains(text(v.Document), want) {
				h.t.Errorf("no %q in\n%s", want, text(v.Document))
			}
		}
		var practice publication.Choice
		for _, src := range v.Sources {
			if src.Cell == "texts/practices" {
				practice = publication.Choice{Duty: src.Duty, N: src.N, Cell: src.Cell}
			}
		}
		e := publication.Edit{Revision: b.Revision, Title: b.Title, Note: "咨询 0375-2345678", Practices: []publication.Choice{practice}}
		_, err = h.Bulletins.Edit(ctx, h.office, b.ID, e)
		if got := said(err); !fault.Is(err, fault.Invalid) || !strings.Contains(got, "note: 按语里有固定电话") ||
			!strings.Contains(got, "practice-1: “教育工会”部分有手机号") || !strings.Contains(got, "practice-1: “教育工会”部分有身份证号") {
			h.t.Errorf("a draft with numbers answers %v %s", err, got)
		}
		e.Note, e.Practices[0].Text = "", "劳模带徒弟"
		b, err = h.Bulletins.Edit(ctx, h.office, b.ID, e)
		h.Must(err)
		b, err = h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
		h.Must(err)
		b, err = h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision)
		h.Must(err)
		p, err := h.Bulletins.Read(ctx, b.ID)
		h.Must(err)
		if got := text(p.Bulletin.Document); len(document.Personal(p.Bulletin.Document)) > 0 || !strings.Contains(got, "2018年第1期") ||
			!strings.Contains(got, "办公室主任 陈文远") || !strings.Contains(got, "劳模带徒弟") {
			h.t.Errorf("issued:\n%s", got)
		}
		if got := h.Standing(h.Duty("PDS", "bulletin", "2018-06", "").ID); got.Timing != campaign.OnTime || !got.Accepted {
			h.t.Errorf("the federation's duty is %+v", got)
		}
	})
}

// A bulletin cannot go out before its month's reports are due (N-P14).
func TestP60NotBeforeTheReportsAreDue(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-05-31 10:00")
		if _, err := h.Bulletins.Compose(ctx, h.office, h.Campaign, "bulletin", "2018-06"); !fault.Is(err, fault.Conflict) {
			h.t.Errorf("composed before the period: %v", err)
		}
		h.At("2018-06-29 23:59")
		b := h.compose("2018-06")
		_, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
		if got := said(err); !fault.Is(err, fault.Conflict) || !strings.Contains(got, "6月29日") || !strings.Contains(got, "P-57") {
			h.t.Errorf("signed at 23:59: %v %s", err, got)
		}
		h.At("2018-06-30 00:00")
		if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); !fault.Is(err, fault.Invalid) {
			h.t.Errorf("figures of before the deadline were signed: %v", err)
		}
		b = h.compose("2018-06")
		if b.Content.Counts.Missing != 5 {
			h.t.Errorf("at midnight %+v", b.Content.Counts)
		}
		b, err = h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
		h.Must(err)
		_, err = h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision)
		h.Must(err)
	})
}

// What was issued stays as it was; a report that comes after it is 补报 and in
// the next number.
func TestP60WhatWasIssuedStays(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		yexian := h.sent("yexian", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		first := h.issue("2018-06")
		before := text(first.Document)
		h.At("2018-07-10 10:00")
		h.judge(yexian.ID, 1, campaign.Returned)
		more := stage.Monthly()
		more["figures/skill/person_times"] = "999"
		_, err := h.Send(h.As(people.Liaison, "yexian"), yexian.ID, more)
		h.Must(err)
		h.judge(yexian.ID, 2, campaign.Accepted)
		late := h.sent("lushan", "2018-06", stage.Monthly())
		if got := h.Standing(late.ID).Word; got != campaign.WordSupplementary {
			h.t.Errorf("sent after the bulletin it is %s", got)
		}
		if got := h.Standing(yexian.ID).Word; got != campaign.WordSent {
			h.t.Errorf("sent again after the bulletin it is %s", got)
		}
		again, err := h.Bulletins.Read(ctx, first.ID)
		h.Must(err)
		if text(again.Bulletin.Document) != before || again.Bulletin.Digest != first.Digest {
			h.t.Error("the issued paper changed")
		}
		_, err = h.Bulletins.Edit(ctx, h.office, first.ID, publication.Edit{Revision: first.Revision, Title: "新"})
		if got := said(err); !fault.Is(err, fault.Conflict) || !strings.Contains(got, "2018年第1期已经发布") {
			h.t.Errorf("an edit after the issue answers %v %s", err, got)
		}
		for name, err := range map[string]error{
			"discard":  h.Bulletins.Discard(ctx, h.office, first.ID, first.Revision),
			"compose":  second(h.Bulletins.Compose(ctx, h.office, h.Campaign, "bulletin", "2018-06")),
			"sign":     second(h.Bulletins.Sign(ctx, h.director, first.ID, first.Revision)),
			"takeback": second(h.Bulletins.TakeBack(ctx, h.director, first.ID, first.Revision, "改")),
		} {
			if !fault.Is(err, fault.Conflict) {
				h.t.Errorf("%s after the issue: %v", name, err)
			}
		}
		h.At("2018-08-06 10:00")
		next := h.issue("2018-07")
		if got := text(next.Document); !strings.Contains(got, "鲁山县总工会|2018年6月|4|") || strings.Contains(got, "叶县总工会|2018年6月") || next.Name() != "2018年第2期" {
			h.t.Errorf("the next number:\n%s", got)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// A correction names old and new value, leaves the number as it is and is
// printed in the next.
func TestP60ACorrectionIsPrintedInTheNextNumber(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		first := h.issue("2018-06")
		wrong := publication.Change{Unit: "yexian", Measure: "person_times", New: "302", Reason: "重复计算"}
		if _, err := h.Bulletins.Correct(ctx, h.As(people.Liaison, "yexian"), first.ID, wrong); !fault.Is(err, fault.Forbidden) {
			h.t.Errorf("a unit corrects: %v", err)
		}
		c, err := h.Bulletins.Correct(ctx, h.office, first.ID, wrong)
		h.Must(err)
		if c.Old != "312" || c.New != "302" || c.Place != "叶县总工会 受益人次" {
			h.t.Errorf("%+v", c)
		}
		wrong.New = "300"
		if c, err = h.Bulletins.Correct(ctx, h.office, first.ID, wrong); err != nil || c.Old != "302" {
			h.t.Errorf("corrected again: %+v, %v", c, err)
		}
		for name, bad := range map[string]publication.Change{
			"the same":      {Unit: "yexian", Measure: "person_times", New: "300", Reason: "x"},
			"no number":     {Unit: "yexian", Measure: "person_times", New: "很多", Reason: "x"},
			"no reason":     {Unit: "yexian", Measure: "person_times", New: "1"},
			"no such unit":  {Unit: "nowhere", Measure: "person_times", New: "1", Reason: "x"},
			"not printed":   {Unit: "yexian", Measure: "households", New: "1", Reason: "x"},
			"a phone":       {Text: "title", Old: "6月", New: "13800138000", Reason: "x"},
			"no such words": {Text: "title", Old: "12月", New: "6月", Reason: "x"},
			"no such text":  {Text: "practice-3", Old: "a", New: "b", Reason: "x"},
		} {
			if _, err := h.Bulletins.Correct(ctx, h.office, first.ID, bad); !fault.Is(err, fault.Invalid) {
				h.t.Errorf("%s: %v", name, err)
			}
		}
		h.At("2018-08-06 10:00")
		next := h.issue("2018-07")
		if got := text(next.Document); !strings.Contains(got, "2018年第1期“叶县总工会 受益人次”由 302 更正为 300。重复计算") {
			h.t.Errorf("the next number:\n%s", got)
		}
		h.At("2018-09-06 10:00")
		if third := h.issue("2018-08"); len(third.Content.Fixes) != 0 {
			h.t.Errorf("printed twice: %+v", third.Content.Fixes)
		}
		p, err := h.Bulletins.Read(ctx, first.ID)
		h.Must(err)
		if len(p.Corrections) != 2 || p.Corrections[0].Printed != next.ID || strings.Contains(text(p.Bulletin.Document), "302") {
			h.t.Errorf("%+v", p.Corrections)
		}
	})
}

// Two who issue at once get two numbers, and one click twice issues once.
func TestP60NumbersHaveNoGap(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-09-03 10:00")
		var ready []publication.Bulletin
		for _, period := range []string{"2018-06", "2018-07", "2018-08"} {
			b := h.compose(period)
			b, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
			h.Must(err)
			ready = append(ready, b)
		}
		var wg sync.WaitGroup
		for range 2 {
			for _, b := range ready {
				wg.Go(func() {
					if _, err := h.Bulletins.Issue(context.Background(), h.office, b.ID, b.Revision); err != nil {
						h.t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		list, err := h.Bulletins.List(ctx, h.As(people.Viewer, "yexian"), h.Campaign)
		h.Must(err)
		if len(list.Issued) != 3 || list.Issued[0].Total != 3 || list.Issued[1].Total != 2 || list.Issued[2].Total != 1 || list.Open != nil {
			h.t.Errorf("%+v", list)
		}
		h.At("2019-01-08 10:00")
		if b := h.issue("2018-12"); b.Name() != "2019年第1期" || b.Total != 4 {
			h.t.Errorf("in the next year it is %s, %d", b.Name(), b.Total)
		}
		years, all, err := h.Bulletins.Published(ctx, 0)
		h.Must(err)
		if !slices.Equal(years, []int64{2019, 2018}) || len(all) != 1 || all[0].Bulletin.Total != 4 || all[0].Campaign == "" {
			h.t.Errorf("published: %v %+v", years, all)
		}
		if _, all, err = h.Bulletins.Published(ctx, 2018); err != nil || len(all) != 3 {
			h.t.Errorf("published in 2018: %+v, %v", all, err)
		}
	})
}
