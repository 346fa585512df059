package sheet

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
)

// version is the version of how a workbook is laid out. A file of another one
// is refused.
const version = "2"

// Workbook is the workbook of a duty: it is written to be filled in, and read
// back. Its words are Chinese whoever asks for it: it is a paper of the office.
type Workbook struct {
	entry  report.Entry
	leaves []leaf
	key    key
	print  *locale.Printer
}

// key says whose workbook a file is. It lies in the file, unseen, with the names
// by which a refusal calls it.
type key struct {
	campaign, unit, period, obligation, form, asked string
	unitName, periodName, formName                  string
}

// New returns the workbook of an opened duty. A duty without a form that can be
// typed into has none.
func New(e report.Entry) (*Workbook, error) {
	b := &Workbook{entry: e, leaves: leaves(e.Form), print: locale.New(locale.ZhCN)}
	if len(b.leaves) == 0 {
		return nil, fault.New(fault.Conflict, "sheet.no_form")
	}
	b.key = key{
		campaign: string(e.Campaign.ID), unit: e.Debtor.Code, period: e.Period, obligation: e.Obligation, form: e.Item.Form,
		asked: b.asked(), unitName: e.Debtor.Name, periodName: periodName(e.Period), formName: e.Form.Title,
	}
	return b, nil
}

// asked is the hash of what is asked: the form, and the names and units of its
// figures. An amendment of another clause leaves a workbook good.
func (b *Workbook) asked() string {
	var heads []string
	for _, s := range b.entry.Form.Sections {
		for i := range s.Fields {
			heads = append(heads, b.label(&s.Fields[i]))
		}
	}
	text, _ := json.Marshal(struct { // texts and numbers always encode
		Form  *playbook.Form
		Heads []string
	}{b.entry.Form, heads})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func periodName(text string) string {
	p, err := calendar.ParsePeriod(text)
	if err != nil || p.Kind == calendar.Once {
		return ""
	}
	return p.Chinese()
}

// Name is the name of the file, without its ending.
func (b *Workbook) Name() string {
	return strings.Join(strings.Fields(b.key.unitName+" "+b.key.periodName+" "+b.key.formName), " ")
}

// leaf is one sheet of a workbook. A table has one of its own, with room below;
// all other sections stand together on another.
type leaf struct {
	name  string
	parts []*playbook.Section
	width int // columns of values
}

// keyColumn, labelColumn and firstColumn are the columns of a leaf: what its
// rows mean, unseen; their names; and from there on what is filled in.
const (
	keyColumn = iota + 1
	labelColumn
	firstColumn
)

// narrowest is how many columns of values a leaf has at least: room for long
// texts across them.
const narrowest = 6

func leaves(f *playbook.Form) []leaf {
	var out []leaf
	whole := -1
	for i := range f.Sections {
		s := &f.Sections[i]
		switch s.Kind {
		case playbook.Files:
		case playbook.Table:
			out = append(out, leaf{sheetName(s.Title), []*playbook.Section{s}, max(narrowest, len(s.Fields))})
		default:
			if whole < 0 {
				whole = len(out)
				out = append(out, leaf{name: sheetName(f.Title), width: narrowest})
			}
			l := &out[whole]
			l.parts = append(l.parts, s)
			if s.Kind == playbook.Grid {
				l.width = max(l.width, len(s.Fields))
			}
		}
	}
	used := map[string]bool{hiddenSheet: true}
	for i := range out {
		for used[strings.ToLower(out[i].name)] {
			r := []rune(out[i].name)
			out[i].name = string(r[:min(len(r), maxName-1)]) + "续"
		}
		used[strings.ToLower(out[i].name)] = true
	}
	return out
}

// last returns the last column of a leaf.
func (l leaf) last() int { return firstColumn + l.width - 1 }

// What stands in the key column. A section begins with a row that names its
// columns by the ids of their fields, or by valueKey.
const (
	sectionKey = "section " // and its id
	titleKey   = "title"
	headKey    = "head"
	rowKey     = "row "   // and the id of a fixed row, or of a row that was filled in before
	fieldKey   = "field " // and the id of a single field
	endKey     = "end"    // below the last row of a table
	valueKey   = "value"
	labelKey   = "label" // the column of the names of rows
)

// label returns the head of a field as the workbook prints it: with its unit,
// and a star where it must be filled in.
func (b *Workbook) label(fd *playbook.Field) string {
	text := fd.Label
	if m := b.entry.Rules.Measure(fd.Measure); text == "" && m != nil {
		text = m.Name
	}
	if fd.Type == playbook.MeasureField {
		text += "（" + b.print.Unit(paper.Kind(b.entry.Rules, fd)) + "）"
	}
	if fd.Required && fd.Computed == "" {
		text += " *"
	}
	return text
}
