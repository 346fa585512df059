package column

import (
	"slices"
	"strings"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Squeezed is a text as names are compared: without spaces, in the width and
// case that they are mostly written in.
func Squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		}
		return unicode.ToLower(r)
	}, text)
}

// Choice knows the answers of a field by all that they are called.
type Choice struct {
	ids   map[string]string // by Squeezed text
	near  *Words
	shown []string
}

// ChoiceOf returns the answers of a field of a book.
func ChoiceOf(b *book.Book, f book.Field) *Choice {
	c := &Choice{ids: map[string]string{}}
	for _, o := range b.Options(f) {
		called := append(spoken(fieldWord(b.ID, f.ID)+"."+o.ID), o.ID)
		if o.Label != "" {
			called = slices.Insert(called, 0, o.Label)
		}
		for _, name := range called {
			if _, taken := c.ids[Squeezed(name)]; !taken {
				c.ids[Squeezed(name)] = o.ID
			}
		}
		c.shown = append(c.shown, called[0])
	}
	c.near = NewWords(c.shown)
	return c
}

// OffLines reports whether a cell says that an entry of a register is on no line
// of the plan.
func OffLines(register, text string) bool {
	for _, off := range spoken(fieldWord(register, "direction.other")) {
		if Squeezed(off) == Squeezed(text) {
			return true
		}
	}
	return false
}

// Read returns the ids that a cell means, in canonical text; wrong is the part
// that means none.
func (c *Choice) Read(f book.Field, text string) (canonical, wrong string) {
	if id, ok := c.ids[Squeezed(text)]; ok {
		return id, ""
	}
	if !f.Several {
		return "", text
	}
	var ids []string
	for _, p := range book.Parts(text) {
		id, ok := c.ids[Squeezed(p)]
		if !ok {
			return "", p
		}
		ids = append(ids, id)
	}
	return strings.Join(ids, ","), ""
}

// Suggest returns the nearest answer; where all of them are few, all.
func (c *Choice) Suggest(text string) string {
	if near := c.near.Nearest(text); near != "" {
		return near
	}
	if len(c.shown) <= 6 {
		return strings.Join(c.shown, "、")
	}
	return ""
}

// Units knows the units of a federation by code, name and alias.
type Units struct {
	tree *organisation.Tree
	may  func(organisation.UnitID) bool
	ids  map[string]organisation.UnitID // what was asked before
	near *Words
}

// NewUnits returns the units of a tree; may reports for which the actor may
// record.
func NewUnits(tree *organisation.Tree, may func(organisation.UnitID) bool) *Units {
	return &Units{tree: tree, may: may, ids: map[string]organisation.UnitID{}}
}

// Read returns the unit that a text names, "" for none.
func (u *Units) Read(text string) organisation.UnitID {
	if id, ok := u.ids[text]; ok {
		return id
	}
	n, ok := u.tree.ByCode(text)
	if !ok {
		n, ok = u.tree.ByName(text)
	}
	if !ok {
		bare := Squeezed(text)
		if n, ok = u.tree.ByCode(bare); !ok {
			n, _ = u.tree.ByName(bare)
		}
	}
	if len(u.ids) < 100_000 {
		u.ids[text] = n.ID
	}
	return n.ID
}

// Suggest returns the name of a unit for which the actor may record, of which a
// text is a slip: of others nothing is told.
func (u *Units) Suggest(text string) string {
	if u.near == nil {
		var all []string
		for _, n := range u.tree.Nodes() {
			if u.may(n.ID) {
				all = append(all, n.Name, n.Code)
			}
		}
		u.near = NewWords(all)
	}
	return u.near.Misspelt(text)
}
