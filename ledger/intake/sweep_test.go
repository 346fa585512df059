package intake_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
	"github.com/xianfeng-oss/xianfeng/store"
)

// stubborn is a vault that does not let go of files while it is told so.
type stubborn struct {
	*blob.Vault
	holds bool
}

func (s *stubborn) Drop(ctx context.Context, id string) error {
	if s.holds {
		return errors.New("the disk is away")
	}
	return s.Vault.Drop(ctx, id)
}

// A file of which no import came, as the program ended in between, or that stayed
// when its import was over, is swept; that of one that waits to be confirmed is
// not.
func TestFilesThatNoImportWaitsForAreSwept(t *testing.T) {
	both(t, func(w *world) {
		files, err := blob.OpenFolder(w.t.TempDir())
		w.Must(err)
		defer func() { w.Must(files.Close()) }()
		vault := &stubborn{Vault: files.Vault(w.DB.Keys())}
		w.At(time.Now().In(locale.Shanghai).Format("2006-01-02 15:04"))
		ends := false
		open := func(src io.ReaderAt, size int64) (handed.File, error) {
			if ends {
				panic("the program ends")
			}
			return list.Open(src, size)
		}
		service := intake.NewService(store.Scope[intake.Tx](w.DB), w.Ledger, w.Campaigns, w.Stage, vault, open, w.Now, func() {})
		who := w.As(people.Liaison, "yexian")
		hand := func() intake.ID {
			defer func() { _ = recover() }()
			m, err := service.HandIn(w.t.Context(), who, intake.Handed{Campaign: w.Campaign, Register: "honourees", Unit: w.Unit("yexian"), Name: "名册.xlsx"},
				bytes.NewReader(book(w.t, roster...)))
			w.Must(err)
			return m.ID
		}
		waits, over := hand(), hand()
		vault.holds = true
		if err := service.Cancel(w.t.Context(), who, over); err == nil {
			w.t.Fatal("its file was to stay")
		}
		vault.holds, ends = false, true
		hand()

		later := time.Now().Add(2 * time.Hour)
		lying := func() []string {
			ids, err := vault.Kept(w.t.Context(), later)
			w.Must(err)
			slices.Sort(ids)
			return ids
		}
		w.Must(service.Sweep(w.t.Context()))
		if n := len(lying()); n != 3 {
			w.t.Errorf("%d files lie there, those just kept among them", n)
		}
		w.At(later.In(locale.Shanghai).Format("2006-01-02 15:04"))
		w.Must(service.Sweep(w.t.Context()))
		if got := lying(); len(got) != 1 || got[0] != string(waits) {
			w.t.Errorf("after the sweep: %v, wanted %s", got, waits)
		}
	})
}
