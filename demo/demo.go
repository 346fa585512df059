// Package demo makes the data of a demonstration: federations with their units,
// invented people and accounts, and their campaigns as their offices might have
// worked through them, day by day up to the day that is shown. Everything goes
// through the services, so every row, record and hash is a real one; everything
// is invented but the plans themselves. What is played is a Script; the scripts
// lie in packages of their own.
package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/demo/house"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Password opens every account of a demonstration.
const Password = "Xianfeng-2018"

// Hour is the hour, in Shanghai, at which a demonstration begins its day.
const Hour = 9

// World is what the data is made in: an empty installation whose services were
// built on Clock.
type World struct {
	house.House
	People    *people.Service
	Units     *organisation.Service
	Campaigns *campaign.Service
	Reports   *report.Service
	Ledger    *ledger.Service
	Together  func(context.Context, func(*ledger.Service) error) error                                    // what is written into the ledger at once
	Place     func(context.Context) error                                                                 // gives the records that wait their places in the log
	Attach    func(ctx context.Context, who people.Actor, id campaign.ID, name string, body []byte) error // the document of a plan
	Program   people.Actor                                                                                // makes what stands before anybody can sign in
	Clock     *Clock
	Today     calendar.Date       // the day that is shown
	Month     func(calendar.Date) // told the first day of each month that is made; nil for nobody
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
func Morning(day calendar.Date) time.Time { return house.At(day, Hour*60) }

// Fill plays the scripts up to 09:00 of the day that is shown, lets the clock
// run from there and returns the accounts. The same day gives the same data but
// for ids and secrets; what happened by a day is the same whatever later day is
// shown. A day before the first plan cannot be shown.
func Fill(ctx context.Context, w World, scripts ...Script) ([]Account, error) {
	slices.SortStableFunc(scripts, func(a, b Script) int { return a.Issued.Compare(b.Issued) })
	if len(scripts) == 0 || w.Today.Before(scripts[0].Issued) {
		return nil, fmt.Errorf("demo: no plan was issued by %s", w.Today)
	}
	hash, err := w.People.HashPassword(ctx, Password)
	if err != nil {
		return nil, err
	}
	var stories []*Story
	var host *Story
	for _, script := range scripts {
		if !w.Today.Before(script.Issued) {
			s := newStory(w, script, hash)
			if script.Guest {
				s.host = host
			} else if host == nil {
				host = s
			}
			stories = append(stories, s)
		}
	}
	for day := scripts[0].Issued; ; day = day.AddDays(1) {
		if w.Month != nil && (day.Day == 1 || day == scripts[0].Issued) {
			w.Month(day)
		}
		if err := live(ctx, w, stories, day); err != nil {
			return nil, fmt.Errorf("demo: %s: %w", day, err)
		}
		if day == w.Today {
			break
		}
	}
	w.Clock.Start(Morning(w.Today))
	var out []Account
	for _, s := range stories {
		out = append(out, s.accounts...)
	}
	return out, nil
}

// live goes through one day: what was issued begins, everybody acts in the
// order of the hours, and in the evening a notice published that day is
// applied. Of the day that is shown there is only what begins.
func live(ctx context.Context, w World, stories []*Story, day calendar.Date) error {
	var tasks []task
	for _, s := range stories {
		if s.Issued == day {
			if err := s.begin(ctx); err != nil {
				return err
			}
		}
		if day != w.Today {
			tasks = append(tasks, s.day(day)...)
		}
	}
	slices.SortStableFunc(tasks, func(a, b task) int { return cmp.Compare(a.minute, b.minute) })
	for _, t := range tasks {
		w.Clock.Set(house.At(day, t.minute))
		if err := t.do(ctx); err != nil {
			return err
		}
	}
	if day == w.Today {
		return nil
	}
	for _, s := range stories {
		if err := s.news(ctx, day); err != nil {
			return err
		}
	}
	return nil
}
