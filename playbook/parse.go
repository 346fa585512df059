package playbook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/docno"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Parse reads a playbook. The name is only printed in problems. It returns the
// playbook and its warnings, or the warnings and a *Problems that holds every
// error of the file at once.
func Parse(name string, src []byte) (*Playbook, []Problem, error) {
	r, root := source.Read(name, src, map[source.Noun][]string{
		source.Category: Categories, source.Role: Roles,
		source.Capability: capabilityIDs(Capabilities), source.ProgramPart: capabilityIDs(ProgramParts),
	})
	var pb *Playbook
	if root.Given() {
		pb = read(r, root)
		r.CheckNames()
		checkUse(r, pb)
		pb.Source = bytes.Clone(src)
		sum := sha256.Sum256(src)
		pb.Digest = hex.EncodeToString(sum[:])
	}
	wrong, warnings := r.Problems()
	if len(wrong) > 0 {
		return nil, warnings, &Problems{List: wrong}
	}
	return pb, warnings, nil
}

func read(r *source.Reader, root source.Place) *Playbook {
	top := root.Record("playbook", "id", "title", "short", "document", "start", "period", "timezone", "clauses", "silent",
		"bodies", "posts", "audience", "tracks", "lines", "catalogues", "phases", "events", "measures", "forms", "obligations",
		"registers", "quotas", "goals", "retention", "exit_lines", "supervision", "awards", "sheets", "readings")
	source.Choice(top.Need("playbook"), Format)
	pb := &Playbook{
		Anchor:   r.Start(top.At("start")), // before any other date
		ID:       top.Need("id").Text(),
		Title:    top.Need("title").Text(),
		Short:    top.At("short").Text(),
		Timezone: top.Need("timezone").Text(),
		Document: document(top.Need("document")),
	}
	if pb.ID != "" && !source.IDForm.MatchString(pb.ID) {
		top.At("id").Bad(source.BadID, pb.ID)
	}
	if _, err := time.LoadLocation(pb.Timezone); err != nil {
		top.At("timezone").Bad(source.BadValue, pb.Timezone, "时区（如 Asia/Shanghai）", "a time zone like Asia/Shanghai")
	}
	pb.Start, pb.End = top.Need("period").Window(true)
	pb.Clauses = clauses(top.Need("clauses"))
	pb.Silent = silent(top.At("silent"))
	pb.Bodies = bodies(top.At("bodies"))
	pb.Posts = posts(top.At("posts"), pb)
	pb.Tracks = tracks(top.At("tracks"))
	pb.Lines = actionLines(top.At("lines"))
	checkLines(top.At("lines"), pb)
	pb.Catalogues = catalogues(top.At("catalogues"))
	pb.Events = events(top.At("events"))
	pb.Phases = phases(top.At("phases"))
	pb.Ledger = register.ReadUses(top, pb.forLedger())
	pb.Measures = measures(top.At("measures"), pb)
	pb.Readings = readings(top.At("readings"), pb)
	audience := top.Need("audience").Record("categories", "clause")
	pb.Audience = Audience{audience.Need("categories").Cites(source.Category), audience.Need("clause").Cite(source.Clause)}
	pb.Forms = forms(top.At("forms"), pb)
	pb.Obligations = obligations(top.Need("obligations"), pb)
	pb.Ledger.ReadRules(top, pb.forLedger())
	pb.Oversight = oversight(top.At("supervision"))
	pb.Awards = award.Read(top.At("awards"))
	pb.Sheets = award.Sheets(top.At("sheets"))
	if top.At("start").Given() && !r.StartUsed() {
		top.At("start").Warn(startUnused, pb.Anchor.String())
	}
	return pb
}

func document(p source.Place) Document {
	rec := p.Record("kind", "title", "issuers", "addressees", "copies", "contact", "number", "issued", "basis", "clauses")
	d := Document{
		Kind:    rec.Need("kind").Text(),
		Title:   rec.Need("title").Text(),
		Issuers: rec.Need("issuers").Texts(),
		Number:  number(rec.At("number")),
		Issued:  rec.At("issued").Date(),

		Addressees: rec.At("addressees").Texts(),
		Copies:     rec.At("copies").Texts(),
		Clauses:    rec.Need("clauses").Cites(source.Clause),
	}
	for _, item := range rec.At("basis").List() {
		b := item.Record("number", "title", "clause")
		d.Basis = append(d.Basis, Basis{number(b.At("number")), b.At("title").Text(), b.Need("clause").Cite(source.Clause)})
		if !b.At("number").Given() {
			b.Need("title")
		}
	}
	contact := rec.At("contact").Record("phone", "mail", "clause")
	d.Contact = Contact{contact.At("phone").Text(), contact.At("mail").Text(), contact.At("clause").Cite(source.Clause)}
	return d
}

// number reads a document number and asks for its proper form.
func number(p source.Place) string {
	t := p.Text()
	if t == "" {
		return ""
	}
	proper, err := docno.Proper(t)
	if err != nil {
		e, _ := errors.AsType[*docno.Error](err)
		p.Bad(badNumber, t, e.Chinese, e.English)
	}
	return proper
}

