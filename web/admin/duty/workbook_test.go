package duty

import (
	"bytes"
	"encoding/base64"
	"html"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// filled changes cells of the workbook that a page gave, as in Excel.
func filled(t *testing.T, file string, cells map[string]any) string {
	t.Helper()
	return string(stage.Filled(t, []byte(file), stage.MonthlySheet, cells))
}

// bring uploads a workbook.
func bring(s *desktest.Seat, id campaign.DutyID, revision, file string) desktest.Page {
	s.T.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	s.House.Must(w.WriteField("revision", revision))
	part, err := w.CreateFormFile("file", "月报.xlsx")
	s.House.Must(err)
	_, err = part.Write([]byte(file))
	s.House.Must(err)
	s.House.Must(w.Close())
	return s.Do(http.MethodPost, dutyURL(id)+"/workbook?edit=1", w.FormDataContentType(), &b)
}

// right is a month that the form accepts.
var right = map[string]any{"C7": 4, "D7": 3.2, "G7": "３１２", "H7": 148, "C18": "大棚完工"}

func TestWorkbookThereAndBack(t *testing.T) {
	d, who, at, id := september(t)
	page := who.Get(at + "/workbook").Is(http.StatusOK)
	if got := page.Header.Get("Content-Type"); got != sheet.Media {
		t.Errorf("it comes as %s", got)
	}
	if got := page.Header.Get("Content-Disposition"); !strings.Contains(got, "filename*=UTF-8''%E5%8F%B6%E5%8E%BF") {
		t.Errorf("it is called %s", got)
	}
	file := filled(t, page.Body, right)
	bring(who, id, "0", file).Is(http.StatusSeeOther)
	who.Get(at).Says("改动 5 格", `value="312"`, "大棚完工", "3.20", "草稿")
	bring(who, id, "1", file).Is(http.StatusSeeOther)
	who.Get(at).Says("没有变化", `name="revision" value="1"`)
	if st := d.Standing(id); st.Word != campaign.WordDraft {
		t.Errorf("the workbook made the report %s", st.Word)
	}
}

func TestWorkbookWithFaults(t *testing.T) {
	_, who, at, id := september(t)
	empty := who.Get(at + "/workbook").Body
	page := bring(who, id, "0", filled(t, empty, map[string]any{"C7": "四个", "H9": 9, "D8": 1.2345678})).Is(http.StatusUnprocessableEntity)
	page.Says(stage.MonthlySheet+"!C7", "四个", "不是数字", stage.MonthlySheet+"!D8", stage.MonthlySheet+"!H9", stage.MonthlySheet+"!C18", "没有存入任何内容", "data-entry")
	who.Get(at).Says(`name="revision" value="0"`)
	link := regexp.MustCompile(`href="data:` + regexp.QuoteMeta(sheet.Media) + `;base64,([^"]+)"`).FindStringSubmatch(html.UnescapeString(page.Body))
	if link == nil {
		t.Fatal("no marked workbook")
	}
	marked, err := base64.StdEncoding.DecodeString(link[1])
	if err != nil {
		t.Fatal(err)
	}
	bring(who, id, "0", filled(t, string(marked), map[string]any{"C7": 4, "D8": nil, "H9": nil, "G7": 312, "C18": "完工"})).Is(http.StatusSeeOther)
}

func TestWorkbookOfAnotherDuty(t *testing.T) {
	d, who, at, id := september(t)
	august := who.Get(dutyURL(d.Duty("yexian", "monthly-report", "2018-08", "").ID) + "/workbook").Body
	bring(who, id, "0", august).Is(http.StatusUnprocessableEntity).Says("这是叶县总工会2018年8月的《助力脱贫攻坚月报》，这里是叶县总工会2018年9月的")
	bring(who, id, "0", "县,数").Is(http.StatusUnprocessableEntity).Says("打不开这个文件")
	bring(who, id, "0", strings.Repeat("x", bookLimit+1)).Is(http.StatusRequestEntityTooLarge)
	receipt := dutyURL(d.Duty("yexian", "receipt", "once", "").ID)
	who.Get(receipt + "/workbook").Is(http.StatusConflict)
	who.Get(receipt).Lacks("下载模板")
	save(who, id, 0, map[string]string{"texts/progress": "他人所写"}).Is(http.StatusOK)
	bring(who, id, "0", filled(t, who.Get(at+"/workbook").Body, right)).Is(http.StatusConflict).Says("他人所写")
	d.Sit(t, people.Liaison, "lushan", "").Get(at + "/workbook").Is(http.StatusNotFound)
}

// What was typed on the page after the download is named, in words, and the
// workbook need not be chosen again to insist.
func TestWorkbookOverWhatWasTypedLater(t *testing.T) {
	_, who, at, id := september(t)
	file := filled(t, who.Get(at+"/workbook").Body, right)
	save(who, id, 0, map[string]string{"figures/skill/projects": "9", "texts/results": "签约三家", "texts/progress": "大棚完工"}).Is(http.StatusOK)
	page := bring(who, id, "1", file).Is(http.StatusConflict)
	page.Says("草稿中有 2 格另有内容", "<td class=\"words\">4</td><td class=\"words\">9</td>", "<td class=\"words\">—</td><td class=\"words\">签约三家</td>", "以工作簿为准", `form="over"`)
	page.Lacks("大棚完工</td>")
	fields := inputs(t, page.Body, "over")
	save(who, id, 1, map[string]string{"texts/results": "签约四家"}).Is(http.StatusOK)
	stale := who.Post(at+"/workbook/over", fields...).Is(http.StatusConflict).Says("别人刚改过", `form="over"`)
	who.Post(at+"/workbook/over", inputs(t, stale.Body, "over")...).Is(http.StatusSeeOther)
	who.Get(at).Says("改动 5 格", `value="312"`, `name="revision" value="3"`).Lacks("签约四家")
	bring(who, id, "3", filled(t, who.Get(at+"/workbook").Body, map[string]any{"C7": 6})).Is(http.StatusSeeOther)
	who.Post(at+"/workbook/over", "revision", "4", "cells", "{").Is(http.StatusUnprocessableEntity)
	who.Post(at+"/workbook/over", "revision", "4", "cells", `{"texts/none":"x"}`).Is(http.StatusUnprocessableEntity).Lacks(`form="over"`)
}

// inputs returns the fields of a form on a page, as a post brings them.
func inputs(t *testing.T, page, form string) (fields []string) {
	t.Helper()
	_, rest, _ := strings.Cut(page, `<form id="`+form+`"`)
	rest, _, found := strings.Cut(rest, "</form>")
	if !found {
		t.Fatalf("no form %s", form)
	}
	for _, in := range regexp.MustCompile(`name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(rest, -1) {
		fields = append(fields, in[1], html.UnescapeString(in[2]))
	}
	return fields
}

// A nil report that a workbook takes the place of is named.
func TestWorkbookOverANilReport(t *testing.T) {
	_, who, at, id := september(t)
	reason := regexp.MustCompile(`name="nil" value="([^"]+)">([^<]+)<`).FindStringSubmatch(who.Get(at).Body)
	early := filled(t, who.Get(at+"/workbook").Body, right)
	who.Post(at+"/nil", "revision", "0", "key", "k", "nil", reason[1]).Is(http.StatusSeeOther)
	page := bring(who, id, "0", early).Is(http.StatusConflict).Says("零报告", reason[2], `form="over"`)
	who.Post(at+"/workbook/over", inputs(t, page.Body, "over")...).Is(http.StatusSeeOther)
	who.Get(at).Says("原来的零报告不再有效", "改动 5 格")
}

