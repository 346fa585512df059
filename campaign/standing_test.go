package campaign_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

func instant(t *testing.T, when string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", when, locale.Shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestStandingShowsTheFirstWordThatFits(t *testing.T) {
	t.Parallel()
	due := instant(t, "2018-10-01 00:00")
	base := campaign.Duty{Opens: instant(t, "2018-09-01 00:00"), DueOn: date(t, "2018-09-30"), Due: due}
	sent := func(at string) func(*campaign.Item) {
		return func(it *campaign.Item) {
			it.First, it.Judged, it.Newest = instant(t, at), instant(t, at), 1
			it.Recipients = []campaign.Recipient{{Verdict: campaign.NoVerdict}}
		}
	}
	verdict := func(v campaign.Verdict, wanted string) func(*campaign.Item) {
		return func(it *campaign.Item) {
			it.Recipients = append(it.Recipients[:0:0], campaign.Recipient{Verdict: v})
			it.Accepted = v == campaign.Accepted
			if wanted != "" {
				it.Recipients[0].Wanted = date(t, wanted)
			}
		}
	}
	draft := func(it *campaign.Item) { it.Draft.Exists = true }
	handed := func(it *campaign.Item) { it.Draft = campaign.Draft{Exists: true, Handed: true} }
	tests := []struct {
		name   string
		now    string
		change []func(*campaign.Item)
		want   campaign.Standing
	}{
		{"before it opens", "2018-08-31 23:59", nil, campaign.Standing{Timing: campaign.NotDue, Work: campaign.NotOpen, Word: campaign.WordNotOpen}},
		{"the moment it opens", "2018-09-01 00:00", nil, campaign.Standing{Timing: campaign.NotDue, Work: campaign.Nothing, Word: campaign.WordOpen}},
		{"a draft", "2018-09-20 10:00", []func(*campaign.Item){draft}, campaign.Standing{Timing: campaign.NotDue, Work: campaign.Drafted, Word: campaign.WordDraft}},
		{"for signature", "2018-09-20 10:00", []func(*campaign.Item){handed}, campaign.Standing{Timing: campaign.NotDue, Work: campaign.AwaitingSignature, Word: campaign.WordAwaiting}},
		{"the last minute", "2018-09-30 23:59", nil, campaign.Standing{Timing: campaign.NotDue, Work: campaign.Nothing, Word: campaign.WordOpen}},
		{"midnight", "2018-10-01 00:00", nil, campaign.Standing{Timing: campaign.Missing, Work: campaign.Nothing, Word: campaign.WordMissing, Days: 1}},
		{"missing with a draft", "2018-10-03 10:00", []func(*campaign.Item){draft}, campaign.Standing{Timing: campaign.Missing, Work: campaign.Drafted, Word: campaign.WordMissing, Days: 3}},
		{"missing though for signature", "2018-10-03 10:00", []func(*campaign.Item){handed}, campaign.Standing{Timing: campaign.Missing, Work: campaign.AwaitingSignature, Word: campaign.WordMissing, Days: 3}},
		{"sent in time", "2018-10-03 10:00", []func(*campaign.Item){sent("2018-09-30 23:59")}, campaign.Standing{Timing: campaign.OnTime, Work: campaign.Sent, Word: campaign.WordSent}},
		{"sent at midnight", "2018-10-03 10:00", []func(*campaign.Item){sent("2018-10-01 00:00")}, campaign.Standing{Timing: campaign.Late, Work: campaign.Sent, Word: campaign.WordLate, Days: 1}},
		{"late stays late when accepted", "2018-10-09 10:00", []func(*campaign.Item){sent("2018-10-03 08:00"), verdict(campaign.Accepted, "")},
			campaign.Standing{Timing: campaign.Late, Work: campaign.Sent, Word: campaign.WordLate, Days: 3, Accepted: true}},
		{"sent first after the bulletin", "2018-10-09 10:00", []func(*campaign.Item){sent("2018-10-08 08:00"), func(it *campaign.Item) { it.Published = instant(t, "2018-10-08 08:00") }},
			campaign.Standing{Timing: campaign.Late, Work: campaign.Sent, Word: campaign.WordSupplementary, Days: 8}},
		{"late, but before the bulletin", "2018-10-09 10:00", []func(*campaign.Item){sent("2018-10-03 08:00"), func(it *campaign.Item) { it.Published = instant(t, "2018-10-08 08:00") }},
			campaign.Standing{Timing: campaign.Late, Work: campaign.Sent, Word: campaign.WordLate, Days: 3}},
		{"returned", "2018-10-02 10:00", []func(*campaign.Item){sent("2018-09-28 10:00"), verdict(campaign.Returned, "2018-10-02")},
			campaign.Standing{Timing: campaign.OnTime, Work: campaign.Sent, Word: campaign.WordReturned}},
		{"returned and wanted back yesterday", "2018-10-03 00:00", []func(*campaign.Item){sent("2018-09-28 10:00"), verdict(campaign.Returned, "2018-10-02")},
			campaign.Standing{Timing: campaign.OnTime, Work: campaign.Sent, Word: campaign.WordReturned, ReturnOverdue: true}},
		{"excused, whatever was sent", "2018-10-03 00:00", []func(*campaign.Item){sent("2018-10-02 10:00"), func(it *campaign.Item) { it.Excused = "停产" }},
			campaign.Standing{Timing: campaign.Excused, Work: campaign.Sent, Word: campaign.WordExcused}},
		{"an event recorded too late", "2018-10-03 00:00", []func(*campaign.Item){sent("2018-10-02 10:00"), func(it *campaign.Item) { it.Judged = time.Time{} }},
			campaign.Standing{Timing: campaign.Missing, Work: campaign.Sent, Word: campaign.WordMissing, Days: 3}},
		{"without a date", "2019-10-03 00:00", []func(*campaign.Item){func(it *campaign.Item) { it.Due, it.DueOn = time.Time{}, calendar.Date{} }},
			campaign.Standing{Timing: campaign.NotDue, Work: campaign.Nothing, Word: campaign.WordOpen}},
		{"without a date, sent", "2019-10-03 00:00", []func(*campaign.Item){sent("2019-10-02 10:00"), func(it *campaign.Item) { it.Due, it.DueOn = time.Time{}, calendar.Date{} }},
			campaign.Standing{Timing: campaign.NotDue, Work: campaign.Sent, Word: campaign.WordSent}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			it := campaign.Item{Duty: base}
			for _, change := range tt.change {
				change(&it)
			}
			if got := it.Standing(instant(t, tt.now), locale.Shanghai); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
		})
	}
}

