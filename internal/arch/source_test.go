package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/xianfeng-oss/xianfeng"
)

// pkg is a package of the module, test files left out: tests may look up, a
// package may not.
type pkg struct {
	path    string // below the module: «store/report»
	imports []string
}

// siblings returns the packages of the module that p imports, as paths below it.
func (p pkg) siblings() []string {
	var out []string
	for _, i := range p.imports {
		if s, ok := strings.CutPrefix(i, module+"/"); ok {
			out = append(out, s)
		}
	}
	return out
}

var list = sync.OnceValues(func() ([]pkg, error) {
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,GoFiles", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var all []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath       string
			Imports, GoFiles []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		path := strings.TrimPrefix(p.ImportPath, module+"/")
		if len(p.GoFiles) > 0 && !strings.Contains(path, "node_modules/") {
			all = append(all, pkg{path, p.Imports})
		}
	}
})

// packages returns every package of the module that has code of its own.
func packages(t *testing.T) []pkg {
	t.Helper()
	all, err := list()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 3 {
		t.Fatalf("go list names only %d packages", len(all))
	}
	return all
}

// made lists folders whose files nobody wrote by hand.
var made = []string{".git", "node_modules", "bin", "var", "dist"}

// text is a file as people wrote it.
type text struct {
	path string // below the root, with slashes
	body []byte
}

// texts returns the files under the root whose names end in one of the given
// endings, or all files that are text if none is given.
func texts(t *testing.T, endings ...string) []text {
	t.Helper()
	var out []text
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(made, d.Name()) {
			return filepath.SkipDir
		}
		wanted := len(endings) == 0 || slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(path, e) })
		if !d.Type().IsRegular() || !wanted {
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err == nil && !bytes.ContainsRune(body, 0) {
			out = append(out, text{filepath.ToSlash(rel), body})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (x text) lines() int { return bytes.Count(x.body, []byte("\n")) }

// source is a parsed Go file.
type source struct {
	text
	fset *token.FileSet
	file *ast.File
}

func parse(x text) (source, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, x.path, x.body, parser.ParseComments|parser.SkipObjectResolution)
	return source{x, fset, f}, err
}

// sources returns every Go file that a person wrote, tests among them.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	for _, x := range texts(t, ".go") {
		s, err := parse(x)
		if err != nil {
			t.Error(err)
			continue
		}
		if !ast.IsGenerated(s.file) {
			out = append(out, s)
		}
	}
	return out
}

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// dir returns the folder of the file, which is the path of its package.
func (s source) dir() string { return filepath.ToSlash(filepath.Dir(s.path)) }

// at returns «file:line» of a place in the file.
func (s source) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", s.path, s.fset.Position(p).Line)
}

// span returns how many lines a node takes.
func (s source) span(n ast.Node) int {
	return s.fset.Position(n.End()).Line - s.fset.Position(n.Pos()).Line + 1
}
