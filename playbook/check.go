package playbook

import "slices"

// checkCitations reports every name that nothing in the file declares.
func (r *reader) checkCitations() {
	for _, c := range r.cited {
		if known := r.declared[c.noun]; !slices.Contains(known, c.id) {
			c.by.badAmong(unknownName, c.id, known, nounsChinese[c.noun], string(c.noun))
		}
	}
}

// checkUse reports forms that no obligation asks for, and clauses that ask for
// something which nothing carries out.
func (r *reader) checkUse(pb *Playbook) {
	for _, f := range pb.Forms {
		if !slices.ContainsFunc(pb.Obligations, func(o Obligation) bool { return slices.Contains(o.Forms, f.ID) }) {
			r.places[aForm][f.ID].bad(unusedForm, f.ID)
		}
	}
	for i := range pb.Clauses {
		c := &pb.Clauses[i]
		if pb.State(c) == Now && !slices.ContainsFunc(pb.Causes(c.ID), carries) {
			r.places[aClause][c.ID].bad(idleClause, c.ID)
		}
	}
}

// carries reports whether a cause carries its clause out today: a reading only
// explains, and what is marked later waits.
func carries(c Cause) bool { return c.Kind != CauseReading && c.Later == "" }
