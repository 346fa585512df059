package desk

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// LedgerWait is what waits in a register for a move of the reader's.
type LedgerWait struct {
	Register, Move string // in words
	N              int
	URL            string // the entries
	Returned       bool   // they were sent back to who recorded them
}

// LedgerWaits lists what waits in the ledger for the reader: what others have to
// confirm or decide before it counts, what the office may accept, what came back.
func LedgerWaits(c *Call, campaign string, books []book.Book, counts []ledger.Count) []LedgerWait {
	var out []LedgerWait
	for _, b := range books {
		words := WordsOf(c, b)
		for _, m := range b.Moves {
			if m.Reason || c.Who.Scope(ledgerAct(b, m), campaign).Empty() {
				continue
			}
			for _, state := range m.From {
				if !waitsFor(b, m, state) {
					continue
				}
				if n := countOf(counts, b.ID, state); n > 0 {
					out = append(out, LedgerWait{words.Register(), words.Move(m.ID), n, "/ledger/" + b.ID + "?state=" + state, m.Hand == register.Recorder})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y LedgerWait) int { return order(x) - order(y) })
	return out
}

func order(w LedgerWait) int {
	if w.Returned {
		return 0
	}
	return 1
}

// waitsFor reports whether entries in a state wait for a move: they do not count
// yet, or the office has still to accept them for a quota that counts by that
// (H-50, H-51). Without such a quota confirming is the end of it, and the office
// accepts what it wants to.
func waitsFor(b book.Book, m register.Move, state string) bool {
	from, _ := b.State(state)
	if from.Ends || b.Reference {
		return false
	}
	switch m.Hand {
	case register.Recorder:
		return state == returned
	case register.Office:
		return !from.Counts || slices.Contains(b.Wants, m.To)
	}
	return !from.Counts
}

// returned is the state in which an entry is with its recorder again.
const returned = "returned"

// ledgerAct is the action that a move needs.
func ledgerAct(b book.Book, m register.Move) people.Action {
	switch {
	case m.Hand == register.Office:
		return people.LedgerAccept
	case b.Reference:
		return people.ReferenceManage
	case m.Hand == register.Confirmer:
		return people.LedgerConfirm
	}
	return people.LedgerRecord
}

// MayMove reports whether the reader may make a move of a book somewhere.
func MayMove(c *Call, campaign string, b book.Book, m register.Move) bool {
	return !c.Who.Scope(ledgerAct(b, m), campaign).Empty()
}

func countOf(counts []ledger.Count, id, state string) int {
	for _, n := range counts {
		if n.Register == id && n.State == state {
			return int(n.N)
		}
	}
	return 0
}
