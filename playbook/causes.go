package playbook

import (
	"slices"
	"strings"
)

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
	CauseBasis      CauseKind = "basis"
	CauseContact    CauseKind = "contact"
	CauseProgram    CauseKind = "program"
	CauseObligation CauseKind = "obligation"
	CauseAudience   CauseKind = "audience"
	CausePhase      CauseKind = "phase"
	CauseBody       CauseKind = "body"
	CausePost       CauseKind = "post"
	CauseLine       CauseKind = "line"
	CauseMeasure    CauseKind = "measure"
	CauseForm       CauseKind = "form"
	CauseTrack      CauseKind = "track"
	CauseCatalogue  CauseKind = "catalogue"
	CauseEvent      CauseKind = "event"
	CauseOversight  CauseKind = "oversight"
	CauseAward      CauseKind = "award"
	CauseSheet      CauseKind = "sheet"
	CauseReading    CauseKind = "reading"
	CauseRegister   CauseKind = "register"
	CauseQuota      CauseKind = "quota"
	CauseGoals      CauseKind = "goals"
	CauseRetention  CauseKind = "retention"
)

// Cause is one thing in the playbook that follows from a clause.
type Cause struct {
	Kind  CauseKind
	ID    string
	Title string
	Later string // the capability it waits for, or ""
}

// causes collects what follows from one clause.
type causes struct {
	clause string
	all    []Cause
}

// add keeps a cause if it names the clause.
func (c *causes) add(cause Cause, clauses ...string) {
	if slices.Contains(clauses, c.clause) {
		c.all = append(c.all, cause)
	}
}

// Causes returns what follows from a clause: obligations first, then in the
// order in which a playbook is written.
func (pb *Playbook) Causes(clauseID string) []Cause {
	c := &causes{clause: clauseID}
	for _, o := range pb.Obligations {
		c.add(Cause{CauseObligation, o.ID, o.Title, o.Later}, append([]string{o.Clause}, o.Cites...)...)
	}
	pb.addDocument(c)
	pb.addPeople(c)
	pb.addWork(c)
	pb.addLedger(c)
	pb.addHonours(c)
	for _, r := range pb.Readings {
		c.add(Cause{CauseReading, r.ID, r.Question, ""}, r.Clauses...)
	}
	return c.all
}

func (pb *Playbook) addDocument(c *causes) {
	d := pb.Document
	c.add(Cause{CauseDocument, "", d.Title, ""}, d.Clauses...)
	for _, b := range d.Basis {
		c.add(Cause{CauseBasis, b.Number, b.Title, ""}, b.Clause)
	}
	c.add(Cause{CauseContact, "", strings.TrimSpace(d.Contact.Phone + " " + d.Contact.Mail), ""}, d.Contact.Clause)
	if cl := pb.Clause(c.clause); cl != nil && cl.Program != "" {
		c.add(Cause{CauseProgram, cl.Program, capability(ProgramParts, cl.Program).Chinese, ""}, c.clause)
	}
}

func (pb *Playbook) addPeople(c *causes) {
	for _, b := range pb.Bodies {
		c.add(Cause{CauseBody, b.ID, b.Name, ""}, b.Clauses...)
	}
	for _, p := range pb.Posts {
		c.add(Cause{CausePost, p.ID, p.Title, ""}, p.Clause)
	}
	c.add(Cause{CauseAudience, "", "", ""}, pb.Audience.Clause)
}

func (pb *Playbook) addWork(c *causes) {
	for _, t := range pb.Tracks {
		c.add(Cause{CauseTrack, t.ID, t.Name, ""}, t.Clauses...)
	}
	for _, l := range pb.Lines {
		c.add(Cause{CauseLine, l.ID, l.Name, ""}, l.Clause, l.ExpectsClause)
	}
	for _, l := range pb.Catalogues {
		c.add(Cause{CauseCatalogue, l.ID, l.Name, ""}, l.Clause)
	}
	for _, ph := range pb.Phases {
		c.add(Cause{CausePhase, ph.ID, ph.Name, ""}, ph.Clause)
	}
	for _, e := range pb.Events {
		c.add(Cause{CauseEvent, e.ID, e.Name, ""}, e.Clause)
	}
	for _, m := range pb.Measures {
		c.add(Cause{CauseMeasure, m.ID, m.Name, ""}, m.Clause)
	}
	for i := range pb.Forms {
		c.add(Cause{CauseForm, pb.Forms[i].ID, pb.Forms[i].Title, ""}, pb.Forms[i].clauses()...)
	}
}

// addHonours adds what no part of the program carries out yet.
func (pb *Playbook) addHonours(c *causes) {
	c.add(Cause{CauseOversight, "", "", "supervision"}, pb.Oversight.clauses()...)
	for i := range pb.Awards {
		c.add(Cause{CauseAward, pb.Awards[i].ID, pb.Awards[i].Title, "honour"}, pb.Awards[i].Clauses()...)
	}
	for _, s := range pb.Sheets {
		c.add(Cause{CauseSheet, s.ID, s.Title, "honour"}, append([]string{s.Clause}, s.Cites...)...)
	}
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
