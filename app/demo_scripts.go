package app

import (
	"fmt"
	"io"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/huaibei"
	"github.com/xianfeng-oss/xianfeng/demo/pingdingshan"
)

// scripts returns what a demonstration plays.
func scripts() (out []demo.Script, err error) {
	for _, script := range []func() (demo.Script, error){pingdingshan.Script, huaibei.Script} {
		s, err := script()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
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
