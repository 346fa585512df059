package register

import "github.com/xianfeng-oss/xianfeng/quantity"

// questions are the registers of what was found, what is in the way, and what
// was told to others.
var questions = []Shape{
	{
		ID: "surveys", Group: Questions,
		Title: []string{"place", "day"}, Day: "day", Key: []string{TheUnit, "day", "place"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "place", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "point", Type: Entry, To: []string{"points"}, Several: true, Plain: true, Listed: true},
			{ID: "people", Type: Text, Required: true, Plain: true, Listed: true, Max: 200},
			{ID: "persons", Type: Number, Kind: quantity.Persons, Plain: true, Max: 10_000},
			{ID: "findings", Type: LongText, Required: true, Plain: true, Max: 5000, Health: true},
		},
	},
	{
		ID: "problems", Group: Questions, Line: "line",
		Title: []string{"name"}, Day: "day", Until: "closed_on", Due: "due", Key: []string{TheUnit, "day", "name"},
		States: []State{{ID: "open", Counts: true}, {ID: "in_progress", Counts: true}, {ID: "closed", Counts: true, Ends: true}},
		Moves: []Move{
			{ID: "take_up", From: []string{"open"}, To: "in_progress", Hand: Recorder},
			{ID: "close", From: []string{"in_progress"}, To: "closed", Hand: Recorder, Apart: true, Day: "closed_on"},
			{ID: "reopen", From: []string{"closed"}, To: "in_progress", Hand: Recorder, Reason: true},
		},
		Fields: []Field{
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 100},
			{ID: "kind", Type: Choice, Options: []string{"funds", "technology", "market", "labour", "policy", "organisation", "other"}, Required: true, Plain: true, Listed: true},
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "line", Type: Choice, Lines: true, Plain: true, Listed: true},
			{ID: "project", Type: Entry, To: []string{"projects"}, Plain: true},
			{ID: "measure", Type: LongText, Plain: true, Max: 2000},
			{ID: "owner", Type: Text, Plain: true, Listed: true, Max: 30},
			{ID: "due", Type: Date, Plain: true, Listed: true},
			{ID: "text", Type: LongText, Max: 2000, Health: true},
			{ID: "point", Type: Entry, To: []string{"points"}},
			{ID: "survey", Type: Entry, To: []string{"surveys"}},
			{ID: "result", Type: LongText, Max: 2000, Health: true, Apart: true},
			{ID: "closed_on", Type: Date, Listed: true, Done: true, Apart: true},
		},
	},
	{
		ID: "outreach", Group: Questions,
		Title: []string{"name"}, Day: "day", Key: []string{TheUnit, "day", "form", "name"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "form", Type: Choice, Options: []string{"meeting", "lecture", "newspaper", "broadcast", "web", "poster", "visit", "other"}, Required: true, Plain: true, Listed: true},
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "place", Type: Text, Plain: true, Listed: true, Max: 60},
			{ID: "reach", Type: Number, Kind: quantity.PersonTimes, Plain: true, Listed: true, Max: 1_000_000_000},
			{ID: "text", Type: LongText, Plain: true, Max: 1000},
		},
	},
	{
		ID: "news", Group: Questions, Line: "line",
		Title: []string{"name"}, Day: "day", Key: []string{TheUnit, "day", "name"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "text", Type: LongText, Required: true, Plain: true, Max: 3000, Health: true},
			{ID: "line", Type: Choice, Lines: true, Plain: true, Listed: true},
		},
	},
}
