package playbook

import "slices"

// State says whether the program carries out a clause.
type State string

// The states of a clause.
const (
	Now    State = "now"    // carried out
	Later  State = "later"  // waits for a capability that is not built yet
	Silent State = "silent" // asks for nothing (无行为)
)

// State returns how it stands with a clause of the playbook.
func (pb *Playbook) State(c *Clause) State {
	switch {
	case c.Asks == "":
		return Silent
	case c.Later != "":
		return Later
	default:
		return Now
	}
}

// CauseKind is what kind of thing follows from a clause.
type CauseKind string

// The kinds of thing that follow from a clause.
const (
	CauseDocument   CauseKind = "document"
	CauseProgram    CauseKind = "program"
	CauseObligation CauseKind = "obligation"
	CauseAudience   CauseKind = "audience"
	CausePhase      CauseKind = "phase"
	CauseBody       CauseKind = "body"
	CausePost       CauseKind = "post"
	CauseLine       CauseKind = "line"
	CauseMeasure    CauseKind = "measure"
	CauseForm       CauseKind = "form"
	CauseReading    CauseKind = "reading"
)

// Cause is one thing in the playbook that follows from a clause.
type Cause struct {
	Kind  CauseKind
	ID    string
	Title string
	Later string // for an obligation: the capability it waits for, or ""
}

// Causes returns what follows from a clause: obligations first, then in the
// order in which a playbook is written.
func (pb *Playbook) Causes(clauseID string) []Cause {
	var all []Cause
	add := func(kind CauseKind, id, title string, clauses ...string) {
		if slices.Contains(clauses, clauseID) {
			all = append(all, Cause{Kind: kind, ID: id, Title: title})
		}
	}
	for _, o := range pb.Obligations {
		if o.Clause == clauseID || slices.Contains(o.Cites, clauseID) {
			all = append(all, Cause{CauseObligation, o.ID, o.Title, o.Later})
		}
	}
	add(CauseDocument, "", pb.Document.Title, pb.Document.Clauses...)
	for _, b := range pb.Document.Basis {
		add(CauseDocument, b.Number, b.Title, b.Clause)
	}
	if c := pb.Clause(clauseID); c != nil && c.Program != "" {
		add(CauseProgram, c.Program, capability(ProgramParts, c.Program).Chinese, clauseID)
	}
	for _, b := range pb.Bodies {
		add(CauseBody, b.ID, b.Name, b.Clauses...)
	}
	for _, p := range pb.Posts {
		add(CausePost, p.ID, p.Title, p.Clause)
	}
	add(CauseAudience, "", "", pb.Audience.Clause)
	for _, l := range pb.Lines {
		add(CauseLine, l.ID, l.Name, l.Clause, l.ExpectsClause)
	}
	for _, ph := range pb.Phases {
		add(CausePhase, ph.ID, ph.Name, ph.Clause)
	}
	for _, m := range pb.Measures {
		add(CauseMeasure, m.ID, m.Name, m.Clause)
	}
	for i := range pb.Forms {
		add(CauseForm, pb.Forms[i].ID, pb.Forms[i].Title, pb.Forms[i].clauses()...)
	}
	for _, r := range pb.Readings {
		add(CauseReading, r.ID, r.Question, r.Clauses...)
	}
	return all
}

// clauses returns every clause that the form or a part of it names.
func (f *Form) clauses() []string {
	ids := []string{f.Clause}
	for _, s := range f.Sections {
		ids = append(ids, s.Clause)
		for _, fd := range s.Fields {
			ids = append(ids, fd.Clause)
		}
	}
	for _, c := range f.Checks {
		ids = append(ids, c.Clause)
	}
	return ids
}
