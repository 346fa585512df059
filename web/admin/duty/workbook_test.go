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

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

const monthlySheet = "助力脱贫攻坚月报"

// filled changes cells of a workbook, as in Excel.
func filled(t *testing.T, file string, cells map[string]any) string {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue(monthlySheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
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
	page := bring(who, id, "0", filled(t, empty, map[string]any{"C7": "四个", "H7": 9, "D8": 1.2345678})).Is(http.StatusUnprocessableEntity)
	page.Says(monthlySheet+"!C7", "四个", "不是数字", monthlySheet+"!D8", monthlySheet+"!H7", monthlySheet+"!C18", "没有存入任何内容", "data-entry")
	who.Get(at).Says(`name="revision" value="0"`)
	link := regexp.MustCompile(`href="data:` + regexp.QuoteMeta(sheet.Media) + `;base64,([^"]+)"`).FindStringSubmatch(html.UnescapeString(page.Body))
	if link == nil {
		t.Fatal("no marked workbook")
	}
	marked, err := base64.StdEncoding.DecodeString(link[1])
	if err != nil {
		t.Fatal(err)
	}
	bring(who, id, "0", filled(t, string(marked), map[string]any{"C7": 4, "D8": nil, "G7": 312, "C18": "完工"})).Is(http.StatusSeeOther)
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