// The page lists as many problems as are marked, and says how many there are;
// a workbook that is large is not put into the page once more.
func TestWorkbookWithVeryManyFaults(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 10:00")
	who, id := d.Sit(t, people.Liaison, "yexian", ""), d.Duty("yexian", "plan-and-tables", "once", "basic-summary").ID
	const table = "定点扶贫村"
	r := rand.New(rand.NewPCG(1, 2))
	long := func(n int) string {
		text := make([]rune, n)
		for i := range text {
			text[i] = '一' + r.Int32N(20_000)
		}
		return string(text)
	}
	below := map[string]any{}
	for row := range sheet.MaxMarks + 50 {
		below["C"+strconv.Itoa(220+row)] = "多"
	}
	empty := []byte(who.Get(dutyURL(id) + "/workbook").Body)
	page := bring(who, id, "0", string(stage.Filled(t, empty, table, below))).Is(http.StatusUnprocessableEntity)
	page.Says("只列出前 200 处", "下载标出问题的工作簿").Lacks("工作簿较大")
	if n := strings.Count(page.Body, `<th scope="row">`+table+"!"); n > sheet.MaxMarks {
		t.Errorf("%d problems are listed", n)
	}
	for row := range 40 {
		below["C"+strconv.Itoa(220+row)] = long(20_000)
	}
	page = bring(who, id, "0", string(stage.Filled(t, empty, table, below))).Is(http.StatusUnprocessableEntity)
	page.Says("工作簿较大，不附标出问题的副本").Lacks("data:" + sheet.Media)
	if len(page.Body) > 1<<20 {
		t.Errorf("the page has %d KiB", len(page.Body)>>10)
	}
}

