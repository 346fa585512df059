package award

import "github.com/xianfeng-oss/xianfeng/playbook/source"

// Full is what the items of a sheet add up to (百分制).
const Full = 100

// Sheet is how the work of units is scored (考核办法).
type Sheet struct {
	ID, Title  string
	Awaited    bool // the method is issued later (另发): facts only until then
	Items      []Item
	Bonus      []Item // Points: at most
	Deductions []Item // Points: at most
	Vetoes     []Veto
	Clause     string
	Cites      []string
}

// Item is a line of a sheet.
type Item struct {
	ID, Title    string
	Points       int
	Subordinates bool // the average of the units below decides it
	Clause       string
}

// Sheets reads the scoring sheets of a plan.
func Sheets(p source.Place) []Sheet {
	var all []Sheet
	for _, e := range p.Declare(source.Sheet) {
		rec := e.Value.Record("title", "method", "items", "bonus", "deductions", "vetoes", "clause", "also")
		s := Sheet{
			ID: e.Key, Title: rec.Need("title").Text(),
			Awaited: source.Choice(rec.At("method"), "given", "awaited") == "awaited",
			Items:   items(rec.At("items")), Bonus: items(rec.At("bonus")), Deductions: items(rec.At("deductions")),
			Vetoes: vetoes(rec.At("vetoes")),
			Clause: rec.Need("clause").Cite(source.Clause), Cites: rec.At("also").Cites(source.Clause),
		}
		sum := 0
		for _, i := range s.Items {
			sum += i.Points
		}
		switch {
		case s.Awaited && len(s.Items)+len(s.Bonus)+len(s.Deductions) > 0:
			rec.At("method").Bad(awaitedItems, s.ID)
		case !s.Awaited && rec.Given() && sum != Full:
			rec.Need("items").Bad(wrongSum, s.ID, sum, Full)
		}
		all = append(all, s)
	}
	return all
}

func items(p source.Place) []Item {
	var all []Item
	for _, e := range p.Declare(source.Unnamed) {
		rec := e.Value.Record("title", "points", "of", "clause")
		i := Item{
			ID: e.Key, Title: rec.Need("title").Text(), Points: count(rec.Need("points")),
			Subordinates: source.Choice(rec.At("of"), "unit", "subordinates") == "subordinates",
			Clause:       rec.At("clause").Cite(source.Clause),
		}
		all = append(all, i)
	}
	return all
}
