package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// piece is a part of the document's text that belongs to the same clauses. All
// pieces together are the whole text, each of its words once.
type piece struct {
	Sentence int // the first one it is of, as an index
	Role     official.Role
	Before   string // words of its first sentence that no clause holds
	Words    string
	After    string
	Clauses  []*playbook.Clause // none: a heading, a part of the form, or a sentence without a clause
	Silent   bool               // passages without behaviour alone
	Loose    bool               // a sentence that says something and has no clause
}

// stretch is the passages that share words.
type stretch struct {
	official.Range
	clauses []*playbook.Clause
	silent  bool
}

// stretchesOf puts together what was found, in the order of the text.
func stretchesOf(al *passage.Alignment) []stretch {
	found := make([]*passage.Passage, 0, len(al.Passages))
	for i := range al.Passages {
		if al.Passages[i].Found {
			found = append(found, &al.Passages[i])
		}
	}
	slices.SortStableFunc(found, func(a, b *passage.Passage) int { return order(a.From, b.From) })
	var out []stretch
	for _, p := range found {
		n := len(out)
		if n == 0 || !out[n-1].Overlaps(p.Range) {
			out = append(out, stretch{Range: p.Range, silent: true})
			n++
		}
		b := &out[n-1]
		if order(b.Until, p.Until) < 0 {
			b.Until = p.Until
		}
		if !p.Silent() {
			b.clauses, b.silent = append(b.clauses, p.Clause), false
		}
	}
	return out
}

func order(a, b official.Place) int {
	return cmp.Or(cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Rune, b.Rune))
}

// cutter cuts a document's text at the beginnings of its passages.
type cutter struct {
	al        *passage.Alignment
	stretches []stretch
	next      int // the first block that no sentence has begun yet
	out       []piece
}

// piecesOf cuts the text of a document into what stands beside each clause.
func piecesOf(al *passage.Alignment) []piece {
	c := &cutter{al: al, stretches: stretchesOf(al)}
	for i := range al.File.Sentences {
		c.sentence(i)
	}
	return c.out
}

// sentence adds one sentence: to the piece it continues, and to those that begin
// in it.
func (c *cutter) sentence(i int) {
	s := c.al.File.Sentences[i]
	from := s.From
	going := c.next > 0 && c.stretches[c.next-1].Overlaps(s.Range)
	begins := c.next
	for c.next < len(c.stretches) && order(c.stretches[c.next].From, s.Until) < 0 {
		c.next++
	}
	if !going && begins == c.next {
		c.alone(i, s)
		return
	}
	if going {
		until := s.Until
		if begins < c.next {
			until = c.stretches[begins].From
		}
		c.extend(c.stretches[begins-1], official.Range{From: from, Until: until})
		from = until
	}
	for k := begins; k < c.next; k++ {
		until := s.Until
		if k+1 < c.next {
			until = c.stretches[k+1].From
		}
		c.begin(i, s, c.stretches[k], official.Range{From: from, Until: until})
		from = until
	}
}

// alone adds a sentence that no passage touches.
func (c *cutter) alone(i int, s official.Sentence) {
	c.out = append(c.out, piece{Sentence: i, Role: s.Role, Words: c.al.File.Text(s.Range), Loose: c.al.Loose(i)})
}

// begin adds the piece of a stretch, with the words beside it in its sentence.
func (c *cutter) begin(i int, s official.Sentence, b stretch, r official.Range) {
	p := piece{Sentence: i, Role: s.Role, Clauses: b.clauses, Silent: b.silent}
	p.Before = c.text(r.From, b.From)
	p.Words = c.text(b.From, earlier(b.Until, r.Until))
	p.After = c.text(b.Until, r.Until)
	if n := len(c.out); b.silent && n > 0 && c.out[n-1].Silent && c.place(c.out[n-1].Sentence) == c.place(i) {
		c.out[n-1].After += p.Before + p.Words + p.After
		return
	}
	c.out = append(c.out, p)
}

// extend adds a further sentence, or the beginning of one, to the last piece.
func (c *cutter) extend(b stretch, r official.Range) {
	p := &c.out[len(c.out)-1]
	if p.After != "" { // silent passages put together
		p.After += c.text(r.From, r.Until)
		return
	}
	p.Words += c.text(r.From, earlier(b.Until, r.Until))
	p.After = c.text(b.Until, r.Until)
}

func (c *cutter) place(sentence int) string { return c.al.File.Sentences[sentence].Path }

// text returns the words between two places, none where they lie the other way
// round.
func (c *cutter) text(from, until official.Place) string {
	if order(from, until) >= 0 {
		return ""
	}
	return strings.ReplaceAll(c.al.File.Text(official.Range{From: from, Until: until}), "\n", " ")
}

func earlier(a, b official.Place) official.Place {
	if order(a, b) < 0 {
		return a
	}
	return b
}
