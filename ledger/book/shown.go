package book

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Shown returns the stored text of a field as it is typed: a number in its shown
// unit, the options of a choice in the words of the plan. An option that only
// the register words, a unit and an entry stay their ids: what they are called is
// for who knows the reader's language, or can look.
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

// Label is what a field is called, as an argument of a message: in the words of
// the plan, else in those of the register.
func (b *Book) Label(field string) any {
	if label := b.Use.Labels[field]; label != "" {
		return label
	}
	return locale.Key("register." + b.ID + "." + field)
}

// Part is what a field is called, or what has to point to an entry, as an argument
// of a message.
func (b *Book) Part(path string) any {
	switch _, is := b.Field(path); {
	case is:
		return b.Label(path)
	case path == Evidences:
		return locale.Key("ledger.evidence")
	}
	return locale.Key("register." + path)
}

// HandWord is what a hand is called, as an argument of a message.
func HandWord(h Hand) any {
	return map[Hand]locale.Key{Confirmer: "ledger.hand.confirmer", Office: "ledger.hand.office"}[h]
}

// Word is a message that is an argument of another.
func Word(key string) any { return locale.Key(key) }
