package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/demo/house"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web/admin"
)

// Demonstration says what a demonstration shows.
type Demonstration struct {
	Options
	Today     calendar.Date // zero: the day of the folder, or of a new one DefaultDay
	With      []string      // templates that are played besides, in data made now
	Fresh     bool          // throw the folder's demonstration away first
	ReadyFile string        // written when the server answers; "" for none
}

// DefaultDay is the day a new demonstration shows unless told otherwise.
var DefaultDay = calendar.Date{Year: 2020, Month: time.October, Day: 15}

// The failures of starting a demonstration that a person can mend.
var (
	ErrOtherDay   = errors.New("this folder's demonstration was made for another day; use --fresh to begin anew")
	ErrUnfinished = errors.New("this folder's demonstration was never finished; use --fresh to begin anew")
	ErrNoDemo     = errors.New("this folder or database holds no demonstration data; it is left alone")
)

// demoState is what an installation remembers of being a demonstration. There
// is no way to take it back: the data stays marked as invented.
type demoState struct {
	Today    calendar.Date  `json:"today"`
	Finished bool           `json:"finished"`
	Clock    time.Time      `json:"clock"` // where the clock stood last
	Accounts []demo.Account `json:"accounts"`
}

// RunDemo makes a demonstration, or goes on with the one in the folder, and
// serves it until the context ends.
func RunDemo(ctx context.Context, o Demonstration) (err error) {
	if o.Fresh {
		if err := freshen(ctx, o.Options); err != nil {
			return err
		}
	}
	d, err := OpenData(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	state, err := readState(ctx, d.DB)
	if err != nil {
		return err
	}
	clock := demo.NewClock(state.Clock, o.Real)
	a := New(o.Options, d, clock.Now)
	if state, err = a.demonstration(ctx, o, clock, state); err != nil {
		return err
	}
	kept := make(chan struct{})
	background, stop := context.WithCancel(ctx)
	go func() { defer close(kept); keepClock(background, a, clock, state) }()
	err = a.Run(ctx, listed(state.Accounts), func(url string) error { return a.announce(o, url, state) })
	stop()
	<-kept
	return err
}

// demonstration returns the finished state: of the folder, or of the data it
// makes now.
func (a *App) demonstration(ctx context.Context, o Demonstration, clock *demo.Clock, state demoState) (demoState, error) {
	switch {
	case state.Finished && !o.Today.IsZero() && o.Today != state.Today:
		return state, fmt.Errorf("%w (%s, not %s)", ErrOtherDay, state.Today, o.Today)
	case state.Finished:
		clock.Start(state.Clock)
		return state, nil
	case !state.Today.IsZero():
		return state, ErrUnfinished
	}
	if roots, err := a.Units.Roots(ctx); err != nil || len(roots) > 0 {
		return state, errors.Join(err, ErrNoDemo)
	}
	state.Today = o.Today
	if state.Today.IsZero() {
		state.Today = DefaultDay
	}
	all, err := scripts(state.Today, o.With)
	if err != nil {
		return state, err
	}
	if err := putState(ctx, a.DB, state); err != nil {
		return state, err
	}
	began := a.Real()
	fmt.Fprintf(a.Out, "making the demonstration data of %s …\n", state.Today)
	accounts, err := a.fill(ctx, clock, state.Today, all)
	if err != nil {
		return state, err
	}
	fmt.Fprintf(a.Out, "\nmade in %s\n", a.Real().Sub(began).Round(time.Millisecond))
	state.Accounts, state.Finished, state.Clock = accounts, true, clock.Now()
	return state, putState(ctx, a.DB, state)
}

// fill makes the data. Until it is whole nothing of it is worth a flush to disk:
// one that was broken off is begun anew (ErrUnfinished).
func (a *App) fill(ctx context.Context, clock *demo.Clock, today calendar.Date, all []demo.Script) (accounts []demo.Account, err error) {
	err = a.DB.Hasten(ctx, func() error {
		accounts, err = demo.Fill(ctx, demo.World{
			House:  house.House{Posts: a.Posts, Bulletins: a.Bulletins, Goals: a.Goals},
			People: a.People, Units: a.Units, Campaigns: a.Campaigns, Reports: a.Reports, Ledger: a.Ledger, Together: a.together,
			Program: people.Program(audit.Origin{Request: "demo"}), Place: a.PlaceRecords, Attach: a.attach, Clock: clock, Today: today, Month: months(a.Out),
		}, all...)
		return err
	})
	return accounts, err
}

// together lets what is written into the ledger be one transaction.
func (a *App) together(ctx context.Context, do func(*ledger.Service) error) error {
	return a.DB.Update(ctx, func(tx *store.Tx) error { return do(a.Ledger.Within(tx)) })
}

// keepClock remembers every few seconds where the clock stands, so that the
// demonstration goes on there.
func keepClock(ctx context.Context, a *App, clock *demo.Clock, state demoState) {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for ended := false; !ended; {
		select {
		case <-ctx.Done():
			ended = true
		case <-tick.C:
		}
		state.Clock = clock.Now()
		if err := putState(context.WithoutCancel(ctx), a.DB, state); err != nil {
			a.Log.Error("the demonstration's clock was not kept", "error", err)
		}
	}
}

const demoSetting = "demonstration"

func readState(ctx context.Context, db *store.DB) (s demoState, err error) {
	text, err := db.Setting(ctx, demoSetting)
	if err == nil && text != "" {
		err = json.Unmarshal([]byte(text), &s)
	}
	return s, err
}

func putState(ctx context.Context, db *store.DB, s demoState) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return db.PutSetting(ctx, demoSetting, string(text))
}

// freshen removes a demonstration. It refuses to remove anything else.
func freshen(ctx context.Context, o Options) error {
	if o.Database == "" {
		if _, err := os.Stat(dsn(o)); errors.Is(err, os.ErrNotExist) {
			return nil
		}
	}
	d, err := openAny(ctx, o)
	if err != nil {
		return err
	}
	state, err := readState(ctx, d.DB)
	var used int64
	if err == nil && state.Today.IsZero() {
		err = d.DB.View(ctx, func(tx *store.Tx) error {
			used, err = tx.Int("SELECT count(*) FROM unit")
			return err
		})
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return err
	}
	if used > 0 {
		return ErrNoDemo
	}
	if o.Database != "" {
		if err := store.Erase(ctx, o.Database); err != nil {
			return err
		}
	}
	return Remove(o.Data)
}

// listed turns the accounts into those that the sign-in page offers.
func listed(accounts []demo.Account) []admin.DemoAccount {
	out := make([]admin.DemoAccount, len(accounts))
	for i, a := range accounts {
		out[i] = admin.DemoAccount{Login: a.Login, Password: a.Password, Role: a.Role, Unit: a.Unit}
	}
	return out
}

// announce tells that the server answers: on the terminal and in the ready file,
// which appears whole or not at all.
func (a *App) announce(o Demonstration, url string, state demoState) error {
	fmt.Fprintf(a.Out, "演示数据，均属虚构 · %s · %s\n", state.Today, url)
	if o.ReadyFile == "" {
		return nil
	}
	text, err := json.MarshalIndent(struct {
		URL      string         `json:"url"`
		Accounts []demo.Account `json:"accounts"`
	}{url, state.Accounts}, "", "  ")
	if err != nil {
		return err
	}
	tmp := o.ReadyFile + ".tmp"
	if err := os.MkdirAll(filepath.Dir(o.ReadyFile), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(tmp, text, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, o.ReadyFile)
}
