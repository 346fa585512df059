// Package source reads the text of a playbook: YAML without its traps, as
// places that know their line and the way to them, and that collect every
// mistake of the file in both languages. What the words of a playbook mean is
// the business of the packages above.
package source

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// Read turns the text of a file into the place of its root; the name is only
// printed in problems, words are the names that need no declaration. A text
// that cannot be read at all has a root that is not Given.
func Read(name string, src []byte, words map[Noun][]string) (*Reader, Place) {
	src = Unmarked(src)
	r := &Reader{file: name, lines: strings.Split(string(src), "\n"),
		places: map[Noun]map[string]Place{}, declared: words, dated: map[ast.Node]dated{}}
	return r, r.tree(src)
}

// Unmarked returns a text without the mark (U+FEFF) that some editors put before
// it.
func Unmarked(src []byte) []byte { return bytes.TrimPrefix(src, []byte("\ufeff")) }

// Declared returns where the id was declared under the noun.
func (r *Reader) Declared(n Noun, id string) Place { return r.places[n][id] }

// CheckNames reports every name that nothing in the file declares.
func (r *Reader) CheckNames() {
	for _, c := range r.cited {
		if known := r.declared[c.noun]; !slices.Contains(known, c.id) {
			c.by.BadAmong(UnknownName, c.id, known, c.noun.Chinese, c.noun.English)
		}
	}
}

// Problems returns what was found, in the order of the lines.
func (r *Reader) Problems() (wrong, warnings []Problem) {
	sortProblems(r.problems)
	for _, p := range r.problems {
		if p.Severity == SeverityError {
			wrong = append(wrong, p)
		} else {
			warnings = append(warnings, p)
		}
	}
	return wrong, warnings
}

// tree turns the text into the place of its root.
func (r *Reader) tree(src []byte) Place {
	if !r.guardBytes(src) {
		return Place{r: r}
	}
	tokens := lexer.Tokenize(string(src))
	if !r.guardTokens(tokens) {
		return Place{r: r}
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line, column, text := 1, 1, err.Error()
		if at, ok := errors.AsType[yaml.Error](err); ok && at.GetToken() != nil {
			line, column, text = at.GetToken().Position.Line, at.GetToken().Position.Column, at.GetMessage()
		}
		r.reject(line, max(column, 1), syntax, "", text)
		return Place{r: r}
	}
	var body ast.Node
	if len(file.Docs) > 0 {
		body = file.Docs[0].Body
	}
	root := Place{r: r, node: body}
	if !root.Given() {
		r.reject(1, 1, empty, "")
		return Place{r: r}
	}
	root.tok = start(body)
	return root
}
