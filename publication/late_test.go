package publication_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// sign signs what was composed.
func (h *house) sign(b publication.Bulletin) publication.Bulletin {
	h.t.Helper()
	b, err := h.Bulletins.Sign(h.t.Context(), h.director, b.ID, b.Revision)
	h.Must(err)
	return b
}

// problems are what keeps a bulletin from going out, and what its editor should
// know.
func (h *house) problems(id publication.ID) (problems, warnings []string) {
	h.t.Helper()
	v, err := h.Bulletins.Open(h.t.Context(), h.office, id)
	h.Must(err)
	return keys(v.Problems), keys(v.Warnings)
}

// A correction that came to be after the figures were taken is in the next
// number all the same: neither signed nor issued is one without it.
func TestP60NoNumberGoesOutWithoutACorrection(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		first := h.issue("2018-06")
		h.At("2018-08-04 10:00")
		b := h.compose("2018-07")
		correct := func(value string) {
			_, err := h.Bulletins.Correct(ctx, h.office, first.ID, publication.Change{Unit: "yexian", Measure: "person_times", New: value, Reason: "重复计算"})
			h.Must(err)
		}
		correct("300")
		if got, _ := h.problems(b.ID); !slices.Equal(got, []string{"publication.new_fixes"}) {
			h.t.Errorf("the draft is told of %v", got)
		}
		if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); !fault.Is(err, fault.Invalid) || !strings.Contains(said(err), "刷新数据后再签发") {
			h.t.Errorf("signed without it: %v", said(err))
		}
		b = h.sign(h.compose("2018-07"))
		correct("299")
		if got, _ := h.problems(b.ID); !slices.Equal(got, []string{"publication.new_fixes", "publication.take_back"}) {
			h.t.Errorf("signed, one is told of %v", got)
		}
		if _, err := h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision); !fault.Is(err, fault.Invalid) {
			h.t.Errorf("issued without it: %v", err)
		}
		b, err := h.Bulletins.TakeBack(ctx, h.director, b.ID, b.Revision, "补更正")
		h.Must(err)
		if got := text(h.issue("2018-07").Document); !strings.Contains(got, "由 312 更正为 300") || !strings.Contains(got, "由 300 更正为 299") {
			h.t.Errorf("issued:\n%s", got)
		}
	})
}

// Of two drafts that print the same correction the second is taken anew.
func TestP60ACorrectionIsPrintedOnce(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	h.At("2018-06-29 10:00")
	h.sent("yexian", "2018-06", stage.Monthly())
	h.At("2018-07-05 10:00")
	first := h.issue("2018-06")
	_, err := h.Bulletins.Correct(ctx, h.office, first.ID, publication.Change{Unit: "yexian", Measure: "person_times", New: "300", Reason: "重复计算"})
	h.Must(err)
	h.At("2018-09-05 10:00")
	july, august := h.sign(h.compose("2018-07")), h.sign(h.compose("2018-08"))
	july, err = h.Bulletins.Issue(ctx, h.office, july.ID, july.Revision)
	h.Must(err)
	_, err = h.Bulletins.Issue(ctx, h.office, august.ID, august.Revision)
	if got := said(err); !fault.Is(err, fault.Invalid) || !strings.Contains(got, july.Name()) {
		t.Errorf("printed twice: %v %s", err, got)
	}
}

// A practice whose report was returned after the signature is not published,
// and one is told whose figures are printed though their report was returned.
func TestP60AReportReturnedAfterTheSignature(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		cells := stage.Monthly()
		cells["texts/practices"] = "劳模带徒弟"
		yexian := h.sent("yexian", "2018-06", cells)
		h.sent("jiaoyu", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		b := h.compose("2018-06")
		b, err := h.Bulletins.Edit(ctx, h.office, b.ID, publication.Edit{Revision: b.Revision, Title: b.Title,
			Practices: []publication.Choice{{Duty: yexian.ID, N: 1, Cell: "texts/practices"}}})
		h.Must(err)
		b = h.sign(b)
		h.judge(yexian.ID, 1, campaign.Returned)
		v, err := h.Bulletins.Open(ctx, h.office, b.ID)
		h.Must(err)
		if got := keys(v.Problems); !slices.Equal(got, []string{"publication.practice_gone", "publication.take_back"}) {
			h.t.Errorf("problems %v", got)
		}
		i := slices.IndexFunc(v.Warnings, func(f fault.Field) bool { return f.Key == "publication.returned" })
		if i < 0 || !slices.Equal(v.Warnings[i].Args[0].([]string), []string{"叶县总工会"}) {
			h.t.Errorf("warnings %+v", v.Warnings)
		}
		if _, err := h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision); !fault.Is(err, fault.Invalid) || !strings.Contains(said(err), "先退回修改") {
			h.t.Errorf("issued: %v", said(err))
		}
	})
}

