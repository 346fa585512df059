package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// prefixes are the keys that are put together from a code while the program
// runs: state.late, role.office. Each must be documented by who makes it.
var prefixes = []string{
	"unit.",          // a quantity.Kind
	"figure.",        // codes of a rollup.Question
	"rollup.why_",    // a rollup.Reason
	"state.",         // the word of a duty
	"timing.",        // its three facts
	"work.",          //
	"verdict.",       //
	"role.",          // roles of the glossary
	"category.",      // categories of units
	"kind.",          // kinds of periods, forms, bodies
	"act.",           // acts of the audit trail
	"nav.",           // entries of the menu
	"clause_state.",  // live states of the plan page
	"launch.step.",   // steps that lead to a launch
	"launch.every.",  // a playbook.Every
	"goal.state_",    // a goal.State
	"goal.standing_", // a goal.Standing
	"quota.state_",   // a quota.State
	"derive.reason.", // one of paper.Reasons
	"derive.fate.",   // a deposit.Fate
	"intake.state.",  // an intake.State
	"ledger.act.",    // what changed an entry beside its moves
	"register.",      // a register, its fields, options, states and moves
}

var (
	shape    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$`)
	quoted   = regexp.MustCompile("[\"`]([a-z][a-z0-9_]*(?:\\.[a-z0-9_-]+)+)[\"`]")
	template = regexp.MustCompile(`(?:\bt|\.T) "([^"]+)"`)
)

// usage is what the sources say about keys: those that certainly are keys, with
// the place, and every word that may be one.
type usage struct {
	needed map[string]string
	named  map[string]bool
}

func TestEveryKeyIsThereAndUsed(t *testing.T) {
	t.Parallel()
	u := usage{needed: map[string]string{}, named: map[string]bool{}}
	if err := filepath.WalkDir("..", u.visit); err != nil {
		t.Fatal(err)
	}
	for _, lang := range Langs {
		for key, place := range u.needed {
			if _, ok := catalogues[lang][key]; !ok {
				t.Errorf("%s: %s asks for %s", lang, place, key)
			}
		}
		for key := range catalogues[lang] {
			if !shape.MatchString(key) {
				t.Errorf("%s: %q is not dotted lower case", lang, key)
			}
			dynamic := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
			if !dynamic && !u.named[key] {
				t.Errorf("%s: nothing uses %s", lang, key)
			}
		}
	}
}

func TestLanguagesHaveTheSameKeysAndPlaces(t *testing.T) {
	t.Parallel()
	place := regexp.MustCompile(`\{\d+\}`)
	for _, lang := range Langs[1:] {
		for key := range catalogues[lang] {
			if _, ok := catalogues[Langs[0]][key]; !ok {
				t.Errorf("%s lacks %s", Langs[0], key)
			}
		}
		for key, zh := range catalogues[Langs[0]] {
			other, ok := catalogues[lang][key]
			if !ok {
				t.Errorf("%s lacks %s", lang, key)
				continue
			}
			want, got := place.FindAllString(zh.other, -1), place.FindAllString(other.other, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(want), slices.Compact(got)) {
				t.Errorf("%s: %s takes %v, in %s %v", lang, key, got, Langs[0], want)
			}
		}
	}
}

func (u *usage) visit(path string, entry fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	name := entry.Name()
	if entry.IsDir() && path != ".." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "dist" || name == "var" || name == "bin") {
		return filepath.SkipDir
	}
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return nil
	case strings.HasSuffix(name, ".go"):
		return u.readGo(path)
	case strings.HasSuffix(name, ".html"):
		return u.readTemplate(path)
	}
	return nil
}

func (u *usage) readTemplate(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for _, m := range template.FindAllStringSubmatch(string(b), -1) {
		u.needed[m[1]] = path
	}
	for _, m := range quoted.FindAllStringSubmatch(string(b), -1) {
		u.named[m[1]] = true
	}
	return nil
}

// readGo finds keys in T("key"), fault.New and fault.Wrap, Key: "key",
// locale.Key("key") and the checks' add(broken, path, "key"); any other word of
// that shape counts as named.
func (u *usage) readGo(path string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			u.readCall(path, n)
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Key" {
				u.need(path, n.Value)
			}
		case *ast.BasicLit:
			if key, ok := word(n); ok {
				u.named[key] = true
			}
		}
		return true
	})
	return nil
}

func (u *usage) readCall(path string, call *ast.CallExpr) {
	name, pkg := "", ""
	switch fn := call.Fun.(type) {
	case *ast.Ident:
		name = fn.Name
	case *ast.SelectorExpr:
		name = fn.Sel.Name
		if id, ok := fn.X.(*ast.Ident); ok {
			pkg = id.Name
		}
	}
	at := map[string]int{"T": 0, "locale.Key": 0, "fault.New": 1, "fault.Wrap": 2, "add": 2}
	i, ok := at[name]
	if !ok {
		i, ok = at[pkg+"."+name]
	}
	if ok && i < len(call.Args) {
		u.need(path, call.Args[i])
	}
}

func (u *usage) need(path string, e ast.Expr) {
	if key, ok := word(e); ok {
		u.needed[key] = path
	}
}

// word returns the literal in e if it has the shape of a key.
func word(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil && shape.MatchString(s)
}
