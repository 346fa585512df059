// Package passage lays a playbook beside its official document: where each
// clause of the playbook stands in the text, which clauses each sentence
// carries, and what has nothing on the other side. Its account says of every
// clause whether the program carries it out, will do so later, or whether it
// asks for nothing: nothing is left uncounted. It is pure.
package passage

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Alignment is a playbook beside its document.
type Alignment struct {
	Playbook  *playbook.Playbook
	File      *official.File
	Passages  []Passage  // the clauses in the playbook's order, then its silent passages
	Sentences []Sentence // as many as the file's, in the same order
}

// Passage is a clause and where it stands. Words that are not in the document
// leave Found false and all after it empty.
type Passage struct {
	Clause         *playbook.Clause
	Found          bool
	official.Range        // from its first words to its last
	Path           string // of its first sentence: «四/(三)»
	Sentences      []int  // those it touches, as indices
}

// Silent reports whether it is a passage without behaviour (无行为), which has no id.
func (p *Passage) Silent() bool { return p.Clause.ID == "" }

// Displaced reports whether the passage stands at another place than its clause
// says under «at»: neither there nor below it.
func (p *Passage) Displaced() bool {
	at, path := official.Fold(p.Clause.At), official.Fold(p.Path)
	return p.Found && at != "" && path != at && !strings.HasPrefix(path, at+"/")
}

// Sentence is what the playbook says of a sentence: the clauses and silent
// passages that touch it, as indices of Alignment.Passages.
type Sentence struct{ Passages []int }

// Read reads an official document, as official.Read does, and lays the playbook
// beside it.
func Read(pb *playbook.Playbook, document []byte) (*Alignment, error) {
	file, err := official.Read(document)
	if err != nil {
		return nil, err
	}
	return Align(pb, file), nil
}

// Align finds the passage of every clause of the playbook in the file.
func Align(pb *playbook.Playbook, file *official.File) *Alignment {
	a := &Alignment{Playbook: pb, File: file, Sentences: make([]Sentence, len(file.Sentences))}
	for i := range pb.Clauses {
		a.find(&pb.Clauses[i])
	}
	for i := range pb.Silent {
		a.find(&pb.Silent[i])
	}
	return a
}

func (a *Alignment) find(c *playbook.Clause) {
	p := Passage{Clause: c}
	if n := len(c.Words); n > 0 {
		last := c.Words[n-1]
		if n == 1 {
			last = ""
		}
		p.Range, p.Found = a.File.Find(c.Words[0], last, c.Nth)
	}
	if p.Found {
		p.Sentences = a.touched(p.Range)
	}
	for _, k := range p.Sentences {
		a.Sentences[k].Passages = append(a.Sentences[k].Passages, len(a.Passages))
	}
	if len(p.Sentences) > 0 {
		p.Path = a.File.Sentences[p.Sentences[0]].Path
	}
	a.Passages = append(a.Passages, p)
}

// touched returns the sentences that have a rune in common with a piece of the
// text. Sentences stand in the order of the text.
func (a *Alignment) touched(r official.Range) (found []int) {
	all := a.File.Sentences
	first, _ := slices.BinarySearchFunc(all, r.From, func(s official.Sentence, p official.Place) int {
		if s.Until.Paragraph < p.Paragraph || s.Until.Paragraph == p.Paragraph && s.Until.Rune <= p.Rune {
			return -1
		}
		return 1
	})
	for k := first; k < len(all) && all[k].Overlaps(r); k++ {
		found = append(found, k)
	}
	return found
}

// Of returns the passage of the clause, nil for an id that the playbook does
// not have.
func (a *Alignment) Of(clauseID string) *Passage {
	if i := slices.IndexFunc(a.Passages, func(p Passage) bool { return p.Clause.ID == clauseID }); i >= 0 && clauseID != "" {
		return &a.Passages[i]
	}
	return nil
}

// Loose reports whether a sentence says something that no clause and no silent
// passage of the playbook touches. Headings and the parts of a document's form
// (addressees, signature, copies) say nothing of their own.
func (a *Alignment) Loose(sentence int) bool {
	role := a.File.Sentences[sentence].Role
	return len(a.Sentences[sentence].Passages) == 0 && (role == official.Prose || role == official.InTable)
}
