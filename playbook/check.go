package playbook

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// checkUse reports forms that no obligation asks for, and clauses that ask for
// something which nothing carries out.
func checkUse(r *source.Reader, pb *Playbook) {
	for _, f := range pb.Forms {
		if !slices.ContainsFunc(pb.Obligations, func(o Obligation) bool { return slices.Contains(o.Forms, f.ID) }) {
			r.Declared(source.Form, f.ID).Bad(unusedForm, f.ID)
		}
	}
	for i := range pb.Clauses {
		c := &pb.Clauses[i]
		if pb.State(c) == Now && !slices.ContainsFunc(pb.Causes(c.ID), carries) {
			r.Declared(source.Clause, c.ID).Bad(idleClause, c.ID)
		}
	}
}

// carries reports whether a cause carries its clause out today: a reading only
// explains, and what is marked later waits.
func carries(c Cause) bool { return c.Kind != CauseReading && c.Later == "" }
