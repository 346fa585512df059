package content_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

var (
	due = time.Date(2018, 6, 29, 16, 0, 0, 0, time.UTC)
	now = due.Add(72 * time.Hour)
)

// duty is a duty of the month that was first sent some hours after its due
// instant; 0 for one that was not sent.
func duty(unit string, hours int, accepted bool) campaign.Item {
	d := campaign.Duty{ID: campaign.DutyID("d-" + unit), Unit: organisation.UnitID(unit), Form: "progress", Period: "2018-06", Due: due,
		DueOn: calendar.Date{Year: 2018, Month: time.June, Day: 29}}
	if hours != 0 {
		d.First = due.Add(time.Duration(hours) * time.Hour)
		d.Judged, d.Newest, d.Accepted = d.First, 1, accepted
	}
	return campaign.Item{Duty: d}
}

func figures(unit string, accepted bool, all ...paper.Figure) content.Paper {
	return content.Paper{Duty: campaign.DutyID("d-" + unit), Unit: organisation.UnitID(unit), Form: "progress", Period: "2018-06", N: 1, Accepted: accepted, Figures: all}
}

func figure(line, measure string, n int64) paper.Figure {
	return paper.Figure{Cell: "figures/" + line + "/" + measure, Line: line, Measure: measure, Value: n}
}

// gathering is June with six units: in time, in time with nothing to tell,
// late, sent and not accepted, missing, excused.
func gathering(t *testing.T) content.Gathering {
	t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	excused, none := duty("f", 0, false), duty("b", -1, true)
	excused.Excused, none.Nil = "已合并", true
	var units []organisation.Node
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		u := organisation.Unit{ID: organisation.UnitID(id), Code: "code-" + id, Category: organisation.County}
		units = append(units, organisation.Node{Unit: u, Name: "单位" + id})
	}
	return content.Gathering{
		Running: campaign.Running{Campaign: campaign.Campaign{Title: "行动"}, Book: pb, Zone: locale.Shanghai, Now: now}, Obligation: pb.Obligation("monthly-report"), Period: "2018-06",
		Items: []campaign.Item{duty("e", 0, false), excused, duty("a", -1, true), none, duty("c", 30, true), duty("d", -1, false)},
		Papers: []content.Paper{
			figures("a", true, figure("skill", "person_times", 300), figure("industry", "person_times", 12), figure("skill", "households", 40)),
			figures("b", true), figures("c", true, figure("skill", "person_times", 8), figure("skill", "households", 2)),
			figures("d", false, figure("skill", "person_times", 100000)),
		},
		Units: units,
	}
}

// answered gives a gathering answers in which the form's measures have the sums
// said, by group and measure; "" is the total.
func answered(g content.Gathering, said map[content.Ask]map[string]map[string]rollup.Sum) content.Gathering {
	form := g.Running.Book.Form("progress")
	g.Answers = map[content.Ask]rollup.Answer{}
	for ask, groups := range said {
		a := rollup.Answer{Form: form, Tree: organisation.NewTree(g.Units)}
		for _, fd := range form.Section("figures").Fields {
			a.Measures = append(a.Measures, *g.Running.Book.Measure(fd.Measure))
		}
		for key, of := range groups {
			n := rollup.Group{Key: key}
			for _, m := range a.Measures {
				v, ok := of[m.ID]
				if !ok {
					v.Why = rollup.Nothing
				}
				v.Kind = m.Kind
				n.Sums = append(n.Sums, v)
			}
			if key == "total" {
				a.Total = n
			} else {
				a.Groups = append(a.Groups, n)
			}
		}
		g.Answers[ask] = a
	}
	return g
}

func known(n int64) rollup.Sum { return rollup.Sum{Value: quantity.Value{N: n}, Known: true} }

// june is a gathering with its answers.
func june(t *testing.T) content.Gathering {
	t.Helper()
	apart := rollup.Sum{Why: rollup.OverLines}
	return answered(gathering(t), map[content.Ask]map[string]map[string]rollup.Sum{
		{Form: "progress", Period: "2018-06", By: rollup.ByUnit}: {
			"code-a": {"person_times": known(312), "households": apart},
			"code-b": {"projects": {Value: quantity.Value{N: 7}, Known: true, From: "2018-05"}},
			"code-c": {"person_times": known(8), "households": apart},
		},
		{Form: "progress", Period: "2018-06", By: rollup.ByLine}: {
			"skill": {"person_times": known(308), "households": {Why: rollup.OverUnits}},
			"total": {"person_times": known(320), "projects": known(7), "households": {Why: rollup.OverUnits}},
		},
		{Form: "progress", Period: "2018-05", By: rollup.ByUnit}: {"code-e": {"person_times": known(5)}},
	})
}

