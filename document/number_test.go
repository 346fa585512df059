package document_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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
		"电话 138 0013": "",
	} {
		if got := kinds(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A name that ends in a numeral stands before a number, or a word that begins
// with one behind it: with the numeral and without it, the number is looked for.
func TestNumeralsOfAWordTouchANumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"张三410422199001011237":              "identity 4104**********1237",
		"张三41042219900101123X":              "identity 4104**********123X",
		"王二三410422199001011237":             "identity 4104**********1237",
		"410422199001011237三中队":             "identity 4104**********1237",
		"张三410422199001011237一组":            "identity 4104**********1237",
		"张三410422900101123":                 "identity 410*********123",
		"张三 410422199001011237":             "identity 4104**********1237",
		"张三13800138000":                     "mobile 13*******00",
		"张三一三八〇〇一三八〇〇〇":                     "mobile 13*******00",
		"王二三13800138000八队":                  "mobile 13*******00",
		"1380013八〇〇〇":                       "mobile 13*******00",
		"4104221990010一1237":                "identity 4104**********1237",
		"张三6222020012345678901":             "card 6222***********8901",
		"一三五七九一三五七九":                        "",
		"二〇一八年九月三十日410422号":                 "",
		"三138001380":                        "",
		"赵一13800138000钱二41040219800101123X": "mobile 13*******00, identity 4104**********123X",
	} {
		var got []string
		for _, n := range document.PersonalNumbers(text) {
			got = append(got, string(n.Kind)+" "+n.Shown)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, strings.Join(got, ", "), want)
		}
	}
}

