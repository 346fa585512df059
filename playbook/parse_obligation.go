package playbook

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func obligations(p place, pb *Playbook) []Obligation {
	var all []Obligation
	publishing := map[int]place{} // of «publishes», by the place in the list
	for i, e := range p.declare(anObligation) {
		rec := e.value.record("title", "clause", "also", "of", "categories", "reading", "forms", "receipt", "publishes", "to", "addressed",
			"every", "from", "until", "opens", "due", "window", "planned", "held", "liaison", "resubmit", "nil", "later")
		all = append(all, obligation(e.key, rec, pb))
		if rec.at("publishes").given() {
			publishing[i] = rec.at("publishes")
		}
	}
	for i, at := range publishing {
		publishes(at, all[i], all)
	}
	return all
}

func obligation(id string, rec record, pb *Playbook) Obligation {
	o := Obligation{
		ID: id, Title: rec.need("title").text(),
		Clause: rec.need("clause").cite(aClause), Cites: rec.at("also").cites(aClause),
		Named: rec.at("categories").cites(aCategory), Reading: rec.at("reading").cite(aReading),
		Forms: rec.at("forms").cites(aForm), Receipt: rec.at("receipt").flag(), Publishes: rec.at("publishes").cite(anObligation),
		To: rec.at("to").cites(aBody), Addressed: rec.at("addressed").text(),
		Every: choice(rec.at("every"), Once, Month, Quarter, Year),
		Opens: rec.at("opens").date(), Resubmit: rec.at("resubmit").date(),
		Planned: rec.at("planned").flag(), Held: rec.at("held").flag(), Liaison: rec.at("liaison").flag(),
		Nil: labels(rec.at("nil"), pb), Later: rec.at("later").cite(aCapability),
	}
	if !rec.given() {
		return o
	}
	if o.Later == "" && rec.one("forms", "receipt", "publishes") != "publishes" {
		rec.need("to")
	}
	for _, item := range rec.need("of").list() {
		debtor := choice(item, "units", "federation")
		o.Units = o.Units || debtor == "units"
		o.Federation = o.Federation || debtor == "federation"
	}
	o.Categories = categories(o, pb)
	o.From, o.Until = rec.at("from").bound(pb, false), rec.at("until").bound(pb, true)
	due(rec, &o, pb)
	addressed(rec.at("addressed"), o, pb)
	return o
}

// publishes checks an obligation that is discharged by publishing another's
// reports: the organiser's own, period for period, with nothing to send.
func publishes(at place, o Obligation, all []Obligation) {
	if o.Units || len(o.To) > 0 || len(o.Nil) > 0 || o.Held || o.Liaison {
		at.bad(publishedAlone, o.Publishes)
	}
	of := find(all, func(other *Obligation) bool { return other.ID == o.Publishes })
	switch {
	case of == nil: // checkCitations says so
	case of.Later != "" || len(of.Forms) == 0:
		at.bad(nothingPublished, o.Publishes)
	case of.Every != o.Every || o.Every == Once:
		at.bad(publishedUnlike, o.Publishes)
	}
}

// addressed checks that the clause's words for the recipient lead to one.
func addressed(p place, o Obligation, pb *Playbook) {
	if b := pb.BodyByName(o.Addressed); o.Addressed != "" && (b == nil || !slices.Contains(o.To, b.ID)) {
		p.bad(notRecipient, o.Addressed)
	}
}

// categories settles which units owe: those the clause names, or else the
// audience, and those that the reading adds. A reading never takes away.
func categories(o Obligation, pb *Playbook) []string {
	if !o.Units {
		return nil
	}
	all := o.Named
	if len(all) == 0 {
		all = pb.Audience.Categories
	}
	all = slices.Clone(all)
	if r := pb.Reading(o.Reading); r != nil {
		for _, c := range r.Adds {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}

// bound reads the first or last period of a recurrence: «2018-06», «2018Q3»,
// «2018» or a day. It reports what lies outside the plan.
func (p place) bound(pb *Playbook, last bool) calendar.Date {
	t := p.text()
	if t == "" {
		return calendar.Date{}
	}
	day, err := calendar.ParseDate(t)
	end := day
	if err != nil {
		period, wrong := calendar.ParsePeriod(t)
		if wrong != nil {
			p.bad(badValue, t, "期别（如 2018-06、2018Q3、2018）", "a period like 2018-06, 2018Q3 or 2018")
			return calendar.Date{}
		}
		day, end = period.Start, period.End
	}
	if end.Before(pb.Start) || !pb.End.IsZero() && day.After(pb.End) {
		p.bad(outsidePeriod, t, pb.span())
	}
	if last {
		return end
	}
	return day
}

// due reads by when: «due: RULE», «due: none» or «window: RULE».
func due(rec record, o *Obligation, pb *Playbook) {
	key := rec.one("due", "window")
	at := rec.at(key)
	if key == "" || at.text() == "none" {
		return
	}
	if strings.Contains(at.text(), "..") {
		if from, until := at.window(false); !until.IsZero() && until.Before(from) {
			return
		}
	}
	rule, err := calendar.ParseRule(at.text())
	if err != nil {
		e, ok := errors.AsType[*calendar.RuleError](err)
		if ok {
			at.shifted(e.Column).bad(badRule, at.text(), e.Chinese(), e.Error())
		}
		return
	}
	if !rule.FitsEvery(calendar.Kind(o.Every)) {
		at.bad(ruleUnfit, at.text(), string(o.Every))
		return
	}
	o.Due = &rule
	if first, _, ok := rule.Window(); ok && o.Opens.IsZero() {
		o.Opens = first
	}
	if o.Every == Once {
		fixed(at, *o, pb)
	}
}

// announced is every working day that the program knows of.
var announced = sync.OnceValue(func() *calendar.Calendar { return calendar.New(calendar.Notices()) })

// fixed checks a deadline that names its day: it lies in the plan's period,
// and if it is no working day that is worth a warning, for it is not moved.
func fixed(at place, o Obligation, pb *Playbook) {
	d := o.Due.Resolve(calendar.Period{Kind: calendar.Once}, announced())
	if d.Date.Before(pb.Start) || !pb.End.IsZero() && d.Date.After(pb.End) {
		at.bad(outsidePeriod, at.text(), pb.span())
		return
	}
	if !o.Opens.IsZero() && d.Date.Before(o.Opens) {
		at.bad(windowTurned, o.Opens.String()+".."+d.Date.String())
	}
	if d.Rest != "" {
		at.warn(restDay, at.text(), d.Date.Chinese(), d.Rest, d.Date.String()+" "+d.Date.Weekday().String()[:3])
	}
}

// span prints the period of the plan.
func (pb *Playbook) span() string {
	if pb.End.IsZero() {
		return pb.Start.String() + ".."
	}
	return pb.Start.String() + ".." + pb.End.String()
}
