// Package book joins a register with what a running plan says of it: the book
// that people write into. It reads what was typed into a field, shows what is
// stored, and says what a plan's clauses still miss. It is pure.
package book

import (
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Book is a register as one plan uses it.
type Book struct {
	register.Shape
	Use   register.Use
	Lines []register.Option // the plan's action lines
}
