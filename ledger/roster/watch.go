package roster

import (
	"context"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Flags are the marks of the county's watch list (P-40), the gravest first.
var Flags = []string{"sudden_hardship", "unstable_exited", "marginal"}

// Exit says how a household's income stands to the exit line of its year.
type Exit struct {
	Year   int
	Income int64 // per head, in 分
	Line   int64 // of that year, in 分; 0 where the plan has none for it
	Source string
	Verdict
}

// Stand is how an income stands to a line.
const (
	Above    Verdict = "above"     // at or over the line
	Under    Verdict = "under"     //
	NoLine   Verdict = "no_line"   // the plan has no line of that year: nothing is compared
	NoIncome Verdict = "no_income" // no income or no year is known
)

// Compare holds a yearly income per head against the exit line of that very year
// (H-28): the line of another year is never taken. area chooses among several
// lines of one year, "" where the plan has one.
func Compare(lines []book.ExitLine, area, year, income string) Exit {
	y, err := strconv.Atoi(year)
	n, wrong := strconv.ParseInt(income, 10, 64)
	if err != nil || wrong != nil {
		return Exit{Verdict: NoIncome}
	}
	out := Exit{Year: y, Income: n, Verdict: NoLine}
	found := 0
	for _, l := range lines {
		if l.Year == y && (area == "" || l.Area == area) {
			found++
			out.Line, out.Source = l.Amount, l.Source
		}
	}
	switch {
	case found != 1:
		out.Line, out.Source = 0, ""
	case n >= out.Line:
		out.Verdict = Above
	default:
		out.Verdict = Under
	}
	return out
}

// Watched is a household of the follow-up list.
type Watched struct {
	ledger.Row
	Flag string // of Flags
	Exit Exit
}

// Watch asks for the follow-up list.
type Watch struct {
	Campaign campaign.ID
	Unit     organisation.UnitID // with all below it, "" for all that the reader may see
	Flag     string              // one of Flags, "" for any
	After    string
	Limit    int
}

// FollowUp is a page of the households that the county's list flags.
type FollowUp struct {
	Households []Watched
	Next       string
	Total      ledger.Total
	ByFlag     map[string]int64 // of the unit, whatever flag was asked for
}

// FollowUp lists the flagged households of a unit for who may read households:
// what the county's list says, held against the exit line of each record's year.
// No village is asked for anything.
func (s *Service) FollowUp(ctx context.Context, who people.Actor, w Watch) (f FollowUp, err error) {
	flags := Flags
	if w.Flag != "" {
		flags = []string{w.Flag}
	}
	lines, err := s.lines(ctx, who, w.Campaign)
	if err != nil {
		return f, err
	}
	q := ledger.Query{Campaign: w.Campaign, Register: Households, Open: true, After: w.After, Limit: w.Limit, Totals: true, Whole: true, Marks: map[string][]string{"watch": flags}}
	if w.Unit != "" {
		q.Below = []organisation.UnitID{w.Unit}
	}
	page, err := s.ledger.List(ctx, who, q)
	if err != nil {
		return f, err
	}
	f.Next, f.Total, f.ByFlag = page.Next, page.Total, map[string]int64{}
	for _, r := range page.Entries {
		f.Households = append(f.Households, Watched{r, r.Values["watch"], Compare(lines, "", r.Values["income_year"], r.Values["income"])})
	}
	for _, flag := range Flags {
		one := q
		one.After, one.Marks = "", map[string][]string{"watch": {flag}}
		if f.ByFlag[flag], err = s.ledger.Sum(ctx, who, one, book.Source{Register: Households, Count: true}); err != nil {
			return f, err
		}
	}
	return f, nil
}

// lines are the exit lines that the campaign's plan states.
func (s *Service) lines(ctx context.Context, who people.Actor, id campaign.ID) (lines []book.ExitLine, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		if _, used := r.Book.Ledger.Use(Households); !used {
			return fault.New(fault.NotFound, "ledger.unknown_register", Households)
		}
		lines = r.Book.Ledger.ExitLines
		return nil
	})
	return lines, err
}
