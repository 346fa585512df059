package formula

import (
	"fmt"
	"maps"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// Kinds names the whole numbers that a rule may read and says of what kind
// each is: «persons», «households». A number without a kind is "".
type Kinds map[string]string

// names returns the names of the numbers, sorted.
func (k Kinds) names() []string { return slices.Sorted(maps.Keys(k)) }

// checkKinds refuses a tree that adds or subtracts numbers of different kinds:
// persons and person-times, households and money never add up. They may be
// compared, and multiplied by plain numbers.
func checkKinds(tree *cel.Ast, kinds Kinds) error {
	native := tree.NativeRep()
	var wrong *Error
	var kindOf func(e ast.Expr) string
	kindOf = func(e ast.Expr) string {
		switch e.Kind() {
		case ast.IdentKind:
			return kinds[e.AsIdent()]
		case ast.CallKind:
			call := e.AsCall()
			args := make([]string, len(call.Args()))
			for i, arg := range call.Args() {
				args[i] = kindOf(arg)
			}
			one, mixed := resulting(call.FunctionName(), args)
			if mixed != "" && wrong == nil {
				wrong = mistake(native.SourceInfo().GetStartLocation(e.ID()), fmt.Sprintf("%s and %s do not add up", one, mixed))
				wrong.Mixed = true
			}
			return one
		}
		return ""
	}
	if kindOf(native.Expr()); wrong != nil {
		return wrong
	}
	return nil
}

// resulting returns the kind that a function makes of the kinds of its arguments,
// and another kind that it may not be mixed with.
func resulting(function string, args []string) (one, mixed string) {
	switch function {
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
	case operators.Conditional:
		args = args[1:]
	default:
		return "", ""
	}
	for _, kind := range args {
		switch {
		case one == "":
			one = kind
		case kind != "" && kind != one && (function == operators.Add || function == operators.Subtract):
			return one, kind
		}
	}
	return one, ""
}
