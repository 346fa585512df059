package result

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Village is the collective income of a village by year, with the document that
// says so (H-27).
type Village struct {
	Point ledger.EntryID
	Name  string
	Years []Income // the earliest first
}

// Income is what a village had in a year, in 分.
type Income struct {
	Entry    ledger.EntryID
	Year     int
	Amount   int64
	Document string
}

// School is what was done at one school (H-43).
type School struct {
	Name                       string
	Visits, Classes, Proposals int64
}

// Site is a base with what it did each year (H-44, H-44a).
type Site struct {
	Entry ledger.EntryID
	Name  string
	Years []SiteYear // the earliest first
}

// SiteYear is a base in one year.
type SiteYear struct {
	Entry                         ledger.EntryID
	Year                          int
	Households, Jobs, Area, Heads int64
	HasJobs, HasArea, HasHeads    bool
}

// PairedVillage is a village with the pairings that hold (H-46). The jobs are
// those of the pairings: what an activity of a pairing says again is not added.
type PairedVillage struct {
	Point ledger.EntryID
	Name  string
	Pairs []ledger.Row
	Jobs  int64
}

// Team is a volunteer team with its service (H-47, H-48).
type Team struct {
	Entry   ledger.EntryID
	Name    string
	Charter bool  // it has one (H-47a)
	Hours   int64 // tenths
	Members []Member
}

// Member is what one member of a team served.
type Member struct {
	Honouree ledger.EntryID
	Name     string
	Hours    int64 // tenths
	Services int64
}

// Round is a recurring visit (H-42). It is shown to the unit alone that makes
// it: nobody is chased for a period that he chose himself.
type Round struct {
	Entry   ledger.EntryID
	Name    string
	Every   string
	Last    calendar.Date // of the last visit, zero for none
	Due     calendar.Date
	Overdue bool
}

// reading reads entries of the unit into the tables.
type reading struct {
	ctx context.Context
	s   *Service
	who people.Actor
	d   *Dimensions
}

// tables fills in what is more than a sum.
func (s *Service) tables(ctx context.Context, who people.Actor, d *Dimensions) error {
	r := reading{ctx, s, who, d}
	for _, fill := range []func() error{r.villages, r.sites, r.paired, r.teams, r.rounds} {
		if err := fill(); err != nil {
			return err
		}
	}
	return nil
}

