package publication_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// printed is all that a paper prints.
func printed(d document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		b.WriteString(block.Text + "\n")
	}
	return b.String()
}

// cases lists the cases among what may be chosen.
func cases(sources []content.Source) []content.Source {
	return slices.DeleteFunc(slices.Clone(sources), func(s content.Source) bool { return s.Duty != "" })
}

// An approved case is there to be chosen, and goes out of the draft when it is
// not approved any more (P-51, P-61).
func TestP51AnApprovedCaseIsSelectableInTheBulletin(t *testing.T) {
	both(t, func(h *house) {
		ctx := t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		e := h.Entered(h.As(people.Liaison, "yexian"), "cases", "yexian", "name", "一人带一村", "day", "2018-06-20", "line", "industry",
			"text", "劳模领办合作社，统一供苗、统一收购")
		h.At("2018-07-03 10:00")
		b := h.compose("2018-06")
		opened := func() publication.View {
			v, err := h.Bulletins.Open(ctx, h.office, b.ID)
			h.Must(err)
			return v
		}
		if got := cases(opened().Sources); len(got) != 0 {
			t.Errorf("a proposed case is offered: %+v", got)
		}
		e = h.Moved(h.office, e, "approve", "")
		other := h.Entered(h.As(people.Liaison, "lushan"), "cases", "lushan", "name", "一人带一村", "day", "2018-06-02", "line", "industry", "text", "先试种，后推开")
		h.Moved(h.office, other, "approve", "")
		offered := cases(opened().Sources)
		if len(offered) != 2 || !strings.Contains(offered[0].Label, "2018-06-20") || !strings.Contains(offered[1].Label, "2018-06-02") {
			t.Errorf("not the newest first, with their days: %+v", offered)
		}
		if len(offered) == 0 || offered[0].Unit != "叶县总工会" || !strings.Contains(offered[0].Label, "一人带一村") {
			t.Fatalf("offers %+v", offered)
		}
		pick := publication.Choice{Duty: offered[0].Duty, N: offered[0].N, Cell: offered[0].Cell}
		b, err := h.Bulletins.Edit(ctx, h.office, b.ID, publication.Edit{Revision: b.Revision, Title: b.Title, Practices: []publication.Choice{pick}})
		h.Must(err)
		if text := printed(opened().Document); !strings.Contains(text, "统一供苗") || strings.Contains(text, content.NoPractice) {
			t.Errorf("prints %s", text)
		}
		h.Moved(h.office, e, "decline", "收购已停")
		if got := keys(opened().Problems); !slices.Contains(got, "publication.practice_gone") {
			t.Errorf("declined meanwhile: %v", got)
		}
		if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); !fault.Is(err, fault.Invalid) {
			t.Errorf("it is signed with the declined case: %v", err)
		}
	})
}

func TestP61ANumberWithoutACaseSaysSo(t *testing.T) {
	both(t, func(h *house) {
		h.At("2018-07-03 10:00")
		b := h.compose("2018-06")
		v, err := h.Bulletins.Open(t.Context(), h.office, b.ID)
		h.Must(err)
		text := printed(v.Document)
		if at := strings.Index(text, "典型做法"); at < 0 || !strings.HasPrefix(text[at:], "典型做法\n"+content.NoPractice) {
			t.Errorf("prints %s", text)
		}
	})
}

// A case that a number printed says in which one, and goes on saying so though
// the number is corrected or the case recorded anew; a number that is signed and
// not issued has printed nothing. It may be printed again.
func TestP51ACaseSaysInWhichNumbersItStands(t *testing.T) {
	both(t, func(h *house) {
		ctx := t.Context()
		h.At("2018-07-03 10:00")
		first := h.approved("叶县的办法", "yexian", "2018-06-20")
		second := h.approved("鲁山的办法", "lushan", "2018-05-02")
		offered := func(b publication.Bulletin) map[string]content.Source {
			v, err := h.Bulletins.Open(ctx, h.office, b.ID)
			h.Must(err)
			out := map[string]content.Source{}
			for _, s := range cases(v.Sources) {
				out[s.Cell] = s
			}
			return out
		}
		june := h.compose("2018-06")
		got := offered(june)
		if s := got[content.CaseCell(string(first.ID))]; s.Earlier || len(s.Printed) != 0 {
			t.Errorf("a new case of the month is %+v", s)
		}
		if s := got[content.CaseCell(string(second.ID))]; !s.Earlier || len(s.Printed) != 0 {
			t.Errorf("a case of the month before is %+v", s)
		}
		june = h.printing(june, first.ID)
		h.At("2018-08-03 10:00")
		july := h.compose("2018-07")
		cell := content.CaseCell(string(first.ID))
		if s := offered(july)[cell]; len(s.Printed) != 0 || !s.Earlier {
			t.Errorf("a signed number has printed it: %+v", s)
		}
		june, err := h.Bulletins.Issue(ctx, h.office, june.ID, june.Revision)
		h.Must(err)
		_, err = h.Bulletins.Correct(ctx, h.office, june.ID, publication.Change{Text: "title", New: "六月情况", Reason: "题目有误"})
		h.Must(err)
		if s := offered(july)[cell]; !slices.Equal(s.Printed, []string{"2018年第1期"}) {
			t.Errorf("printed once it is %+v", s)
		}
		if s := offered(july)[content.CaseCell(string(second.ID))]; len(s.Printed) != 0 {
			t.Errorf("what no number printed is %+v", s)
		}
		july = h.printing(h.compose("2018-07"), first.ID) // with the correction
		_, err = h.Bulletins.Issue(ctx, h.office, july.ID, july.Revision)
		h.Must(err)
		h.At("2018-09-04 10:00")
		if s := offered(h.compose("2018-08"))[cell]; !slices.Equal(s.Printed, []string{"2018年第2期", "2018年第1期"}) {
			t.Errorf("printed twice it is %+v", s)
		}
	})
}

// approved is a case of a unit that the office approved.
func (h *house) approved(name, unit, day string) ledger.Entry {
	h.t.Helper()
	e := h.Entered(h.As(people.Liaison, unit), "cases", unit, "name", name, "day", day, "line", "industry", "text", name+"：统一供苗，统一收购")
	return h.Moved(h.office, e, "approve", "")
}

// printing chooses a case for a draft, which is signed then.
func (h *house) printing(b publication.Bulletin, of ledger.EntryID) publication.Bulletin {
	h.t.Helper()
	v, err := h.Bulletins.Open(h.t.Context(), h.office, b.ID)
	h.Must(err)
	pick := publication.Edit{Revision: b.Revision, Title: b.Title}
	for _, s := range cases(v.Sources) {
		if s.Cell == content.CaseCell(string(of)) {
			pick.Practices = append(pick.Practices, publication.Choice{Duty: s.Duty, N: s.N, Cell: s.Cell})
		}
	}
	b, err = h.Bulletins.Edit(h.t.Context(), h.office, b.ID, pick)
	h.Must(err)
	b, err = h.Bulletins.Sign(h.t.Context(), h.director, b.ID, b.Revision)
	h.Must(err)
	return b
}
