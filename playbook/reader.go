package playbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// reader walks the tree of a playbook, and keeps what it finds wrong, what is
// declared under which name, and what names it.
type reader struct {
	file     string
	lines    []string
	problems []Problem
	declared map[noun][]string
	places   map[noun]map[string]place // where each is declared
	cited    []citation
}

// citation is a place that names something declared elsewhere in the file.
type citation struct {
	noun noun
	id   string
	by   place
}

// add keeps a problem; args fill the message after the found text.
func (r *reader) add(p Problem, c code, args ...any) {
	all := append([]any{p.Found}, args...)
	p.Code, p.File = string(c), r.file
	p.Chinese, p.English = fill(texts[c].chinese, all), fill(texts[c].english, all)
	p.Source = annotate(r.lines, p.Line, p.Column)
	r.problems = append(r.problems, p)
}

// fill formats a message whose verbs are indexed, or that has none.
func fill(format string, args []any) string {
	if !strings.Contains(format, "%[") {
		return format
	}
	return fmt.Sprintf(format, args...)
}

func (r *reader) reject(line, column int, c code, found string, args ...any) {
	r.add(Problem{Severity: SeverityError, Line: line, Column: column, Found: found}, c, args...)
}

// place is a value in the file and the way to it. A place that is absent has
// no node; its token is that of what encloses it.
type place struct {
	r    *reader
	path []string
	tok  *token.Token
	node ast.Node
}

func (p place) given() bool {
	if p.node == nil {
		return false
	}
	_, null := p.node.(*ast.NullNode)
	return !null
}

func (p place) bad(c code, found string, args ...any) { p.badAmong(c, found, nil, args...) }

// badAmong reports a problem with the words that may stand in this place.
func (p place) badAmong(c code, found string, allowed []string, args ...any) {
	p.report(SeverityError, c, found, allowed, args...)
}

func (p place) warn(c code, found string, args ...any) {
	p.report(SeverityWarning, c, found, nil, args...)
}

func (p place) report(s Severity, c code, found string, allowed []string, args ...any) {
	switch n := len(p.r.problems); {
	case n > maxProblems:
		return
	case n == maxProblems:
		s, c, found, allowed, args = SeverityError, tooMany, "", nil, []any{maxProblems}
	}
	at := Problem{Severity: s, Path: strings.Join(p.path, " › "), Found: found, Nearest: nearest(found, allowed)}
	if len(allowed) <= 20 {
		at.Allowed = allowed
	}
	at.Line, at.Column = p.position()
	p.r.add(at, c, args...)
}

func (p place) position() (line, column int) {
	if p.tok == nil {
		return 1, 1
	}
	return p.tok.Position.Line, max(p.tok.Position.Column, 1)
}

func (p place) within(key string, tok *token.Token, node ast.Node) place {
	return place{p.r, append(slices.Clone(p.path), key), tok, node}
}

// entry is one key of a mapping with its value.
type entry struct {
	key   string
	at    place // of the key
	value place
}

// entries returns the keys of a mapping in the order of the file, and reports
// a value that is no mapping and keys that appear twice.
func (p place) entries() []entry {
	if !p.given() {
		return nil
	}
	m, ok := p.node.(ast.MapNode)
	if !ok {
		p.bad(wrongShape, "", "若干“名称: 内容”", "a list of «name: content»")
		return nil
	}
	var all []entry
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		tok := it.Key().GetToken()
		e := entry{tok.Value, p.within(tok.Value, tok, it.Key()), p.within(tok.Value, tok, it.Value())}
		if it.Value() != nil {
			e.value.tok = start(it.Value())
		}
		if seen[e.key] {
			e.at.bad(duplicateID, e.key)
			continue
		}
		seen[e.key] = true
		all = append(all, e)
	}
	return all
}

// start returns the first token of a value.
func start(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}

// record reads a mapping whose keys are known words.
type record struct {
	place
	values map[string]place
}

// record reports keys that are not among the known ones.
func (p place) record(known ...string) record {
	rec := record{p, map[string]place{}}
	for _, e := range p.entries() {
		if !slices.Contains(known, e.key) {
			e.at.badAmong(unknownKey, e.key, known)
			continue
		}
		rec.values[e.key] = e.value
	}
	return rec
}

// at returns the value of a key, absent or not.
func (m record) at(key string) place {
	if v, ok := m.values[key]; ok {
		return v
	}
	return m.within(key, m.tok, nil)
}

// need returns the value of a key and reports its absence.
func (m record) need(key string) place {
	v := m.at(key)
	if !v.given() && m.given() {
		m.bad(missingKey, "", key)
	}
	return v
}

// one returns which of the keys is given, and reports none or several.
func (m record) one(keys ...string) string {
	given := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !m.at(k).given() })
	if len(given) != 1 {
		m.bad(eitherKey, "", strings.Join(keys, ", "))
		return ""
	}
	return given[0]
}

var idForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,39}$`)

// declare reads the entries of a mapping from id to content and makes the ids
// known under a noun ("" for ids that nothing else names).
func (p place) declare(n noun) []entry {
	all := p.entries()
	for _, e := range all {
		if !idForm.MatchString(e.key) {
			e.at.bad(badID, e.key)
		}
		if n != "" {
			p.r.known(n, e.key, e.at)
		}
	}
	return all
}

// known makes an id known, and where it stands.
func (r *reader) known(n noun, id string, at place) {
	r.declared[n] = append(r.declared[n], id)
	if r.places[n] == nil {
		r.places[n] = map[string]place{}
	}
	r.places[n][id] = at
}

// cite reads the id of something declared in the file; whether it exists is
// checked when the whole file is read.
func (p place) cite(n noun) string {
	id := p.text()
	if id != "" {
		p.r.cited = append(p.r.cited, citation{n, id, p})
	}
	return id
}

// cites reads a list of ids.
func (p place) cites(n noun) []string {
	var ids []string
	for _, item := range p.list() {
		if id := item.cite(n); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// shifted is the place of a character within a text, counted from 1.
func (p place) shifted(column int) place {
	if p.tok == nil {
		return p
	}
	moved := *p.tok
	at := *p.tok.Position
	at.Column += column - 1
	if p.tok.Type == token.SingleQuoteType || p.tok.Type == token.DoubleQuoteType {
		at.Column++
	}
	moved.Position = &at
	p.tok = &moved
	return p
}
