package book

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Names reports whether a field says in a list who a human is: the name itself,
// or an entry that is called by one. Persons in need are called by their code
// or masked, and so they are not among them.
func (b *Book) Names(f Field) bool { return named(&b.Shape, f) }

// NamesHumans reports whether the register's entries are called by what names a
// human, or name one in a field that a list shows of any reader: all but the
// sealed ones.
func (b *Book) NamesHumans() bool {
	return titled(&b.Shape) || slices.ContainsFunc(b.Fields, func(f Field) bool { return !f.Type.Personal() && b.Names(f) })
}

func named(s *register.Shape, f Field) bool {
	switch f.Type {
	case register.Name:
		return !s.Private()
	case register.Entry:
		return slices.ContainsFunc(f.To, func(id string) bool {
			to, known := register.ShapeOf(id)
			return known && titled(&to)
		})
	}
	return false
}

// titled reports whether entries are called by what names a human.
func titled(s *register.Shape) bool {
	return !s.Private() && slices.ContainsFunc(s.Title, func(id string) bool {
		f, known := s.Field(id)
		return known && named(s, f)
	})
}
