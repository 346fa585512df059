package register

import "slices"

// shapes are all registers, in the order of the menu.
var shapes = slices.Concat(people, places, work, inputs, honours, questions)

// Shapes returns every register in the order of the menu. What they hold is
// never changed.
func Shapes() []Shape { return slices.Clone(shapes) }

// ShapeOf returns the register with the id; false if there is none.
func ShapeOf(id string) (Shape, bool) {
	for _, s := range shapes {
		if s.ID == id {
			return s, true
		}
	}
	return Shape{}, false
}

// Evidence is what a Demand says in Linked for a file attached to the entry.
const Evidence = "evidence"

// TheUnit is what a Key, a Source and a Quota call the unit whose an entry is.
const TheUnit = "unit"

// What units record is confirmed by the union above it and, where the office
// has to agree, accepted.
var (
	usualStates = []State{
		{ID: "recorded"}, {ID: "confirmed", Counts: true}, {ID: "accepted", Counts: true}, {ID: "returned"},
	}
	usualMoves = []Move{
		{ID: "confirm", From: []string{"recorded"}, To: "confirmed", Hand: Confirmer, Quick: true},
		{ID: "accept", From: []string{"confirmed"}, To: "accepted", Hand: Office},
		{ID: "return", From: []string{"recorded", "confirmed"}, To: "returned", Hand: Confirmer, Reason: true},
		{ID: "resubmit", From: []string{"returned"}, To: "recorded", Hand: Recorder},
		{ID: "reopen", From: []string{"accepted"}, To: "confirmed", Hand: Office, Reason: true},
	}
)

// Who and what is on a roster (名册) stays there until it leaves.
var (
	rosterStates = []State{
		{ID: "recorded"}, {ID: "confirmed", Counts: true}, {ID: "returned"}, {ID: "left", Ends: true},
	}
	rosterMoves = []Move{
		{ID: "confirm", From: []string{"recorded"}, To: "confirmed", Hand: Confirmer, Quick: true},
		{ID: "return", From: []string{"recorded", "confirmed"}, To: "returned", Hand: Confirmer, Reason: true},
		{ID: "resubmit", From: []string{"returned"}, To: "recorded", Hand: Recorder},
		{ID: "leave", From: []string{"confirmed"}, To: "left", Hand: Confirmer, Reason: true, Day: "left_on"},
		{ID: "rejoin", From: []string{"left"}, To: "confirmed", Hand: Confirmer, Reason: true},
	}
)

// Reference data is listed as long as its source lists it.
var (
	referenceStates = []State{{ID: "listed", Counts: true}, {ID: "delisted", Ends: true}}
	referenceMoves  = []Move{
		{ID: "delist", From: []string{"listed"}, To: "delisted", Hand: Confirmer, Reason: true},
		{ID: "relist", From: []string{"delisted"}, To: "listed", Hand: Confirmer, Reason: true},
	}
)

// The choices that several registers share.
var (
	families   = []string{"model_worker", "may_day", "craftsman", "worker_pioneer", "other"}
	levels     = []string{"national", "provincial", "municipal", "county"}
	strengths  = []string{"project", "industry", "talent", "innovation"} // P-06
	industries = []string{
		"agriculture", "forestry", "livestock", "aquatic", "mining", "manufacturing", "energy", "construction",
		"transport", "trade", "finance", "education", "health", "science", "public_service", "other",
	}
	resources = []string{"talent", "technology", "funds", "market"}                     // P-07
	modes     = []string{"volunteer", "donation", "market", "other"}                    // P-08, H-12
	sources   = []string{"union", "honouree", "honouree_unit", "society", "government"} // P-03, H-21
)
