package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Key is a message key given as an argument of another message: it is printed
// as its text, not as itself.
type Key string

// Words is a text that somebody wrote in both languages, given as an argument.
type Words struct{ Chinese, English string }

// Printer prints in one language and one zone. It is safe for concurrent use.
type Printer struct {
	lang Lang
	zone *time.Location
}

// New returns the printer of a language in the zone of Shanghai. A language
// that is not spoken prints Chinese.
func New(lang Lang) *Printer {
	if _, ok := catalogues[lang]; !ok {
		lang = Langs[0]
	}
	return &Printer{lang: lang, zone: Shanghai}
}

// In returns a printer of the same language that shows instants in zone.
func (p *Printer) In(zone *time.Location) *Printer { return &Printer{p.lang, zone} }

// Lang returns the language printed in.
func (p *Printer) Lang() Lang { return p.lang }

// Has reports whether the catalogue has the key.
func (p *Printer) Has(key string) bool { _, ok := catalogues[p.lang][key]; return ok }

// T returns the text of a key with its arguments in place. A key that is
// missing prints as itself, so that a page shows what it lacks.
func (p *Printer) T(key string, args ...any) string {
	t, ok := catalogues[p.lang][key]
	if !ok {
		return key
	}
	form := t.other
	if t.one != "" && countsOne(args) {
		form = t.one
	}
	if len(args) == 0 || !strings.Contains(form, "{") {
		return form
	}
	return p.fill(form, args)
}

// fill puts the arguments into a form, each where its number stands in braces.
// Braces around anything else stay as they are.
func (p *Printer) fill(form string, args []any) string {
	var b strings.Builder
	for {
		before, rest, marked := strings.Cut(form, "{")
		b.WriteString(before)
		if !marked {
			return b.String()
		}
		number, after, _ := strings.Cut(rest, "}")
		if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < len(args) {
			b.WriteString(p.arg(args[i]))
			form = after
			continue
		}
		b.WriteByte('{')
		form = rest
	}
}

// countsOne reports whether the first whole number among the arguments is one.
func countsOne(args []any) bool {
	for _, arg := range args {
		switch n := arg.(type) {
		case int:
			return n == 1
		case int64:
			return n == 1
		}
	}
	return false
}

func (p *Printer) arg(arg any) string {
	switch v := arg.(type) {
	case string:
		return v
	case Key:
		return p.T(string(v))
	case Words:
		if p.lang == En {
			return v.English
		}
		return v.Chinese
	case int:
		return p.Number(int64(v))
	case int64:
		return p.Number(v)
	case time.Time:
		return p.DateTime(v)
	case Day:
		return p.Date(v)
	case quantity.Value:
		return p.Amount(v)
	case []string:
		return strings.Join(v, p.T("core.list_comma"))
	}
	return fmt.Sprint(arg)
}

// Number prints a whole number with separators of thousands.
func (p *Printer) Number(n int64) string { return quantity.Count.Format(n) }

// Money prints an amount of 分 in 万元 with two decimals, and with more where
// two would hide a part of it. The unit stands in the heading of the column.
func (p *Printer) Money(fen int64) string { return quantity.Money.Format(fen) }

// Amount prints a number with its unit: «3.20 万元», «312 人次».
func (p *Printer) Amount(v quantity.Value) string {
	return v.Kind.Format(v.N) + " " + p.Unit(v.Kind)
}

// Unit prints the unit a kind of number is shown in.
func (p *Printer) Unit(k quantity.Kind) string { return p.T("unit." + string(k)) }
