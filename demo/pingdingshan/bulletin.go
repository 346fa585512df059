package pingdingshan

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// The organiser's own obligation that bulletins discharge, and the field of a
// report from which practices are chosen.
const (
	bulletin     = "bulletin"
	practiceCell = "texts/practices"
)

// In one week the director is away, and the second office's clerk signs for
// him.
var (
	delegated  = calendar.Date{Year: 2018, Month: time.August, Day: 3}
	firstIssue = calendar.Date{Year: 2018, Month: time.July, Day: 1}
	lastIssue  = calendar.Date{Year: 2021, Month: time.January, Day: 31}
)

// corrected are the days on which a figure of the newest number is found wrong.
var corrected = []calendar.Date{
	{Year: 2018, Month: time.July, Day: 24}, {Year: 2019, Month: time.May, Day: 16}, {Year: 2020, Month: time.July, Day: 21},
}

// publish puts the day's part of a bulletin on the agenda: the office composes
// it on the fourth working day of the month after, has it signed and issues it.
func publish(s *demo.Story, day calendar.Date) {
	if day.Before(firstIssue) || day.After(lastIssue) {
		return
	}
	before := calendar.Date{Year: day.Year, Month: day.Month, Day: 1}.AddDays(-1)
	period := calendar.PeriodOf(calendar.Month, before).Key()
	var id publication.ID
	var revision int64
	step := func(minute int, do func(context.Context) (publication.Bulletin, error)) {
		s.Add(day, minute, func(ctx context.Context) error {
			b, err := do(ctx)
			if err != nil {
				return fmt.Errorf("bulletin of %s: %w", period, err)
			}
			id, revision = b.ID, b.Revision
			return nil
		})
	}
	compose := func(ctx context.Context) (publication.Bulletin, error) {
		if err := s.Place(ctx); err != nil {
			return publication.Bulletin{}, err
		}
		return s.Bulletins.Compose(ctx, s.Offices[helpOffice], s.Campaign, bulletin, period)
	}
	switch day {
	case s.Calendar.AddWorkdays(before, 4):
		step(9*60+30, compose)
		step(10*60, func(ctx context.Context) (publication.Bulletin, error) { return edit(ctx, s, id, period) })
		step(10*60+40, func(ctx context.Context) (publication.Bulletin, error) {
			signer := s.Director
			if delegated.Before(day) && day.Before(delegated.AddDays(10)) {
				signer = s.Offices[groupOffice]
			}
			return s.Bulletins.Sign(ctx, signer, id, revision)
		})
		step(14*60+10, func(ctx context.Context) (publication.Bulletin, error) {
			return s.Bulletins.Issue(ctx, s.Offices[helpOffice], id, revision)
		})
	}
	switch day {
	case delegated:
		s.Add(day, 16*60+30, func(ctx context.Context) error { return delegate(ctx, s) })
	}
	if slices.Contains(corrected, day) {
		s.Add(day, 9*60+50, func(ctx context.Context) error { return correct(ctx, s, day) })
	}
}

// edit writes the editor's note and chooses two practices.
func edit(ctx context.Context, s *demo.Story, id publication.ID, period string) (publication.Bulletin, error) {
	office := s.Offices[helpOffice]
	v, err := s.Bulletins.Open(ctx, office, id)
	if err != nil {
		return publication.Bulletin{}, err
	}
	e := publication.Edit{Revision: v.Bulletin.Revision, Title: v.Bulletin.Title, Note: demo.Pick(demo.Roll("note", period), notes)}
	dice, seen := demo.Roll("practices", period), []string{}
	for _, i := range dice.Perm(len(v.Sources)) {
		src := v.Sources[i]
		if src.Cell != practiceCell || slices.Contains(seen, src.Text) || len(e.Practices) == 2 {
			continue
		}
		seen = append(seen, src.Text)
		e.Practices = append(e.Practices, publication.Choice{Duty: src.Duty, N: src.N, Cell: src.Cell})
	}
	return s.Bulletins.Edit(ctx, office, id, e)
}

// delegate lets the second office's clerk sign for a week (P-47).
func delegate(ctx context.Context, s *demo.Story) error {
	return s.Posts.Delegate(ctx, s.Director, s.Campaign, "office-director", s.Offices[groupOffice].Person,
		delegated.AddDays(3), delegated.AddDays(7), "赴外地学习一周")
}

// correct corrects a figure of the newest number: a unit that told of
// person-times counted some twice.
func correct(ctx context.Context, s *demo.Story, day calendar.Date) error {
	office := s.Offices[helpOffice]
	list, err := s.Bulletins.List(ctx, office, s.Campaign)
	if err != nil || len(list.Issued) == 0 {
		return err
	}
	newest, err := s.Bulletins.Open(ctx, office, list.Issued[0].ID)
	if err != nil {
		return err
	}
	rows, start := newest.Bulletin.Content.Rows, 0
	if day != corrected[0] {
		start = demo.Roll("correction", day.String()).IntN(len(newest.Bulletin.Content.Rows))
	}
	for k := range rows {
		r := rows[(start+k)%len(rows)]
		for i, m := range newest.Bulletin.Content.Measures {
			if was := r.Sums[i]; m.ID == "person_times" && was.Why == "" && was.N > 20 {
				_, err = s.Bulletins.Correct(ctx, office, newest.Bulletin.ID, publication.Change{
					Unit: r.Code, Measure: m.ID, New: was.Kind.Plain(was.N - 18), Reason: "两场培训的签到表重复计算。",
				})
				return err
			}
		}
	}
	return nil
}

// notes are what the editor writes before the title.
var notes = []string{
	"现将本月各单位工作进展情况予以刊发，请对照方案要求抓好下一步工作。",
	"本期刊发各单位报送情况和两条做法，供各单位借鉴；未报送的单位请尽快补报。",
	"从本月情况看，多数单位能按时报送。请各单位继续把数据填准、把做法写实。",
}
