package duty

import (
	"bytes"
	"encoding/base64"
	"html"
	"mime/multipart"
	"net/http"
	"regexp"
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
	return string(stage.Filled(t, []byte(file), cells))
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
	return s.Do(http.MethodPost, dutyURL(id)+"/workbook", w.FormDataContentType(), &b)
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
