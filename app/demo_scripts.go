package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/countryside"
	"github.com/xianfeng-oss/xianfeng/demo/huaibei"
	"github.com/xianfeng-oss/xianfeng/demo/pingdingshan"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ErrNotOnRequest is why a demonstration is not made with something.
var ErrNotOnRequest = errors.New("a demonstration is made only with " + countryside.Template)

// scripts returns what a demonstration of a day plays, with what is asked for
// besides.
func scripts(today calendar.Date, with []string) (out []demo.Script, err error) {
	all := []func() (demo.Script, error){pingdingshan.Script, huaibei.Script}
	for _, id := range with {
		if id != countryside.Template {
			return nil, fmt.Errorf("%w, not with %s", ErrNotOnRequest, id)
		}
		all = append(all, func() (demo.Script, error) { return countryside.Script(today, pingdingshan.Issued) })
	}
	for _, script := range all {
		s, err := script()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// attach attaches the document of a plan.
func (a *App) attach(ctx context.Context, who people.Actor, id campaign.ID, name string, body []byte) error {
	_, err := a.Originals.Attach(ctx, who, id, name, body)
	return err
}

// months tells at the terminal how far the data is made: a line for each year.
func months(out io.Writer) func(calendar.Date) {
	year := 0
	return func(day calendar.Date) {
		if day.Year != year {
			if year != 0 {
				fmt.Fprintln(out)
			}
			year = day.Year
			fmt.Fprintf(out, "  %d:", year)
		}
		fmt.Fprintf(out, " %02d", day.Month)
	}
}
