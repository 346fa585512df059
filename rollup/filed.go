package rollup

import (
	"context"
	"iter"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// Filed is a report with all that it says.
type Filed struct {
	Report  // without its figures
	Content paper.Content
}

// Filed gives the reports of a listing with all they say, by period and code of
// the unit. They are the versions of the moment of the question: what was sent
// stays as it was. A period is read at once while the one before is looked at; a
// failure is the last that is given.
func (s *Service) Filed(ctx context.Context, l Listing) iter.Seq2[Filed, error] {
	return func(yield func(Filed, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		for some := range s.ahead(ctx, l) {
			for _, f := range some.reports {
				if !yield(f, nil) {
					return
				}
			}
			if some.err != nil {
				yield(Filed{}, some.err)
				return
			}
		}
	}
}

// period is what was filed for one period.
type period struct {
	reports []Filed
	err     error
}

// ahead reads period after period, one ahead of who takes them.
func (s *Service) ahead(ctx context.Context, l Listing) <-chan period {
	out := make(chan period)
	go func() {
		defer close(out)
		for _, sp := range l.in.spans {
			if !l.asked.within(sp.Period) {
				continue
			}
			p := s.period(ctx, l, sp)
			select {
			case out <- p:
			case <-ctx.Done():
				return
			}
			if p.err != nil {
				return
			}
		}
	}()
	return out
}

// period reads what was filed for a period.
func (s *Service) period(ctx context.Context, l Listing, sp *span) (out period) {
	at := map[campaign.DutyID]int{}
	for _, r := range l.counted(sp) {
		at[r.Duty] = len(out.reports)
		f := Filed{Report: Report{Duty: r.Duty, N: r.Newest, Unit: r.Unit, Period: r.Period, Due: r.Due, Nil: r.Nil}}
		if r.told != nil {
			f.Sent = r.sent
		}
		out.reports = append(out.reports, f)
	}
	wanted := func(id campaign.DutyID, n int64) *paper.Content {
		if i, ok := at[id]; ok && out.reports[i].N == n {
			return &out.reports[i].Content
		}
		return nil
	}
	if out.err = s.db.View(ctx, func(tx Tx) error {
		return tx.ContentsIn(l.asked.Question.Campaign, l.Source, sp.key, wanted)
	}); out.err != nil {
		out.reports = nil
	}
	return out
}
