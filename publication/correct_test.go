package publication_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
)

// Whatever a number prints can be corrected: a total, a line's, a unit's word,
// the sentence that counts.
func TestP60AnyPlaceIsCorrected(t *testing.T) {
	both(t, func(h *house) {
		ctx := h.t.Context()
		h.At("2018-06-29 10:00")
		h.sent("yexian", "2018-06", stage.Monthly())
		h.sent("jiaoyu", "2018-06", stage.Monthly())
		h.At("2018-07-05 10:00")
		first := h.issue("2018-06")
		at := map[string]string{}
		for _, s := range publication.Spots(first.Document, nil) {
			at[s.Place] = s.Path
		}
		for _, c := range []struct {
			change          publication.Change
			place, old, new string
		}{
			{publication.Change{Measure: "projects", New: "9"}, "各单位情况 合计 在建项目", "8", "9"},
			{publication.Change{Measure: "projects", Line: "skill", New: "9"}, "总体数据 技能扶贫 在建项目", "8", "9"},
			{publication.Change{Text: at["总体数据 合计 在建项目"], New: "9"}, "总体数据 合计 在建项目", "8", "9"},
			{publication.Change{Unit: "yexian", Measure: "projects", Old: "4", New: "5"}, "叶县总工会 在建项目", "4", "5"},
			{publication.Change{Text: at["叶县总工会 在建项目"], New: "6"}, "叶县总工会 在建项目", "5", "6"},
			{publication.Change{Unit: "lushan", Measure: "funds_union", New: "1.5"}, "鲁山县总工会 工会投入", "—", "1.50"},
			{publication.Change{Text: at["鲁山县总工会 报送"], Old: "漏报", New: "按时"}, "鲁山县总工会 报送", "漏报", "按时"},
			{publication.Change{Text: "summary", Old: "漏报 3", New: "漏报 2"}, "报送情况", "漏报 3", "漏报 2"},
		} {
			c.change.Reason = "统计有误"
			got, err := h.Bulletins.Correct(ctx, h.office, first.ID, c.change)
			if err != nil || got.Place != c.place || got.Old != c.old || got.New != c.new {
				h.t.Errorf("%+v: %+v, %s", c.change, got, said(err))
			}
		}
		for name, bad := range map[string]publication.Change{
			"corrected since":   {Text: at["叶县总工会 在建项目"], Old: "4", New: "7"},
			"words no longer":   {Text: "summary", Old: "漏报 3", New: "漏报 1"},
			"no figure":         {Measure: "projects", New: "很多"},
			"a unit's line":     {Unit: "yexian", Measure: "projects", Line: "skill", New: "1"},
			"nowhere":           {Text: "units-r90-c1", New: "1"},
			"a phone in a word": {Text: at["鲁山县总工会 报送"], New: "13800138000"},
		} {
			bad.Reason = "统计有误"
			if _, err := h.Bulletins.Correct(ctx, h.office, first.ID, bad); !fault.Is(err, fault.Invalid) {
				h.t.Errorf("%s: %v", name, err)
			}
		}
		h.At("2018-08-06 10:00")
		if got := text(h.issue("2018-07").Document); !strings.Contains(got, "2018年第1期“报送情况”由 漏报 3 更正为 漏报 2。统计有误") {
			h.t.Errorf("the next number:\n%s", got)
		}
		p, err := h.Bulletins.Read(ctx, first.ID)
		h.Must(err)
		for _, s := range publication.Spots(p.Bulletin.Document, p.Corrections) {
			if s.Path == "summary" && !strings.Contains(s.Text, "漏报 2") || s.Place == "叶县总工会 在建项目" && s.Text != "6" {
				h.t.Errorf("it reads now %+v", s)
			}
		}
	})
}

// Who corrects a unit's figure is shown the totals that count it.
func TestTheTotalsOfAFigure(t *testing.T) {
	h := one(t)
	h.At("2018-06-29 10:00")
	h.sent("yexian", "2018-06", stage.Monthly())
	h.At("2018-07-05 10:00")
	all := publication.Spots(h.issue("2018-06").Document, nil)
	for _, s := range all {
		var places []string
		for _, sum := range content.Sums(all, s) {
			places = append(places, sum.Place+" "+sum.Text)
		}
		want := map[string]string{"叶县总工会 在建项目": "总体数据 合计 在建项目 4; 各单位情况 合计 在建项目 4"}[s.Place]
		if got := strings.Join(places, "; "); s.Place == "叶县总工会 在建项目" && got != want || s.Figure == nil && got != "" || s.Sum && got != "" {
			t.Errorf("%s: %s", s.Place, got)
		}
	}
}
