package intake

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.At("2018-09-28 10:00")
	return d
}

// workbook makes a workbook of lines, each a row.
func workbook(t *testing.T, lines ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, cells := range lines {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// upload hands a list in and returns the address of the import.
func upload(s *desktest.Seat, register, unit, name string, file []byte) desktest.Page {
	s.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	_ = m.WriteField("unit", unit) // into a buffer
	w, err := m.CreateFormFile("file", name)
	if err != nil {
		s.T.Fatal(err)
	}
	_, _ = w.Write(file) // into a buffer
	_ = m.Close()
	return s.Do(http.MethodPost, "/ledger/import/"+register, m.FormDataContentType(), &b)
}

var (
	faulty = [][]any{
		{"叶县劳模工匠名册"}, {"姓名", "荣誉类别", "级别", "获奖年度", "工龄"},
		{"张三", "劳模", "省部级", "2015", 3}, {"李四", "劳动模范", "市级", "去年", 4},
	}
	mended = [][]any{
		{"叶县劳模工匠名册"}, {"姓名", "荣誉类别", "级别", "获奖年度", "工龄"},
		{"张三", "劳模", "省部级", "2015", 3}, {"李四", "劳模", "市级", "2017", 4},
	}
)

func TestListIsHandedInMendedAndStored(t *testing.T) {
	d := open(t)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	unit := string(d.Unit("yexian"))
	liaison.Get("/ledger/import/honourees").Is(http.StatusOK).Says("下载 Excel 模板", "叶县总工会", "还没有导入过")

	at := upload(liaison, "honourees", unit, "名册.xlsx", workbook(t, faulty...)).Is(http.StatusSeeOther).Header.Get("Location")
	liaison.Get(at).Is(http.StatusOK).Says("共 2 处问题", "Sheet1!B4", "“劳动模范”", "劳模", "Sheet1!D4", "没有导入的列：工龄", "下载标红的原表").Lacks("确认入库")
	liaison.Get(at + "?field=year").Is(http.StatusOK).Says("Sheet1!D4").Lacks("Sheet1!B4")
	red := liaison.Get(at + "/marked").Is(http.StatusOK)
	f, err := excelize.OpenReader(strings.NewReader(red.Body))
	if err != nil {
		t.Fatal(err)
	}
	if notes, err := f.GetComments("Sheet1"); err != nil || len(notes) != 2 || !strings.Contains(notes[0].Text, "是否指“劳模”") {
		t.Errorf("comments %+v, %v", notes, err)
	}

	at = upload(liaison, "honourees", unit, "名册.xlsx", workbook(t, mended...)).Is(http.StatusSeeOther).Header.Get("Location")
	page := liaison.Get(at).Is(http.StatusOK).Says("没有发现问题", "新增", "第 3 行")
	liaison.Post(at+"/confirm", "revision", "1").Is(http.StatusSeeOther)
	liaison.Get(at).Is(http.StatusOK).Says("已核对")
	liaison.Post(at+"/confirm", "revision", desktest.RevisionOn(page, at+"/confirm")).Is(http.StatusSeeOther)
	liaison.Get(at).Is(http.StatusOK).Says("已入库").Lacks("取消导入")
	list, err := d.Ledger.List(t.Context(), stage.Program, ledger.Query{Campaign: d.Campaign, Register: "honourees", Totals: true})
	if err != nil || list.Total.Count != 2 {
		t.Errorf("%d entries, %v", list.Total.Count, err)
	}
	liaison.Get("/ledger/import/honourees").Says("名册.xlsx", "已入库", "已核对")
	at = upload(liaison, "honourees", unit, "名册.xlsx", workbook(t, mended...)).Header.Get("Location")
	liaison.Get(at).Says("与台账完全一致").Lacks("确认入库")
}

func TestListsThatAreNone(t *testing.T) {
	d := open(t)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	unit := string(d.Unit("yexian"))
	upload(liaison, "honourees", unit, "名册.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")).Is(http.StatusUnprocessableEntity).Says("另存为 .xlsx")
	upload(liaison, "honourees", unit, "", nil).Is(http.StatusUnprocessableEntity).Says("请选择名单文件")
	at := upload(liaison, "honourees", unit, "信.csv", []byte("一封信\n")).Is(http.StatusSeeOther).Header.Get("Location")
	liaison.Get(at).Is(http.StatusOK).Says("未能导入", "没有找到表头", "没有任何内容入库")
	d.Idle.Store(true)
	at = upload(liaison, "honourees", unit, "名册.xlsx", workbook(t, mended...)).Is(http.StatusSeeOther).Header.Get("Location")
	liaison.Get(at).Is(http.StatusOK).Says("正在核对", "取消导入")
	liaison.Post(at + "/cancel").Is(http.StatusSeeOther)
	liaison.Get(at).Is(http.StatusOK).Says("已取消")
	stranger := d.Sit(t, people.Liaison, "lushan", "")
	stranger.Get(at).Is(http.StatusNotFound)
	upload(stranger, "honourees", unit, "名册.xlsx", workbook(t, mended...)).Is(http.StatusNotFound)
}

// A template that was not filled in is a list without rows: its head is found
// and its example is not read.
func TestTemplateComesBackEmpty(t *testing.T) {
	d := open(t)
	office := d.Sit(t, people.Office, "PDS", "office")
	for _, b := range []string{"honourees", "activities", "households", "points", "projects"} {
		for _, format := range []string{"xlsx", "csv"} {
			file := office.Get("/ledger/import/" + b + "/template?format=" + format).Is(http.StatusOK)
			at := upload(office, b, string(d.Unit("yexian")), "模板."+format, []byte(file.Body)).Is(http.StatusSeeOther).Header.Get("Location")
			p := office.Get(at).Is(http.StatusOK).Says("完全一致").Lacks("没有导入的列")
			if strings.Contains(p.Body, "名单里没有") {
				t.Errorf("%s as %s: columns of its own are not found", b, format)
			}
		}
	}
}
