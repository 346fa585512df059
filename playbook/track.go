package playbook

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

// Track is one of several activities that a document runs side by side: a
// contest and an activity (H-00), or different ways to be recommended.
type Track struct {
	ID, Name string
	Theme    string   // as the plan has it; "" if it has none
	Lines    string   // «5+1»: how many lines, and how many are the «+1»; "" if not said
	Clause   string   // the first of Clauses
	Clauses  []string // every clause that makes it up
}

var linesForm = regexp.MustCompile(`^(\d{1,2})\+(\d{1,2})$`)

func tracks(p source.Place) []Track {
	var all []Track
	for _, e := range p.Declare(source.Track) {
		rec := e.Value.Record("name", "theme", "lines", "clauses")
		t := Track{ID: e.Key, Name: rec.Need("name").Text(), Theme: rec.At("theme").Text(),
			Lines: rec.At("lines").Text(), Clauses: rec.Need("clauses").Cites(source.Clause)}
		t.Clause = strings.Join(t.Clauses[:min(1, len(t.Clauses))], "")
		if t.Lines != "" && !linesForm.MatchString(t.Lines) {
			rec.At("lines").Bad(source.BadValue, t.Lines, "“5+1”这样的写法", "a number like «5+1»")
		}
		all = append(all, t)
	}
	return all
}

// checkLines reports a track whose lines are not as many as it says: those of
// the track itself, and those that are its «+1».
func checkLines(p source.Place, pb *Playbook) {
	for _, t := range pb.Tracks {
		want := linesForm.FindStringSubmatch(t.Lines)
		if want == nil {
			continue
		}
		plain, plus := 0, 0
		for _, l := range pb.Lines {
			switch {
			case l.Track != t.ID:
			case l.Plus:
				plus++
			default:
				plain++
			}
		}
		if got := strconv.Itoa(plain) + "+" + strconv.Itoa(plus); got != t.Lines {
			p.Bad(lineCount, got, t.Lines, t.ID)
		}
	}
}

// Catalogue is a list of words of the plan that forms offer: the nine projects
// (H-08), the four comparisons (H-09).
type Catalogue struct {
	ID, Name string
	Items    []Option // wording as the plan has it
	Clause   string
}

// catalogues reads the lists of words; «count» is how many the plan says.
func catalogues(p source.Place) []Catalogue {
	var all []Catalogue
	for _, e := range p.Declare(source.Catalogue) {
		rec := e.Value.Record("name", "count", "items", "clause")
		c := Catalogue{ID: e.Key, Name: rec.Need("name").Text(), Clause: rec.Need("clause").Cite(source.Clause)}
		seen := map[string]bool{}
		for _, item := range rec.Need("items").Declare(source.Unnamed) {
			label := item.Value.Text()
			if seen[label] {
				item.Value.Bad(source.DuplicateID, label)
			}
			seen[label] = true
			c.Items = append(c.Items, Option{item.Key, label})
		}
		if n := rec.At("count"); n.Given() && int(n.Whole()) != len(c.Items) {
			n.Bad(itemCount, c.ID, len(c.Items), n.Text())
		}
		all = append(all, c)
	}
	return all
}

// Event is something whose day the text does not give and the office enters.
type Event struct {
	ID, Name string
	Every    Every
	Dates    []calendar.Date // those entered so far
	Clause   string
}

func events(p source.Place) []Event {
	var all []Event
	for _, e := range p.Declare(source.Event) {
		rec := e.Value.Record("name", "every", "dates", "clause")
		ev := Event{ID: e.Key, Name: rec.Need("name").Text(),
			Every:  source.Choice(rec.At("every"), Once, Month, Quarter, Year),
			Clause: rec.Need("clause").Cite(source.Clause)}
		if e.Key != strings.ToLower(e.Key) {
			e.At.Bad(eventCase, e.Key)
		}
		seen := map[string]bool{}
		for _, item := range rec.At("dates").List() {
			d := item.Date()
			period := calendar.PeriodOf(calendar.Kind(ev.Every), d).Key()
			if seen[period] && !d.IsZero() {
				item.Bad(twiceDated, item.Text(), ev.Name)
			}
			seen[period] = true
			ev.Dates = append(ev.Dates, d)
		}
		all = append(all, ev)
	}
	return all
}

// on gives the rule its event, and reports one that is not declared.
func on(p source.Place, rule calendar.Rule, pb *Playbook) calendar.Rule {
	if rule.Event() == "" {
		return rule
	}
	e := pb.Event(rule.Event())
	if e == nil {
		ids := make([]string, len(pb.Events))
		for i, known := range pb.Events {
			ids[i] = known.ID
		}
		p.BadAmong(source.UnknownName, rule.Event(), ids, source.Event.Chinese, source.Event.English)
		return rule
	}
	if len(e.Dates) == 0 {
		p.Warn(eventOpen, e.Name, e.ID)
	}
	return rule.Of(calendar.Event{Name: e.Name, Every: calendar.Kind(e.Every), Dates: e.Dates})
}
