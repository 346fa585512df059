package figure

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// send lets a unit send its monthly report of a period.
func send(d *desktest.House, unit, period string, cells map[string]string) campaign.Item {
	d.T.Helper()
	cells["texts/progress"] = "进展"
	_, err := d.Send(d.As(people.Liaison, unit), d.Duty(unit, "monthly-report", period, "").ID, cells)
	d.Must(err)
	return d.Duty(unit, "monthly-report", period, "")
}

// accept lets the office accept the first version of a report.
func accept(d *desktest.House, it campaign.Item) {
	d.T.Helper()
	d.Must(d.Reports.Review(d.T.Context(), d.AsBody(people.Office, "PDS", "office"), it.ID,
		report.Finding{Body: "office", Version: it.Newest, Verdict: campaign.Accepted}))
}

// play has 叶县 report June and July, and 鲁山 June; only 叶县's June is accepted.
func play(t *testing.T) *desktest.House {
	d := desktest.New(t, Routes)
	d.At("2018-06-28 10:00")
	june := send(d, "yexian", "2018-06", map[string]string{"figures/skill/projects": "4", "figures/skill/funds_union": "3.2", "figures/skill/person_times": "312", "figures/skill/households": "148", "figures/industry/person_times": "9"})
	send(d, "lushan", "2018-06", map[string]string{"figures/skill/projects": "2", "figures/skill/funds_union": "1.25", "figures/skill/person_times": "20", "figures/skill/households": "7"})
	d.At("2018-07-31 10:00")
	send(d, "yexian", "2018-07", map[string]string{"figures/skill/projects": "5", "figures/skill/funds_union": "0.555", "figures/skill/person_times": "1000"})
	accept(d, june)
	return d
}

