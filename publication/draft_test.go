package publication_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

func keys(fields []fault.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Key)
	}
	return out
}

// A draft tells its editor what happened since it was composed; a refresh takes
// the figures anew and leaves the texts.
func TestP60ADraftIsRefreshed(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	h.At("2018-06-29 10:00")
	cells := stage.Monthly()
	cells["texts/practices"] = "劳模带徒弟"
	yexian := h.sent("yexian", "2018-06", cells)
	h.At("2018-07-03 10:00")
	b := h.compose("2018-06")
	v, err := h.Bulletins.Open(ctx, h.office, b.ID)
	h.Must(err)
	i := slices.IndexFunc(v.Sources, func(s content.Source) bool { return s.Cell == "texts/practices" })
	if i < 0 || len(v.Sources) != 2 || v.Sources[i].Label != "典型做法" {
		t.Fatalf("%+v", v.Sources)
	}
	src := v.Sources[i]
	b, err = h.Bulletins.Edit(ctx, h.office, b.ID, publication.Edit{Revision: b.Revision, Title: "六月进展", Note: "按语",
		Practices: []publication.Choice{{Duty: src.Duty, N: src.N, Cell: src.Cell}}})
	h.Must(err)
	h.sent("jiaoyu", "2018-06", stage.Monthly())
	h.judge(yexian.ID, 1, campaign.Returned)
	v, err = h.Bulletins.Open(ctx, h.office, b.ID)
	h.Must(err)
	if got := keys(v.Problems); !slices.Equal(got, []string{"publication.practice_gone"}) {
		t.Errorf("problems %v", got)
	}
	if got := keys(v.Warnings); !slices.Equal(got, []string{"publication.moved", "publication.not_reported"}) || v.Warnings[0].Args[0] != int64(2) || v.Warnings[1].Args[0] != int64(4) {
		t.Errorf("warnings %+v", v.Warnings)
	}
	if _, err := h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision); !fault.Is(err, fault.Invalid) {
		t.Errorf("a returned practice was signed: %v", err)
	}
	b = h.compose("2018-06")
	if b.Title != "六月进展" || b.Note != "按语" || len(b.Practices) != 1 || b.Content.Counts.Accepted != 1 || b.Content.Counts.Sent != 2 {
		t.Errorf("refreshed: %+v", b)
	}
	b, err = h.Bulletins.Edit(ctx, h.office, b.ID, publication.Edit{Revision: b.Revision, Title: "六月进展"})
	h.Must(err)
	_, err = h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)
	h.Must(err)
}

// A draft is for the office; what is issued is for everybody, without signing
// in.
func TestP60WhoReads(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	h.At("2018-07-05 10:00")
	unit := h.As(people.Liaison, "yexian")
	b := h.compose("2018-06")
	for name, err := range map[string]error{
		"a unit opens":       second(h.Bulletins.Open(ctx, unit, b.ID)),
		"the public reads":   second(h.Bulletins.Read(ctx, b.ID)),
		"a unit composes":    second(h.Bulletins.Compose(ctx, h.As(people.Viewer, "xuexiao"), "none", "bulletin", "2018-06")),
		"no such bulletin":   second(h.Bulletins.Open(ctx, h.office, "none")),
		"no such obligation": second(h.Bulletins.Compose(ctx, h.office, h.Campaign, "monthly-report", "2018-06")),
		"no such period":     second(h.Bulletins.Compose(ctx, h.office, h.Campaign, "bulletin", "2018-05")),
		"somebody elsewhere": second(h.Bulletins.Open(ctx, people.Actor{Root: "x"}, b.ID)),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.Bulletins.Compose(ctx, unit, h.Campaign, "bulletin", "2018-06"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a unit composes: %v", err)
	}
	list, err := h.Bulletins.List(ctx, h.office, h.Campaign)
	h.Must(err)
	if !list.Compose || len(list.Open) != 2 || list.Open[0].Bulletin.ID != b.ID || list.Open[1].Period != "2018-07" || list.Open[1].Bulletin.ID != "" {
		t.Errorf("the office lists %+v", list.Open)
	}
	if at := list.Open[0].Ready.In(list.Running.Zone).Format("2006-01-02 15:04"); at != "2018-06-30 00:00" {
		t.Errorf("ready at %s", at)
	}
	h.Must(second(h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)))
	issued, err := h.Bulletins.Issue(ctx, h.office, b.ID, b.Revision+1)
	h.Must(err)
	h.Must(second(h.Bulletins.Open(ctx, unit, b.ID)))
	if p, err := h.Bulletins.Read(ctx, b.ID); err != nil || p.Bulletin.Digest != issued.Digest || p.Bulletin.Content.Rows != nil {
		t.Errorf("%+v, %v", p, err)
	}
}

// Nothing is published once the campaign is closed, and nothing is sent for a
// duty that a bulletin discharges.
func TestP60TheDutyAndTheEnd(t *testing.T) {
	h := one(t)
	ctx := t.Context()
	h.At("2018-07-05 10:00")
	own := h.Duty("PDS", "bulletin", "2018-06", "")
	e, err := h.Reports.Open(ctx, h.office, own.ID)
	h.Must(err)
	if e.Obliged().Publishes != "monthly-report" || e.May.Fill || e.May.Send || len(e.May.Review) > 0 {
		t.Errorf("%+v", e.May)
	}
	if _, err := h.Send(h.office, own.ID, map[string]string{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("sent: %v", err)
	}
	b := h.compose("2018-06")
	look, err := h.Campaigns.Look(ctx, h.office, h.Campaign)
	h.Must(err)
	h.Must(h.Campaigns.Close(ctx, h.office, h.Campaign, look.Revision))
	for name, err := range map[string]error{
		"composed":  second(h.Bulletins.Compose(ctx, h.office, h.Campaign, "bulletin", "2018-06")),
		"signed":    second(h.Bulletins.Sign(ctx, h.director, b.ID, b.Revision)),
		"discarded": h.Bulletins.Discard(ctx, h.office, b.ID, b.Revision),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s after the end: %v", name, err)
		}
	}
}
