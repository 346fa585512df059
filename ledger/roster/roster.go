// Package roster looks at who is honoured (在册) and who takes part: each person
// once, however many honours there are (P-05), by industry and level (P-17). It
// finds persons who were entered twice and joins them, with both histories kept;
// and it looks at what the county lists of households and villages: who is
// watched (P-40), who stands above the exit line of the record's year (H-28),
// and what is missing (H-23).
package roster

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// The registers that are looked at here.
const (
	Honourees      = "honourees"
	Collectives    = "collectives"
	Participations = "participations"
	Points         = "points"
	Households     = "households"
)

// Tx is what the use cases here need of a transaction.
type Tx interface {
	ledger.Tx
	// Members lists the roster on a day, of some units or, for none, of all.
	Members(root organisation.UnitID, of campaign.ID, on string, units []organisation.UnitID) ([]Member, error)
	Participation(of campaign.ID, participant ledger.EntryID) (ledger.EntryID, error) // "" for none
	Answers(of campaign.ID, participants []ledger.EntryID) ([]Answer, error)
	Led(of campaign.ID, participants []ledger.EntryID) (map[ledger.EntryID]int, error) // counted activities that each led or helped with
	Alike(root organisation.UnitID, register string) ([]Alike, error)                  // by mark and id
	Naming(ledger.EntryID) ([]ledger.EntryID, error)                                   // entries that name it and are not withdrawn
	Pairs(organisation.UnitID) ([]Pair, error)                                         // the last decided first
	Pair(a, b ledger.EntryID) (Pair, error)                                            // Verdict "" for none
	InsertPair(*Pair) error
	UpdatePair(Pair) (Pair, error) // by its revision
	// Listed gives the entries of a register of reference data that its source
	// lists, of the units of a reach on a day, one at a time.
	Listed(root organisation.UnitID, register string, reach people.Scope, on string, give func(ledger.Entry) error) error
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases.
type Service struct {
	db        Store
	ledger    *ledger.Service
	campaigns *campaign.Service
	clock     func() time.Time
}

// NewService returns the service on a store, the ledger and the campaigns.
func NewService(db Store, l *ledger.Service, campaigns *campaign.Service, clock func() time.Time) *Service {
	return &Service{db, l, campaigns, clock}
}

// view is a campaign as a reader sees it: its units and which of them the reader
// may look into.
type view struct {
	campaign.Running
	who  people.Actor
	tree *organisation.Tree
	sees func(organisation.UnitID) bool
}

// open opens a campaign for who may do the act in some unit of it.
func (s *Service) open(tx Tx, who people.Actor, act people.Action, id campaign.ID) (v view, err error) {
	if v.Running, err = s.campaigns.Open(tx, who, people.CampaignRead, id); err != nil {
		return v, err
	}
	if err := who.MayIn(act, v.Root, string(id)); err != nil {
		return v, err
	}
	v.who = who
	if v.tree, err = s.campaigns.Tree(tx, v.Running); err == nil {
		v.sees = tally.Seen(v.tree, who.Scope(act, string(id)))
	}
	return v, err
}

// reach is below for a statement: where the reader may do the act, or a unit
// with all below it.
func (v view) reach(act people.Action, top organisation.UnitID) people.Scope {
	out := v.who.Scope(act, string(v.ID))
	if top != "" {
		out = people.Scope{All: []organisation.UnitID{top}}
	}
	if slices.Contains(out.All, v.Root) {
		out.Whole = true
	}
	return out
}

// below lists the units asked for, of those the reader may look into: a unit and
// all below it, or all there are.
func (v view) below(top organisation.UnitID) (map[organisation.UnitID]bool, error) {
	units := map[organisation.UnitID]bool{}
	if top == "" {
		for _, n := range v.tree.Nodes() {
			units[n.ID] = v.sees(n.ID)
		}
		return units, nil
	}
	if !v.sees(top) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	for _, u := range v.tree.Subtree(top) {
		units[u] = v.sees(u)
	}
	return units, nil
}