// What is asked to be held is judged by its day, unless it is recorded after
// the next period's due date (N-P16).
func TestJudge(t *testing.T) {
	t.Parallel()
	limit := instant(t, "2019-01-01 00:00")
	tests := []struct {
		name, sent, held string
		limit            time.Time
		want             time.Time
	}{
		{"a paper", "2018-09-28 10:41", "", limit, instant(t, "2018-09-28 10:41")},
		{"held in time, recorded late", "2018-10-08 10:00", "2018-09-29", limit, instant(t, "2018-09-29 00:00")},
		{"recorded in the last minute", "2018-12-31 23:59", "2018-09-29", limit, instant(t, "2018-09-29 00:00")},
		{"recorded too late", "2019-01-01 00:00", "2018-09-29", limit, time.Time{}},
		{"asked once, recorded a year later", "2019-06-01 10:00", "2018-06-29", time.Time{}, instant(t, "2018-06-29 00:00")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var held calendar.Date
			if tt.held != "" {
				held = date(t, tt.held)
			}
			if got := campaign.Judge(instant(t, tt.sent), held, tt.limit, locale.Shanghai); !got.Equal(tt.want) {
				t.Errorf("judged at %s, want %s", got, tt.want)
			}
		})
	}
}

// The counts that the database makes are the counts of the rows one by one,
// and of the duties due and not excused on time + late + missing are all.
func TestTallyCountsWhatStandingSays(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		play(t, s, rand.New(rand.NewPCG(1, 2)))
		for _, now := range []string{"2018-06-01 09:00", "2018-07-01 00:00", "2018-10-09 12:00", "2019-01-15 08:00"} {
			s.At(now)
			compareTally(t, s)
		}
	})
}

