package sheet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// read reads one cell that is filled in, as a person would type it.
func (p *page) read(fd *playbook.Field, address string, column int, cells []string) {
	at := p.cell(column)
	p.places[address] = at
	raw, name := get(cells, column), cellName(column, p.at.row)
	formula, _ := p.file.GetCellFormula(at.sheet, name)
	kind, _ := p.file.GetCellType(at.sheet, name)
	switch {
	case raw == "" && formula != "":
		p.blame(at, "="+formula, fault.Field{Key: "sheet.no_result"})
		return
	case kind == excelize.CellTypeError:
		p.blame(at, raw, fault.Field{Key: "sheet.formula_error", Args: []any{raw}})
		return
	}
	isText := kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString
	if text := p.text(fd, at, raw, isText); text != "" {
		p.typed[address] = text
	}
}

// text turns what a cell holds into what a person would have typed.
func (p *page) text(fd *playbook.Field, at place, raw string, isText bool) string {
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		if isText {
			return bare(raw)
		}
		return plain(bare(raw))
	case playbook.DateField:
		return p.day(bare(raw))
	case playbook.Choice:
		return option(fd, bare(raw))
	case playbook.Tick:
		return tick(bare(raw))
	}
	if !isText && numeric.MatchString(raw) {
		return p.shown(at, raw)
	}
	return raw
}

// unseen are characters that come along when text is copied, and mean nothing
// in a number or a day.
var unseen = strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00a0", " ")

func bare(text string) string { return strings.TrimSpace(unseen.Replace(text)) }

var numeric = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][+-]?\d+)?$`)

// plain writes a stored number without an exponent, to the 15 digits that Excel
// shows: 0.30000000000000004 is 0.3.
func plain(raw string) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || !numeric.MatchString(raw) || math.Abs(n) > 1e18 {
		return raw
	}
	if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err != nil {
		return raw
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// day reads a day that Excel counts, or text; a time of the day is left out.
func (p *page) day(raw string) string {
	if n, err := strconv.ParseFloat(raw, 64); err == nil && numeric.MatchString(raw) {
		from, _ := serialOf(earliest)
		to, _ := serialOf(latest)
		if days := int(min(max(n, 0), 1e7)) + p.epoch; days >= from && days <= to {
			return epoch.AddDays(days).String()
		}
		return raw
	}
	if date, time, both := strings.Cut(narrow(raw), " "); both && strings.Contains(time, ":") {
		return date
	}
	return narrow(raw)
}

// narrow turns full-width characters into ASCII.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, text)
}

// option returns the label that a text means, or the text.
func option(fd *playbook.Field, text string) string {
	for _, o := range fd.Options {
		if narrow(text) == narrow(o.Label) || text == o.ID {
			return o.ID
		}
	}
	return text
}

// tick reads whether a tick is set, in the ways it is written.
func tick(text string) string {
	switch {
	case slices.Contains([]string{ticked, "✓", "✔", "☑", "是", "1", "TRUE", "yes"}, text):
		return "yes"
	case slices.Contains([]string{"否", "0", "FALSE", "×", "☐"}, text):
		return ""
	}
	return text
}

// shown returns a number in a field of text: a day as such, else the number as
// it is.
func (p *page) shown(at place, raw string) string {
	id, err := p.file.GetCellStyle(at.sheet, cellName(at.column, at.row))
	if err != nil {
		return plain(raw)
	}
	style, err := p.file.GetStyle(id)
	if err == nil && (style.NumFmt >= 14 && style.NumFmt <= 17 || style.CustomNumFmt != nil && strings.ContainsAny(*style.CustomNumFmt, "yY")) {
		return p.day(raw)
	}
	return plain(raw)
}
