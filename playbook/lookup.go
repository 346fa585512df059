package playbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/formula"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
)

// find returns the one element that fits, or nil.
func find[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// After returns a playbook that came after another version of itself in a
// running campaign. What it no longer has is looked up there: its clauses,
// bodies, lines, measures, forms and obligations still stand behind duties of
// before.
func (pb *Playbook) After(earlier *Playbook) *Playbook {
	out := *pb
	out.earlier = earlier
	return &out
}

// look finds something in a playbook, or else in the versions before it, the
// newest first.
func look[T any](pb *Playbook, find func(*Playbook) *T) *T {
	for ; pb != nil; pb = pb.earlier {
		if one := find(pb); one != nil {
			return one
		}
	}
	return nil
}

// Clause returns the clause with the id, or nil.
func (pb *Playbook) Clause(id string) *Clause {
	return look(pb, func(pb *Playbook) *Clause {
		return find(pb.Clauses, func(c *Clause) bool { return c.ID == id })
	})
}

// Body returns the body with the id, or nil.
func (pb *Playbook) Body(id string) *Body {
	return look(pb, func(pb *Playbook) *Body {
		return find(pb.Bodies, func(b *Body) bool { return b.ID == id })
	})
}

// BodyByName returns the body that the plan calls so in any of its spellings
// (P-59), or nil.
func (pb *Playbook) BodyByName(name string) *Body {
	name = strings.TrimSpace(name)
	return find(pb.Bodies, func(b *Body) bool {
		return name != "" && (b.Name == name || b.Short == name || slices.Contains(b.Aliases, name))
	})
}

// Post returns the post with the id, or nil.
func (pb *Playbook) Post(id string) *Post {
	return find(pb.Posts, func(p *Post) bool { return p.ID == id })
}

// PostOf returns the first post that carries a role of the glossary, or nil:
// the office director's signs the bulletins (P-47).
func (pb *Playbook) PostOf(role string) *Post {
	return find(pb.Posts, func(p *Post) bool { return p.Role == role })
}

// Line returns the action line with the id, or nil.
func (pb *Playbook) Line(id string) *Line {
	return look(pb, func(pb *Playbook) *Line {
		return find(pb.Lines, func(l *Line) bool { return l.ID == id })
	})
}

// Track returns the track with the id, or nil.
func (pb *Playbook) Track(id string) *Track {
	return find(pb.Tracks, func(t *Track) bool { return t.ID == id })
}

// Catalogue returns the catalogue with the id, or nil.
func (pb *Playbook) Catalogue(id string) *Catalogue {
	return find(pb.Catalogues, func(c *Catalogue) bool { return c.ID == id })
}

func (pb *Playbook) catalogueIDs() []string {
	ids := make([]string, len(pb.Catalogues))
	for i, c := range pb.Catalogues {
		ids[i] = c.ID
	}
	return ids
}

// Event returns the event with the id, or nil.
func (pb *Playbook) Event(id string) *Event {
	return find(pb.Events, func(e *Event) bool { return e.ID == id })
}

// Award returns the award with the id, or nil.
func (pb *Playbook) Award(id string) *award.Award {
	return find(pb.Awards, func(a *award.Award) bool { return a.ID == id })
}

// Sheet returns the scoring sheet with the id, or nil.
func (pb *Playbook) Sheet(id string) *award.Sheet {
	return find(pb.Sheets, func(s *award.Sheet) bool { return s.ID == id })
}

// Measure returns the measure with the id, or nil.
func (pb *Playbook) Measure(id string) *Measure {
	return look(pb, func(pb *Playbook) *Measure {
		return find(pb.Measures, func(m *Measure) bool { return m.ID == id })
	})
}

// Form returns the form with the id, or nil.
func (pb *Playbook) Form(id string) *Form {
	return look(pb, func(pb *Playbook) *Form {
		return find(pb.Forms, func(f *Form) bool { return f.ID == id })
	})
}

// Obligation returns the obligation with the id, or nil.
func (pb *Playbook) Obligation(id string) *Obligation {
	return look(pb, func(pb *Playbook) *Obligation {
		return find(pb.Obligations, func(o *Obligation) bool { return o.ID == id })
	})
}

// Reading returns the reading with the id, or nil.
func (pb *Playbook) Reading(id string) *Reading {
	return find(pb.Readings, func(r *Reading) bool { return r.ID == id })
}

// PhasesOn returns the phases that are current on a day, in the order of the
// plan; phases may overlap (N-P3).
func (pb *Playbook) PhasesOn(d calendar.Date) []Phase {
	var current []Phase
	for _, ph := range pb.Phases {
		if !d.Before(ph.Start) && !d.After(ph.End) {
			current = append(current, ph)
		}
	}
	return current
}

// Section returns the section with the id, or nil.
func (f *Form) Section(id string) *Section {
	return find(f.Sections, func(s *Section) bool { return s.ID == id })
}

// Field returns the field with the id, or nil.
func (s *Section) Field(id string) *Field {
	return find(s.Fields, func(fd *Field) bool { return fd.ID == id })
}

func (f *Form) sectionIDs() []string {
	ids := make([]string, len(f.Sections))
	for i, s := range f.Sections {
		ids[i] = s.ID
	}
	return ids
}

func (s *Section) fieldIDs() []string {
	ids := make([]string, len(s.Fields))
	for i, fd := range s.Fields {
		ids[i] = fd.ID
	}
	return ids
}

func (fd *Field) optionIDs() []string {
	ids := make([]string, len(fd.Options))
	for i, o := range fd.Options {
		ids[i] = o.ID
	}
	return ids
}

// MaxRows is the greatest number of rows a unit may add to a table.
const MaxRows = 500

// Cell finds what an address means: «section/field» for fields and files,
// «section/row/field» for a grid or a table. The field is nil if the form has
// no such cell.
func (f *Form) Cell(address string) (s *Section, row string, fd *Field) {
	parts := strings.Split(address, "/")
	s = f.Section(parts[0])
	if s == nil || len(parts) != s.depth() {
		return nil, "", nil
	}
	if len(parts) == 3 {
		row = parts[1]
		if !s.hasRow(row) {
			return nil, "", nil
		}
	}
	if fd = s.Field(parts[len(parts)-1]); fd == nil {
		return nil, "", nil
	}
	return s, row, fd
}

// Fitting returns the cells that the form has: of a draft begun on an older
// version of the form what is still asked for.
func (f *Form) Fitting(cells map[string]string) map[string]string {
	if cells == nil {
		return nil
	}
	out := map[string]string{}
	for address, text := range cells {
		if _, _, fd := f.Cell(address); fd != nil {
			out[address] = text
		}
	}
	return out
}

// depth returns how many parts the address of a cell of the section has.
func (s *Section) depth() int {
	if s.Kind == Grid || s.Kind == Table {
		return 3
	}
	return 2
}

// hasRow reports whether a row id fits: a fixed row of a grid, «r1» to «r500»
// of a table.
func (s *Section) hasRow(id string) bool {
	if s.Kind == Grid {
		return slices.ContainsFunc(s.Rows, func(r Row) bool { return r.ID == id })
	}
	n, err := strconv.Atoi(strings.TrimPrefix(id, "r"))
	return err == nil && n >= 1 && n <= MaxRows && id == "r"+strconv.Itoa(n)
}

// Address returns the address of a cell; row is "" where the section has none.
func (s *Section) Address(row, field string) string {
	if s.depth() == 3 {
		return s.ID + "/" + row + "/" + field
	}
	return s.ID + "/" + field
}

// Cells returns the addresses of all fixed cells of the form in reading order:
// those of fields, files and grids. A table has none until a row is added.
func (f *Form) Cells() []string {
	var all []string
	for i := range f.Sections {
		s := &f.Sections[i]
		for _, row := range s.fixedRows() {
			for _, fd := range s.Fields {
				all = append(all, s.Address(row, fd.ID))
			}
		}
	}
	return all
}

func (s *Section) fixedRows() []string {
	switch s.Kind {
	case Table:
		return nil
	case Grid:
		ids := make([]string, len(s.Rows))
		for i, r := range s.Rows {
			ids[i] = r.ID
		}
		return ids
	default:
		return []string{""}
	}
}

// Numbers returns the numbers that a check may use: the numeric fields of a row
// of the section, or, for the whole form, those of its sections of fields.
func (f *Form) Numbers(section string) []string {
	var ids []string
	for i := range f.Sections {
		s := &f.Sections[i]
		if s.ID == section || section == "" && s.Kind == Fields {
			ids = append(ids, s.numbers()...)
		}
	}
	return ids
}

// Days returns the date fields of the section; a check may use them beside its
// numbers.
func (f *Form) Days(section string) []string {
	var ids []string
	for i := range f.Sections {
		s := &f.Sections[i]
		if s.ID == section || section == "" && s.Kind == Fields {
			ids = append(ids, s.days()...)
		}
	}
	return ids
}

// kinds returns the numbers and days that a check may use with the kind of each.
func (f *Form) kinds(section string, pb *Playbook) formula.Kinds {
	kinds := formula.Kinds{}
	for i := range f.Sections {
		s := &f.Sections[i]
		if s.ID == section || section == "" && s.Kind == Fields {
			for _, id := range s.numbers() {
				kinds[id] = s.kind(id, pb)
			}
			for _, id := range s.days() {
				kinds[id] = formula.Day
			}
		}
	}
	return kinds
}

// kind returns the kind of a numeric field: that of its measure, or of what it
// sums up; "" for a plain number.
func (s *Section) kind(id string, pb *Playbook) string {
	fd := s.Field(id)
	if fd.Computed != "" {
		first, _, _ := strings.Cut(fd.Computed, "+")
		if of := s.Field(first); of != nil && of.Computed == "" {
			return s.kind(first, pb)
		}
	}
	if m := pb.Measure(fd.Measure); m != nil {
		return string(m.Kind)
	}
	return ""
}
