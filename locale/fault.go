package locale

import "github.com/xianfeng-oss/xianfeng/fault"

// Violation is one broken rule in words, and its place.
type Violation struct {
	Path    string // as fault.Field.Path
	Message string
	Clause  string // the clause that asks for it, "" if none does
}

// Fault puts a failure into words: the sentence for the person and every
// violation at its place. The cause is not part of it.
func (p *Printer) Fault(err error) (string, []Violation) {
	f := fault.From(err)
	var violations []Violation
	for _, field := range f.Fields {
		violations = append(violations, Violation{
			Path: field.Path, Message: p.T(field.Key, field.Args...), Clause: field.Clause,
		})
	}
	return p.T(f.Key, f.Args...), violations
}
