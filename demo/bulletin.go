package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// The organiser's own obligation that bulletins discharge, and the field of a
// report from which practices are chosen.
const (
	bulletin     = "bulletin"
	practiceCell = "texts/practices"
)

// In one week the director is away, and the second office's clerk signs for
// him; in another a figure of the first number is found wrong.
var (
	delegated  = calendar.Date{Year: 2018, Month: time.August, Day: 3}
	corrected  = calendar.Date{Year: 2018, Month: time.July, Day: 24}
	firstIssue = calendar.Date{Year: 2018, Month: time.July, Day: 1}
)

// publish puts the day's part of a bulletin on the agenda: the office composes
// it on the third working day of the month after, and on the fourth it is
// refreshed, signed and issued.
func (s *story) publish(day calendar.Date) {
	if day.Before(firstIssue) {
		return
	}
	before := calendar.Date{Year: day.Year, Month: day.Month, Day: 1}.AddDays(-1)
	period := calendar.PeriodOf(calendar.Month, before).Key()
	var id publication.ID
	var revision int64
	step := func(minute int, do func(context.Context) (publication.Bulletin, error)) {
		s.add(day, minute, func(ctx context.Context) error {
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
		return s.Bulletins.Compose(ctx, s.offices[helpOffice], s.campaign, bulletin, period)
	}
	switch day {
	case s.calendar.AddWorkdays(before, 3):
		step(15*60+20, compose)
	case s.calendar.AddWorkdays(before, 4):
		step(9*60+30, compose)
		step(10*60, func(ctx context.Context) (publication.Bulletin, error) { return s.edit(ctx, id, period) })
		step(10*60+40, func(ctx context.Context) (publication.Bulletin, error) {
			signer := s.director
			if delegated.Before(day) && day.Before(delegated.AddDays(10)) {
				signer = s.offices[groupOffice]
			}
			return s.Bulletins.Sign(ctx, signer, id, revision)
		})
		step(14*60+10, func(ctx context.Context) (publication.Bulletin, error) {
			return s.Bulletins.Issue(ctx, s.offices[helpOffice], id, revision)
		})
	}
	switch day {
	case delegated:
		s.add(day, 16*60+30, s.delegate)
	case corrected:
		s.add(day, 9*60+50, s.correct)
	}
}

// edit writes the editor's note and chooses two practices.
func (s *story) edit(ctx context.Context, id publication.ID, period string) (publication.Bulletin, error) {
	office := s.offices[helpOffice]
	v, err := s.Bulletins.Open(ctx, office, id)
	if err != nil {
		return publication.Bulletin{}, err
	}
	e := publication.Edit{Revision: v.Bulletin.Revision, Title: v.Bulletin.Title, Note: pick(roll("note", period), notes)}
	dice, seen := roll("practices", period), []string{}
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
func (s *story) delegate(ctx context.Context) error {
	return s.Campaigns.Delegate(ctx, s.director, s.campaign, "office-director", s.offices[groupOffice].Person,
		delegated.AddDays(3), delegated.AddDays(7), "赴外地学习一周")
}

// correct corrects a figure of the first number: the first unit that told of
// person-times counted some twice.
func (s *story) correct(ctx context.Context) error {
	office := s.offices[helpOffice]
	list, err := s.Bulletins.List(ctx, office, s.campaign)
	if err != nil || len(list.Issued) == 0 {
		return err
	}
	first, err := s.Bulletins.Open(ctx, office, list.Issued[len(list.Issued)-1].ID)
	if err != nil {
		return err
	}
	for _, r := range first.Bulletin.Content.Rows {
		for i, m := range first.Bulletin.Content.Measures {
			if was := r.Sums[i]; m.ID == "person_times" && was.Why == "" && was.N > 20 {
				_, err = s.Bulletins.Correct(ctx, office, first.Bulletin.ID, publication.Change{
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
