// Package docno reads document numbers (发文字号). It is pure.
package docno

import (
	"regexp"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Error says why a text is no document number (发文字号). Inside it is a
// fault of kind Invalid, so that a page can show it as it is.
type Error struct {
	Chinese, English string
	Key              string // message key of package locale
	Found            string
}

// Error returns the reason in English.
func (e *Error) Error() string { return "docno: " + e.Found + ": " + e.English }

// Unwrap returns the reason as a fault.
func (e *Error) Unwrap() error { return fault.New(fault.Invalid, e.Key, e.Found) }

var numberForm = regexp.MustCompile(`^(\p{Han}{2,20})([〔\[（(【［])(\d+)([〕\])）】］])第?(\d+)号$`)

// Proper returns a document number in its proper form: the year in 〔〕,
// the running number without leading zeros and without «第» (P-02). Ordinary
// brackets, full-width digits and blanks are put right: «豫工发[2018]06号» gives
// «豫工发〔2018〕6号». What cannot be put right is refused with a *Error.
func Proper(text string) (string, error) {
	refuse := func(key, chinese, english string) (string, error) {
		return "", &Error{chinese, english, key, text}
	}
	parts := numberForm.FindStringSubmatch(strings.Map(halfWidth, text))
	if parts == nil {
		return refuse("playbook.number.form", "应写作“机关代字〔年份〕序号号”", "it should read like 豫工发〔2018〕6号")
	}
	if closers[parts[2]] != parts[4] {
		return refuse("playbook.number.brackets", "括号前后不成对", "its brackets do not match")
	}
	if len(parts[3]) != 4 || parts[3] < "1949" {
		return refuse("playbook.number.year", "年份应写全四位", "the year should have four digits")
	}
	running := strings.TrimLeft(parts[5], "0")
	if running == "" {
		return refuse("playbook.number.running", "序号不能是 0", "the running number cannot be 0")
	}
	return parts[1] + "〔" + parts[3] + "〕" + running + "号", nil
}

var closers = map[string]string{"〔": "〕", "[": "]", "（": "）", "(": ")", "【": "】", "［": "］"}

// halfWidth turns full-width digits into ordinary ones and drops blanks.
func halfWidth(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == ' ' || r == '\u3000' || r == '\u00a0' || r == '\t':
		return -1
	}
	return r
}
