package numeral_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

func TestWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n                                                 int
		counted, digits, roman, letters, circled, stemmed string
	}{
		{1, "一", "一", "I", "a", "①", "甲"},
		{10, "十", "一〇", "X", "j", "⑩", "癸"},
		{12, "十二", "一二", "XII", "l", "⑫", "12"},
		{20, "二十", "二〇", "XX", "t", "⑳", "20"},
		{27, "二十七", "二七", "XXVII", "aa", "㉗", "27"},
		{49, "四十九", "四九", "XLIX", "ww", "㊾", "49"},
		{103, "一百零三", "一〇三", "CIII", "yyyy", "103", "103"},
		{110, "一百一十", "一一〇", "CX", "fffff", "110", "110"},
		{2018, "二千零一十八", "二〇一八", "MMXVIII", "2018", "2018", "2018"},
		{0, "〇", "〇", "0", "0", "0", "0"},
	} {
		got := []string{numeral.Chinese(c.n), numeral.Digitwise(c.n), numeral.Roman(c.n), numeral.Letters(c.n), numeral.Circled(c.n), numeral.Stem("甲乙丙丁戊己庚辛壬癸", c.n)}
		for i, want := range []string{c.counted, c.digits, c.roman, c.letters, c.circled, c.stemmed} {
			if got[i] != want {
				t.Errorf("%d is %s, want %s", c.n, got[i], want)
			}
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"十": 10, "十一": 11, "二十": 20, "廿一": 21, "一百零三": 103, "二〇一八": 2018, "２０１８": 2018, "7": 7, "壹拾贰": 12,
	} {
		if got, ok := numeral.Parse(text); !ok || got != want {
			t.Errorf("%s is %d %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "甲", "一万", "99999", "12a"} {
		if got, ok := numeral.Parse(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

// TestThereAndBack: what is written is read again.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	for n := 1; n <= 9999; n++ {
		if got, ok := numeral.Parse(numeral.Chinese(n)); !ok || got != n {
			t.Fatalf("%s is read as %d", numeral.Chinese(n), got)
		}
	}
}
