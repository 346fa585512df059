package paper

import (
	"errors"
	"strings"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// dashes are the strokes that stand alone in a cell without a number: a
// workbook's zero, and the sign of our own pages. web/assets/src/decimal.ts
// reads the same.
const dashes = "-‐‑‒–—―－−─"

// amount takes off a typed number what says nothing new in its column: the sign
// of the currency before money, and the unit of the column behind a figure. A
// stroke alone is an empty cell; a sign or a unit alone is no number.
func amount(fd *playbook.Field, k quantity.Kind, text string) string {
	plain := text
	if fd.Type == playbook.MeasureField {
		plain = strings.TrimSpace(strings.TrimSuffix(plain, k.Unit()))
	}
	if k == quantity.Money {
		plain = strings.TrimSpace(strings.TrimLeft(plain, "¥￥"))
	}
	switch {
	case plain == "":
		return text
	case strings.Trim(plain, dashes) == "":
		return ""
	}
	return plain
}

// misread says why a number could not be read: the key of the sentence, and
// what it names.
func misread(fd *playbook.Field, k quantity.Kind, text, plain string, err error) (string, []any) {
	switch {
	case errors.Is(err, quantity.ErrTooLarge):
		return "report.too_large", nil
	case !errors.Is(err, quantity.ErrTooFine):
		if fd.Type == playbook.MeasureField && otherUnit(k, plain) {
			return "report.other_unit", []any{text, k.Unit()}
		}
		return "report.not_number", []any{text}
	case k == quantity.Money:
		return "report.too_fine", []any{k.Unit()}
	case k.Decimals() == 0:
		return "report.not_whole", nil
	}
	return "report.too_many_decimals", []any{k.Decimals()}
}

// otherUnit reports whether a number stands before words: «4.00元» in a column
// of 万元.
func otherUnit(k quantity.Kind, text string) bool {
	number := strings.TrimRightFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if number == text {
		return false
	}
	_, err := k.Parse(number)
	return err == nil || errors.Is(err, quantity.ErrTooFine)
}
