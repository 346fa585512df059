package ledger_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/write"
	"github.com/xianfeng-oss/xianfeng/people"
)

// meeting is a file whose first byte is read once all who bring one are there.
type meeting struct {
	io.Reader
	there *sync.WaitGroup
	once  sync.Once
}

func (m *meeting) Read(p []byte) (int, error) {
	m.once.Do(func() {
		m.there.Done()
		m.there.Wait()
	})
	return m.Reader.Read(p)
}

// Two who attach the last file that an entry takes at one moment do not both
// attach it.
func TestAnEntryTakesNoMoreFilesThanItMay(t *testing.T) {
	both(t, func(w *world) {
		county := w.As(people.Liaison, "yexian")
		for round := range 5 {
			e := w.activity(county, "yexian", fmt.Sprintf("培训%d", round), "2018-09-20")
			for n := range write.MaxFiles - 1 {
				_, err := w.Ledger.Attach(w.t.Context(), county, e.ID, fmt.Sprintf("%d.pdf", n), strings.NewReader(stage.PDF))
				w.Must(err)
			}
			var there, done sync.WaitGroup
			there.Add(2)
			errs := make([]error, 2)
			for i := range errs {
				done.Go(func() {
					_, errs[i] = w.Ledger.Attach(w.t.Context(), county, e.ID, "last.pdf", &meeting{Reader: strings.NewReader(stage.PDF), there: &there})
				})
			}
			done.Wait()
			if err := errors.Join(errs...); (errs[0] == nil) == (errs[1] == nil) || fault.From(err).Key != "report.too_many_files" {
				w.t.Fatalf("round %d: %v", round, errs)
			}
		}
	})
}