func clauses(p source.Place) []Clause {
	var all []Clause
	for _, e := range p.Declare(source.Clause) {
		rec := e.Value.Record("at", "words", "nth", "asks", "later", "program")
		c := passage(rec)
		c.ID = e.Key
		c.Asks, c.Later = rec.At("asks").Text(), rec.At("later").Cite(source.Capability)
		c.Program = rec.At("program").Cite(source.ProgramPart)
		all = append(all, c)
	}
	return all
}

func silent(p source.Place) []Clause {
	var all []Clause
	for _, item := range p.List() {
		all = append(all, passage(item.Record("at", "words", "nth")))
	}
	return all
}

// passage reads the place of a passage and the few characters that find it.
func passage(rec source.Record) Clause {
	c := Clause{At: rec.Need("at").Text(), Nth: int(max(rec.At("nth").Whole(), 1))}
	for _, item := range rec.Need("words").List() {
		word := item.Text()
		if utf8.RuneCountInString(word) > 6 {
			item.Bad(wordsLong, word)
		}
		c.Words = append(c.Words, word)
	}
	if n := len(c.Words); n > 2 {
		rec.At("words").Bad(source.WrongShape, "", "开头和结尾两段文字", "the first and the last characters")
	}
	return c
}

func bodies(p source.Place) []Body {
	var all []Body
	for _, e := range p.Declare(source.Body) {
		rec := e.Value.Record("name", "short", "kind", "under", "aliases", "clauses")
		named := rec.Need("clauses").Cites(source.Clause)
		all = append(all, Body{
			ID: e.Key, Name: rec.Need("name").Text(), Short: rec.At("short").Text(),
			Kind:    source.Choice(rec.Need("kind"), "leading_group", "office"),
			Under:   rec.At("under").Cite(source.Body),
			Aliases: rec.At("aliases").Texts(),
			Clause:  strings.Join(named[:min(1, len(named))], ""),
			Clauses: named,
		})
	}
	return all
}

func posts(p source.Place, pb *Playbook) []Post {
	var all []Post
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("body", "title", "person", "office", "organisation", "signs_for", "role", "heads", "clause")
		all = append(all, Post{
			ID: e.Key, Body: rec.Need("body").Cite(source.Body), Title: rec.Need("title").Text(),
			Person: rec.At("person").Text(), Office: rec.At("office").Text(),
			Organisation: rec.At("organisation").Text(), SignsFor: issuer(rec.At("signs_for"), pb),
			Role: rec.At("role").Cite(source.Role), Heads: rec.At("heads").Cites(source.Category), Clause: rec.Need("clause").Cite(source.Clause),
		})
	}
	return all
}

// issuer reads the issuer for which a post signs.
func issuer(p source.Place, pb *Playbook) string {
	name := p.Text()
	if name != "" && !slices.Contains(pb.Document.Issuers, name) {
		p.BadAmong(source.UnknownName, name, pb.Document.Issuers, "发文单位", "issuer")
	}
	return name
}

func actionLines(p source.Place) []Line {
	var all []Line
	for _, e := range p.Declare(source.Line) {
		rec := e.Value.Record("name", "expects", "clause", "expects_clause", "track", "plus")
		all = append(all, Line{
			ID: e.Key, Name: rec.Need("name").Text(), Expects: rec.At("expects").Text(),
			Clause: rec.Need("clause").Cite(source.Clause), ExpectsClause: rec.At("expects_clause").Cite(source.Clause),
			Track: rec.At("track").Cite(source.Track), Plus: rec.At("plus").Flag(),
		})
	}
	return all
}

func phases(p source.Place) []Phase {
	var all []Phase
	for _, e := range p.Declare(source.Phase) {
		rec := e.Value.Record("name", "window", "clause")
		from, until := rec.Need("window").Window(false)
		all = append(all, Phase{
			ID: e.Key, Name: rec.Need("name").Text(), Start: from, End: until,
			Clause: rec.Need("clause").Cite(source.Clause),
		})
	}
	return all
}

func measures(p source.Place, pb *Playbook) []Measure {
	var all []Measure
	for _, e := range p.Declare(source.Measure) {
		rec := e.Value.Record("name", "kind", "over_time", "over_units", "over_lines", "from", "clause")
		m := Measure{
			ID: e.Key, Name: rec.Need("name").Text(),
			Kind:      source.Choice(rec.Need("kind"), quantity.Kinds...),
			OverTime:  source.Choice(rec.Need("over_time"), Flow, Stock, Distinct),
			OverUnits: source.Choice(rec.Need("over_units"), "never", "sum") == "sum",
			OverLines: source.Choice(rec.Need("over_lines"), "never", "sum") == "sum",
			Clause:    rec.Need("clause").Cite(source.Clause),
		}
		m.From = pb.Ledger.ReadSource(rec.At("from"), m.wanted())
		all = append(all, m)
	}
	return all
}
