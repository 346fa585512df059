// Package require decides whether a test that needs an installed program is
// skipped or fails without it.
package require

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Skip skips the test because the named program cannot be used, and says why.
// Where XIANFENG_REQUIRE lists the name, it fails instead.
func Skip(t testing.TB, name string, why error) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("XIANFENG_REQUIRE"), ","), name) {
		t.Fatalf("%s is required: %v", name, why)
	}
	t.Skipf("skipped: no %s: %v", name, why)
}
