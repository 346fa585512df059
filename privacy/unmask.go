package privacy

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Field is a personal value.
type Field string

// The personal values.
const (
	Name     Field = "name"
	Phone    Field = "phone"
	Identity Field = "identity"
)

// Fields lists the personal values in the order they are shown.
var Fields = []Field{Name, Phone, Identity}

// Ask asks for values in clear.
type Ask struct {
	Entry  string                // the entry on which the values stand masked; whose it is decides who may ask
	Person organisation.PersonID // instead of an entry, for who may read all of the federation
	// Campaign is the one at hand: what belongs to no campaign is read for it, and
	// recorded so.
	Campaign string
	Fields   []Field
	Reason   string // why they are needed, in the reader's words
}

// Clear is a person in clear, as far as it was asked for.
type Clear struct {
	Person organisation.PersonID
	Values map[Field]string // "" for what is not known
}

// The shortest and the longest reason.
const (
	leastReason = 4
	mostReason  = 200
)

// reason trims a reason and refuses one that says nothing, or that holds a
// personal number itself: it stands in the record in clear.
func reason(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch n := utf8.RuneCountInString(text); {
	case n < leastReason:
		return "", fault.Violations([]fault.Field{{Path: "reason", Key: "privacy.reason_short", Args: []any{leastReason}}})
	case n > mostReason:
		return "", fault.Violations([]fault.Field{{Path: "reason", Key: "privacy.reason_long", Args: []any{mostReason}}})
	case len(document.PersonalNumbers(text)) > 0:
		return "", fault.Violations([]fault.Field{{Path: "reason", Key: "privacy.reason_personal"}})
	}
	return text, nil
}

// check refuses what asks for nothing or for what there is not.
func (a *Ask) check() (err error) {
	if len(a.Fields) == 0 {
		return fault.Violations([]fault.Field{{Path: "fields", Key: "privacy.no_field"}})
	}
	for _, f := range a.Fields {
		if !slices.Contains(Fields, f) {
			return fault.Violations([]fault.Field{{Path: "fields", Key: "privacy.unknown_field", Args: []any{string(f)}}})
		}
	}
	a.Reason, err = reason(a.Reason)
	return err
}

// Unmask returns personal values in clear. The reading is recorded with its
// reason before it is answered: without the record there is no answer. It needs
// personal.read where the entry stands.
func (s *Service) Unmask(ctx context.Context, who people.Actor, ask Ask) (c Clear, err error) {
	if err := ask.check(); err != nil {
		return c, err
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		at, err := s.about(tx, who, ask)
		if err != nil {
			return err
		}
		p, err := tx.Person(at.Person)
		if err != nil {
			return err
		}
		if !p.Erased.IsZero() {
			return fault.New(fault.Conflict, "organisation.erased")
		}
		c = clear(p, ask.Fields)
		return tx.Record(s.clock(), who.Origin, audit.Act{
			Name: ActRead, Subject: string(p.ID), Root: string(at.Root), Campaign: at.Campaign, Unit: string(at.Unit),
			New: map[string]any{"fields": ask.Fields, "reason": ask.Reason, "register": at.Register, "entry": ask.Entry},
		})
	})
	if err != nil {
		return Clear{}, err
	}
	return c, nil
}

// about finds the person asked for and checks the leave to read.
func (s *Service) about(tx Tx, who people.Actor, ask Ask) (at About, err error) {
	if ask.Entry == "" && ask.Person != "" {
		p, err := tx.Person(ask.Person)
		if err != nil {
			return at, err
		}
		at = About{Person: p.ID, Root: p.Root, Unit: p.Root, Campaign: ask.Campaign}
		return at, who.May(people.PersonalRead, people.Place{Root: p.Root, Unit: p.Root, Campaign: at.Campaign})
	}
	if at, err = tx.About(ask.Entry); err != nil {
		return at, err
	}
	if at.Campaign == "" {
		at.Campaign = ask.Campaign
	}
	path, err := tx.Ancestors(at.Unit, organisation.DayOf(s.clock()))
	if err != nil {
		return at, err
	}
	if err := who.May(people.PersonalRead, people.Place{Root: at.Root, Unit: at.Unit, Path: path, Campaign: at.Campaign}); err != nil {
		return at, err
	}
	if at.Person == "" {
		return at, fault.New(fault.Conflict, "privacy.nobody")
	}
	return at, nil
}

func clear(p organisation.Person, fields []Field) Clear {
	all := map[Field]string{Name: p.Name, Phone: p.Phone, Identity: p.IDNumber}
	c := Clear{Person: p.ID, Values: map[Field]string{}}
	for _, f := range fields {
		c.Values[f] = all[f]
	}
	return c
}

// MayUnmask reports whether the actor may see the values on an entry in clear.
func (s *Service) MayUnmask(ctx context.Context, who people.Actor, entry, campaign string) error {
	return s.db.View(ctx, func(tx Tx) error {
		_, err := s.about(tx, who, Ask{Entry: entry, Campaign: campaign})
		return err
	})
}
