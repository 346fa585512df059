package derive

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

func hasRows(form *playbook.Form) bool {
	return slices.ContainsFunc(form.Sections, func(s playbook.Section) bool { return s.From != nil })
}

// rows fills the tables that have entries as their source (P-24), as many as
// the table takes: also what is planned and not in the figures yet.
func (f *filling) rows([]spot) error {
	for i := range f.form.Sections {
		s := &f.form.Sections[i]
		if s.From == nil {
			continue
		}
		entries, err := f.within(lot{[]string{s.From.Register}, true, true})
		if err != nil {
			return err
		}
		names, err := f.names(s, entries)
		if err != nil {
			return err
		}
		most := s.MostRows
		if most == 0 {
			most = playbook.MaxRows
		}
		var sets []RowSet
		for _, e := range entries {
			if Meets(e, s.From.Where) && len(sets) < most {
				sets = append(sets, RowSet{e.ID, rowOf(s, e, names)})
			}
		}
		f.out.Rows[s.ID] = sets
	}
	return nil
}

// rowOf turns an entry into a row: a column takes what its field holds, where it
// can hold that.
func rowOf(s *playbook.Section, e ledger.Entry, names map[string]string) map[string]string {
	shape, _ := register.ShapeOf(s.From.Register)
	out := map[string]string{}
	for i := range s.Fields {
		fd := &s.Fields[i]
		if text := columnText(fd, shape, e, fieldFor(s, fd.ID), names); text != "" {
			out[fd.ID] = text
		}
	}
	part(s, out)
	return out
}

// aim is a goal with how much it is: «带动40户».
var aim = regexp.MustCompile(`^(\D+)(\d{1,9})(\D{1,10})$`)

// part puts the number and the unit of a goal under the columns that a table has
// for them (P-24); putting the table into the ledger joins them again.
func part(s *playbook.Section, row map[string]string) {
	found := aim.FindStringSubmatch(row["goal"])
	if found != nil && s.Field("value") != nil && s.Field("unit") != nil && row["value"]+row["unit"] == "" {
		row["goal"], row["value"], row["unit"] = found[1], found[2], found[3]
	}
}

// fieldFor returns the register's field of a column.
func fieldFor(s *playbook.Section, column string) string {
	if id := s.From.Columns[column]; id != "" {
		return id
	}
	return column
}

// columnText returns what a column takes of a field of an entry; of the title,
// the title.
func columnText(fd *playbook.Field, shape register.Shape, e ledger.Entry, id string, names map[string]string) string {
	text := e.Values[id]
	from, ok := shape.Field(id)
	switch {
	case id == register.WholeTitle:
		return clip(e.Title, fd.Max)
	case !ok || text == "":
		return ""
	case fd.Type == playbook.Choice:
		return choice(fd, text)
	case from.Type == register.Entry, from.Type == register.Unit:
		var shown []string
		for one := range strings.SplitSeq(text, ",") {
			if names[one] != "" {
				shown = append(shown, names[one])
			}
		}
		return clip(strings.Join(shown, "、"), fd.Max)
	case fd.Type == playbook.Number && from.Type != register.Number, fd.Type == playbook.DateField && from.Type != register.Date:
		return ""
	}
	return clip(text, fd.Max)
}

// choice returns the option of a column that an entry chose: the one of the same
// id, or a year's, which is called «y2019»; the first where it chose several.
func choice(fd *playbook.Field, text string) string {
	for one := range strings.SplitSeq(text, ",") {
		for _, o := range fd.Options {
			if o.ID == one || o.ID == "y"+one || o.ID == "y"+yearOf(one) {
				return o.ID
			}
		}
	}
	return ""
}

// yearOf returns the year of a day, "" of anything else.
func yearOf(text string) string {
	if len(text) == len("2019-05-01") && text[4] == '-' {
		return text[:4]
	}
	return ""
}

// clip shortens what is longer than a column takes.
func clip(text string, most int64) string {
	if runes := []rune(text); most > 0 && int64(len(runes)) > most {
		return string(runes[:most])
	}
	return text
}

// names reads what the entries and units are called that fill a table.
func (f *filling) names(s *playbook.Section, entries []ledger.Entry) (map[string]string, error) {
	shape, _ := register.ShapeOf(s.From.Register)
	var ids []ledger.EntryID
	for i := range s.Fields {
		from, ok := shape.Field(fieldFor(s, s.Fields[i].ID))
		if !ok || from.Type != register.Entry {
			continue
		}
		for _, e := range entries {
			for one := range strings.SplitSeq(e.Values[from.ID], ",") {
				if id := ledger.EntryID(one); id != "" && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	named, err := f.tx.EntriesTold(ids)
	for _, e := range named {
		out[string(e.ID)] = e.Title
	}
	return out, err
}

// InTable returns the rows of a table as cells of the form.
func (f Filling) InTable(s *playbook.Section) map[string]string {
	out := map[string]string{}
	for i, row := range f.Rows[s.ID] {
		for column, text := range row.Cells {
			out[s.Address("r"+strconv.Itoa(i+1), column)] = text
		}
	}
	return out
}
