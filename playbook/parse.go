package playbook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"

	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Parse reads a playbook. The name is only printed in problems. It returns the
// playbook and its warnings, or the warnings and a *Problems that holds every
// error of the file at once.
func Parse(name string, src []byte) (*Playbook, []Problem, error) {
	r := &reader{file: name, lines: strings.Split(string(src), "\n"),
		places: map[noun]map[string]place{}, declared: map[noun][]string{
			aCategory: Categories, aRole: Roles,
			aCapability: capabilityIDs(Capabilities), aProgramPart: capabilityIDs(ProgramParts),
		}}
	var pb *Playbook
	if root, ok := r.tree(src); ok {
		pb = r.playbook(root)
		r.checkCitations()
		r.checkUse(pb)
		pb.Source = bytes.Clone(src)
		sum := sha256.Sum256(src)
		pb.Digest = hex.EncodeToString(sum[:])
	}
	sortProblems(r.problems)
	var wrong, warnings []Problem
	for _, p := range r.problems {
		if p.Severity == SeverityError {
			wrong = append(wrong, p)
		} else {
			warnings = append(warnings, p)
		}
	}
	if len(wrong) > 0 {
		return nil, warnings, &Problems{wrong}
	}
	return pb, warnings, nil
}

// tree turns the text into the place of its root.
func (r *reader) tree(src []byte) (place, bool) {
	if !r.guardBytes(src) {
		return place{}, false
	}
	tokens := lexer.Tokenize(string(src))
	if !r.guardTokens(tokens) {
		return place{}, false
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line, column, text := 1, 1, err.Error()
		if at, ok := errors.AsType[yaml.Error](err); ok && at.GetToken() != nil {
			line, column, text = at.GetToken().Position.Line, at.GetToken().Position.Column, at.GetMessage()
		}
		r.reject(line, max(column, 1), syntax, "", text)
		return place{}, false
	}
	var body ast.Node
	if len(file.Docs) > 0 {
		body = file.Docs[0].Body
	}
	root := place{r: r, node: body}
	if !root.given() {
		r.reject(1, 1, empty, "")
		return place{}, false
	}
	root.tok = start(body)
	return root, true
}

func (r *reader) playbook(root place) *Playbook {
	top := root.record("playbook", "id", "title", "short", "document", "period", "timezone", "clauses",
		"silent", "bodies", "posts", "audience", "lines", "phases", "measures", "forms", "obligations", "readings")
	choice(top.need("playbook"), Format)
	pb := &Playbook{
		ID:       top.need("id").text(),
		Title:    top.need("title").text(),
		Short:    top.at("short").text(),
		Timezone: top.need("timezone").text(),
		Document: document(top.need("document")),
	}
	if pb.ID != "" && !idForm.MatchString(pb.ID) {
		top.at("id").bad(badID, pb.ID)
	}
	if _, err := time.LoadLocation(pb.Timezone); err != nil {
		top.at("timezone").bad(badValue, pb.Timezone, "时区（如 Asia/Shanghai）", "a time zone like Asia/Shanghai")
	}
	pb.Start, pb.End = top.need("period").window(true)
	pb.Clauses = clauses(top.need("clauses"))
	pb.Silent = silent(top.at("silent"))
	pb.Bodies = bodies(top.at("bodies"))
	pb.Posts = posts(top.at("posts"))
	pb.Lines = actionLines(top.at("lines"))
	pb.Phases = phases(top.at("phases"))
	pb.Measures = measures(top.at("measures"))
	pb.Readings = readings(top.at("readings"))
	audience := top.need("audience").record("categories", "clause")
	pb.Audience = Audience{audience.need("categories").cites(aCategory), audience.need("clause").cite(aClause)}
	pb.Forms = forms(top.at("forms"), pb)
	pb.Obligations = obligations(top.need("obligations"), pb)
	return pb
}

func document(p place) Document {
	rec := p.record("kind", "title", "issuers", "number", "issued", "basis", "clauses")
	d := Document{
		Kind:    rec.need("kind").text(),
		Title:   rec.need("title").text(),
		Issuers: rec.need("issuers").texts(),
		Number:  number(rec.at("number")),
		Issued:  rec.at("issued").date(),
		Clauses: rec.need("clauses").cites(aClause),
	}
	for _, item := range rec.at("basis").list() {
		b := item.record("number", "title", "clause")
		d.Basis = append(d.Basis, Basis{number(b.need("number")), b.at("title").text(), b.need("clause").cite(aClause)})
	}
	return d
}