// What is issued is what was signed, but for its number and its date.
func TestP47WhatIsSignedIsWhatIsIssued(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		b := h.sign(h.compose("2018-06"))
		if len(b.Digest) != 64 || text(b.Document) == text(document.Document{}) {
			h.t.Fatalf("signed with digest %q", b.Digest)
		}
		v, err := h.Bulletins.Open(ctx, h.office, b.ID)
		h.Must(err)
		signed := v.Document
		c := h.director
		c.Person = ""
		h.Must(h.Posts.Appoint(ctx, stage.Program, h.Campaign, "office-director", h.named(c, "吴继任").Person, stage.Date("2018-07-06")))
		h.At("2018-07-06 10:00")
		issued, err := h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision)
		h.Must(err)
		head := issued.Document.Head
		if head.Number != "2018年第1期" || head.Total != "总第1期" || head.Date != "2018年7月6日" || issued.Digest == b.Digest {
			h.t.Errorf("issued as %+v", head)
		}
		signed.Head = head
		if text(signed) != text(issued.Document) || issued.Document.Foot.Signed != "办公室主任 陈文远" {
			h.t.Errorf("signed\n%s\nissued\n%s", text(signed), text(issued.Document))
		}
	})
}

// A duty that comes to a period after its bulletin carries the instant too:
// what is sent for it is 补报, and in the next number.
func TestP60ADutyAddedAfterTheNumber(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-07-05 10:00")
		first := h.issue("2018-06")
		h.At("2018-07-10 10:00")
		p, err := h.Units.Found(ctx, stage.Program, organisation.Founding{Root: h.Root, Code: "wugang", Name: "舞钢市总工会",
			Category: organisation.County, County: h.Root, Founded: stage.Date("2018-06-10")})
		h.Must(err)
		h.Must(h.Campaigns.Add(ctx, h.office, h.Campaign, p.ID, "monthly-report", "2018-06", "漏登记"))
		page, err := h.Campaigns.Duties(ctx, h.office, campaign.Filter{Campaign: h.Campaign, Unit: p.ID, Obligation: "monthly-report", Period: "2018-06"})
		h.Must(err)
		it := page.Items[0]
		if !it.Published.Equal(first.Issued) {
			h.t.Errorf("the new duty was published at %s, the others at %s", it.Published, first.Issued)
		}
		v, err := h.Send(people.Program(stage.Program.Origin), it.ID, stage.Monthly())
		h.Must(err)
		if got := h.Standing(it.ID).Word; got != campaign.WordSupplementary {
			h.t.Errorf("sent for it is %s", got)
		}
		page, err = h.Campaigns.Duties(ctx, h.office, campaign.Filter{Campaign: h.Campaign, Timing: campaign.Late, Supplement: true})
		h.Must(err)
		if len(page.Items) != 1 || page.Items[0].ID != it.ID {
			h.t.Errorf("%d duties are listed as 补报, want the one", len(page.Items))
		}
		h.judge(it.ID, v.N, campaign.Accepted)
		h.At("2018-08-04 10:00")
		if c := h.compose("2018-07").Content; len(c.Late) != 1 || c.Late[0].Name != "舞钢市总工会" {
			h.t.Errorf("the next number lists %+v", c.Late)
		}
	})
}

// Whatever is sent while the bulletin is issued comes before it or after it,
// and nobody is refused.
func TestP60IssuedAmidSubmissions(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		const crowd = 24
		for i := range crowd {
			h.Found(fmt.Sprintf("crowd%d", i), fmt.Sprintf("第%d县总工会", i), organisation.County, "PDS", "")
		}
		_, err := h.Campaigns.Reconcile(ctx, stage.Program, h.Campaign)
		h.Must(err)
		h.At("2018-08-04 10:00")
		ready := []publication.Bulletin{h.sign(h.compose("2018-06")), h.sign(h.compose("2018-07"))}
		var wg sync.WaitGroup
		for i := range crowd {
			code := fmt.Sprintf("crowd%d", i)
			it, who := h.Duty(code, "monthly-report", "2018-07", ""), h.As(people.Liaison, code)
			wg.Go(func() {
				if _, err := h.Send(who, it.ID, stage.Monthly()); err != nil {
					h.t.Errorf("%s: %v", code, err)
				}
			})
			if i%(crowd/2) == crowd/4 {
				b := ready[i/(crowd/2)]
				wg.Go(func() {
					h.At("2018-08-04 10:01")
					if _, err := h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision); err != nil {
						h.t.Errorf("%s: %v", b.Period, err)
					}
				})
			}
		}
		wg.Wait()
		h.testCrowd(crowd)
	})
}

func (h *house) testCrowd(crowd int) {
	h.t.Helper()
	ctx := h.t.Context()
	list, err := h.Bulletins.List(ctx, h.office, h.Campaign)
	h.Must(err)
	if len(list.Issued) != 2 || list.Issued[0].Total != 2 || list.Issued[1].Total != 1 {
		h.t.Errorf("issued %+v", list.Issued)
	}
	var july time.Time
	for _, b := range list.Issued {
		if b.Period == "2018-07" {
			july = b.Issued
		}
	}
	for i := range crowd {
		it := h.Duty(fmt.Sprintf("crowd%d", i), "monthly-report", "2018-07", "")
		word := h.Standing(it.ID).Word
		if it.Newest != 1 || !it.Published.Equal(july) || (word == campaign.WordSupplementary) != !it.First.Before(july) {
			h.t.Errorf("%d: version %d, published %s, %s", i, it.Newest, it.Published, word)
		}
	}
}