var (
	rowOf  = regexp.MustCompile(`(?s)<tr(?: class="sum")?><th scope="row">(.*?)</tr>`)
	cellOf = regexp.MustCompile(`(?s)^(.*?)</th>|<td class="n[^"]*">(.*?)</td>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// rows reads the table of figures of a page.
func rows(p desktest.Page) [][]string {
	_, body, _ := strings.Cut(p.Body, `<table class="table sums">`)
	body, _, _ = strings.Cut(body, "</table>")
	var out [][]string
	for _, r := range rowOf.FindAllStringSubmatch(body, -1) {
		var line []string
		for _, c := range cellOf.FindAllStringSubmatch(r[1], -1) {
			line = append(line, html.UnescapeString(tags.ReplaceAllString(c[1]+c[2], "")))
		}
		out = append(out, line)
	}
	return out
}

// named returns the row of a group, nil for none.
func named(p desktest.Page, name string) []string {
	all := rows(p)
	if i := slices.IndexFunc(all, func(r []string) bool { return r[0] == name }); i >= 0 {
		return all[i]
	}
	return nil
}

func TestFiguresAddUp(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	tests := []struct {
		query, name string
		want        []string // owed, came, then 在建项目 工会投入 社会投入 开展活动 受益人次 受益户数 参与劳模
	}{
		{"", "叶县总工会", []string{"2", "1", "4", "3.20", "0.00", "0", "321", "—", "—"}},
		{"state=sent", "叶县总工会", []string{"2", "2", "5", "3.755", "0.00", "0", "1,321", "—", "—"}},
		{"state=sent", "合计", []string{"10", "3", "7", "5.005", "0.00", "0", "1,341", "—", "—"}},
		{"state=sent&by=county", "鲁山县总工会", []string{"2", "1", "2", "1.25", "0.00", "0", "20", "—", "—"}},
		{"state=sent&by=period", "2018年7月", []string{"5", "1", "5", "0.555", "0.00", "0", "1,000", "—", "—"}},
		{"state=sent&by=line", "产业扶贫", []string{"10", "3", "0", "0.00", "0.00", "0", "9", "—", "—"}},
		{"state=sent&line=skill&from=2018-06&to=2018-06", "叶县总工会", []string{"1", "1", "4", "3.20", "0.00", "0", "312", "148", "0"}},
		{"state=sent&line=skill&from=2018-06&to=2018-06&unit=鲁山县总工会", "鲁山县总工会", []string{"1", "1", "2", "1.25", "0.00", "0", "20", "7", "0"}},
		{"state=sent&measure=funds_union&measure=person_times", "合计", []string{"10", "3", "5.005", "1,341"}},
		{"state=sent&in=county.yexian", "合计", []string{"2", "2", "5", "3.755", "0.00", "0", "1,321", "—", "—"}},
	}
	for _, tt := range tests {
		page := s.Get("/figures?" + tt.query).Is(http.StatusOK)
		if got := named(page, tt.name); got == nil || !slices.Equal(got[1:], tt.want) {
			t.Errorf("%s: %s: %q, want %q", tt.query, tt.name, got, tt.want)
		}
	}
	s.Get("/figures?state=sent&line=skill&from=2018-06&to=2018-06").Says("受益户数、参与劳模：各单位的数不能相加", `aria-describedby="why-over_units"`, "没有计入的报告", "时点数，取各单位最后一期")
	s.Get("/figures?state=sent").Says("各期的数不能相加", "万元").Lacks("仅含您可查看的单位")
}

func TestRowsAreOrderedByAColumn(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	for sort, want := range map[string]string{"-person_times": "叶县总工会", "person_times": "鲁山县总工会", "-reports": "叶县总工会", "nothing": rows(s.Get("/figures?state=sent"))[0][0]} {
		if got := rows(s.Get("/figures?state=sent&sort=" + sort).Is(http.StatusOK))[0][0]; got != want {
			t.Errorf("by %s the first is %s, want %s", sort, got, want)
		}
	}
	s.Get("/figures?state=sent&sort=-person_times").Says(`aria-sort="descending"`)
}

func TestNothingThere(t *testing.T) {
	d := desktest.New(t, Routes)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/figures").Is(http.StatusOK).Says("还没有已通过的助力脱贫攻坚月报", `href="/figures?state=sent"`)
	s.Get("/figures?state=sent").Is(http.StatusOK).Says("还没有报送的")
	s.Get("/figures?category=system").Is(http.StatusOK).Says("请放宽筛选条件")
}

func TestUnknownValuesAreToldKindly(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	for query, want := range map[string]string{
		"by=colour": "没有“colour”", "from=2018-99": "没有“2018-99”这一期", "measure=height": "没有指标“height”", "unit=某地": "没有",
		"line=x": "没有“x”", "state=x": "没有“x”", "as_of=x": "没有“x”", "source=x.y": "“", "in=x.y": "没有“x”",
	} {
		s.Get("/figures?"+query).Is(http.StatusUnprocessableEntity).Says(want, `class="filters`, "全部已报")
		s.Get("/figures.csv?" + query).Is(http.StatusUnprocessableEntity)
	}
	s.Get("/figures?chart=x&sort=x&page=9").Is(http.StatusOK)
	s.Get("/figures/parts?figure=height").Is(http.StatusUnprocessableEntity)
	s.Get("/figures?state=sent&from=2018-07&to=2018-06").Is(http.StatusOK).Says("2018年6月—2018年7月")
}

func TestALiaisonSeesItsOwnUnits(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Liaison, "lushan", "")
	s.Get("/figures?state=sent").Is(http.StatusOK).Says("仅含您可查看的单位", "鲁山县总工会").Lacks("叶县", "1,341")
	s.Get("/figures?state=sent&unit=lushan").Is(http.StatusOK).Says("鲁山县总工会").Lacks("仅含您可查看的单位", "未计入")
	s.Get("/figures?state=sent&unit=yexian").Is(http.StatusUnprocessableEntity).Lacks("1,321")
	for _, q := range []string{"&of=unit.yexian", "&at=yexian", "&of=county.yexian", "&in=unit.yexian"} {
		s.Get("/figures/parts?state=sent&figure=person_times"+q).Lacks("1,321", "312", "/duties/")
	}
	if file := s.Get("/figures.csv?state=sent").Is(http.StatusOK).Body; strings.Contains(file, "叶县") || !strings.Contains(file, "鲁山县总工会") {
		t.Errorf("the file holds %s", file)
	}
}

