package cell_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

func TestDay(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"43346": "2018-09-03", "43346.75": "2018-09-03", "4.3346E4": "2018-09-03",
		"2018-9-3": "2018-09-03", "2018/9/3": "2018-09-03", "2018.09.3": "2018-09-03", "2018年9月3日": "2018-09-03",
		"２０１８年９月３日": "2018-09-03", "20180903": "2018-09-03", "2018-9-3 08:30": "2018-09-03",
		"2018年9月": "2018年9月", "2018-13-3": "2018-13-3", "20181399": "20181399", "0": "0", "-1": "-1", "明年": "明年",
		"0018-9-3": "0018-9-3", "1e300": "1e300", "": "",
	} {
		if got := cell.Day(raw, 0); got != want {
			t.Errorf("Day(%q) = %q, want %q", raw, got, want)
		}
	}
	if got := cell.Day("41884", cell.Epoch1904); got != "2018-09-03" {
		t.Errorf("of a file that counts from 1904: %s", got)
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"12": "12", "0012": "12", "0.30000000000000004": "0.3", "1E3": "1000", "-0.5": "-0.5", "123456789012345678": "123456789012346000",
		"1e19": "1e19", "x": "x", "": "",
	} {
		if got := cell.Plain(raw); got != want {
			t.Errorf("Plain(%q) = %q, want %q", raw, got, want)
		}
	}
}

func FuzzDay(f *testing.F) {
	for _, s := range []string{"43346", "2018年9月3日", "2018-9-3 8:00", "９"} {
		f.Add(s, 0)
	}
	f.Fuzz(func(t *testing.T, raw string, later int) {
		once := cell.Day(raw, later%2000)
		if len(once) == len("2018-09-03") && once[4] == '-' && cell.Day(once, 0) != once {
			t.Errorf("a day that was read is another: %q", once)
		}
	})
}
