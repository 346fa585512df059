package formula

import (
	"fmt"
	"maps"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// Kinds names the whole numbers and days that a rule may read and says of what
// kind each is: «persons», «households», Day. A number without a kind is "".
type Kinds map[string]string

// Day is the kind of a day, which a rule reads as a whole number that rises by
// one from day to day (calendar.Date.Ordinal). Days are compared with days; one taken from another
// leaves the number of days between them, and a plain number of days may be
// added or taken away. Nothing else is done with them.
const Day = "day"

// names returns the names of the numbers, sorted.
func (k Kinds) names() []string { return slices.Sorted(maps.Keys(k)) }

// checkKinds refuses a tree that adds or subtracts numbers of different kinds:
// persons and person-times, households and money never add up. They may be
// compared, and multiplied by plain numbers. It also refuses one that uses a
// day as a number.
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
			at := native.SourceInfo().GetStartLocation(e.ID())
			one, fault := combined(call.FunctionName(), args)
			if fault != nil && wrong == nil {
				wrong = mistake(at, fault.Text)
				wrong.Mixed, wrong.Days = fault.Mixed, fault.Days
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

// combined returns the kind that a function makes of the kinds of its
// arguments, and what is wrong with them.
func combined(function string, args []string) (kind string, wrong *Error) {
	if function == operators.Conditional {
		args = args[1:]
	}
	if slices.Contains(args, Day) {
		return ofDays(function, args)
	}
	one, mixed := resulting(function, args)
	if mixed != "" {
		return one, &Error{Mixed: true, Text: fmt.Sprintf("%s and %s do not add up", one, mixed)}
	}
	return one, nil
}

// ofDays is combined for arguments of which one at least is a day.
func ofDays(function string, args []string) (kind string, wrong *Error) {
	days := !slices.ContainsFunc(args, func(kind string) bool { return kind != Day })
	switch function {
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals, operators.Equals, operators.NotEquals:
		if days {
			return "", nil
		}
		return "", &Error{Days: true, Text: "a day is compared with a day"}
	case operators.Conditional:
		if days {
			return Day, nil
		}
		return Day, &Error{Days: true, Text: "a day on one side only"}
	case operators.Subtract:
		switch {
		case len(args) == 2 && days:
			return "", nil
		case args[0] == Day && args[1] == "":
			return Day, nil
		}
	case operators.Add:
		if !days && slices.Contains(args, "") {
			return Day, nil
		}
	}
	return Day, &Error{Days: true, Text: "a day is no number: compare it, take a day from it, add a number of days"}
}

// resulting returns the kind that a function makes of the kinds of its
// arguments, none of them a day, and another kind that it may not be mixed with.
func resulting(function string, args []string) (one, mixed string) {
	switch function {
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate, operators.Conditional:
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