// each gives the entries of a register that are in the figures, of the unit and
// below, by day. A register that the plan does not use has none.
func (r reading) each(id string, bounded bool, give func(ledger.Row) error) error {
	q := ledger.Query{Campaign: r.d.ID, Register: id, Below: []organisation.UnitID{r.d.Unit.ID}, Counted: true, Sort: ledger.SortDay}
	if bounded {
		q.From, q.To = r.d.From, r.d.To
	}
	if _, ok := r.d.Book.Ledger.Use(id); !ok {
		return nil
	}
	err := r.s.ledger.Each(r.ctx, r.who, q, give)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

func number(row ledger.Row, field string) int64 {
	n, err := strconv.ParseInt(row.Values[field], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (r reading) villages() error {
	by := map[ledger.EntryID]*Village{}
	err := r.each("village_years", false, func(row ledger.Row) error {
		point := ledger.EntryID(row.Values["point"])
		v := by[point]
		if v == nil {
			v = &Village{Point: point, Name: row.Names[string(point)]}
			by[point] = v
		}
		v.Years = append(v.Years, Income{row.ID, int(number(row, "year")), number(row, "income"), row.Values["document"]})
		return nil
	})
	for _, v := range sortedBy(by, func(v *Village) string { return v.Name }) {
		slices.SortFunc(v.Years, func(a, b Income) int { return a.Year - b.Year })
		r.d.Villages = append(r.d.Villages, *v)
	}
	return err
}

func (r reading) sites() error {
	by := map[ledger.EntryID]*Site{}
	err := r.each("base_years", false, func(row ledger.Row) error {
		site := ledger.EntryID(row.Values["site"])
		if by[site] == nil {
			by[site] = &Site{Entry: site, Name: row.Names[string(site)]}
		}
		by[site].Years = append(by[site].Years, SiteYear{
			Entry: row.ID, Year: int(number(row, "year")), Households: number(row, "households"), Jobs: number(row, "jobs"), Area: number(row, "area"), Heads: number(row, "heads"),
			HasJobs: row.Values["jobs"] != "", HasArea: row.Values["area"] != "", HasHeads: row.Values["heads"] != "",
		})
		return nil
	})
	for _, b := range sortedBy(by, func(b *Site) string { return b.Name }) {
		slices.SortFunc(b.Years, func(a, b SiteYear) int { return a.Year - b.Year })
		r.d.Sites = append(r.d.Sites, *b)
	}
	return err
}

func (r reading) paired() error {
	by := map[ledger.EntryID]*PairedVillage{}
	err := r.each("pairings", false, func(row ledger.Row) error {
		point := ledger.EntryID(row.Values["point"])
		if point == "" || row.On.After(r.d.To) || !r.d.From.IsZero() && !row.Until.IsZero() && row.Until.Before(r.d.From) {
			return nil
		}
		if by[point] == nil {
			by[point] = &PairedVillage{Point: point, Name: row.Names[string(point)]}
		}
		by[point].Pairs = append(by[point].Pairs, row)
		by[point].Jobs += number(row, "jobs")
		return nil
	})
	for _, v := range sortedBy(by, func(v *PairedVillage) string { return v.Name }) {
		r.d.Paired = append(r.d.Paired, *v)
	}
	return err
}

func (r reading) teams() error {
	by := map[ledger.EntryID]*Team{}
	if err := r.each("teams", false, func(row ledger.Row) error {
		by[row.ID] = &Team{Entry: row.ID, Name: row.Name, Charter: strings.TrimSpace(row.Values["charter"]) != ""}
		return nil
	}); err != nil {
		return err
	}
	members := map[[2]ledger.EntryID]*Member{}
	of := func(row ledger.Row) *Member {
		team, honouree := ledger.EntryID(row.Values["team"]), ledger.EntryID(row.Values["honouree"])
		if by[team] == nil {
			return nil
		}
		key := [2]ledger.EntryID{team, honouree}
		if members[key] == nil {
			members[key] = &Member{Honouree: honouree, Name: row.Names[string(honouree)]}
		}
		return members[key]
	}
	if err := r.each("members", false, func(row ledger.Row) error { of(row); return nil }); err != nil {
		return err
	}
	err := r.each("services", true, func(row ledger.Row) error {
		if m := of(row); m != nil {
			m.Hours += number(row, "hours")
			m.Services++
			by[ledger.EntryID(row.Values["team"])].Hours += number(row, "hours")
		}
		return nil
	})
	for key, m := range members {
		by[key[0]].Members = append(by[key[0]].Members, *m)
	}
	for _, t := range sortedBy(by, func(t *Team) string { return t.Name }) {
		slices.SortFunc(t.Members, func(a, b Member) int { return cmp.Or(cmp.Compare(b.Hours, a.Hours), cmp.Compare(a.Name, b.Name)) })
		r.d.Teams = append(r.d.Teams, *t)
	}
	return err
}

// rounds reads the recurring visits for who works at the unit itself.
func (r reading) rounds() error {
	if !slices.ContainsFunc(r.who.Grants, func(g people.Grant) bool { return g.Unit == r.d.Unit.ID }) {
		return nil
	}
	at := map[string]int{}
	var froms []calendar.Date
	if err := r.each("rounds", false, func(row ledger.Row) error {
		if row.Unit != r.d.Unit.ID {
			return nil
		}
		at[string(row.ID)] = len(r.d.Rounds)
		froms = append(froms, row.On)
		r.d.Rounds = append(r.d.Rounds, Round{Entry: row.ID, Name: row.Name, Every: row.Values["every"]})
		return nil
	}); err != nil || len(at) == 0 {
		return err
	}
	q := ledger.Query{Campaign: r.d.ID, Register: "activities", Below: []organisation.UnitID{r.d.Unit.ID}, Marks: map[string][]string{"round": slices.Sorted(maps.Keys(at))}}
	err := r.s.ledger.Each(r.ctx, r.who, q, func(row ledger.Row) error {
		if i, ok := at[row.Values["round"]]; ok && row.On.After(r.d.Rounds[i].Last) {
			r.d.Rounds[i].Last = row.On
		}
		return nil
	})
	for i := range r.d.Rounds {
		round := &r.d.Rounds[i]
		last := round.Last
		if last.IsZero() {
			last = froms[i]
		}
		round.Due = Due(last, round.Every)
		round.Overdue = r.d.Today().After(round.Due)
	}
	return err
}

// sortedBy returns the values of a map by a name, those of one name by their
// key.
func sortedBy[K cmp.Ordered, V any](by map[K]*V, name func(*V) string) []*V {
	keys := slices.Sorted(maps.Keys(by))
	slices.SortStableFunc(keys, func(a, b K) int { return cmp.Compare(name(by[a]), name(by[b])) })
	out := make([]*V, len(keys))
	for i, k := range keys {
		out[i] = by[k]
	}
	return out
}