func TestCompose(t *testing.T) {
	t.Parallel()
	g := june(t)
	c := content.Compose(g)
	if want := (content.Counts{Owed: 5, OnTime: 3, Late: 1, Missing: 1, Excused: 1, Sent: 4, Accepted: 3, Nil: 1}); c.Counts != want {
		t.Errorf("%+v, want %+v", c.Counts, want)
	}
	sum := func(sums []content.Sum, measure string) any {
		for i, m := range c.Measures {
			if m.ID == measure && sums[i].Why == "" {
				return sums[i].N
			} else if m.ID == measure {
				return sums[i].Why
			}
		}
		return nil
	}
	got := map[string]any{
		"in all": sum(c.Totals.All, "person_times"), "on skill": sum(c.Totals.ByLine["skill"], "person_times"),
		"nobody tells": sum(c.Totals.All, "sessions"), "of a": sum(c.Rows[0].Sums, "person_times"),
		"households of a": sum(c.Rows[0].Sums, "households"), "not accepted": sum(c.Rows[3].Sums, "person_times"),
		"carried": sum(c.Rows[1].Sums, "projects"), "excused": sum(c.Rows[5].Sums, "projects"),
	}
	want := map[string]any{
		"in all": int64(320), "on skill": int64(308), "nobody tells": rollup.Nothing, "of a": int64(312),
		"households of a": rollup.OverLines, "not accepted": rollup.Nothing, "carried": int64(7), "excused": rollup.Nothing,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	paper := content.Sheet{Running: g.Running, Content: c, Period: "2018-06"}.Print()
	at := map[string]string{
		"of a": c.Address(paper, "code-a", "person_times", ""), "in all": c.Address(paper, "", "person_times", ""),
		"on skill": c.Address(paper, "", "person_times", "skill"), "left out": c.Address(paper, "code-a", "households", ""),
		"of a on skill": c.Address(paper, "code-a", "person_times", "skill"), "of nobody": c.Address(paper, "nobody", "person_times", ""),
		"no such": c.Address(paper, "code-a", "nothing", ""), "on no line": c.Address(paper, "", "person_times", "nothing"),
	}
	where := map[string]string{
		"of a": "units-r1-c7", "in all": "units-r7-c7", "on skill": "overall-r1-c6",
		"left out": "", "of a on skill": "", "of nobody": "", "no such": "", "on no line": "",
	}
	if d := cmp.Diff(where, at); d != "" {
		t.Error(d)
	}
}

// What is kept is what was composed.
func TestContentRoundTrip(t *testing.T) {
	t.Parallel()
	c := content.Compose(june(t))
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back content.Content
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(c, back); d != "" {
		t.Error(d)
	}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	g := june(t)
	g.Fixes = []content.Fix{{Number: "2018年第1期", Place: "单位a 受益人次", Old: "3", New: "4", Reason: "笔误。"}}
	g.Came = []content.Came{
		{Duty: "d5-e", Unit: "e", Form: "progress", Period: "2018-05", N: 1, Accepted: true, After: true},
		{Duty: "d5-c", Unit: "c", Form: "progress", Period: "2018-05", N: 1, Accepted: true, Nil: true},
	}
	s := content.Sheet{Running: g.Running, Content: content.Compose(g), Period: "2018-06", Title: content.Title("2018-06"),
		Practices: []content.Practice{{"单位a", "做法"}}}
	d := s.Print()
	var heads, rows, notes []string
	for _, b := range d.Blocks {
		if b.Level == 1 {
			heads = append(heads, b.Text)
		}
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			if len(r.Cells) != len(b.Table.Columns) {
				t.Errorf("%d cells under %d columns", len(r.Cells), len(b.Table.Columns))
			}
			rows = append(rows, r.Cells[0].String()+" "+r.Cells[1].String())
		}
		notes = append(notes, b.Table.Notes...)
	}
	if got := strings.Join(heads, " "); got != "一、报送情况 二、总体数据 三、各单位情况 四、典型做法 五、补报情况 六、补充：上期发布后通过审核的报送 七、更正" {
		t.Error(got)
	}
	for _, want := range []string{"单位a 按时", "单位b 按时，零报告", "单位c 迟报2天", "单位d 按时，待审核", "单位e 漏报", "单位f 免报", "单位e 2018年5月", "单位c 2018年5月（零报告）"} {
		if !strings.Contains(strings.Join(rows, "\n"), want) {
			t.Errorf("no row %q in %q", want, rows)
		}
	}
	want := []string{
		"受益户数、参与劳模在单位之间可能重复，不能相加，本表不列。", "受益户数、参与劳模在专项行动之间可能重复，不能相加，本表不列。",
		"零报告不改变在建项目，沿用以前所报的有：单位b（2018年5月）。",
		"受益户数、参与劳模在专项行动之间可能重复，不能相加，本表不列。", "受益户数、参与劳模在专项行动之间可能重复，不能相加，本表不列。",
	}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Error(diff)
	}
	if d.Title != "2018年6月各单位工作进展情况" || d.Head.Number != "（尚未编号）" || len(document.Personal(d)) > 0 {
		t.Errorf("%+v", d)
	}
}