func TestASumOpensToItsCells(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/figures?state=sent").Says(`href="/figures/parts?figure=person_times&amp;state=sent"`)
	s.Get("/figures/parts?figure=person_times&state=sent").Is(http.StatusOK).
		Says("1,341", "叶县总工会", "鲁山县总工会", `href="/figures/parts?at=yexian&amp;figure=person_times&amp;state=sent"`)
	it := d.Duty("yexian", "monthly-report", "2018-06", "")
	s.Get("/figures/parts?at=yexian&figure=person_times&state=sent").Is(http.StatusOK).
		Says("1,321", "技能扶贫", "产业扶贫", `href="/duties/`+string(it.ID)+`/versions/1#cell-figures-skill-person_times">312<`, "返回各单位")
	s.Get("/figures/parts?of=unit.yexian&figure=projects&state=sent").Is(http.StatusOK).
		Says(`class="replaced" href="/duties/`+string(it.ID)+`/versions/1#cell-figures-skill-projects">4<`, "已由2018年7月的数接替")
	s.Get("/figures?state=sent").Says(`href="/figures/parts?figure=sessions&amp;of=unit.yexian&amp;state=sent">0<`)
	s.Get("/figures/parts?figure=sessions&state=sent").Is(http.StatusOK).Says(`href="/figures/parts?at=yexian&amp;figure=sessions&amp;state=sent">0<`)
	s.Get("/figures/parts?of=unit.yexian&figure=sessions&state=sent").Is(http.StatusOK).
		Says("2018年6月", "2018年7月", `href="/duties/`+string(it.ID)+`/versions/1">未填<`).Lacks("没有计入的数据")
	s.Get("/figures/parts?of=unit.yexian&figure=households&state=sent").Is(http.StatusOK).Says("各期的数不能相加，不求和", ">148<")
}

func TestAFileHoldsWhatThePageShows(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	for _, query := range []string{"", "state=sent&sort=-person_times", "state=sent&by=line&measure=funds_union&measure=households", "state=sent&by=county"} {
		shown := rows(s.Get("/figures?" + query).Is(http.StatusOK))
		file := s.Get("/figures.csv?" + query).Is(http.StatusOK)
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.Body, "\uFEFF"))).ReadAll()
		d.Must(err)
		for i, want := range shown {
			got := lines[i+1]
			for j := range want {
				if got[j] != strings.ReplaceAll(want[j], ",", "") {
					t.Errorf("%s: row %d: the file says %q, the page %q", query, i, got, want)
				}
			}
			if slices.Contains(want, "—") != (got[len(got)-1] != "") {
				t.Errorf("%s: row %d does not say why: %q", query, i, got)
			}
		}
		book := s.Get("/figures.xlsx?" + query).Is(http.StatusOK)
		if text := unzip(t, book.Body); !strings.Contains(text, shown[0][0]) || !strings.Contains(text, "截至 2018年7月31日 10:00") {
			t.Errorf("%s: the workbook lacks its first row or its date", query)
		}
	}
}

// unzip returns the text of a workbook.
func unzip(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text += string(b)
	}
	return text
}

