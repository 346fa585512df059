package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Reader walks the tree of a file, and keeps what it finds wrong, what is
// declared under which name, and what names it.
type Reader struct {
	file     string
	lines    []string
	problems []Problem
	declared map[Noun][]string
	places   map[Noun]map[string]Place // where each is declared
	cited    []citation

	start      calendar.Date      // what «start» stands for
	startGiven bool               // rightly or wrongly
	dated      map[ast.Node]dated // texts with relative days
}

// citation is a place that names something declared elsewhere in the file.
type citation struct {
	noun Noun
	id   string
	by   Place
}

// add keeps a problem; args fill the message after the found text.
func (r *Reader) add(p Problem, m Mistake, args ...any) {
	all := append([]any{p.Found}, args...)
	p.Code, p.File = m.Code, r.file
	p.Chinese, p.English = fill(m.Chinese, all), fill(m.English, all)
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

func (r *Reader) reject(line, column int, m Mistake, found string, args ...any) {
	r.add(Problem{Severity: SeverityError, Line: line, Column: column, Found: found}, m, args...)
}

// Place is a value in the file and the way to it. A place that is absent has
// no node; its token is that of what encloses it.
type Place struct {
	r    *Reader
	path []string
	tok  *token.Token
	node ast.Node
}

// Given reports whether something stands here.
func (p Place) Given() bool {
	if p.node == nil {
		return false
	}
	_, null := p.node.(*ast.NullNode)
	return !null
}

// Bad reports a mistake in what stands here; args fill its message after the
// found text.
func (p Place) Bad(m Mistake, found string, args ...any) { p.BadAmong(m, found, nil, args...) }

// BadAmong reports a problem with the words that may stand in this place.
func (p Place) BadAmong(m Mistake, found string, allowed []string, args ...any) {
	p.report(SeverityError, m, found, allowed, args...)
}

// Warn reports what may be meant and may be not.
func (p Place) Warn(m Mistake, found string, args ...any) {
	p.report(SeverityWarning, m, found, nil, args...)
}

func (p Place) report(s Severity, m Mistake, found string, allowed []string, args ...any) {
	switch n := len(p.r.problems); {
	case n > maxProblems:
		return
	case n == maxProblems:
		s, m, found, allowed, args = SeverityError, tooMany, "", nil, []any{maxProblems}
	}
	at := Problem{Severity: s, Path: strings.Join(p.path, " › "), Found: found, Nearest: nearest(found, allowed)}
	if len(allowed) <= maxAllowed {
		at.Allowed = allowed
	}
	at.Line, at.Column = p.position()
	p.r.add(at, m, args...)
}

func (p Place) position() (line, column int) {
	if p.tok == nil {
		return 1, 1
	}
	return p.tok.Position.Line, max(p.tok.Position.Column, 1)
}

func (p Place) within(key string, tok *token.Token, node ast.Node) Place {
	return Place{p.r, append(slices.Clone(p.path), key), tok, node}
}

// Entry is one key of a mapping with its value.
type Entry struct {
	Key   string
	At    Place // of the key
	Value Place
}

// Entries returns the keys of a mapping in the order of the file, and reports
// a value that is no mapping and keys that appear twice.
func (p Place) Entries() []Entry {
	if !p.Given() {
		return nil
	}
	m, ok := p.node.(ast.MapNode)
	if !ok {
		p.Bad(WrongShape, "", "若干“名称: 内容”", "a list of «name: content»")
		return nil
	}
	var all []Entry
	seen := map[string]bool{}
	for it := m.MapRange(); it.Next(); {
		tok := it.Key().GetToken()
		e := Entry{tok.Value, p.within(tok.Value, tok, it.Key()), p.within(tok.Value, tok, it.Value())}
		if it.Value() != nil {
			e.Value.tok = start(it.Value())
		}
		if seen[e.Key] {
			e.At.Bad(DuplicateID, e.Key)
			continue
		}
		seen[e.Key] = true
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

// Record is a mapping whose keys are known words.
type Record struct {
	Place
	values map[string]Place
}

// Record reads a mapping and reports keys that are not among the known ones.
func (p Place) Record(known ...string) Record {
	rec := Record{p, map[string]Place{}}
	for _, e := range p.Entries() {
		if !slices.Contains(known, e.Key) {
			e.At.BadAmong(UnknownKey, e.Key, known)
			continue
		}
		rec.values[e.Key] = e.Value
	}
	return rec
}

// At returns the value of a key, absent or not.
func (m Record) At(key string) Place {
	if v, ok := m.values[key]; ok {
		return v
	}
	return m.within(key, m.tok, nil)
}

// Need returns the value of a key and reports its absence.
func (m Record) Need(key string) Place {
	v := m.At(key)
	if !v.Given() && m.Given() {
		m.Bad(MissingKey, "", key)
	}
	return v
}

// One returns which of the keys is given, and reports none or several.
func (m Record) One(keys ...string) string {
	given := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !m.At(k).Given() })
	if len(given) != 1 {
		m.Bad(EitherKey, "", strings.Join(keys, ", "))
		return ""
	}
	return given[0]
}

// IDForm is what an id looks like.
var IDForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,39}$`)

// Declare reads the entries of a mapping from id to content and makes the ids
// known under a noun (the zero Noun for ids that nothing else names).
func (p Place) Declare(n Noun) []Entry {
	all := p.Entries()
	for _, e := range all {
		if !IDForm.MatchString(e.Key) {
			e.At.Bad(BadID, e.Key)
		}
		if n != (Noun{}) {
			p.r.known(n, e.Key, e.At)
		}
	}
	return all
}

// known makes an id known, and where it stands.
func (r *Reader) known(n Noun, id string, at Place) {
	r.declared[n] = append(r.declared[n], id)
	if r.places[n] == nil {
		r.places[n] = map[string]Place{}
	}
	r.places[n][id] = at
}

// Cite reads the id of something declared in the file; whether it exists is
// checked when the whole file is read.
func (p Place) Cite(n Noun) string {
	id := p.Text()
	if id != "" {
		p.r.cited = append(p.r.cited, citation{n, id, p})
	}
	return id
}

// Cites reads a list of ids.
func (p Place) Cites(n Noun) []string {
	var ids []string
	for _, item := range p.List() {
		if id := item.Cite(n); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// Shifted is the place of a character within a text, counted from 1.
func (p Place) Shifted(column int) Place {
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
