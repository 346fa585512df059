package book

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Bounds of texts, in characters.
const (
	maxText = 200
	maxLong = 4000
)

// MaxSeveral is how many options, units or entries one field may hold.
const MaxSeveral = 50

// Typed reads what a person typed into a field and returns its canonical text,
// "" for nothing. Units and entries are named by their ids here: whether they
// are there is for who can look.
func (b *Book) Typed(f Field, text string) (string, *fault.Field) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return "", nil
	}
	no := func(key string, args ...any) (string, *fault.Field) {
		return "", &fault.Field{Path: f.ID, Key: key, Args: args}
	}
	switch f.Type {
	case register.Number:
		return number(f, text)
	case register.Date:
		d, err := calendar.ParseDate(text)
		if err != nil {
			return no("ledger.not_date", text)
		}
		return d.String(), nil
	case register.Year:
		n, err := strconv.Atoi(text)
		if err != nil || n < 1949 || n > 2100 {
			return no("ledger.not_year", text)
		}
		return strconv.Itoa(n), nil
	case register.Tick:
		return tick(f, text)
	case register.Choice, register.Unit, register.Entry:
		return b.several(f, text)
	}
	most := textBound(f)
	if n := utf8.RuneCountInString(text); n > most {
		return no("ledger.too_long", most, n)
	}
	if f.Type != register.LongText && strings.ContainsAny(text, "\n\t") {
		return no("ledger.one_line")
	}
	return text, nil
}

func textBound(f Field) int {
	switch {
	case f.Max > 0:
		return int(f.Max)
	case f.Type == register.LongText:
		return maxLong
	}
	return maxText
}

func number(f Field, text string) (string, *fault.Field) {
	n, err := f.Kind.Parse(text)
	most := f.Max
	if most == 0 {
		most = quantity.Max
	}
	no := func(key string, args ...any) (string, *fault.Field) {
		return "", &fault.Field{Path: f.ID, Key: key, Args: args}
	}
	switch {
	case errors.Is(err, quantity.ErrTooFine):
		return no("ledger.too_fine", f.Kind.Unit())
	case errors.Is(err, quantity.ErrTooLarge), n > most:
		return no("ledger.too_large", quantity.Value{Kind: f.Kind, N: most})
	case err != nil:
		return no("ledger.not_number", text)
	case n < 0:
		return no("ledger.below_zero")
	}
	return strconv.FormatInt(n, 10), nil
}

func tick(f Field, text string) (string, *fault.Field) {
	switch strings.ToLower(text) {
	case "yes", "true", "on", "1", "是", "√":
		return "yes", nil
	case "no", "false", "off", "0", "否":
		return "", nil
	}
	return "", &fault.Field{Path: f.ID, Key: "ledger.not_tick", Args: []any{text}}
}

// several reads a list of ids, each once, in the order of the options or as
// typed.
func (b *Book) several(f Field, text string) (string, *fault.Field) {
	var ids []string
	for id := range strings.SplitSeq(text, ",") {
		if id = strings.TrimSpace(id); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > 1 && !f.Several {
		return "", &fault.Field{Path: f.ID, Key: "ledger.one_only"}
	}
	if len(ids) > MaxSeveral {
		return "", &fault.Field{Path: f.ID, Key: "ledger.too_many", Args: []any{MaxSeveral}}
	}
	options := b.Options(f)
	for _, id := range ids {
		known := ident.Valid(id)
		if f.Type == register.Choice {
			known = slices.ContainsFunc(options, func(o register.Option) bool { return o.ID == id })
		}
		if !known {
			return "", &fault.Field{Path: f.ID, Key: "ledger.not_option", Args: []any{id}}
		}
	}
	if f.Type == register.Choice {
		place := func(id string) int {
			return slices.IndexFunc(options, func(o register.Option) bool { return o.ID == id })
		}
		slices.SortFunc(ids, func(x, y string) int { return place(x) - place(y) })
	}
	return strings.Join(ids, ","), nil
}

// Parts are the texts of a cell that names several.
func Parts(text string) []string {
	var out []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) }) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Split returns what a canonical text of a field that holds several holds.
func Split(canonical string) []string {
	if canonical == "" {
		return nil
	}
	return strings.Split(canonical, ",")
}

// Options lists the answers of a choice as the plan words them; the label of one
// that the plan does not word is "", and then the register's own word stands.
func (b *Book) Options(f Field) []register.Option {
	if f.Lines {
		return b.Lines
	}
	if own := b.Use.Options[f.ID]; len(own) > 0 {
		return own
	}
	out := make([]register.Option, len(f.Options))
	for i, id := range f.Options {
		out[i] = register.Option{ID: id}
	}
	return out
}
