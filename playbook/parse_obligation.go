package playbook

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/award"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
)

func obligations(p source.Place, pb *Playbook) []Obligation {
	var all []Obligation
	publishing := map[int]source.Place{} // of «publishes», by the place in the list
	for i, e := range p.Declare(source.Obligation) {
		rec := e.Value.Record("title", "clause", "also", "of", "categories", "reading", "forms", "receipt", "publishes", "to", "addressed",
			"every", "from", "until", "opens", "due", "window", "planned", "held", "liaison", "resubmit", "records", "nil",
			"track", "at_least", "late", "through", "materials", "later")
		all = append(all, obligation(e.Key, rec, pb))
		if rec.At("publishes").Given() {
			publishing[i] = rec.At("publishes")
		}
	}
	for i, at := range publishing {
		publishes(at, all[i], all)
	}
	return all
}

func obligation(id string, rec source.Record, pb *Playbook) Obligation {
	o := Obligation{
		ID: id, Title: rec.Need("title").Text(),
		Clause: rec.Need("clause").Cite(source.Clause), Cites: rec.At("also").Cites(source.Clause),
		Named: rec.At("categories").Cites(source.Category), Readings: rec.At("reading").Cites(source.Reading),
		Forms: rec.At("forms").Cites(source.Form), Receipt: rec.At("receipt").Flag(), Publishes: rec.At("publishes").Cite(source.Obligation),
		To: rec.At("to").Cites(source.Body), Addressed: rec.At("addressed").Text(),
		Every: source.Choice(rec.At("every"), Once, Month, Quarter, Year, Any),
		Opens: rec.At("opens").Date(), Resubmit: rec.At("resubmit").Date(),
		Planned: rec.At("planned").Flag(), Held: rec.At("held").Flag(), Liaison: rec.At("liaison").Flag(),
		Records: pb.Ledger.ReadPriors(rec.At("records")),
		Nil:     labels(rec.At("nil"), pb), Later: rec.At("later").Cite(source.Capability),
		Track: rec.At("track").Cite(source.Track), AtLeast: int(rec.At("at_least").Whole()),
		Late:    source.Choice(rec.At("late"), LateAccepted, LateRefused, LateForfeited),
		Through: through(rec.At("through")), Materials: award.Materials(rec.At("materials")),
	}
	if !rec.Given() {
		return o
	}
	if o.Later == "" && rec.One("forms", "receipt", "publishes") != "publishes" {
		rec.Need("to")
	}
	for _, item := range rec.Need("of").List() {
		debtor := source.Choice(item, "units", "federation")
		o.Units = o.Units || debtor == "units"
		o.Federation = o.Federation || debtor == "federation"
	}
	o.Categories = categories(o, pb)
	o.From, o.Until = first(rec.At("from"), o, pb), bound(rec.At("until"), pb, true)
	due(rec, &o, pb)
	addressed(rec.At("addressed"), o, pb)
	waiting(rec, o)
	anyTime(rec, o)
	return o
}

// anyTime refuses what has no meaning for a thing that may be done at any time,
// any number of times: there is no first or last one, and none is ever missing.
func anyTime(rec source.Record, o Obligation) {
	if o.Every != Any {
		return
	}
	for _, key := range []string{"from", "until", "receipt", "nil", "held", "resubmit", "at_least"} {
		if rec.At(key).Given() {
			rec.At(key).Bad(timeless, key)
		}
	}
}

// publishes checks an obligation that is discharged by publishing another's
// reports: the organiser's own, period for period, with nothing to send.
func publishes(at source.Place, o Obligation, all []Obligation) {
	if o.Units || len(o.To) > 0 || len(o.Nil) > 0 || o.Held || o.Liaison || len(o.Records) > 0 {
		at.Bad(publishedAlone, o.Publishes)
	}
	of := find(all, func(other *Obligation) bool { return other.ID == o.Publishes })
	switch {
	case of == nil: // checkCitations says so
	case of.Later != "" || len(of.Forms) == 0:
		at.Bad(nothingPublished, o.Publishes)
	case of.Every != o.Every || o.Every == Once || o.Every == Any:
		at.Bad(publishedUnlike, o.Publishes)
	}
}

// through reads the levels that forward a submission: what is below hands in
// earlier than what is above.
func through(p source.Place) []Hop {
	var all []Hop
	for _, item := range p.List() {
		rec := item.Record("of", "before")
		h := Hop{rec.Need("of").Cite(source.Category), rec.Need("before").Span()}
		if n := len(all); n > 0 && rec.Given() && h.Before.Compare(all[n-1].Before) >= 0 {
			rec.At("before").Bad(hopOrder, h.Before.String(), all[n-1].Before.String())
		}
		all = append(all, h)
	}
	return all
}

// waiting reports what the program cannot carry out yet in an obligation that
// does not say so.
func waiting(rec source.Record, o Obligation) {
	if o.Later != "" {
		return
	}
	for _, key := range []string{"at_least", "late", "through", "materials"} {
		if word, _ := source.ScalarOf(rec.At(key)); rec.At(key).Given() && word != string(LateAccepted) {
			rec.At(key).Bad(notYet, key)
		}
	}
}