func TestNumbersInOtherDress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// beside one another and among words
		"13800138000/41040219800101123X":          "mobile identity",
		"13800138000/13900139000/13700137000":     "mobile mobile mobile",
		"1380013800013900139000":                  "mobile mobile",
		"138001380001390013900013700137000":       "mobile mobile mobile",
		"13800138000130102198001011234":           "mobile identity",
		"13010219800101123X13800138000":           "identity mobile",
		"1380013800041040219800101123X":           "mobile identity",
		"身份证41040219800101123X号":                  "identity",
		"电话：13800138000转":                         "mobile",
		"13800138000QQ同号":                         "mobile",
		"13800138000wx":                           "mobile",
		"13800138000abc":                          "mobile",
		"13800138000QQ41040219800101123X":         "mobile identity",
		"Tel13800138000Fax03752345678":            "mobile landline",
		"13800138000@139.com":                     "mobile",
		"https://example.org/13800138000/x":       "mobile",
		"1.13800138000":                           "mobile",
		"同一13800138000":                           "mobile",
		"统一138 0013 8000":                         "mobile",
		"13800138000.13900139000":                 "mobile mobile",
		"2018-09-30 138 0013 8000":                "mobile",
		"138、0013、8000，139、0013、8001":             "mobile mobile",
		"138、0013、8000、139、0013、8001":             "mobile mobile",
		"邮编467200，电话0375-2345678，13800138000":     "landline mobile",
		"41040219800101123X 13800138000":          "identity mobile",
		"张三13800138000，李四13900139000，王五0375-2345": "mobile mobile",

		// identity numbers
		"410402 19800101 123X":   "identity",
		"410402-19800101-123x":   "identity",
		"410402 19800101 123 X":  "identity",
		"4104021980 01011234":    "identity",
		"410402 1980 0101 1234":  "identity",
		"4104 0219 8001 0112 34": "identity",
		"410402、19800101、1234":   "identity",
		"410402 19801301 1234":   "identity", // a day that cannot be, in the groups of one
		"41040219801301123X":     "identity",
		"410402198013011234":     "card",
		"410402 800101 123":      "identity",
		"４１０４０２ １９８００１０１ １２３Ｘ": "identity",
		"41040219800101123×":                  "identity",
		"4 1 0 4 0 2 1 9 8 0 0 1 0 1 1 2 3 X": "identity",
		"四一〇四〇二一九八〇〇一〇一一二三四":                  "identity",

		// mobile numbers
		"138.0013.8000":                       "mobile",
		"138.00138000":                        "mobile",
		"138·0013·8000":                       "mobile",
		"138_0013_8000":                       "mobile",
		"138、0013、8000":                       "mobile",
		"138，0013，8000":                       "mobile",
		"138,00138000":                        "mobile",
		"138\u00a00013\u20098000":             "mobile",
		"138–0013—8000":                       "mobile",
		"138−0013～8000":                       "mobile",
		"138\n0013\n8000":                     "mobile",
		"138   0013 --- 8000":                 "mobile",
		"1380 0138 000":                       "mobile",
		"1380 013 8000":                       "mobile",
		"13800 138000":                        "mobile",
		"1 3 8 0 0 1 3 8 0 0 0":               "mobile",
		"1-3-8-0-0-1-3-8-0-0-0":               "mobile",
		"+86 1 3 8 0 0 1 3 8 0 0 0":           "mobile",
		"+86 138…，+86 138 0013 8000":          "mobile",
		"0086-138-0013-8000":                  "mobile",
		"一三八〇〇一三八〇〇〇":                         "mobile",
		"一三八零零一三八○○○":                         "mobile",
		"一三八 〇〇一三 八〇〇〇":                       "mobile",
		"幺三八00一三8零零零":                         "mobile",
		"١٣٨٠٠١٣٨٠٠٠":                         "mobile",
		"𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎":                         "mobile",
		"1\u00ad3\u200d8\ufeff00138000":       "mobile",
		"1\ufe0f\u20e33\ufe0f\u20e3800138000": "mobile",

		// landlines
		"(0375)1234567":     "landline",
		"0375-1234567转8001": "landline",
		"0375/2345678":      "landline",
		"+86375-2345678":    "landline",
		"零三七五二三四五六七八":       "landline",
		"010 6234 5678":     "landline",
		"400-810-1234":      "landline",
		"4008101234":        "landline",
		"800 810 1234":      "landline",
		"400-8101234":       "landline",

		// cards
		"卡号6222020012345678":           "card",
		"6222·0200·1234·5678·90":       "card",
		"六二二二〇二〇〇一二三四五六七八":             "card",
		"6222020012345678x13800138000": "card mobile",
	} {
		if got := kinds(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What an office writes every day stops no work of it.
func TestFiguresAreNoNumbers(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"2018-09-30 10:41", "20180930", "2018年9月30日", "2018.09.30-2018.12.31", "2018/09/30", "20180930104155",
		"二〇一八年九月三十日", "二○一八年第一三八号", "一、二、三、四、五、六、七、八、九", "第一，138户；第二，0013、8000",
		"13800.00", "1,380,013.80 万元", "1380013.8000", "138001380.00", "4000000000元", "13,800,138,000.00元",
		"豫工发〔2018〕6号", "〔2018〕138号", "467200", "2018-2020", "1995-2018 120户", "13.8%—15.6%", "P-60", "1.3.8", "2.1.3.8.0.0",
		"12、138、1380、8000", "138、1380、8000、12", "150\t1200\t3400\t88", "400、800、1200", "6222、3200、4100、5678",
		"1、3、8、0、0、1、3、8、0、0、0", "0 3 7 5 2 3 4 5 6 7 8", "6 2 2 2 0 2 0 0 1 2 3 4 5 6 7 8", "1 1 3 8 0 0 1 3 8 0 0 0",
		"15000-200000元", "1500—2000000元", "20180601-20181231", "201806012018", "12 34 56 78 90 12 34 56 78",
		"192.168.1.1", "550e8400-e29b-41d4-a716-446655440000", "91410422MA3XE1234Q",
		"9e107d9d372bb13800138000d8a1d6f0", "a94a8fe5ccb19ba61c4c13800138000d391e9871",
		"e3b0c44298fc1c14913800138000fbf4c8996fb92427ae41e4649b934ca4959b", "kX9vQ2mZ7pL4s13800138000tB8w/Rn3yHc6Jd1Fg5Ke0UaQ=",
	} {
		if got := kinds(text); got != "" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestNumbersKeepTheirPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"电话：+86 １３８\u200b-0013—8000。": "86 １３８\u200b-0013—8000",
		"证410402 19800101 123 Ｘ号":     "410402 19800101 123 Ｘ",
		"一三八〇〇一三八〇〇〇转":                "一三八〇〇一三八〇〇〇",
		"\xff13800138000X":            "13800138000",
		"（0375）2345678-801":           "0375）2345678",
	} {
		got := ""
		for _, n := range document.PersonalNumbers(text) {
			got += text[n.From:n.To]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	all := document.PersonalNumbers("13010219800101123X13800138000")
	if len(all) != 2 || all[0].From != 0 || all[0].To != 18 || all[1].From != 18 || all[1].To != 29 {
		t.Errorf("run together: %+v", all)
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

// Whatever stands around it and between its groups, a number is found; without
// it nothing is; and what is found stands in the text where it says.
func FuzzPersonalNumbers(f *testing.F) {
	f.Add("电话", "。", uint8(0), uint8(0))
	f.Add("+86 138-0013-8000", "x", uint8(3), uint8(7))
	f.Add("41040119800101123X", "6222 0200 1234 5678 901", uint8(1), uint8(9))
	f.Add("1380013800\xe4", "\u200b13900139000", uint8(8), uint8(2))
	f.Fuzz(func(t *testing.T, before, after string, first, second uint8) {
		for _, n := range document.PersonalNumbers(before + after) {
			testFound(t, before+after, n)
		}
		separators := []string{"", " ", "  ", "\t", "\n", "\u00a0", "\u2009", "\u3000", "-", "－", "—", " - ", ".", "·", "_", "、", "，", ", ", "\u200b", "\u00ad"}
		a, b := separators[int(first)%len(separators)], separators[int(second)%len(separators)]
		for kind, groups := range map[document.Kind][3]string{
			document.Mobile: {"138", "0013", "8000"}, document.Identity: {"410402", "19800101", "123X"},
		} {
			list := strings.ContainsAny(a+b, ",，、\t\n")
			if list && kind == document.Identity || strings.Trim(a, "\u200b\u00ad") == "" && (list || b == ".") {
				continue // figures of a list, and a decimal
			}
			number := groups[0] + a + groups[1] + b + groups[2]
			text := before + "；" + number + "；" + after
			if !slices.ContainsFunc(document.PersonalNumbers(text), func(n document.PersonalNumber) bool {
				return n.Kind == kind && text[n.From:n.To] == number
			}) {
				t.Fatalf("%q is not found in %q", number, text)
			}
		}
		if got, want := kinds(before+"；；"+after), strings.TrimSpace(kinds(before)+" "+kinds(after)); got != want {
			t.Fatalf("%q, want %q, where nothing stands between %q and %q", got, want, before, after)
		}
	})
}

func testFound(t *testing.T, text string, n document.PersonalNumber) {
	t.Helper()
	in := n.From >= 0 && n.From < n.To && n.To <= len(text)
	if !in || !utf8.RuneStart(text[n.From]) || n.To < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[n.To]) {
		t.Fatalf("%q: %+v is no place", text, n)
	}
	if n.Kind == "" || !strings.Contains(n.Shown, "*") || strings.Contains(n.Shown, text[n.From:n.To]) {
		t.Fatalf("%q: %+v", text, n)
	}
}

// One megabyte: of a report's text, and of what could be put together to many
// numbers.
func BenchmarkPersonalNumbers(b *testing.B) {
	for name, text := range map[string]string{
		"report": "2018年9月，全县共投入1380.50万元，受益138户8000人次，联系人电话0375-2345678。",
		"groups": "410 402 1980 0101 ", "singles": "1 3 8 ", "digits": "1380013800", "zero width": "1\u200b", "word": "a1",
	} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(text, 1<<20/len(text))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				document.PersonalNumbers(text)
			}
		})
	}
}

func TestMasked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "大棚完工": "大棚完工", "2018年9月28日，148户": "2018年9月28日，148户",
		"电话13800138000。":                        "电话13*******00。",
		"张强410401198001011234、138 0013 8000转李四": "张强4104**********1234、13*******00转李四",
	} {
		if got := document.Masked(text); got != want {
			t.Errorf("%q is masked as %q, want %q", text, got, want)
		}
	}
}
