package arch

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// under reports whether path is the pattern, lies below it, or is matched by a
// pattern that ends in «/*».
func under(path, pattern string) bool {
	return room{path: pattern}.holds(path) || strings.HasPrefix(path, pattern+"/")
}

func anyUnder(path string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return under(path, p) })
}

// Rule 2: the domain and the definitions know no transport and no engine.
func TestDomainKnowsNoTransport(t *testing.T) {
	t.Parallel()
	banned := []string{"database/sql", "net/http", "html/template", "os/exec"}
	for _, p := range packages(t) {
		if f := floorOf(p.path); f != "domain" && f != "definitions" {
			continue
		}
		for _, i := range p.imports {
			if anyUnder(i, banned) {
				t.Errorf("%s imports %s", p.path, i)
			}
		}
	}
}

// Rule 2: bytes or values in, values or errors out.
func TestPurePackages(t *testing.T) {
	t.Parallel()
	pure := []string{"playbook", "playbook/source", "playbook/award", "playbook/change", "playbook/show", "playbook/edit", "official", "official/word", "official/numeral", "calendar", "formula", "quantity"}
	banned := []string{"os", "net", "log", "syscall", "math/rand", "crypto/rand", "io/ioutil"}
	for _, p := range packages(t) {
		if !slices.Contains(pure, p.path) {
			continue
		}
		for _, i := range p.imports {
			if anyUnder(i, banned) {
				t.Errorf("%s is pure and imports %s", p.path, i)
			}
			if under(p.path, "official") && foreign(i) {
				t.Errorf("official uses the standard library only and imports %s", i)
			}
		}
	}
}

// The clock is passed in: below the adapters nobody asks what time it is, and
// no test waits for time to pass.
func TestClockIsPassedIn(t *testing.T) {
	t.Parallel()
	low := []string{"base", "definitions", "domain"}
	for _, s := range sources(t) {
		banned := []string{"Sleep"}
		if !s.isTest() {
			banned = []string{"Now", "Since", "Until"}
			if !slices.Contains(low, floorOf(s.dir())) {
				continue
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(banned, sel.Sel.Name) {
				t.Errorf("%s: time.%s", s.at(sel.Pos()), sel.Sel.Name)
			}
			return true
		})
	}
}

// Rule 5: only where everything meets may a package know more than eight others.
// The pages of the staff side are one such place, cut by noun.
func TestFewSiblings(t *testing.T) {
	t.Parallel()
	meeting := []string{"app", "store", "worker", "api", "api/*", "web/admin", "web/admin/*"}
	for _, p := range packages(t) {
		if n := len(p.siblings()); n > 8 && !slices.ContainsFunc(meeting, func(m string) bool { return room{path: m}.holds(p.path) }) && floorOf(p.path) != "workshop" {
			t.Errorf("%s imports %d packages of the module, at most 8: %s", p.path, n, strings.Join(p.siblings(), ", "))
		}
	}
}

// owners says which packages may import a third-party module, or a format of
// the standard library that has one home.
var owners = map[string][]string{
	"cel.dev":                             {"formula"},
	"encoding/csv":                        {"sheet"},
	"github.com/alecthomas/kong":          {"cmd/xianfeng"},
	"github.com/alexedwards/argon2id":     {"people"},
	"github.com/alexedwards/scs/v2":       {"web", "app"},
	"github.com/danielgtaylor/huma/v2":    {"api"},
	"github.com/emmansun/gmsm":            {"seal"},
	"github.com/go-chi/httprate":          {"web", "api", "app"},
	"github.com/goccy/go-yaml":            {"playbook", "config"},
	"github.com/google/uuid":              {"ident"},
	"github.com/gowebpki/jcs":             {"audit"},
	"github.com/jackc/pgx/v5":             {"store"},
	"github.com/pdfcpu/pdfcpu":            {"export"},
	"github.com/pressly/goose/v3":         {"store"},
	"github.com/prometheus/client_golang": {"app", "web"},
	"github.com/signintech/gopdf":         {"export"},
	"github.com/xuri/excelize/v2":         {"sheet"},
	"gocloud.dev":                         {"blob"},
	"golang.org/x/mod":                    {"audit"},
	"golang.org/x/sync":                   {"store", "api", "worker", "web", "app"},
	"golang.org/x/text":                   {"sheet"},
	"modernc.org/sqlite":                  {"store"},
}

// foreign reports whether an import path is neither ours nor of the standard library.
func foreign(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".") && !under(path, module)
}

// ownersOf returns who may import path and whether anybody owns it.
func ownersOf(path string) ([]string, bool) {
	for p, who := range owners {
		if under(path, p) {
			return who, true
		}
	}
	return nil, false
}

// Rule 6: every third-party module has its owners, and nobody else imports it.
func TestThirdPartyIsOwned(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if floorOf(p.path) == "workshop" {
			continue
		}
		for _, i := range p.imports {
			who, owned := ownersOf(i)
			switch {
			case owned && !anyUnder(p.path, who):
				t.Errorf("%s imports %s, which belongs to %s", p.path, i, strings.Join(who, ", "))
			case !owned && foreign(i):
				t.Errorf("%s imports %s, which nobody owns: add it to owners with its reason in an ADR", p.path, i)
			}
		}
	}
}