// chooseBook puts a file into the plain file input of the dialog and sends it.
func chooseBook(tab *webtest.Tab, file string) {
	tab.Click(`[data-open="#workbook"]`)
	tab.See(`#workbook[open] input[type=file]`)
	tab.Axe()
	webtest.Eval[any](tab, `(() => { const data = new DataTransfer();
		data.items.add(new File([Uint8Array.from(atob("`+base64.StdEncoding.EncodeToString([]byte(file))+`"), c => c.charCodeAt(0))], "月报.xlsx"));
		document.querySelector("#workbook-file").files = data.files; return null; })()`)
	tab.Shot("duty-workbook-choose")
	tab.Click(`#workbook [type=submit]`)
}

func TestJourneyOfAWorkbook(t *testing.T) {
	d, liaison, at, id := september(t)
	empty := liaison.Get(at + "/workbook").Body
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	chooseBook(tab, filled(t, empty, map[string]any{"C7": "四个", "D8": 1.2345678, "H9": 9}))
	if said := tab.See(`[data-fault] table`); !strings.Contains(said, stage.MonthlySheet+"!C7") || !strings.Contains(said, "四个") {
		t.Errorf("the faults are %s", said)
	}
	tab.Shot("duty-workbook-faults")
	tab.Axe()
	marked := webtest.Eval[string](tab, `document.querySelector("[data-fault] a[download]").href`)
	file, err := base64.StdEncoding.DecodeString(marked[strings.Index(marked, ",")+1:])
	d.Must(err)
	chooseBook(tab, filled(t, string(file), map[string]any{"C7": 4, "D8": nil, "H9": nil, "G7": 312, "H7": 148, "C18": "大棚完工"}))
	tab.See(`.flash`)
	tab.Shot("duty-workbook-stored")
	if st := d.Standing(id); st.Word != campaign.WordDraft {
		t.Fatalf("after the upload the report is %s", st.Word)
	}
	tab.Click(`#entry .btn-primary`)
	tab.Gone(`#entry`)
	if st := d.Standing(id); st.Word != campaign.WordSent {
		t.Errorf("the report is %s", st.Word)
	}
}

func TestJourneyOverWhatWasTypedLater(t *testing.T) {
	d, liaison, at, id := september(t)
	file := filled(t, liaison.Get(at+"/workbook").Body, right)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	tab.Type(`[data-cell="figures/skill/projects"]`, "9")
	tab.Type(`[data-cell="texts/results"]`, "与三家企业签约，带动 12 户。")
	tab.See(`[data-save-status="saved"]`)
	chooseBook(tab, file)
	if said := tab.See(`[data-fault] table`); !strings.Contains(said, "与三家企业签约") {
		t.Errorf("the page names %s", said)
	}
	tab.Shot("duty-workbook-over")
	tab.Axe()
	tab.Click(`[data-fault] [form=over]`)
	tab.See(`.flash`)
	e, err := d.Reports.Open(t.Context(), d.As(people.Liaison, "yexian"), id)
	d.Must(err)
	if e.Content.Cells["figures/skill/projects"] != "4" || e.Content.Cells["texts/results"] != "" {
		t.Errorf("the draft says %v", e.Content.Cells)
	}
}

