// Package demo makes the data of a demonstration: the federation of
// Pingdingshan with its units, invented people and accounts, and the campaign
// of 2018 as its offices might have worked through it, day by day up to the
// day that is shown. Everything goes through the services, so every row, record
// and hash is a real one; everything is invented but the plan itself.
package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Playbook is the id of the playbook that a demonstration plays.
const Playbook = "pingdingshan-2018"

// Password opens every account of a demonstration.
const Password = "Xianfeng-2018"

// Hour is the hour, in Shanghai, at which a demonstration begins its day.
const Hour = 9

// FirstDay is the day the campaign is launched, the first that can be shown.
var FirstDay = calendar.Date{Year: 2018, Month: time.June, Day: 1}

// World is what the data is made in: an empty installation whose services were
// built on Clock.
type World struct {
	People    *people.Service
	Units     *organisation.Service
	Campaigns *campaign.Service
	Reports   *report.Service
	Bulletins *publication.Service
	Plan      []byte                      // source of the playbook that is played
	Place     func(context.Context) error // gives the records that wait their places in the log
	Clock     *Clock
	Today     calendar.Date // the day that is shown
}

// Account is an account of the demonstration, as the ready file lists it.
type Account struct {
	Role     string  `json:"role"` // role of the glossary
	Unit     string  `json:"unit"` // code of the unit
	Body     *string `json:"body"` // body of the playbook it reviews for, or null
	Login    string  `json:"login"`
	Password string  `json:"password"`
	Token    string  `json:"token"`
}

// Morning returns the instant at which a demonstration of a day begins.
func Morning(day calendar.Date) time.Time { return at(day, Hour*60) }

func at(day calendar.Date, minute int) time.Time {
	return day.In(locale.Shanghai).Add(time.Duration(minute) * time.Minute)
}

// program makes what stands before anybody can sign in.
var program = people.Program(audit.Origin{Request: "demo"})

// Fill makes the data up to 09:00 of the day that is shown, lets the clock run
// from there and returns the accounts. The same day gives the same data but for
// ids and secrets; what happened by a day is the same whatever later day is
// shown.
func Fill(ctx context.Context, w World) ([]Account, error) {
	if w.Today.Before(FirstDay) {
		return nil, fmt.Errorf("demo: the campaign begins on %s, %s is before it", FirstDay, w.Today)
	}
	s := newStory(w)
	w.Clock.Set(at(FirstDay.AddDays(-4), Hour*60))
	if err := s.found(ctx); err != nil {
		return nil, fmt.Errorf("demo: units: %w", err)
	}
	if err := s.enrol(ctx); err != nil {
		return nil, fmt.Errorf("demo: accounts: %w", err)
	}
	w.Clock.Set(Morning(FirstDay))
	if err := s.launch(ctx); err != nil {
		return nil, fmt.Errorf("demo: launch: %w", err)
	}
	for day := FirstDay; day.Before(w.Today); day = day.AddDays(1) {
		if err := s.live(ctx, day); err != nil {
			return nil, fmt.Errorf("demo: %s: %w", day, err)
		}
	}
	w.Clock.Start(Morning(w.Today))
	return s.accounts, nil
}
