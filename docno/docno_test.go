package docno_test

import (
	"errors"
	"testing"

	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// TestP02DocumentNumber: a number is put into its proper form or refused with
// the reason.
func TestP02DocumentNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want, key string }{
		{"豫工发[2018]06号", "豫工发〔2018〕6号", ""},
		{"豫工办〔2018〕15号", "豫工办〔2018〕15号", ""},
		{"豫工发〔２０１８〕第 6 号", "豫工发〔2018〕6号", ""},
		{"豫工发（2018）006号", "豫工发〔2018〕6号", ""},
		{"豫工发2018年6号", "", "playbook.number.form"},
		{"〔2018〕6号", "", "playbook.number.form"},
		{"豫工发〔2018〕6", "", "playbook.number.form"},
		{"豫工发[2018〕6号", "", "playbook.number.brackets"},
		{"豫工发〔18〕6号", "", "playbook.number.year"},
		{"豫工发〔0018〕6号", "", "playbook.number.year"},
		{"豫工发〔2018〕00号", "", "playbook.number.running"},
		{"", "", "playbook.number.form"},
	} {
		got, err := docno.Proper(c.text)
		if got != c.want {
			t.Errorf("Proper(%q) = %q, want %q", c.text, got, c.want)
		}
		f, refused := errors.AsType[*fault.Error](err)
		if refused != (c.key != "") || refused && (f.Key != c.key || f.Kind != fault.Invalid) {
			t.Errorf("Proper(%q) refuses with %v, want %q", c.text, err, c.key)
		}
	}
}

func FuzzProper(f *testing.F) {
	f.Add("豫工发[2018]06号")
	f.Fuzz(func(t *testing.T, text string) {
		once, err := docno.Proper(text)
		if err != nil {
			return
		}
		if twice, err := docno.Proper(once); err != nil || twice != once {
			t.Fatalf("%q gives %q, which gives %q, %v", text, once, twice, err)
		}
	})
}