// number reads a document number and asks for its proper form.
func number(p place) string {
	t := p.text()
	if t == "" {
		return ""
	}
	proper, err := docno.Proper(t)
	if err != nil {
		e, _ := errors.AsType[*docno.Error](err)
		p.bad(badNumber, t, e.Chinese, e.English)
	}
	return proper
}

func clauses(p place) []Clause {
	var all []Clause
	for _, e := range p.declare(aClause) {
		rec := e.value.record("at", "words", "nth", "asks", "later", "program")
		c := passage(rec)
		c.ID = e.key
		c.Asks, c.Later = rec.at("asks").text(), rec.at("later").cite(aCapability)
		c.Program = rec.at("program").cite(aProgramPart)
		all = append(all, c)
	}
	return all
}

func silent(p place) []Clause {
	var all []Clause
	for _, item := range p.list() {
		all = append(all, passage(item.record("at", "words", "nth")))
	}
	return all
}

// passage reads the place of a passage and the few characters that find it.
func passage(rec record) Clause {
	c := Clause{At: rec.need("at").text(), Nth: int(max(rec.at("nth").whole(), 1))}
	for _, item := range rec.need("words").list() {
		word := item.text()
		if length(word) > 6 {
			item.bad(wordsLong, word)
		}
		c.Words = append(c.Words, word)
	}
	if n := len(c.Words); n > 2 {
		rec.at("words").bad(wrongShape, "", "开头和结尾两段文字", "the first and the last characters")
	}
	return c
}

func bodies(p place) []Body {
	var all []Body
	for _, e := range p.declare(aBody) {
		rec := e.value.record("name", "short", "kind", "under", "aliases", "clauses")
		named := rec.need("clauses").cites(aClause)
		all = append(all, Body{
			ID: e.key, Name: rec.need("name").text(), Short: rec.at("short").text(),
			Kind:    choice(rec.need("kind"), "leading_group", "office"),
			Under:   rec.at("under").cite(aBody),
			Aliases: rec.at("aliases").texts(),
			Clause:  strings.Join(named[:min(1, len(named))], ""),
			Clauses: named,
		})
	}
	return all
}

func posts(p place) []Post {
	var all []Post
	for _, e := range p.declare("") {
		rec := e.value.record("body", "title", "person", "office", "role", "clause")
		all = append(all, Post{
			ID: e.key, Body: rec.need("body").cite(aBody), Title: rec.need("title").text(),
			Person: rec.at("person").text(), Office: rec.at("office").text(),
			Role: rec.at("role").cite(aRole), Clause: rec.need("clause").cite(aClause),
		})
	}
	return all
}

func actionLines(p place) []Line {
	var all []Line
	for _, e := range p.declare(aLine) {
		rec := e.value.record("name", "expects", "clause", "expects_clause")
		all = append(all, Line{
			ID: e.key, Name: rec.need("name").text(), Expects: rec.at("expects").text(),
			Clause: rec.need("clause").cite(aClause), ExpectsClause: rec.at("expects_clause").cite(aClause),
		})
	}
	return all
}

func phases(p place) []Phase {
	var all []Phase
	for _, e := range p.declare(aPhase) {
		rec := e.value.record("name", "window", "clause")
		from, until := rec.need("window").window(false)
		all = append(all, Phase{
			ID: e.key, Name: rec.need("name").text(), Start: from, End: until,
			Clause: rec.need("clause").cite(aClause),
		})
	}
	return all
}

func measures(p place) []Measure {
	var all []Measure
	for _, e := range p.declare(aMeasure) {
		rec := e.value.record("name", "kind", "over_time", "over_units", "over_lines", "clause")
		all = append(all, Measure{
			ID: e.key, Name: rec.need("name").text(),
			Kind:      choice(rec.need("kind"), quantity.Kinds...),
			OverTime:  choice(rec.need("over_time"), Flow, Stock, Distinct),
			OverUnits: choice(rec.need("over_units"), "never", "sum") == "sum",
			OverLines: choice(rec.need("over_lines"), "never", "sum") == "sum",
			Clause:    rec.need("clause").cite(aClause),
		})
	}
	return all
}

func readings(p place) []Reading {
	var all []Reading
	for _, e := range p.declare(aReading) {
		rec := e.value.record("clauses", "question", "decision", "adds", "by", "on")
		all = append(all, Reading{
			ID: e.key, Clauses: rec.need("clauses").cites(aClause),
			Question: rec.need("question").text(), Decision: rec.need("decision").text(),
			Adds: rec.at("adds").cites(aCategory),
			By:   rec.need("by").cite(aBody), On: rec.need("on").date(),
		})
	}
	return all
}
