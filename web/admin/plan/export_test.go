package plan

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// records reads an answer as CSV.
func records(t *testing.T, page desktest.Page) [][]string {
	t.Helper()
	page.Is(http.StatusOK)
	if got := page.Header.Get("Content-Type"); got != "text/csv; charset=utf-8" {
		t.Fatalf("it comes as %s", got)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(page.Body, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestExportOfDuties(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	_, err := d.Send(d.As(people.Liaison, "yexian"), d.Duty("yexian", "monthly-report", "2018-09", "").ID, stage.Monthly())
	d.Must(err)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/duties?period=2018-09").Says(`href="/duties/export?format=xlsx&amp;period=2018-09"`, "导出 CSV")
	all := records(t, office.Get("/duties/export?format=csv"))
	if len(all) <= exportPage {
		t.Errorf("%d rows: it ends with its first page", len(all))
	}
	one := records(t, office.Get("/duties/export?format=csv&unit=yexian&period=2018-09&obligation=monthly-report"))
	if len(one) != 2 {
		t.Fatalf("one duty has %d rows", len(one))
	}
	got := map[string]string{}
	for i, head := range one[0] {
		got[head] = one[1][i]
	}
	for head, want := range map[string]string{
		"单位": "叶县总工会", "事项": "月报", "期别": "2018年9月", "条款": "四(三) P-57", "截止日期": "2018-09-30", "首次报送": "2018-09-28 10:00", "状态": "已报", "版次": "1",
	} {
		if got[head] != want {
			t.Errorf("%s is %q, want %q", head, got[head], want)
		}
	}
	if mine := records(t, d.Sit(t, people.Liaison, "lushan", "").Get("/duties/export?format=csv&unit=yexian")); len(mine) != 1 {
		t.Errorf("another unit is shown %d rows", len(mine))
	}
	if none := records(t, office.Get("/duties/export?format=csv&unit=x")); len(none) != 1 {
		t.Errorf("a unit that is none has %d rows", len(none))
	}
	office.Get("/duties/export?format=pdf").Is(http.StatusNotFound)
	f, err := excelize.OpenReader(bytes.NewReader([]byte(office.Get("/duties/export?period=2018-09").Is(http.StatusOK).Body)))
	d.Must(err)
	if got, _ := f.GetCellValue("事项清单 2018-09-28", "A3"); got != "单位" {
		t.Errorf("the workbook begins with %q", got)
	}
}

func TestExportOfTheMatrix(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	_, err := d.Send(d.As(people.Liaison, "yexian"), d.Duty("yexian", "monthly-report", "2018-09", "").ID, stage.Monthly())
	d.Must(err)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/matrix?group=county").Says(`href="/matrix/export?format=csv&amp;group=county"`)
	page := office.Get("/matrix/export?from=2018-08&to=2018-09").Is(http.StatusOK)
	if got := page.Header.Get("Content-Type"); got != sheet.Media {
		t.Errorf("it comes as %s", got)
	}
	all := records(t, office.Get("/matrix/export?format=csv&from=2018-08&to=2018-09"))
	if len(all[0]) != 7 || all[0][3] != "2018年8月\n截止 2018年8月31日" {
		t.Errorf("the head is %q", all[0])
	}
	for _, row := range all[1:] {
		if row[1] == "叶县总工会" && (row[3] != "漏报" || row[4] != "按时") {
			t.Errorf("叶县 stands as %q", row)
		}
	}
	if mine := records(t, d.Sit(t, people.Liaison, "yexian", "").Get("/matrix/export?format=csv")); len(mine) != 2 {
		t.Errorf("a liaison is given %d rows", len(mine)-1)
	}
}
