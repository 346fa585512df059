package paper_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

func shipped(t testing.TB) *playbook.Playbook {
	t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	return pb
}

func TestTyped(t *testing.T) {
	t.Parallel()
	book := *shipped(t)
	book.Measures = append(slices.Clone(book.Measures), playbook.Measure{ID: "time", Kind: quantity.Hours})
	pb := &book
	hours := &playbook.Field{ID: "h", Type: playbook.MeasureField, Measure: "time"}
	money := &playbook.Field{ID: "m", Type: playbook.MeasureField, Measure: "funds_union"}
	persons := &playbook.Field{ID: "p", Type: playbook.MeasureField, Measure: "honourees_joined"}
	number := &playbook.Field{ID: "n", Type: playbook.Number}
	day := &playbook.Field{ID: "d", Type: playbook.DateField}
	text := &playbook.Field{ID: "t", Type: playbook.LongText}
	choice := &playbook.Field{ID: "c", Type: playbook.Choice, Options: []playbook.Option{{ID: "market", Label: "市场化运作"}}}
	tests := []struct {
		fd          *playbook.Field
		typed, want string
		bad         string
	}{
		{money, "3.20", "3200000", ""},
		{money, " ３．２ ", "3200000", ""},
		{money, "0.000001", "1", ""},
		{money, "0.0000001", "!0.0000001", "report.too_fine"},
		{money, "1,652", "1652000000", ""},
		{money, "99999999999999999999", "!99999999999999999999", "report.too_large"},
		{persons, "12", "12", ""},
		{money, "￥4.00", "4000000", ""},
		{money, "¥4", "4000000", ""},
		{money, "4.00 万元", "4000000", ""},
		{money, "4.00元", "!4.00元", "report.other_unit"},
		{money, "￥4万", "!￥4万", "report.other_unit"},
		{money, "￥ -", "", ""},
		{money, "￥", "!￥", "report.not_number"},
		{persons, "人", "!人", "report.not_number"},
		{money, "美元", "!美元", "report.not_number"},
		{hours, "1.5", "15", ""},
		{hours, "1.25", "!1.25", "report.too_many_decimals"},
		{persons, "12人", "12", ""},
		{persons, "12户", "!12户", "report.other_unit"},
		{persons, "￥12", "!￥12", "report.not_number"},
		{persons, "—", "", ""},
		{persons, "－", "", ""},
		{persons, "12.5", "!12.5", "report.not_whole"},
		{persons, "十二", "!十二", "report.not_number"},
		{number, "", "", ""},
		{number, "-", "", ""},
		{number, "12户", "!12户", "report.not_number"},
		{number, "-1-", "!-1-", "report.not_number"},
		{number, "1e3", "!1e3", "report.not_number"},
		{day, "2018-06-29", "2018-06-29", ""},
		{day, "2018年6月29日", "2018-06-29", ""},
		{day, "2018/6/9", "2018-06-09", ""},
		{day, "2018-02-30", "!2018-02-30", "report.not_date"},
		{day, "6月29日", "!6月29日", "report.not_date"},
		{text, "!重要", "!重要", ""},
		{choice, "市场化运作", "market", ""},
		{choice, "market", "market", ""},
		{choice, "赠送", "!赠送", "report.not_option"},
	}
	for _, tt := range tests {
		got, bad := paper.Typed(pb, tt.fd, "cell", tt.typed)
		key := ""
		if bad != nil {
			key = bad.Key
		}
		if got != tt.want || key != tt.bad {
			t.Errorf("%s %q: %q, %q; want %q, %q", tt.fd.Type, tt.typed, got, key, tt.want, tt.bad)
		}
	}
}

// What is shown of a cell is read back to the same cell: nothing that is only
// looked at and saved changes.
func FuzzTypedReadsBackWhatIsShown(f *testing.F) {
	for _, s := range []string{"3.20", "-1", "2018年6月29日", "!", "市场化运作", "１２", "0.000001", "一\r\n二"} {
		f.Add(s)
	}
	pb := shipped(f)
	fields := []*playbook.Field{
		{ID: "m", Type: playbook.MeasureField, Measure: "funds_union"}, {ID: "n", Type: playbook.Number},
		{ID: "d", Type: playbook.DateField}, {ID: "t", Type: playbook.LongText},
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, fd := range fields {
			once, _ := paper.Typed(pb, fd, "cell", typed)
			again, _ := paper.Typed(pb, fd, "cell", paper.Shown(pb, fd, once))
			if again != once {
				t.Errorf("%s %q is kept as %q and read back as %q", fd.Type, typed, once, again)
			}
		}
	})
}
