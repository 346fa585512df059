// Package book joins a register with what a running plan says of it: the book
// that people write into. It reads what was typed into a field, shows what is
// stored, and says what a plan's clauses still miss. It is pure.
package book

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Field and the others are those of the register, named here for who
// knows books alone.
type (
	Field  = register.Field  // one thing that an entry holds
	State  = register.State  // where an entry stands
	Move   = register.Move   // what takes an entry to another state
	Source = register.Source // which entries a figure is made of, and how

	ExitLine = register.ExitLine // the income above which a household has left poverty (H-28)
	Hand     = register.Hand     // who makes a move
	Type     = register.Type     // what a field holds
)

// The hands.
const (
	Recorder  = register.Recorder
	Confirmer = register.Confirmer
	Office    = register.Office
)

// The types of field that who keeps entries tells from the others.
const (
	Choice   = register.Choice
	Unit     = register.Unit
	Entries  = register.Entry
	Name     = register.Name
	Phone    = register.Phone
	Identity = register.Identity
)

// TheUnit stands in a key for the unit whose an entry is.
const TheUnit = register.TheUnit

// OwnNumber stands in a list for the number that an entry has in the ledger.
const OwnNumber = "ledger_number"

// Evidences stands among registers for the files attached to an entry.
const Evidences = register.Evidence

// Withdrawn is the state of an entry that was taken back (作废).
const Withdrawn = register.Withdrawn

// Book is a register as one plan uses it.
type Book struct {
	register.Shape
	Use   register.Use
	Lines []register.Option // the plan's action lines
	Wants []string          // the states by which quotas of the plan count
}

// For returns the book that a plan keeps of a register; false if it keeps none.
// The fields that the plan leaves out are not in it.
func For(pb *playbook.Playbook, id string) (Book, bool) {
	use, used := pb.Ledger.Use(id)
	if !used {
		return Book{}, false
	}
	shape, known := register.ShapeOf(id)
	if !known {
		return Book{}, false
	}
	return of(pb, shape, use), true
}

// All returns the books of a plan in the order in which it names them.
func All(pb *playbook.Playbook) []Book {
	var out []Book
	for _, use := range pb.Ledger.Uses {
		if b, ok := For(pb, use.Register); ok {
			out = append(out, b)
		}
	}
	return out
}

func of(pb *playbook.Playbook, shape register.Shape, use register.Use) Book {
	shape.Fields = slices.DeleteFunc(slices.Clone(shape.Fields), func(f Field) bool { return slices.Contains(use.Leaves, f.ID) })
	b := Book{Shape: shape, Use: use}
	for _, l := range pb.Lines {
		b.Lines = append(b.Lines, register.Option{ID: l.ID, Label: l.Name})
	}
	for _, q := range pb.Ledger.Quotas {
		if q.Register == shape.ID && !slices.Contains(b.Wants, q.State) {
			b.Wants = append(b.Wants, q.State)
		}
	}
	return b
}

// First is the state of a new entry.
func (b *Book) First() State { return b.States[0] }

// MoveOf returns the move with the id.
func (b *Book) MoveOf(id string) (Move, bool) {
	i := slices.IndexFunc(b.Moves, func(m Move) bool { return m.ID == id })
	if i < 0 {
		return Move{}, false
	}
	return b.Moves[i], true
}

// From lists the moves that lead away from a state, in their order.
func (b *Book) From(state string) []Move {
	var out []Move
	for _, m := range b.Moves {
		if slices.Contains(m.From, state) {
			out = append(out, m)
		}
	}
	return out
}

// Hand is whose hand an entry in the state is in: who could have brought it
// there corrects it and takes it back. One that was sent back is in its
// recorder's hand again, as a new one is.
func (b *Book) Hand(state string) Hand {
	hands := []Hand{Recorder, Confirmer, Office}
	if state == b.First().ID {
		return Recorder
	}
	most := 0
	st, _ := b.State(state)
	for _, m := range b.Moves {
		if m.To == state && (!m.Reason || st.Ends) {
			most = max(most, slices.Index(hands, m.Hand))
		}
	}
	return hands[most]
}

// Known reports whether every unit of the federation may name its entries,
// whosever they are: the rosters and the points, which stand over all campaigns,
// but no persons in need.
func (b *Book) Known() bool { return b.Standing && !b.Private() }

// Marked reports whether the values of a field are kept as marks, by which a
// list is filtered and its entries are counted: choices, ticks, years, units,
// entries, and texts that say what many entries say.
func Marked(f Field) bool {
	switch f.Type {
	case register.Choice, register.Tick, register.Year, register.Unit, register.Entry:
		return true
	}
	return f.Grouped
}

// ShapeOf returns the register with the id, whatever a plan says of it.
func ShapeOf(id string) (register.Shape, bool) { return register.ShapeOf(id) }

// Searched reports whether a search reads the field: what an entry is called by.
func Searched(f Field) bool { return f.Type == register.Text }
