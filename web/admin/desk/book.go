package desk

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Words says on a page what a register and its parts are called.
type Words struct{ word.Words }

// WordsOf are the words of a book in the language of a request.
func WordsOf(c *Call, b book.Book) Words {
	return Words{word.Words{Print: web.Printer(c.Context()), Book: b}}
}

// Options are the answers of a choice, those chosen marked.
func (w Words) Options(f register.Field, chosen []string) []Option {
	var out []Option
	for _, o := range w.Answers(f) {
		out = append(out, Option{Value: o.ID, Text: o.Label, On: slices.Contains(chosen, o.ID)})
	}
	return out
}

// Of are the words of another register, where no plan words it.
func (w Words) Of(id string) Words { return Words{w.Words.Of(id)} }
