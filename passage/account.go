package passage

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Account says how it stands with every clause of a playbook and, if there is
// one, with every sentence of its document.
type Account struct {
	Clauses int                // all that have an id: Carried, Waiting, Silent and Idle together
	Carried []*playbook.Clause // the program carries them out
	Waiting []Waiting          // a later capability will, in the order of playbook.Capabilities
	Silent  []*playbook.Clause // clauses that ask for nothing (无行为条款)
	Idle    []*playbook.Clause // nothing carries them out: unaccounted for
	Unasked int                // passages without behaviour, beside the clauses

	Document  bool       // whether it was laid beside a document; the rest is empty without
	Missing   []*Passage // clauses and silent passages whose words are not in it
	Displaced []*Passage // found at another place than the playbook says
	Sentences int        // of the document
	Aligned   int        // sentences that a clause or a silent passage touches
	Form      int        // headings and other parts of a document's form, without a clause
	Loose     []int      // sentences without a clause, as indices: unaccounted for
}

// Waiting is the clauses that wait for one capability.
type Waiting struct {
	Capability playbook.Capability
	Clauses    []*playbook.Clause
}

// Accounted is how many clauses are accounted for.
func (a *Account) Accounted() int {
	n := a.Clauses - len(a.Idle)
	for _, p := range a.Missing {
		if !p.Silent() && !slices.Contains(a.Idle, p.Clause) {
			n--
		}
	}
	return n
}

// Complete reports whether nothing is unaccounted for on either side.
func (a *Account) Complete() bool {
	return len(a.Idle) == 0 && len(a.Missing) == 0 && len(a.Loose) == 0
}

// Take takes the account of a playbook without a document.
func Take(pb *playbook.Playbook) *Account {
	a := &Account{Clauses: len(pb.Clauses), Unasked: len(pb.Silent)}
	waiting := map[string][]*playbook.Clause{}
	for i := range pb.Clauses {
		c := &pb.Clauses[i]
		switch state := pb.State(c); {
		case state == playbook.Silent:
			a.Silent = append(a.Silent, c)
		case state == playbook.Later:
			waiting[c.Later] = append(waiting[c.Later], c)
		case carried(pb, c):
			a.Carried = append(a.Carried, c)
		default:
			a.Idle = append(a.Idle, c)
		}
	}
	for _, capability := range playbook.Capabilities {
		if list := waiting[capability.ID]; len(list) > 0 {
			a.Waiting = append(a.Waiting, Waiting{capability, list})
		}
	}
	return a
}

// carried reports whether something of the playbook carries the clause out
// today: a reading only explains, and what is marked later waits.
func carried(pb *playbook.Playbook, c *playbook.Clause) bool {
	return slices.ContainsFunc(pb.Causes(c.ID), func(cause playbook.Cause) bool {
		return cause.Kind != playbook.CauseReading && cause.Later == ""
	})
}

// Account takes the account of the playbook and its document.
func (a *Alignment) Account() *Account {
	out := Take(a.Playbook)
	out.Document, out.Sentences = true, len(a.Sentences)
	for i := range a.Passages {
		switch p := &a.Passages[i]; {
		case !p.Found:
			out.Missing = append(out.Missing, p)
		case p.Displaced():
			out.Displaced = append(out.Displaced, p)
		}
	}
	for i, s := range a.Sentences {
		switch {
		case len(s.Passages) > 0:
			out.Aligned++
		case a.Loose(i):
			out.Loose = append(out.Loose, i)
		default:
			out.Form++
		}
	}
	return out
}