// play sends, returns, accepts and excuses at random over the first months.
func play(t *testing.T, s *stage.Stage, dice *rand.Rand) {
	t.Helper()
	office := s.AsBody(people.Office, "PDS", "office")
	for _, unit := range reporting {
		for month := 6; month <= 12; month++ {
			it := s.Duty(unit, "monthly-report", fmt.Sprintf("2018-%02d", month), "")
			s.At(fmt.Sprintf("2018-%02d-%02d 10:00", month, 10+dice.IntN(18)))
			switch dice.IntN(5) {
			case 0:
				s.Must(s.Campaigns.Excuse(t.Context(), office, it.ID, "停产", it.Revision))
			case 1:
				_, err := s.Reports.Save(t.Context(), s.As(people.Liaison, unit), it.ID, patch("texts/progress", "在写"))
				s.Must(err)
			case 2, 3:
				if dice.IntN(2) == 0 {
					s.At(fmt.Sprintf("2019-01-%02d 10:00", 1+dice.IntN(20)))
				}
				_, err := s.Send(s.As(people.Liaison, unit), it.ID, stage.Monthly())
				s.Must(err)
				s.Must(s.Reports.Review(t.Context(), office, it.ID, verdict(dice)))
			}
		}
	}
}

func compareTally(t *testing.T, s *stage.Stage) {
	t.Helper()
	plan, err := s.Campaigns.Plan(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	for _, c := range plan.Clauses {
		for _, got := range c.Tallies {
			want := campaign.Tally{Obligation: got.Obligation, Form: got.Form, Period: got.Period, DueOn: got.DueOn, Provisional: got.Provisional}
			for _, it := range duties(t, s, campaign.Filter{Obligation: got.Obligation, Period: got.Period}) {
				if it.Form == got.Form {
					count(&want, it, s.Now())
				}
			}
			if got != want {
				t.Errorf("at %s the database counts %+v, the rows are %+v", s.Now(), got, want)
			}
			if due := got.All - got.Excused - got.NotDue; got.OnTime+got.Late+got.Missing != due {
				t.Errorf("%s %s: %d + %d + %d is not %d", got.Obligation, got.Period, got.OnTime, got.Late, got.Missing, due)
			}
		}
	}
}

func count(t *campaign.Tally, it campaign.Item, now time.Time) {
	st := it.Standing(now, locale.Shanghai)
	add := func(n *int64, yes bool) {
		if yes {
			*n++
		}
	}
	add(&t.All, true)
	add(&t.OnTime, st.Timing == campaign.OnTime)
	add(&t.Late, st.Timing == campaign.Late)
	add(&t.Missing, st.Timing == campaign.Missing)
	add(&t.Excused, st.Timing == campaign.Excused)
	add(&t.NotDue, st.Timing == campaign.NotDue)
	add(&t.NotOpen, st.Work == campaign.NotOpen)
	add(&t.Sent, it.Newest > 0)
	add(&t.Drafted, st.Work == campaign.Drafted)
	add(&t.Awaiting, st.Work == campaign.AwaitingSignature)
	add(&t.Accepted, st.Accepted)
	add(&t.Pending, it.Pending != "")
	for _, r := range it.Recipients {
		if r.Verdict == campaign.Returned {
			t.Returned++
			return
		}
	}
}
