package api

import (
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/report"
)

// Remark is what a reader without a verdict said of a report (H-16).
type Remark struct {
	ID      report.RemarkID `json:"id"`
	Version int64           `json:"version" doc:"The version it is about."`
	Text    string          `json:"text"`
	At      *time.Time      `json:"at"`
	Author  string          `json:"author"`
}

type remarking struct {
	OneDuty
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"4000"`
	}
}

type remarkAnswer struct {
	Answer
	Remark
}

func remarkOf(r report.Remark) Remark {
	return Remark{r.ID, r.N, r.Text, instant(r.At), r.Author}
}

// remarks are what leaders, offices and readers of another organisation note on a
// report that was sent.
func (a *API) remarks() {
	serve(a, read("/duties/{duty}/remarks", "list-remarks", "What readers noted on what was sent, the oldest first"),
		func(c *call, in *OneDuty) (*list[Remark], error) {
			e, err := a.Reports.Open(c, c.who, in.Duty)
			return &list[Remark]{Items: each(e.Remarks, remarkOf)}, err
		})
	serve(a, write(http.MethodPost, "/duties/{duty}/remarks", "remark", "Note something on the newest version, without a verdict (批注)"),
		func(c *call, in *remarking) (*remarkAnswer, error) {
			r, err := a.Reports.Remark(c, c.who, in.Duty, in.Body.Text)
			return &remarkAnswer{Remark: remarkOf(r)}, err
		})
}