// What is drawn says its value with its unit and leads where the table's cell does.
func TestDrawingsLeadToTheParts(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	page := s.Get("/figures?state=sent&chart=person_times").Is(http.StatusOK).Says(
		`<a href="/figures/parts?chart=person_times&amp;figure=person_times&amp;of=period.2018-07&amp;state=sent" aria-label="2018年7月 1,000 人次"><title>2018年7月 1,000 人次</title>`,
		`<a href="/figures/parts?chart=person_times&amp;figure=person_times&amp;of=unit.yexian&amp;state=sent" title="叶县总工会 1,321 人次" aria-label="叶县总工会 1,321 人次">`,
		`<rect width="1.51%" height="100%"/>`, `dy="-9">341<`, `>6月<`, `>2018年<`).Lacks("<canvas", "chart.js", " style=")
	if n := strings.Count(page.Body, "<circle"); n != 2 {
		t.Errorf("%d dots, want one for each month", n)
	}
	s.Get("/figures?state=sent&by=period").Is(http.StatusOK).Says(`class="trend"`).Lacks(`class="bars"`)
	s.Get("/figures?state=sent&from=2018-07").Is(http.StatusOK).Lacks(`class="trend"`)
	s.Get("/figures?state=sent&unit=yexian&lang=en").Is(http.StatusOK).Says(">Jun<", ">2018<").Lacks(`class="bars"`)
}

func TestTheNewestMonthIsChosenBeforeItIsDue(t *testing.T) {
	d := play(t)
	d.At("2018-08-05 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/figures?state=sent").Is(http.StatusOK).Says("2018年6月—2018年7月", `<option value="" selected>2018年7月</option><option value="2018-08">2018年8月</option>`)
	s.Get("/figures?state=sent&to=2018-08").Is(http.StatusOK).Says("2018年6月—2018年8月", `<option value="2018-07">2018年7月</option><option value="2018-08" selected>2018年8月</option>`)
}

func TestEqualValuesShareAShade(t *testing.T) {
	t.Parallel()
	values := sums(1, 2, 2, 2, 9)
	for n, want := range map[int64]int{1: 1, 2: 2, 9: 5} {
		if got := stepOf(values, n); got != want {
			t.Errorf("%d has shade %d, want %d", n, got, want)
		}
	}
	if got := steps(sums(3, 4)); len(got) != 2 || got[0].From != "3" || got[1].To != "4" {
		t.Errorf("steps %v", got)
	}
}

func sums(values ...int64) []rollup.Sum {
	var out []rollup.Sum
	for _, n := range values {
		out = append(out, rollup.Sum{Value: quantity.Value{Kind: quantity.Count, N: n}, Known: true})
	}
	return out
}

// Every report that counts is a row of its own, with its figures and its texts.
func TestEveryReportIsARow(t *testing.T) {
	d := play(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/figures?state=sent").Says(`href="/figures/reports.csv?state=sent"`, "逐份导出 Excel")
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.Get("/figures/reports.csv?state=sent").Is(http.StatusOK).Body, "\uFEFF"))).ReadAll()
	d.Must(err)
	got := map[string]string{}
	for _, line := range lines[1:] {
		for i, title := range lines[0] {
			got[line[0]+" "+line[2]+" "+title] = line[i]
		}
	}
	for cell, want := range map[string]string{
		"2018年6月 yexian 技能扶贫 受益人次（人次）": "312", "2018年6月 yexian 单位": "叶县总工会", "2018年6月 yexian 零报告": "",
	} {
		if text, ok := got[cell]; !ok || text != want {
			t.Errorf("%s: %q (%t), want %q; heads %q", cell, text, ok, want, lines[0])
		}
	}
	own := d.Sit(t, people.Liaison, "lushan", "").Get("/figures/reports.csv?state=sent").Is(http.StatusOK).Body
	if strings.Contains(own, "yexian") || !strings.Contains(own, "lushan") {
		t.Errorf("a liaison's file: %s", own)
	}
	s.Get("/figures/reports.xlsx?unit=nowhere").Is(http.StatusUnprocessableEntity)
	if file := s.Get("/figures/reports.xlsx?state=sent").Is(http.StatusOK); !strings.HasPrefix(file.Body, "PK") {
		t.Error("no workbook")
	}
}