func TestJourneyOfAPaste(t *testing.T) {
	d, liaison, at, _ := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	paste := func(cell, block string) {
		webtest.Eval[any](tab, `(() => { const data = new DataTransfer(), cell = document.querySelector('[data-cell="`+cell+`"]');
			data.setData("text/plain", `+"`"+block+"`"+`); cell.focus();
			cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); return null; })()`)
	}
	values := func() string {
		return webtest.Eval[string](tab, `[...document.querySelectorAll('[data-cell^="figures/"]')].map(c => c.value).join(",")`)
	}
	tab.Type(`[data-cell="figures/skill/projects"]`, "7")
	before := values()
	paste("figures/skill/projects", strings.Repeat("1\t2\t3\t4\t5\t6\t7\t8\t9\r\n", 8))
	if said := tab.See(`[data-paste-note]:not([hidden])`); !strings.Contains(said, "选中的区域是 8 行 × 9 列，从这里起只有 7 行 × 7 列") || values() != before {
		t.Errorf("a block too large says %q and leaves %s", said, values())
	}
	tab.Shot("duty-paste-misfit")
	tab.Axe()
	paste("figures/skill/projects", "1\t3.20\n\"２\"\t四\n")
	if said := tab.See(`[data-paste-undo]:not([hidden])`); said == "" || !strings.HasPrefix(values(), "1,3.20,,,,,,２,四,") {
		t.Errorf("pasted %s", values())
	}
	tab.See(`#problem-figures-industry-funds_union`)
	tab.Shot("duty-pasted")
	tab.Axe()
	paste("figures/skill/projects", strings.Repeat("1\t2\n", 8))
	if said := tab.See(`[data-paste-note].box-bad:not([hidden])`); !strings.Contains(said, "撤销粘贴") {
		t.Errorf("a block too large leaves %q of the paste before", said)
	}
	webtest.Eval[any](tab, `document.querySelector('[data-cell="figures/skill/projects"]').dispatchEvent(new KeyboardEvent("keydown", {key: "z", ctrlKey: true, bubbles: true, cancelable: true})); null`)
	if values() != before {
		t.Errorf("undone to %s, want %s", values(), before)
	}
	tab.Gone(`#problem-figures-industry-funds_union`)
	paste("figures/collective/honourees_joined", "1")
	if values() != before {
		t.Error("a single value was taken from the browser")
	}
}

func TestJourneyOfAPasteIntoATable(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 10:00")
	id := d.Duty("yexian", "plan-and-tables", "once", "basic-summary").ID
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Liaison, "yexian", ""))
	tab.Visit(d.Server.URL + dutyURL(id))
	rows := `document.querySelectorAll('tbody[data-rows="villages"] tr').length`
	webtest.Eval[any](tab, `(() => { const data = new DataTransfer();
		data.setData("text/plain", '"常村镇\n府君庙村"\t61\t213\n夏李乡\t12\t40\n辛店镇\t9\t31');
		document.querySelector('[data-cell="villages/r1/village"]').dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); return null; })()`)
	if n := webtest.Eval[int](tab, rows); n != 3 {
		t.Errorf("the table has %d rows", n)
	}
	if got := webtest.Eval[string](tab, `document.querySelector('[data-cell="villages/r3/persons"]').value`); got != "31" {
		t.Errorf("the last cell says %q", got)
	}
	tab.See(`[data-save-status="saved"]`)
	tab.Shot("duty-pasted-table")
	tab.Click(`[data-paste-undo]`)
	if n := webtest.Eval[int](tab, rows); n != 1 {
		t.Errorf("after the undo the table has %d rows", n)
	}
}
