package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

type coverageCmd struct {
	File     string `arg:"" optional:"" help:"Playbook: a file, or the id of one that comes with the program; the plans of real offices by default."`
	Document string `help:"The official document itself, .docx or text: each clause is looked for in it. By default the one that comes with the playbook, if one does." type:"path" placeholder:"FILE"`
}

// Run prints how it stands with every clause, and with every sentence of the
// document.
func (c coverageCmd) Run(t terminal) error {
	names := []string{c.File}
	if c.File == "" {
		if c.Document != "" {
			return fault.New(fault.Invalid, "coverage.which")
		}
		names = playbooks.Plans()
	}
	document, err := c.document()
	if err != nil {
		return err
	}
	clauses, accounted, complete := 0, 0, true
	for _, name := range names {
		account, err := c.print(t, name, document)
		if err != nil {
			return err
		}
		clauses += account.Clauses
		accounted += account.Accounted()
		complete = complete && account.Complete()
	}
	fmt.Fprintln(t.out, locale.New(locale.Match("", t.lang)).T("coverage.total", accounted, clauses))
	if !complete {
		return errSaid
	}
	return nil
}

// document returns the official document that is named, or else the one that
// comes with the playbook; nil if there is none.
func (c coverageCmd) document() ([]byte, error) {
	if c.Document == "" {
		return playbooks.Document(c.File), nil
	}
	return os.ReadFile(c.Document)
}

// print prints the account of one playbook.
func (c coverageCmd) print(t terminal, name string, document []byte) (*passage.Account, error) {
	path, source, err := readPlaybook(name)
	if err != nil {
		return nil, err
	}
	pb, _, err := playbook.Parse(path, source)
	if err != nil {
		return nil, err
	}
	p := coveragePrinter{t, locale.New(locale.Match("", t.lang))}
	fmt.Fprintf(t.out, "%s · %s\n", pb.ID, pb.Title)
	if document == nil {
		account := passage.Take(pb)
		p.clauses(account)
		p.line("coverage.no_document")
		return account, nil
	}
	alignment, err := passage.Read(pb, document)
	if err != nil {
		return nil, err
	}
	account := alignment.Account()
	p.clauses(account)
	p.document(alignment, account)
	return account, nil
}

// coveragePrinter prints accounts in the terminal's language.
type coveragePrinter struct {
	terminal
	words *locale.Printer
}

func (p coveragePrinter) line(key string, args ...any) {
	fmt.Fprintf(p.out, "  %s\n", p.words.T(key, args...))
}

func (p coveragePrinter) clauses(a *passage.Account) {
	p.line("coverage.clauses", a.Clauses, a.Unasked)
	p.line("coverage.carried", len(a.Carried))
	for _, w := range a.Waiting {
		p.line("coverage.later", locale.Words{Chinese: w.Capability.Chinese, English: w.Capability.English}, len(w.Clauses), ids(w.Clauses))
	}
	if len(a.Silent) > 0 {
		p.line("coverage.silent", len(a.Silent), ids(a.Silent))
	}
	if len(a.Idle) > 0 {
		p.line("coverage.idle", len(a.Idle), ids(a.Idle))
	}
}

func ids(clauses []*playbook.Clause) string {
	all := make([]string, len(clauses))
	for i, c := range clauses {
		all[i] = c.ID
	}
	return strings.Join(all, " ")
}

// document prints what aligns, and what stands alone on either side.
func (p coveragePrinter) document(al *passage.Alignment, a *passage.Account) {
	for _, d := range al.File.Documents {
		p.line("coverage.document", d.Title, d.Until-d.From)
	}
	if n := len(al.File.Notes); n > 0 {
		p.line("coverage.left_out", n)
	}
	found := len(al.Passages) - len(a.Missing)
	p.line("coverage.found", found, len(al.Passages))
	p.line("coverage.sentences", a.Sentences, a.Aligned, a.Form, len(a.Loose))
	for _, m := range a.Missing {
		p.line("coverage.missing", name(m), m.Clause.At, strings.Join(m.Clause.Words, "…"))
	}
	for _, d := range a.Displaced {
		p.line("coverage.displaced", name(d), d.Clause.At, d.Path)
	}
	for _, i := range a.Loose {
		s := al.File.Sentences[i]
		p.line("coverage.loose", s.Path, s.From.Paragraph+1, al.File.Text(s.Range))
	}
}

// name is what a passage is called: its id, or that it is a silent one.
func name(p *passage.Passage) any {
	if p.Silent() {
		return locale.Key("coverage.silent_passage")
	}
	return p.Clause.ID
}
