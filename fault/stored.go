package fault

import "math"

// Whole makes whole numbers again of what JSON has for numbers, in arguments
// that were stored.
func Whole(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if n, ok := a.(float64); ok && n == math.Trunc(n) {
			a = int(n)
		}
		out[i] = a
	}
	return out
}
