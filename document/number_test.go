package document_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/document"
)

func kinds(text string) string {
	var out []string
	for _, n := range document.PersonalNumbers(text) {
		out = append(out, string(n.Kind))
	}
	return strings.Join(out, " ")
}

func TestPersonalNumbers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"联系人电话13800138000":        "mobile",
		"联系人电话：138 0013 8000。":    "mobile",
		"138-0013-8000":           "mobile",
		"138 - 0013 - 8000":       "mobile",
		"１３８００１３８０００":             "mobile",
		"＋86 13800138000":         "mobile",
		"+8613800138000":          "mobile",
		"+86-138-0013-8000":       "mobile",
		"0086 13800138000":        "mobile",
		"(86)19912345678":         "mobile",
		"013800138000":            "mobile",
		"Tel13800138000":          "mobile",
		"138\u200b0013\u200b8000": "mobile",
		"138\u30000013\u30008000": "mobile",
		"2018 13800138000":        "mobile",
		"13800138000、13900139000": "mobile mobile",
		"13800138000 13900139000": "mobile mobile",
		"13800138000.":            "mobile",
		"电话0375-2345678":          "landline",
		"(0375)2345678":           "landline",
		"（0375）23456789":          "landline",
		"0375 2345678转801":        "landline",
		"0375-2345678-801":        "landline",
		"03752345678":             "landline",
		"010-62345678":            "landline",
		"+86 375 2345678":         "landline",
		"身份证410401198001011234":   "identity",
		"41040119800101123X":      "identity",
		"41040119800101123x。":     "identity",
		"４１０４０１１９８００１０１１２３Ｘ": "identity",
		"410401 19800101 1234":                    "identity",
		"410401800101123":                         "identity",
		"6222020012345678901":                     "card",
		"6222 0200 1234 5678 901":                 "card",
		"6222-0200-1234-5678":                     "card",
		"4111111111111111":                        "card",
		"卡号 6222 0200 1234 5678，电话 138 0013 8000": "card mobile",

		"":                        "",
		"12800138000":             "",
		"1380013800":              "",
		"138001380001":            "",
		"20180629123456789012":    "",
		"13800.00":                "",
		"13800138000.00":          "",
		"0.13800138000":           "",
		"13,800,138,000":          "",
		"2018-06-29":              "",
		"2018-06-01 — 2018-12-31": "",
		"2018年6月29日 14:30":        "",
		"2015 2016 2017 2018":     "",
		"豫工发〔2018〕6号":             "",
		"138****8000":             "",
		"4115**********1234":      "",
		"投入 1380 万元，受益 138 户 8000 人次": "",
		"123456789012345": "", // fifteen digits without a day of birth
		"0375-2018":       "",
		"06-01 2345678":   "",
		"e3b0c44298fc1c14913800138000fbf4c8996fb92427ae41e4649b934ca4959": "",
		"根 xh13800138000Zk4hT9QaW0pBv+8YqLr7sUuEeCc12345678=":             "",
		"13800138000abc": "",
		"电话 138 0013":    "",
	} {
		if got := kinds(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNumbersAreMasked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"138 0013 8000":      "13*******00",
		"410401198001011234": "4104**********1234",
	} {
		if got := document.PersonalNumbers(text)[0].Shown; got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// Whatever stands around it, a number that stands alone is found, and nothing
// makes the search fail.
func FuzzPersonalNumbers(f *testing.F) {
	f.Add("电话13800138000，", "。")
	f.Add("+86 138-0013-8000", "x")
	f.Add("41040119800101123X", "6222 0200 1234 5678 901")
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, n := range document.PersonalNumbers(before + after) {
			if n.Kind == "" || !strings.Contains(n.Shown, "*") {
				t.Fatalf("%q: %+v", before+after, n)
			}
		}
		found := false
		for _, n := range document.PersonalNumbers(before + "，13800138000；" + after) {
			found = found || n.Kind == document.Mobile
		}
		if !found {
			t.Fatalf("not found between %q and %q", before, after)
		}
	})
}
