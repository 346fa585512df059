package playbook

import (
	"cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Reading is an open point of the text and how it is settled: by a decision in
// words, or by one of several options. Until somebody has signed it, the
// default holds and is shown as such.
type Reading struct {
	ID       string
	Adds     []string // unit categories it adds to the obligations that name it
	Clauses  []string
	Question string
	Options  []ReadingOption // empty: Decision says it
	Default  string          // id of the option that is proposed
	Chosen   string          // id of the option that was signed, or ""
	Decision string          // what holds, in words: that of the option in force
	By       string          // body id; "" while nobody has signed
	On       calendar.Date   // zero while nobody has signed
}

// ReadingOption is one way to settle a reading.
type ReadingOption struct {
	ID, Says string
	Adds     []string      // unit categories it adds
	Due      string        // the due rule it gives obligations that say «due: reading», or ""
	From     calendar.Date // the first period it gives those that say «from: reading» contains it; zero for none
}

// Signed reports whether somebody decided.
func (r *Reading) Signed() bool { return r.By != "" }

// Option returns the option in force: the one that was signed, or else the
// default. It is nil for a reading that is settled in words.
func (r *Reading) Option() *ReadingOption {
	return find(r.Options, func(o *ReadingOption) bool { return o.ID == cmp.Or(r.Chosen, r.Default) })
}

func readings(p source.Place, pb *Playbook) []Reading {
	var all []Reading
	for _, e := range p.Declare(source.Reading) {
		rec := e.Value.Record("clauses", "question", "decision", "options", "default", "chosen", "adds", "by", "on")
		r := Reading{
			ID: e.Key, Clauses: rec.Need("clauses").Cites(source.Clause), Question: rec.Need("question").Text(),
			Decision: rec.At("decision").Text(), Adds: rec.At("adds").Cites(source.Category),
			Options: readingOptions(rec.At("options"), pb),
			By:      rec.At("by").Cite(source.Body), On: rec.At("on").Date(),
		}
		r.settle(rec)
		all = append(all, r)
	}
	return all
}

func readingOptions(p source.Place, pb *Playbook) []ReadingOption {
	var all []ReadingOption
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("says", "adds", "due", "from")
		o := ReadingOption{ID: e.Key, Says: rec.Need("says").Text(),
			Adds: rec.At("adds").Cites(source.Category), From: bound(rec.At("from"), pb, false)}
		if rec.At("due").Given() {
			rec.At("due").Rule()
			o.Due, _ = rec.At("due").Dated()
		}
		all = append(all, o)
	}
	return all
}

// settle takes the decision from the option in force, and reports a reading
// that is half signed or whose options are not among those listed.
func (r *Reading) settle(rec source.Record) {
	if !rec.Given() {
		return
	}
	if rec.At("by").Given() != rec.At("on").Given() {
		rec.Bad(halfSigned, r.ID)
	}
	if rec.One("decision", "options") != "options" {
		return
	}
	ids := make([]string, len(r.Options))
	for i, o := range r.Options {
		ids[i] = o.ID
	}
	r.Default = option(rec.Need("default"), ids)
	r.Chosen = option(rec.At("chosen"), ids)
	if rec.At("chosen").Given() != r.Signed() {
		rec.Bad(halfSigned, r.ID)
	}
	if o := r.Option(); o != nil {
		r.Decision, r.Adds = o.Says, append(r.Adds, o.Adds...)
	}
}

// option reads the id of one of the options.
func option(p source.Place, ids []string) string {
	if !p.Given() {
		return ""
	}
	return source.Choice(p, ids...)
}
