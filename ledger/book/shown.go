package book

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Shown returns the stored text of a field as it is read and typed: a number in
// its shown unit, the words of a plan's own options and lines. An option of the
// register, a unit and an entry stay what they are: their names are for who
// knows the language, or the tree.
func (b *Book) Shown(f Field, canonical string) string {
	switch f.Type {
	case register.Number:
		n, err := strconv.ParseInt(canonical, 10, 64)
		if err != nil {
			return canonical
		}
		return f.Kind.Plain(n)
	case register.Choice:
		var words []string
		for _, id := range Split(canonical) {
			words = append(words, b.word(f, id))
		}
		return strings.Join(words, "、")
	}
	return canonical
}

func (b *Book) word(f Field, id string) string {
	for _, o := range b.Options(f) {
		if o.ID == id && o.Label != "" {
			return o.Label
		}
	}
	return id
}
