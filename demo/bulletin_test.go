package demo_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// The numbers of the months before the day that is shown are issued, one of
// them signed by a delegate, and the second prints a correction of the first.
func TestBulletinsAreIssued(t *testing.T) {
	t.Parallel()
	s := fill(t, "2018-10-09")
	list, err := s.Bulletins.List(t.Context(), s.office, s.campaign)
	if err != nil {
		t.Fatal(err)
	}
	var days, signers []string
	for _, b := range list.Issued {
		at := b.Issued.In(list.Running.Zone)
		days = append(days, b.Name()+" "+b.Period+" "+at.Format("2006-01-02"))
		if _, by, found := strings.Cut(b.Signer, "受办公室主任委托 "); found && by != "" {
			signers = append(signers, b.Period)
		}
		s.testNumber(t, b)
	}
	if got := strings.Join(days, ", "); got != "2018年第3期 2018-08 2018-09-06, 2018年第2期 2018-07 2018-08-06, 2018年第1期 2018-06 2018-07-05" {
		t.Error(got)
	}
	if got := strings.Join(signers, ", "); got != "2018-07" {
		t.Errorf("signed by a delegate: %s", got)
	}
	if len(list.Open) != 2 || list.Open[0].Period != "2018-09" || list.Open[0].Bulletin.ID != "" || list.Open[0].DueOn.String() != "2018-10-12" {
		t.Errorf("open: %+v", list.Open)
	}
	if err := func() error { r := s.sealed(t); return r.Err() }(); err != nil {
		t.Error(err)
	}
}

func (s *shown) testNumber(t *testing.T, b publication.Bulletin) {
	t.Helper()
	v, err := s.Bulletins.Open(t.Context(), s.office, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := v.Bulletin.Content
	if len(c.Rows) != 42 || c.Counts.Owed != 42 || c.Counts.OnTime+c.Counts.Late+c.Counts.Missing != 42 || c.Counts.Accepted < 30 || c.Log.Root == "" {
		t.Errorf("%s: %d rows, %+v, log %+v", b.Period, len(c.Rows), c.Counts, c.Log)
	}
	if finds := document.Personal(v.Document); len(finds) > 0 || len(v.Bulletin.Practices) != 2 {
		t.Errorf("%s: %v, %d practices", b.Period, finds, len(v.Bulletin.Practices))
	}
	if want := map[bool]int{true: 1}[b.Period == "2018-06"]; len(v.Corrections) != want {
		t.Errorf("%s: %d corrections", b.Period, len(v.Corrections))
	}
	if want := map[bool]int{true: 1}[b.Period == "2018-07"]; len(c.Fixes) != want {
		t.Errorf("%s prints %d corrections", b.Period, len(c.Fixes))
	}
	page := s.duties(t, campaign.Filter{Obligation: "bulletin", Period: b.Period})
	if st := page.Items[0].Standing(page.Now, page.Zone); st.Word != campaign.WordSent || st.Timing != campaign.OnTime {
		t.Errorf("%s: the federation's duty is %+v", b.Period, st)
	}
}
