package register

import "github.com/xianfeng-oss/xianfeng/quantity"

// honours are the registers of what stands out and lasts: sites and bases,
// typical cases, mechanisms, and what a unit says of its own year.
var honours = []Shape{
	{
		ID: "sites", Group: Honours, Line: "line",
		Title: []string{"name"}, Day: "named_on", Until: "revoked_on", Key: []string{"kind", "name"},
		States: []State{
			{ID: "recorded"}, {ID: "nominated"}, {ID: "reviewed"}, {ID: "named", Counts: true}, {ID: "revoked", Ends: true},
		},
		Moves: []Move{
			{ID: "nominate", From: []string{"recorded"}, To: "nominated", Hand: Recorder},
			{ID: "review", From: []string{"nominated"}, To: "reviewed", Hand: Office},
			{ID: "name", From: []string{"reviewed"}, To: "named", Hand: Office, Day: "named_on"},
			{ID: "return", From: []string{"nominated", "reviewed"}, To: "recorded", Hand: Office, Reason: true},
			{ID: "revoke", From: []string{"named"}, To: "revoked", Hand: Office, Reason: true, Day: "revoked_on"},
		},
		Fields: []Field{
			{ID: "kind", Type: Choice, Options: []string{"demo_site", "demo_base"}, Required: true, Plain: true, Listed: true},
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "place", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "line", Type: Choice, Lines: true, Plain: true, Listed: true},
			{ID: "lead", Type: Entry, To: []string{"honourees", "collectives"}, Several: true, Plain: true, Listed: true},
			{ID: "point", Type: Entry, To: []string{"points"}, Plain: true},
			{ID: "influence", Type: Choice, Options: []string{"county", "city", "province", "beyond"}, Plain: true},
			{ID: "feature", Type: LongText, Max: 1000},
			{ID: "effect", Type: LongText, Max: 1000},
			{ID: "renown", Type: LongText, Max: 1000},
			{ID: "standing", Type: LongText, Max: 1000},
			{ID: "firmness", Type: LongText, Max: 1000},
			{ID: "review", Type: LongText, Max: 1000, Hand: Office},
			{ID: "decision", Type: Text, Max: 100, Hand: Office},
			{ID: "project", Type: Entry, To: []string{"projects"}},
			{ID: "named_on", Type: Date, Listed: true, Done: true, Hand: Office},
			{ID: "revoked_on", Type: Date, Done: true, Hand: Office},
		},
	},
	{
		ID: "base_years", Group: Honours,
		Title: []string{"site", "year"}, Key: []string{"site", "year"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "site", Type: Entry, To: []string{"sites"}, Required: true, Plain: true, Listed: true},
			{ID: "year", Type: Year, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "households", Type: Number, Kind: quantity.Households, Required: true, Plain: true, Listed: true, Max: 1_000_000},
			{ID: "jobs", Type: Number, Kind: quantity.Persons, Plain: true, Listed: true, Max: 1_000_000},
			{ID: "area", Type: Number, Kind: quantity.Count, Plain: true, Listed: true, Max: 100_000_000},
			{ID: "heads", Type: Number, Kind: quantity.Count, Plain: true, Listed: true, Max: 1_000_000_000},
			{ID: "output", Type: Number, Kind: quantity.Money, Plain: true, Max: 1_000_000_000_000},
			{ID: "note", Type: LongText, Plain: true, Max: 500},
		},
	},
	{
		ID: "cases", Group: Honours, Line: "line",
		Title: []string{"name"}, Day: "day", Key: []string{TheUnit, "name"},
		States: []State{{ID: "proposed"}, {ID: "approved", Counts: true}, {ID: "declined", Ends: true}},
		Moves: []Move{
			{ID: "approve", From: []string{"proposed", "declined"}, To: "approved", Hand: Office},
			{ID: "decline", From: []string{"proposed", "approved"}, To: "declined", Hand: Office, Reason: true},
			{ID: "propose", From: []string{"declined"}, To: "proposed", Hand: Recorder},
		},
		Fields: []Field{
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "kind", Type: Choice, Options: []string{"practice", "person", "collective"}, Required: true, Plain: true, Listed: true, Usual: "practice"},
			{ID: "line", Type: Choice, Lines: true, Plain: true, Listed: true},
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "text", Type: LongText, Required: true, Plain: true, Max: 5000, Health: true},
			{ID: "subject", Type: Entry, To: []string{"honourees", "collectives", "participants"}, Several: true, Plain: true},
			{ID: "project", Type: Entry, To: []string{"projects"}, Plain: true},
			{ID: "activity", Type: Entry, To: []string{"activities"}},
		},
	},
	{
		ID: "mechanisms", Group: Honours,
		Title: []string{"name"}, Day: "day", Until: "valid_until", Key: []string{TheUnit, "name"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "name", Type: Text, Required: true, Plain: true, Listed: true, Max: 60},
			{ID: "kind", Type: Choice, Options: []string{"rule", "agreement", "plan", "other"}, Required: true, Plain: true, Listed: true},
			{ID: "day", Type: Date, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "valid_until", Type: Date, Plain: true, Listed: true},
			{ID: "text", Type: LongText, Plain: true, Max: 2000},
			{ID: "point", Type: Entry, To: []string{"points"}, Several: true, Plain: true},
		},
	},
	{
		ID: "ratings", Group: Honours, Line: "line",
		Title: []string{"year", "line"}, Key: []string{TheUnit, "year", "line"},
		States: usualStates, Moves: usualMoves,
		Fields: []Field{
			{ID: "year", Type: Year, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "line", Type: Choice, Lines: true, Required: true, Plain: true, Listed: true},
			{ID: "rating", Type: Choice, Options: []string{"reached", "mostly", "partly", "missed", "not_carried_out"}, Required: true, Plain: true, Listed: true},
			{ID: "text", Type: LongText, Required: true, Plain: true, Max: 2000},
			{ID: "basis", Type: LongText, Plain: true, Max: 1000},
		},
	},
}
