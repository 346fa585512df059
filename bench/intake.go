package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/lists"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// The lists of C5.
const (
	listRows   = 30_829
	listFaults = 850
	longRows   = 1_100_000
)

// intakeDesk is an installation into which lists are brought: the one workload that is
// measured at its service, where its jobs do the work. What a page adds is one
// upload.
type intakeDesk struct {
	*app.App
	campaign campaign.ID
	units    map[string]organisation.UnitID
	close    func() error
}

// openIntake makes an installation with a federation, its assistance points and
// the households of another county.
func openIntake(ctx context.Context, engine string) (*intakeDesk, error) {
	dsn := ""
	if engine == "postgres" {
		var err error
		if dsn, err = storetest.NewPostgres(ctx); err != nil {
			return nil, err
		}
	}
	dir, err := os.MkdirTemp("", "xianfeng-bench-")
	if err != nil {
		return nil, err
	}
	o := app.Options{Data: dir, Database: dsn, Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
	d, err := app.OpenData(ctx, o)
	if err != nil {
		return nil, err
	}
	at(2018, time.September, 28)
	k := &intakeDesk{App: app.New(o, d, func() time.Time { return *now.Load() }), units: map[string]organisation.UnitID{}}
	k.close = func() error { return errors.Join(d.Close(), os.RemoveAll(dir)) }
	return k, k.fill(ctx)
}

func (k *intakeDesk) fill(ctx context.Context) error {
	for _, u := range []struct {
		code, name string
		category   organisation.Category
		county     string
	}{
		{"PDS", "平顶山市总工会", organisation.Federation, ""}, {"yexian", "叶县总工会", organisation.County, "PDS"},
		{"lushan", "鲁山县总工会", organisation.County, "PDS"}, {"xuexiao", "叶县第一小学工会", organisation.Grassroots, "yexian"},
	} {
		n, err := k.Units.Found(ctx, program, organisation.Founding{Root: k.units["PDS"], Code: u.code, Name: u.name, Category: u.category, County: k.units[u.county]})
		if err != nil {
			return err
		}
		k.units[u.code] = n.ID
	}
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		return err
	}
	c, err := k.Campaigns.Launch(ctx, program, campaign.Start{Organiser: k.units["PDS"], Source: pb.Source})
	if err != nil {
		return err
	}
	k.campaign = c.ID
	for _, l := range []struct{ register, unit, text string }{{"points", "yexian", lists.PointsCSV()}, {"households", "lushan", lists.TakenCSV()}} {
		m, err := k.check(ctx, l.register, l.unit, strings.NewReader(l.text))
		if err == nil {
			err = k.store(ctx, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// check hands a list in and checks it.
func (k *intakeDesk) check(ctx context.Context, register, unit string, r io.Reader) (intake.Import, error) {
	m, err := k.Intake.HandIn(ctx, program, intake.Handed{Campaign: k.campaign, Register: register, Unit: k.units[unit], Name: "list"}, r)
	if err != nil {
		return m, err
	}
	if err := k.Intake.Check(ctx, m.ID); err != nil {
		return m, err
	}
	s, err := k.Intake.Open(ctx, program, m.ID)
	return s.Import, err
}

// store confirms an import and stores it.
func (k *intakeDesk) store(ctx context.Context, m intake.Import) error {
	m, err := k.Intake.Confirm(ctx, program, m.ID, m.Revision, true)
	if err == nil {
		err = k.Intake.Store(ctx, m.ID)
	}
	if err != nil {
		return err
	}
	s, err := k.Intake.Open(ctx, program, m.ID)
	if err == nil && s.State != intake.Stored {
		err = fmt.Errorf("the list is %s: %+v", s.State, s.Refusal)
	}
	return err
}

// expect reports a check that found something else.
func expect(m intake.Import, findings, fresh, unchanged int) error {
	if s := m.Summary; m.State != intake.Checked || s.Findings != findings || s.New != fresh || s.Unchanged != unchanged {
		return fmt.Errorf("found %s %+v %+v, want %d findings, %d new, %d unchanged", m.State, s, m.Refusal, findings, fresh, unchanged)
	}
	return nil
}

// importList is C5: the list with its faults, the mended one, and that again.
func importList(ctx context.Context, engine string) (result, error) {
	k, err := openIntake(ctx, engine)
	if err != nil {
		return nil, err
	}
	defer k.close()
	var wrong, right bytes.Buffer
	if _, err := lists.Workbook(&wrong, lists.Shape{Rows: listRows, Faults: listFaults}); err != nil {
		return nil, err
	}
	if _, err := lists.Workbook(&right, lists.Shape{Rows: listRows}); err != nil {
		return nil, err
	}
	out := result{}
	var m intake.Import
	out["faulty s"], out["more MiB"], err = measured(func() (err error) {
		m, err = k.check(ctx, "households", "yexian", bytes.NewReader(wrong.Bytes()))
		return err
	})
	if err == nil {
		err = expect(m, listFaults, listRows-listFaults, 0)
	}
	if err != nil {
		return nil, err
	}
	out["mended s"], out["storing MiB"], err = measured(func() (err error) {
		if m, err = k.check(ctx, "households", "yexian", bytes.NewReader(right.Bytes())); err != nil {
			return err
		}
		if err := expect(m, 0, listRows, 0); err != nil {
			return err
		}
		return k.store(ctx, m)
	})
	if err != nil {
		return nil, err
	}
	out["again s"], _, err = measured(func() (err error) {
		m, err = k.check(ctx, "households", "yexian", bytes.NewReader(right.Bytes()))
		return err
	})
	if err == nil {
		err = expect(m, 0, 0, listRows)
	}
	return out, err
}

// checkLong is the long text of C5, checked to its last row.
func checkLong(ctx context.Context, engine string) (result, error) {
	k, err := openIntake(ctx, engine)
	if err != nil {
		return nil, err
	}
	defer k.close()
	r, w := io.Pipe()
	go func() { _ = w.CloseWithError(lists.CSV(w, longRows)) }()
	out := result{}
	var m intake.Import
	out["s"], out["more MiB"], err = measured(func() (err error) {
		m, err = k.check(ctx, "households", "yexian", r)
		return err
	})
	if err == nil {
		err = expect(m, 0, longRows, 0)
	}
	return out, err
}

// measured does something and returns how long it took, in seconds, and by how
// much the memory in use grew meanwhile, in MiB.
func measured(do func() error) (seconds, mebibytes float64, err error) {
	runtime.GC()
	var before, during runtime.MemStats
	runtime.ReadMemStats(&before)
	var most atomic.Uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				runtime.ReadMemStats(&during)
				most.Store(max(most.Load(), during.HeapInuse+during.StackInuse))
			}
		}
	}()
	start := time.Now()
	err = do()
	seconds = time.Since(start).Seconds()
	close(stop)
	<-stopped
	return seconds, max(0, float64(most.Load())-float64(before.HeapInuse+before.StackInuse)) / (1 << 20), err
}
