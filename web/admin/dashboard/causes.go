package dashboard

import (
	"sync"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// known keeps what follows from the clauses of each playbook, by its digest:
// going through the playbook for each of them costs more than the page.
var known sync.Map

// tracked keeps which clauses of each playbook belong to one track, by its digest.
var tracked sync.Map

// tracksOf returns to which track the clauses of a playbook belong.
func tracksOf(pb *playbook.Playbook) map[string]string {
	if kept, ok := tracked.Load(pb.Digest); ok {
		return kept.(map[string]string)
	}
	out := pb.ClauseTracks()
	tracked.Store(pb.Digest, out)
	return out
}

// causesOf returns what follows from each clause of a playbook.
func causesOf(pb *playbook.Playbook) map[string][]playbook.Cause {
	if kept, ok := known.Load(pb.Digest); ok {
		return kept.(map[string][]playbook.Cause)
	}
	out := make(map[string][]playbook.Cause, len(pb.Clauses))
	for _, cl := range pb.Clauses {
		out[cl.ID] = pb.Causes(cl.ID)
	}
	known.Store(pb.Digest, out)
	return out
}

// changeable reports whether a short form changes what follows from a clause.
func changeable(cause playbook.Cause) bool {
	switch cause.Kind {
	case playbook.CauseObligation, playbook.CausePhase, playbook.CauseBody, playbook.CauseForm, playbook.CauseReading,
		playbook.CauseDocument, playbook.CauseAudience:
		return true
	}
	return false
}
