package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// units is how many units report in data S, in ten counties.
const units = 300

// account is who asks.
type account struct{ login, token string }

// password opens every account of the benchmark.
const password = "Bench-2025-mark"

// installation is a program that runs with the data of one workload.
type installation struct {
	url      string
	campaign campaign.ID
	liaisons []account                    // of the units
	office   account                      // of the federation's office
	county   account                      // of a county, which sees its units
	duties   []map[string]campaign.DutyID // of the same units, by period
	dir      string
	stop     context.CancelFunc
	stopped  chan error
}

var program = people.Program(audit.Origin{Request: "bench"})

var now atomic.Pointer[time.Time]

// install makes data S on an engine and starts the program on it, on a day
// when ten months are due.
func install(ctx context.Context, engine string) (*installation, error) {
	in := &installation{stopped: make(chan error, 1)}
	dsn := ""
	if engine == "postgres" {
		var err error
		if dsn, err = storetest.NewPostgres(ctx); err != nil {
			return nil, err
		}
	}
	var err error
	if in.dir, err = os.MkdirTemp("", "xianfeng-bench-"); err != nil {
		return nil, err
	}
	o := app.Options{Data: in.dir, Database: dsn, Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
	d, err := app.OpenData(ctx, o)
	if err != nil {
		return nil, err
	}
	at(2025, time.January, 2)
	a := app.New(o, d, func() time.Time { return *now.Load() })
	if err := in.fill(ctx, a); err != nil {
		return nil, err
	}
	at(2025, time.November, 3)
	running, stop := context.WithCancel(ctx)
	in.stop = stop
	started := make(chan string, 1)
	go func() {
		err := a.Run(running, nil, func(url string) error { started <- url; return nil })
		_ = d.Close() // the data is thrown away
		in.stopped <- err
	}()
	select {
	case in.url = <-started:
		return in, nil
	case err := <-in.stopped:
		return nil, err
	}
}

func at(year int, month time.Month, day int) {
	t := time.Date(year, month, day, 9, 0, 0, 0, locale.Shanghai)
	now.Store(&t)
}

func (in *installation) remove() {
	in.stop()
	<-in.stopped
	_ = os.RemoveAll(in.dir) // in the folder for temporary files
}

// fill makes the federation, the accounts and the campaign.
func (in *installation) fill(ctx context.Context, a *app.App) error {
	root, err := a.Units.Found(ctx, program, organisation.Founding{Code: "CITY", Name: "基准市总工会", Category: organisation.Federation})
	if err != nil {
		return err
	}
	hash, err := a.People.HashPassword(ctx, password)
	if err != nil {
		return err
	}
	if in.office, err = open(ctx, a, root, people.Office, hash); err != nil {
		return err
	}
	var counties []organisation.UnitID
	for i := range 10 {
		u, err := a.Units.Found(ctx, program, organisation.Founding{Root: root.ID, Code: fmt.Sprintf("C%d", i),
			Name: fmt.Sprintf("基准县%d总工会", i), Category: organisation.County, County: root.ID})
		if err != nil {
			return err
		}
		counties = append(counties, u.ID)
		if in.county, err = open(ctx, a, u, people.Liaison, hash); err != nil {
			return err
		}
	}
	var all []organisation.UnitID
	for i := range units {
		u, err := a.Units.Found(ctx, program, organisation.Founding{Root: root.ID, Code: fmt.Sprintf("U%d", i),
			Name: fmt.Sprintf("基准单位%d工会", i), Category: organisation.Industry, County: counties[i%10]})
		if err != nil {
			return err
		}
		all = append(all, u.ID)
		liaison, err := open(ctx, a, u, people.Liaison, hash)
		if err != nil {
			return err
		}
		in.liaisons = append(in.liaisons, liaison)
	}
	return in.launch(ctx, a, root.ID, all)
}

// open makes an account with a token.
func open(ctx context.Context, a *app.App, u organisation.Unit, role people.Role, hash string) (account, error) {
	login := strings.ToLower(u.Code) + "-" + string(role)
	acc, _, err := a.People.Create(ctx, program, people.NewAccount{Root: u.Root, Login: login, Hash: hash})
	if err != nil {
		return account{}, err
	}
	grant := people.Grant{Account: acc.ID, Role: role, Unit: u.ID, From: calendar.Date{Year: 2025, Month: 1, Day: 1}}
	if role == people.Office {
		grant.Body = "office"
	}
	if _, err = a.People.Grant(ctx, program, grant); err != nil {
		return account{}, err
	}
	_, secret, err := a.People.IssueToken(ctx, program, acc.ID, "bench", time.Now().AddDate(0, 0, 1))
	return account{login, secret}, err
}

// launch starts the campaign and finds the duties of every unit.
func (in *installation) launch(ctx context.Context, a *app.App, root organisation.UnitID, all []organisation.UnitID) error {
	c, err := a.Campaigns.Launch(ctx, program, campaign.Start{Organiser: root, Source: []byte(playbookText())})
	if err != nil {
		return err
	}
	in.campaign = c.ID
	page, err := a.Campaigns.Duties(ctx, program, campaign.Filter{Campaign: c.ID})
	if err != nil {
		return err
	}
	by := map[organisation.UnitID]map[string]campaign.DutyID{}
	for _, it := range page.Items {
		if by[it.Unit] == nil {
			by[it.Unit] = map[string]campaign.DutyID{}
		}
		by[it.Unit][it.Period] = it.ID
	}
	for _, u := range all {
		in.duties = append(in.duties, by[u])
	}
	return nil
}
