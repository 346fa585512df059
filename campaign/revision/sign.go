package revision

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
)

// PreviewReading says what settling a reading would do.
func (s *Service) PreviewReading(ctx context.Context, who people.Actor, id campaign.ID, reading string, d Decision) (p Preview, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
		if err != nil {
			return err
		}
		in, err := signed(r, who, reading, d)
		if err == nil {
			p, err = s.preview(tx, r, in.source)
		}
		return err
	})
	return p, err
}

// Sign settles a reading: the decision, the body that the actor acts for and
// the day go into the text of the version in force, which is published as the
// next one. A reading that was settled before may be settled anew.
func (s *Service) Sign(ctx context.Context, who people.Actor, id campaign.ID, base int64, reading string, d Decision) (campaign.Edition, error) {
	return s.publish(ctx, who, id, base, func(r campaign.Running) (issue, error) { return signed(r, who, reading, d) })
}

// signed writes a decision into the text in force.
func signed(r campaign.Running, who people.Actor, reading string, d Decision) (issue, error) {
	rd := r.Book.Reading(reading)
	if rd == nil {
		return issue{}, fault.New(fault.NotFound, "fault.not_found")
	}
	d.Words = strings.TrimSpace(d.Words)
	if err := bounds("words", d.Words, maxWords); err != nil {
		return issue{}, err
	}
	says := d.Words
	for _, o := range rd.Options {
		if o.ID == d.Option {
			says = o.Says
		}
	}
	if says == "" || len(rd.Options) > 0 && d.Words != "" {
		return issue{}, fault.New(fault.Invalid, "revision.wrong_decision", reading)
	}
	body, err := signer(r, who)
	if err != nil {
		return issue{}, err
	}
	text, err := edit.Of(r.Book.Source).Sign(reading, edit.Signature{Option: d.Option, Words: d.Words, By: body, On: r.Today().String()}).Bytes()
	in := issue{act: "reading.sign", source: text, note: "释义 " + reading + "：" + says}
	if len(rd.Clauses) > 0 {
		in.clause = rd.Clauses[0]
	}
	return in, err
}

// The longest decision and the longest note, in characters: a decision stands on
// one line of the text.
const (
	maxWords = 1000
	maxNote  = 500
)

// bounds refuses words that are too long, or that no text of a plan can hold.
func bounds(path, words string, most int) error {
	if n := utf8.RuneCountInString(words); n > most {
		return fault.Violations([]fault.Field{{Path: path, Key: "report.too_long", Args: []any{most, n}}})
	}
	control := func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }
	if !utf8.ValidString(words) || strings.ContainsFunc(words, control) {
		return fault.Violations([]fault.Field{{Path: path, Key: "fault.bad_text"}})
	}
	return nil
}

// signer returns the body of the plan that the actor signs for. The program
// signs for the first office, as a demonstration does.
func signer(r campaign.Running, who people.Actor) (string, error) {
	own := map[string]bool{}
	for _, id := range who.Bodies(people.ReportReview, people.Place{Root: r.Root, Unit: r.Unit, Campaign: string(r.ID)}) {
		own[id] = true
	}
	for _, b := range r.Book.Bodies {
		if own[b.ID] || who.Program && b.Kind == office {
			return b.ID, nil
		}
	}
	return "", fault.New(fault.Forbidden, "revision.no_body")
}

// office is the kind of body that settles readings.
const office = "office"
