// Package formula runs the small rules that a playbook writes down: conditions
// in CEL over whole numbers and days. A rule sees named whole numbers, each of
// its kind, and days as whole numbers too (see Day), and answers yes or no; it
// has no fractions, texts or lists, cannot loop, and its cost is bounded, so a
// rule from a stranger's file can do no harm.
package formula

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// MaxLength is the greatest number of characters a rule may have.
const MaxLength = 500

// maxCost bounds the work of one evaluation, in steps as CEL counts them.
const maxCost = 10_000

// Rule is a compiled condition. It is safe for concurrent use.
type Rule struct {
	text    string
	uses    []string
	program cel.Program
}

// Error is a mistake in the text of a rule.
type Error struct {
	Line, Column int // place in the rule, both counted from 1, in characters
	Text         string
	Unknown      string // the name that is none of the numbers, "" for another mistake
	Mixed        bool   // numbers of different kinds are added or subtracted
	Days         bool   // a day is used as if it were a number
}

// Error returns the place and the mistake.
func (e *Error) Error() string {
	return fmt.Sprintf("formula: %d:%d: %s", e.Line, e.Column, e.Text)
}

var bare = sync.OnceValues(func() (*cel.Env, error) {
	return cel.NewEnv(
		cel.ClearMacros(),
		cel.ParserExpressionSizeLimit(MaxLength),
		cel.ParserRecursionLimit(40),
	)
})

// Compile reads a condition such as «households <= person_times» over the named
// whole numbers. A mistake is answered with an *Error that holds its place.
func Compile(expr string, kinds Kinds) (*Rule, error) { return compile(expr, kinds, maxCost) }

// compile is Compile with a bound of its own for the work of one evaluation.
func compile(expr string, kinds Kinds, cost uint64) (*Rule, error) {
	if utf8.RuneCountInString(expr) > MaxLength {
		return nil, &Error{Line: 1, Column: MaxLength + 1, Text: fmt.Sprintf("longer than %d characters", MaxLength)}
	}
	env, err := environment(kinds.names())
	if err != nil {
		return nil, &Error{Line: 1, Column: 1, Text: err.Error()}
	}
	tree, issues := env.Compile(expr)
	if found := issues.Errors(); len(found) > 0 {
		first := slices.MinFunc(found, func(a, b *cel.Error) int {
			return cmp.Or(cmp.Compare(a.Location.Line(), b.Location.Line()),
				cmp.Compare(a.Location.Column(), b.Location.Column()))
		})
		return nil, mistake(first.Location, first.Message)
	}
	if err := wholeNumbers(tree); err != nil {
		return nil, err
	}
	if err := checkKinds(tree, kinds); err != nil {
		return nil, err
	}
	program, err := env.Program(tree, cel.CostLimit(cost))
	if err != nil {
		return nil, &Error{Line: 1, Column: 1, Text: err.Error()}
	}
	return &Rule{text: expr, uses: uses(tree), program: program}, nil
}

var undeclared = regexp.MustCompile(`^undeclared reference to '([^']+)'`)

// mistake puts what CEL says about a place into an Error. CEL counts columns
// from 0, and lists every token that it expected.
func mistake(at common.Location, message string) *Error {
	text, _, _ := strings.Cut(message, " expecting ")
	text, _, _ = strings.Cut(text, " (in container")
	e := &Error{Line: max(at.Line(), 1), Column: max(at.Column(), 0) + 1, Text: text}
	if m := undeclared.FindStringSubmatch(message); m != nil {
		e.Unknown = m[1]
	}
	return e
}

func environment(vars []string) (*cel.Env, error) {
	env, err := bare()
	if err != nil {
		return nil, err
	}
	declared := make([]cel.EnvOption, 0, len(vars))
	for _, v := range vars {
		declared = append(declared, cel.Variable(v, cel.IntType))
	}
	return env.Extend(declared...)
}

// wholeNumbers refuses a tree with any value that is neither a whole number nor
// yes or no, and one that does not end in yes or no.
func wholeNumbers(tree *cel.Ast) error {
	native := tree.NativeRep()
	info := native.SourceInfo()
	kinds := native.TypeMap()
	for _, id := range slices.Sorted(maps.Keys(kinds)) {
		if k := kinds[id].Kind(); k != types.IntKind && k != types.BoolKind {
			return mistake(info.GetStartLocation(id), fmt.Sprintf("only whole numbers may be used, not %s", kinds[id]))
		}
	}
	if out := tree.OutputType(); out.Kind() != types.BoolKind {
		return &Error{Line: 1, Column: 1, Text: fmt.Sprintf("must answer yes or no, not %s", out)}
	}
	return nil
}

func uses(tree *cel.Ast) []string {
	var names []string
	ast.PreOrderVisit(tree.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.IdentKind {
			names = append(names, e.AsIdent())
		}
	}))
	slices.Sort(names)
	return slices.Compact(names)
}

// String returns the text the rule was compiled from.
func (r *Rule) String() string { return r.text }

// Uses returns the names of the numbers the rule reads, sorted.
func (r *Rule) Uses() []string { return slices.Clone(r.uses) }

// Holds judges the rule over the numbers, days among them. It fails when a number that the rule reads is missing, and when the arithmetic overflows or divides by zero.
func (r *Rule) Holds(numbers map[string]int64) (bool, error) {
	given := make(map[string]any, len(numbers))
	for name, n := range numbers {
		given[name] = n
	}
	out, _, err := r.program.Eval(given)
	if err != nil {
		return false, fmt.Errorf("formula: %q: %w", r.text, err)
	}
	return out == types.True, nil
}
