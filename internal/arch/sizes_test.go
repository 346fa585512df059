package arch

import (
	"fmt"
	"go/ast"
	"testing"
)

// The limits of CONTRIBUTING.md, in lines and methods.
const (
	maxFile      = 400
	maxTestFile  = 600
	maxFunc      = 60
	maxTestFunc  = 120
	maxInterface = 12
	maxTemplate  = 200
	maxPackage   = 2500
)

func TestSizes(t *testing.T) {
	t.Parallel()
	total := map[string]int{}
	for _, s := range sources(t) {
		for _, f := range s.tooLarge() {
			t.Error(f)
		}
		if !s.isTest() {
			total[s.dir()] += s.lines()
		}
	}
	for dir, n := range total {
		if n > maxPackage {
			t.Errorf("%s has %d lines, at most %d: split it by noun", dir, n, maxPackage)
		}
	}
	for _, x := range texts(t, ".html", ".tmpl") {
		if n := x.lines(); n > maxTemplate {
			t.Errorf("%s has %d lines, at most %d", x.path, n, maxTemplate)
		}
	}
}

// tooLarge names what in the file is larger than its limit.
func (s source) tooLarge() (found []string) {
	fileLimit, funcLimit := maxFile, maxFunc
	if s.isTest() {
		fileLimit, funcLimit = maxTestFile, maxTestFunc
	}
	if n := s.lines(); n > fileLimit {
		found = append(found, fmt.Sprintf("%s has %d lines, at most %d", s.path, n, fileLimit))
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if l := s.funcLines(n); l > funcLimit {
				found = append(found, fmt.Sprintf("%s: %s has %d lines, at most %d", s.at(n.Pos()), n.Name.Name, l, funcLimit))
			}
		case *ast.InterfaceType:
			if m := methods(n); m > maxInterface {
				found = append(found, fmt.Sprintf("%s: interface of %d methods, at most %d", s.at(n.Pos()), m, maxInterface))
			}
		}
		return true
	})
	return found
}

// funcLines counts the lines of a function; in a test its tables do not count.
func (s source) funcLines(f *ast.FuncDecl) int {
	lines := s.span(f)
	if !s.isTest() {
		return lines
	}
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		switch lit.Type.(type) {
		case *ast.ArrayType, *ast.MapType:
			lines -= s.span(lit) - 1
			return false
		}
		return true
	})
	return lines
}

// methods counts the methods an interface lists itself; embedded ones count
// where they are declared.
func methods(i *ast.InterfaceType) (n int) {
	for _, m := range i.Methods.List {
		n += len(m.Names)
	}
	return n
}
