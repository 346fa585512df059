package register

import "github.com/xianfeng-oss/xianfeng/quantity"

// places are the registers of where help goes. They are imported from the lists
// of the county: nobody may ask a village or a household for them.
var places = []Shape{
	{
		ID: "points", Group: Places, Standing: true, Reference: true,
		Title: []string{"county", "township", "village"}, Key: []string{"code"},
		States: pointStates, Moves: pointMoves,
		Fields: []Field{
			{ID: "code", Type: Text, Required: true, Plain: true, Listed: true, Max: 40, Coded: true},
			{ID: "county", Type: Text, Required: true, Plain: true, Listed: true, Max: 40},
			{ID: "township", Type: Text, Plain: true, Listed: true, Max: 40},
			{ID: "village", Type: Text, Required: true, Plain: true, Listed: true, Max: 40},
			{ID: "first_secretary", Type: Text, Plain: true, Listed: true, Max: 30},
			{ID: "households", Type: Number, Kind: quantity.Households, Plain: true, Listed: true, Max: 100_000},
			{ID: "persons", Type: Number, Kind: quantity.Persons, Plain: true, Listed: true, Max: 1_000_000},
			{ID: "exit_year", Type: Year, Plain: true, Listed: true},
			{ID: "team", Type: Number, Kind: quantity.Persons, Max: 1000},
			{ID: "assistants", Type: Number, Kind: quantity.Persons, Max: 10_000},
			{ID: "no_project", Type: LongText, Max: 500},
			{ID: "source", Type: Text, Max: 100},
			{ID: "listed_on", Type: Date, Done: true},
		},
	},
	{
		ID: "households", Group: Places, Standing: true, Reference: true,
		Title: []string{"code", "name"}, Key: []string{"code"},
		States: referenceStates, Moves: referenceMoves,
		Fields: []Field{
			{ID: "code", Type: Text, Required: true, Plain: true, Listed: true, Max: 40, Coded: true},
			{ID: "name", Type: Name, Required: true, Plain: true, Listed: true},
			{ID: "point", Type: Entry, To: []string{"points"}, Required: true, Plain: true, Listed: true},
			{ID: "persons", Type: Number, Kind: quantity.Persons, Plain: true, Listed: true, Max: 100},
			{ID: "status", Type: Choice, Options: []string{"poor", "exiting", "exited", "relapsed"}, Plain: true, Listed: true},
			{ID: "watch", Type: Choice, Options: []string{"none", "unstable_exited", "marginal", "sudden_hardship"}, Plain: true, Listed: true, Usual: "none"},
			{ID: "watched_on", Type: Date, Plain: true, Listed: true, Done: true},
			{ID: "watch_source", Type: Text, Plain: true, Max: 100},
			{ID: "identity", Type: Identity},
			{ID: "cause", Type: Choice, Options: []string{
				"illness", "disability", "schooling", "disaster", "land", "water", "technology", "labour", "funds", "traffic", "motivation", "other",
			}},
			{ID: "exit_year", Type: Year},
			{ID: "income_year", Type: Year, Done: true},
			{ID: "income", Type: Number, Kind: quantity.Money, Level: true, Max: 100_000_000},
		},
	},
	{
		ID: "village_years", Group: Places, Standing: true, Reference: true,
		Title: []string{"point", "year"}, Key: []string{"point", "year"},
		States: referenceStates, Moves: referenceMoves,
		Fields: []Field{
			{ID: "point", Type: Entry, To: []string{"points"}, Required: true, Plain: true, Listed: true},
			{ID: "year", Type: Year, Required: true, Plain: true, Listed: true, Done: true},
			{ID: "income", Type: Number, Kind: quantity.Money, Required: true, Plain: true, Listed: true, Max: 100_000_000_000},
			{ID: "document", Type: Text, Required: true, Plain: true, Listed: true, Max: 100},
			{ID: "from", Type: LongText, Plain: true, Max: 500},
		},
	},
}

// A point is settled once its projects are chosen, or it is said why there is
// none (P-18).
var (
	pointStates = []State{{ID: "listed", Counts: true}, {ID: "settled", Counts: true}, {ID: "delisted", Ends: true}}
	pointMoves  = []Move{
		{ID: "settle", From: []string{"listed"}, To: "settled", Hand: Recorder},
		{ID: "reopen", From: []string{"settled"}, To: "listed", Hand: Recorder, Reason: true},
		{ID: "delist", From: []string{"listed", "settled"}, To: "delisted", Hand: Confirmer, Reason: true},
		{ID: "relist", From: []string{"delisted"}, To: "listed", Hand: Confirmer, Reason: true},
	}
)