// addressed checks that the clause's words for the recipient lead to one.
func addressed(p source.Place, o Obligation, pb *Playbook) {
	if b := pb.BodyByName(o.Addressed); o.Addressed != "" && (b == nil || !slices.Contains(o.To, b.ID)) {
		p.Bad(notRecipient, o.Addressed)
	}
}

// categories settles which units owe: those the clause names, or else the
// audience, and those that its readings add. A reading never takes away.
func categories(o Obligation, pb *Playbook) []string {
	if !o.Units {
		return nil
	}
	all := o.Named
	if len(all) == 0 {
		all = pb.Audience.Categories
	}
	all = slices.Clone(all)
	for _, id := range o.Readings {
		r := pb.Reading(id)
		if r == nil {
			continue
		}
		for _, c := range r.Adds {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}

// settled returns the option in force that settles something of an obligation,
// or nil if none of its readings does.
func settled(o Obligation, pb *Playbook, settles func(*ReadingOption) bool) *ReadingOption {
	for _, id := range o.Readings {
		if r := pb.Reading(id); r != nil && r.Option() != nil && settles(r.Option()) {
			return r.Option()
		}
	}
	return nil
}

// first reads the first period, or for «reading» takes that of the option in
// force.
func first(at source.Place, o Obligation, pb *Playbook) calendar.Date {
	if at.Text() != "reading" {
		return bound(at, pb, false)
	}
	option := settled(o, pb, func(r *ReadingOption) bool { return !r.From.IsZero() })
	if option == nil {
		at.Bad(noFirst, strings.Join(o.Readings, "、"))
		return calendar.Date{}
	}
	return option.From
}

// bound reads the first or last period of a recurrence: «2018-06», «2018Q3»,
// «2018» or a day. It reports what lies outside the plan.
func bound(p source.Place, pb *Playbook, last bool) calendar.Date {
	t, ok := p.Dated()
	if t == "" || !ok {
		return calendar.Date{}
	}
	day, err := calendar.ParseDate(t)
	end := day
	if err != nil {
		period, wrong := calendar.ParsePeriod(t)
		if wrong != nil {
			p.Bad(source.BadValue, t, "期别（如 2018-06、2018Q3、2018）", "a period like 2018-06, 2018Q3 or 2018")
			return calendar.Date{}
		}
		day, end = period.Start, period.End
	}
	if end.Before(pb.Start) || !pb.End.IsZero() && day.After(pb.End) {
		p.Bad(outsidePeriod, p.Text(), pb.Span())
	}
	if last {
		return end
	}
	return day
}

// due reads by when: «due: RULE», «due: reading», «due: none» or «window: RULE».
func due(rec source.Record, o *Obligation, pb *Playbook) {
	key := rec.One("due", "window")
	at := rec.At(key)
	if key == "" || at.Text() == "none" {
		return
	}
	rule := on(at, given(at, *o, pb), pb)
	if rule.IsZero() {
		return
	}
	if !rule.FitsEvery(calendar.Kind(o.Every)) {
		at.Bad(ruleUnfit, at.Text(), string(o.Every))
		return
	}
	o.Due = &rule
	if first, _, ok := rule.Window(); ok && o.Opens.IsZero() {
		o.Opens = first
	}
	if o.Every == Once && !rule.Resolve(calendar.Period{Kind: calendar.Once}, announced()).Date.IsZero() {
		fixed(at, *o, pb)
	}
}

// given reads the rule itself, or for «reading» that of the option in force.
func given(at source.Place, o Obligation, pb *Playbook) calendar.Rule {
	if at.Text() != "reading" {
		return at.Rule()
	}
	option := settled(o, pb, func(r *ReadingOption) bool { return r.Due != "" })
	if option == nil {
		at.Bad(noRule, strings.Join(o.Readings, "、"))
		return calendar.Rule{}
	}
	rule, err := calendar.ParseRule(option.Due)
	if err != nil {
		return calendar.Rule{} // said where the option stands
	}
	return rule
}

// announced is every working day that the program knows of.
var announced = sync.OnceValue(func() *calendar.Calendar { return calendar.New(calendar.Notices()) })

// fixed checks a deadline that names its day: it lies in the plan's period,
// and if it is no working day that is worth a warning, for it is not moved.
func fixed(at source.Place, o Obligation, pb *Playbook) {
	d := o.Due.Resolve(calendar.Period{Kind: calendar.Once}, announced())
	if named := cmp.Or(o.Due.Named(), d.Date); named.Before(pb.Start) || !pb.End.IsZero() && named.After(pb.End) {
		at.Bad(outsidePeriod, at.Text(), pb.Span())
		return
	}
	if !o.Opens.IsZero() && d.Date.Before(o.Opens) {
		at.Bad(source.WindowTurned, o.Opens.String()+".."+d.Date.String())
	}
	if d.Rest != "" {
		at.Warn(restDay, at.Text(), d.Date.Chinese(), d.Rest, d.Date.String()+" "+d.Date.Weekday().String()[:3])
	}
}

// Span prints the period of the plan, «2018-06-01..2020-12-31».
func (pb *Playbook) Span() string {
	if pb.End.IsZero() {
		return pb.Start.String() + ".."
	}
	return pb.Start.String() + ".." + pb.End.String()
}
