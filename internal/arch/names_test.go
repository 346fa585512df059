package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// avoided are words that say nothing about what a thing is.
var avoided = []string{"manager", "helper", "helpers", "util", "utils", "impl", "common", "base"}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, f := range s.badNames() {
			t.Error(f)
		}
	}
}

// Every package says what it is for, and every exported thing what it means.
func TestComments(t *testing.T) {
	t.Parallel()
	described := map[string]bool{}
	for _, s := range sources(t) {
		if s.isTest() {
			continue
		}
		described[s.dir()] = described[s.dir()] || s.file.Doc != nil
		for _, f := range s.uncommented() {
			t.Error(f)
		}
	}
	for dir, ok := range described {
		if !ok {
			t.Errorf("package %s has no package comment", dir)
		}
	}
}

// words splits an identifier or a file name into lower-case words.
func words(name string) []string {
	var b strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		if unicode.IsUpper(r) && i > 0 && (unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}

func avoidedWord(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool { return slices.Contains(avoided, w) })
}

// badNames names what the file declares under a name that is avoided.
func (s source) badNames() (found []string) {
	report := func(p token.Pos, format string, args ...any) {
		found = append(found, s.at(p)+": "+fmt.Sprintf(format, args...))
	}
	if avoidedWord(path.Base(s.path)) || avoidedWord(s.file.Name.Name) {
		report(s.file.Pos(), "a file or package name that says nothing")
	}
	for _, d := range s.file.Decls {
		for _, id := range declared(d) {
			if avoidedWord(id.Name) {
				report(id.Pos(), "%s: a name that says nothing", id.Name)
			}
		}
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if w := words(f.Name.Name); len(w) > 1 && w[0] == "get" {
			report(f.Pos(), "%s: getters have no Get", f.Name.Name)
		}
		if r := receiver(f); len([]rune(r)) > 2 {
			report(f.Pos(), "receiver %s: one or two letters", r)
		}
	}
	return found
}

// declared returns the identifiers a top-level declaration introduces.
func declared(d ast.Decl) (ids []*ast.Ident) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return []*ast.Ident{d.Name}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				ids = append(ids, spec.Name)
			case *ast.ValueSpec:
				ids = append(ids, spec.Names...)
			}
		}
	}
	return ids
}

// receiver returns the name of a method's receiver, "" where it has none.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List[0].Names) == 0 {
		return ""
	}
	return f.Recv.List[0].Names[0].Name
}

// uncommented names what the file exports without saying what it means. The
// comment of a group serves its constants and variables.
func (s source) uncommented() (found []string) {
	if s.isTest() {
		return nil
	}
	report := func(id *ast.Ident) {
		found = append(found, fmt.Sprintf("%s: %s is exported and has no comment", s.at(id.Pos()), id.Name))
	}
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && onExported(d) && d.Doc == nil {
				report(d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				for _, id := range bare(d, spec) {
					report(id)
				}
			}
		}
	}
	return found
}

// bare returns the exported names of one spec that no comment explains.
func bare(d *ast.GenDecl, spec ast.Spec) (ids []*ast.Ident) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if spec.Doc == nil && spec.Comment == nil && (d.Doc == nil || d.Lparen.IsValid()) {
			ids = append(ids, spec.Name)
		}
	case *ast.ValueSpec:
		if spec.Doc == nil && spec.Comment == nil && d.Doc == nil {
			ids = append(ids, spec.Names...)
		}
	}
	return slices.DeleteFunc(ids, func(id *ast.Ident) bool { return !id.IsExported() })
}

// onExported reports whether f is a function, or a method of an exported type.
func onExported(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	for t := f.Recv.List[0].Type; ; {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}
