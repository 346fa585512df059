package intake_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/blob/spill"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/lists"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/people"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
	"github.com/xianfeng-oss/xianfeng/store"
)

// cramped is a vault whose scratch rooms keep few pairs in memory. The files of
// the rooms are counted, and may fail or do something when they are written.
type cramped struct {
	*blob.Vault
	opened, open int
	write        func() error
}

func (c *cramped) Scratch() handed.Scratch { return spill.New(8, c.file) }

func (c *cramped) file() (spill.File, error) {
	f, err := c.Aside()
	c.opened++
	c.open++
	return &watched{f, c}, err
}

type watched struct {
	spill.File
	by *cramped
}

func (f *watched) WriteAt(p []byte, at int64) (int, error) {
	if f.by.write != nil {
		if err := f.by.write(); err != nil {
			return 0, err
		}
	}
	return f.File.WriteAt(p, at)
}

func (f *watched) Close() error {
	f.by.open--
	return f.File.Close()
}

// cramp lets lists be worked on in little memory. Jobs wait until they are done
// by hand.
func (w *world) cramp() *cramped {
	files, err := blob.OpenFolder(w.t.TempDir())
	w.Must(err)
	w.t.Cleanup(func() { _ = files.Close() })
	c := &cramped{Vault: files.Vault(w.DB.Keys())}
	open := func(src io.ReaderAt, size int64) (handed.File, error) { return list.Open(src, size) }
	w.Intake = intake.NewService(store.Scope[intake.Tx](w.DB), w.Ledger, w.Campaigns, w.Stage, c, open, w.Now, func() {})
	return c
}

// checked hands a list in and checks it.
func (w *world) checked(who people.Actor, register, text string) intake.Seen {
	w.t.Helper()
	s := w.hand(who, register, "yexian", []byte(text))
	w.Must(w.Intake.Check(w.t.Context(), s.ID))
	return w.seen(who, s.ID)
}

// crowd are persons with identity numbers, to stand between two rows of a list.
func crowd(from, n int) string {
	var b strings.Builder
	for i := from; i < from+n; i++ {
		fmt.Fprintf(&b, "某%d,劳模,市级,2016,%s\n", i, lists.Identity(i))
	}
	return b.String()
}

// What stands twice in a list is found at its cell however far apart it stands:
// one person, one name that no number tells apart, one number of two names. One
// name with two numbers is two persons.
func TestWhatStandsFarApartInAListIsFound(t *testing.T) {
	both(t, func(w *world) {
		c := w.cramp()
		who := w.As(people.Liaison, "yexian")
		text := "姓名,荣誉类别,荣誉级别,授予年度,身份证号\n" +
			"甲甲,劳模,市级,2016," + lists.Identity(90_001) + "\n" +
			"乙乙,劳模,市级,2016," + lists.Identity(90_002) + "\n" +
			"丙丙,劳模,市级,2016,\n" +
			"丁丁,劳模,市级,2016," + lists.Identity(90_004) + "\n" +
			crowd(0, 700) +
			"甲甲,工匠,市级,2017," + lists.Identity(90_001) + "\n" +
			"乙 乙,工匠,市级,2017," + lists.Identity(90_012) + "\n" +
			crowd(700, 600) +
			"丙丙,劳模,市级,2016," + lists.Identity(90_003) + "\n" +
			"戊戊,劳模,市级,2016," + lists.Identity(90_004) + "\n"
		s := w.checked(who, "honourees", text)
		w.equal("findings", w.said(who, s), "E706 intake.twice\nA1308 intake.namesake_twice\nE1309 ledger.other_name")
		w.equal("summary", summary(s), "checked: 1308 rows, 1305 new, 0 changed, 0 unchanged, 3 wrong, 3 findings, 2 twice, 0 taken")
		found, err := w.Intake.Findings(w.t.Context(), who, s.ID, "", 0, 10)
		w.Must(err)
		w.equal("they name", fmt.Sprint(found[0].Args, found[1].Args), "[E2 2] [A4 4]")
		if c.opened != 1 || c.open != 0 {
			w.t.Errorf("%d files were opened, %d are open", c.opened, c.open)
		}
	})
}

// The same of what is told apart by a key, and of what the register holds: the
// number of an entry, and the key that it has.
func TestAKeyFarBelowIsFoundAndARowIsStoredOnce(t *testing.T) {
	both(t, func(w *world) {
		office := w.AsBody(people.Office, "PDS", "office")
		points := w.confirmed(office, w.hand(office, "points", "yexian", []byte(lists.PointsCSV())))
		w.equal("points", string(points.State), "stored")
		c := w.cramp()
		row := func(i int) string { return fmt.Sprintf("04%08d,户主%d,04100001\n", i, i) }
		text, head := "", "编码,户主,扶贫点\n"
		for i := range 1200 {
			text += row(i)
		}
		s := w.checked(office, "households", head+text+row(1)+row(1199))
		w.equal("findings", w.said(office, s), "A1202 intake.twice\nA1203 intake.twice")
		s = w.checked(office, "households", head+text)
		w.equal("findings", w.said(office, s), "")
		_, err := w.Intake.Confirm(w.t.Context(), office, s.ID, s.Revision, false)
		w.Must(err)
		w.Must(w.Intake.Store(w.t.Context(), s.ID))
		w.equal("households", fmt.Sprint(w.count("households")), "1200")
		s = w.checked(office, "households", head+text+row(700))
		w.equal("again", w.said(office, s), "A1202 intake.twice")
		if c.opened != 4 || c.open != 0 {
			w.t.Errorf("%d files were opened, %d are open", c.opened, c.open)
		}
	})
}

// When the scratch file fails, the check is tried again; however it ends, no file
// stays open.
func TestACheckSurvivesItsScratchFile(t *testing.T) {
	both(t, func(w *world) {
		c := w.cramp()
		who := w.As(people.Liaison, "yexian")
		check := func(id intake.ID) (err error) {
			defer func() {
				if cause := recover(); cause != nil {
					err = fmt.Errorf("panic: %v", cause)
				}
			}()
			return w.Intake.Check(context.WithoutCancel(w.t.Context()), id)
		}
		text := "姓名,荣誉类别,荣誉级别,授予年度,身份证号\n" + crowd(0, 100)
		s := w.hand(who, "honourees", "yexian", []byte(text))
		full := errors.New("the disk is full")
		for _, fails := range []func() error{func() error { return full }, func() error { panic(full) }} {
			c.write = fails
			if err := check(s.ID); err == nil || !strings.Contains(fmt.Sprint(err, errors.Unwrap(err)), full.Error()) {
				w.t.Errorf("the check says: %v", err)
			}
			if s = w.seen(who, s.ID); s.State != intake.Checking || c.open != 0 {
				w.t.Errorf("the list is %s, %d files are open", s.State, c.open)
			}
		}
		c.write = func() error { return full }
		if err := check(s.ID); !fault.Is(err, fault.Unavailable) {
			w.t.Errorf("it is not said that it passes: %v", err)
		}
		c.write = nil
		w.Must(check(s.ID))
		w.equal("tried again", summary(w.seen(who, s.ID)), "checked: 100 rows, 100 new, 0 changed, 0 unchanged, 0 wrong, 0 findings, 0 twice, 0 taken")

		s = w.hand(who, "honourees", "yexian", []byte(text))
		c.write = func() error { return w.Intake.Cancel(w.t.Context(), who, s.ID) }
		w.Must(check(s.ID))
		if s = w.seen(who, s.ID); s.State != intake.Cancelled || c.open != 0 {
			w.t.Errorf("the list is %s, %d files are open", s.State, c.open)
		}
	})
}
