package roster

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
)

// rosterDuplicate is two entries that may be one person.
type rosterDuplicate struct {
	A        rosterEntry `json:"a"`
	B        rosterEntry `json:"b"`
	Identity bool        `json:"same_identity,omitempty" doc:"They have the same identity number; else a name, in units near each other."`
}

// decidedPair is what was decided on two entries.
type decidedPair struct {
	A         rosterEntry    `json:"a"`
	B         rosterEntry    `json:"b"`
	Verdict   string         `json:"verdict,omitempty" enum:"merged,apart,undone" doc:"Absent: nothing was decided."`
	Kept      ledger.EntryID `json:"kept,omitempty" doc:"Of those that were merged."`
	Moved     int            `json:"moved,omitempty" doc:"Entries that name the one that was kept since."`
	Withdrawn int            `json:"withdrawn,omitempty" doc:"Entries that said the same of both and were taken back."`
	Left      int64          `json:"left,omitempty" doc:"Entries that still name the other, in campaigns that are closed."`
	Note      string         `json:"note,omitempty"`
	At        *time.Time     `json:"at,omitempty"`
}

type pairAnswer struct {
	wire.Answer
	decidedPair
}

type pairsWanted struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	wire.Page
}

type pairWanted struct {
	Campaign campaign.ID    `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Entry    ledger.EntryID `path:"entry" doc:"Id of one." maxLength:"64"`
	Other    ledger.EntryID `path:"other" doc:"Id of the other." maxLength:"64"`
}

type deciding struct {
	Campaign campaign.ID `path:"campaign" doc:"Id of the campaign." maxLength:"64"`
	Body     struct {
		Keep    ledger.EntryID `json:"keep" maxLength:"64" doc:"The entry that stays where they are merged."`
		Other   ledger.EntryID `json:"other" maxLength:"64"`
		Verdict string         `json:"verdict" enum:"merge,apart,undo" doc:"merge: they are one person, and what named the other names the one that stays; apart: they are two persons; undo: a merger is taken back."`
		Note    string         `json:"note" maxLength:"200" doc:"Why."`
	}
}

func (o *operations) pairs() {
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/duplicates", "list-duplicates", "Honourees that may have been entered twice and are not decided on; those with one identity number first"), o.listDuplicates)
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/pairs", "list-pairs", "What was decided on honourees that were alike, the last first"), o.listPairs)
	wire.Serve(o.Host, wire.Read("/campaigns/{campaign}/pairs/{entry}/{other}", "get-pair", "What was decided on two honourees"), func(c wire.Call, in *pairWanted) (*pairAnswer, error) {
		return o.pair(c, in.Campaign, in.Entry, in.Other)
	})
	wire.Serve(o.Host, wire.Write(http.MethodPost, "/campaigns/{campaign}/pairs", "decide-pair", "Merge two honourees, keep them apart, or take a merger back; both histories stay"), o.decide)
}

func (o *operations) listDuplicates(c wire.Call, in *pairsWanted) (*wire.List[rosterDuplicate], error) {
	all, err := o.Roster.Duplicates(c, c.Who, in.Campaign)
	if err != nil {
		return nil, err
	}
	page, next, err := wire.Cut(all, in.Page, func(d roster.Duplicate) string { return string(d.A) + "." + string(d.B) })
	if err != nil {
		return nil, err
	}
	var ids []ledger.EntryID
	for _, d := range page {
		ids = append(ids, d.A, d.B)
	}
	name, err := o.names(c, in.Campaign, ids)
	if err != nil {
		return nil, err
	}
	return &wire.List[rosterDuplicate]{Next: next, Items: wire.Each(page, func(d roster.Duplicate) rosterDuplicate {
		return rosterDuplicate{name(d.A), name(d.B), d.Identity}
	})}, nil
}

func (o *operations) listPairs(c wire.Call, in *pairsWanted) (*wire.List[decidedPair], error) {
	all, err := o.Roster.Pairs(c, c.Who, in.Campaign)
	if err != nil {
		return nil, err
	}
	page, next, err := wire.Cut(all, in.Page, func(p roster.Pair) string { return string(p.A) + "." + string(p.B) })
	if err != nil {
		return nil, err
	}
	var ids []ledger.EntryID
	for _, p := range page {
		ids = append(ids, p.A, p.B)
	}
	name, err := o.names(c, in.Campaign, ids)
	if err != nil {
		return nil, err
	}
	return &wire.List[decidedPair]{Next: next, Items: wire.Each(page, func(p roster.Pair) decidedPair { return decidedOf(p, name) })}, nil
}

func decidedOf(p roster.Pair, name func(ledger.EntryID) rosterEntry) decidedPair {
	return decidedPair{name(p.A), name(p.B), string(p.Verdict), p.Kept, len(p.Moved), len(p.Withdrawn), p.Left, p.Note, wire.Instant(p.At)}
}

func (o *operations) pair(c wire.Call, id campaign.ID, a, b ledger.EntryID) (*pairAnswer, error) {
	p, err := o.Roster.Decided(c, c.Who, id, a, b)
	if err != nil {
		return nil, err
	}
	if p.Verdict == "" {
		p.A, p.B = a, b
	}
	name, err := o.names(c, id, []ledger.EntryID{p.A, p.B})
	if err != nil {
		return nil, err
	}
	return &pairAnswer{decidedPair: decidedOf(p, name)}, nil
}

func (o *operations) decide(c wire.Call, in *deciding) (*pairAnswer, error) {
	d := roster.Decision{Campaign: in.Campaign, Keep: in.Body.Keep, Gone: in.Body.Other, Note: in.Body.Note}
	var err error
	switch in.Body.Verdict {
	case "merge":
		_, err = o.Roster.Merge(c, c.Who, d)
	case "undo":
		err = o.Roster.Undo(c, c.Who, d)
	default:
		err = o.Roster.KeepApart(c, c.Who, d)
	}
	if err != nil {
		return nil, err
	}
	return o.pair(c, in.Campaign, d.Keep, d.Gone)
}
