package stage

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// MonthlySheet is the sheet of the monthly report's workbook.
const MonthlySheet = "助力脱贫攻坚月报"

// Filled changes cells of a sheet of a workbook, as in Excel.
func Filled(t testing.TB, file []byte, sheet string, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
