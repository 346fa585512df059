package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web/admin"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// ErrNoAssets is why the server does not start without the built front end.
var ErrNoAssets = errors.New("the pages' styles and scripts are not built: run «make assets» and build again")

// stopTime is how long requests that run may take to end.
const stopTime = 15 * time.Second

// GCPercent lets the heap, some ten megabytes, grow to five times what is in
// use between collections: pages of a list came out 12 % faster than at 200,
// submissions 8 % faster at 200 than at 100. GOGC overrides it.
const GCPercent = 400

// Run serves until the context ends, then ends gracefully: requests first,
// then jobs, then the audit records still without a place. started is called
// with the address when the server answers.
func (a *App) Run(ctx context.Context, demo []admin.DemoAccount, started func(url string) error) error {
	if !assets.Built() {
		return ErrNoAssets
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(GCPercent)
	}
	if err := a.DB.Update(ctx, (*store.Tx).FreeJobs); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", a.Listen)
	if err != nil {
		return err
	}
	handler, site := a.handler(demo)
	srv := site.Server(handler)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()

	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { a.sequencer.Run(background, a.Log) })
	wg.Go(func() { a.runner.Run(background, 2) })

	err = started(fmt.Sprintf("http://%s", listener.Addr()))
	if err == nil {
		select {
		case <-ctx.Done():
		case err = <-failed:
		}
	}
	return errors.Join(err, a.stop(srv, stop, &wg))
}

func (a *App) stop(srv *http.Server, stop context.CancelFunc, wg *sync.WaitGroup) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	err := srv.Shutdown(ctx)
	stop()
	wg.Wait()
	_, place := a.sequencer.Place(ctx)
	return errors.Join(err, place)
}

// PlaceRecords gives every audit record that waits its place in the tree.
func (a *App) PlaceRecords(ctx context.Context) error {
	_, err := a.sequencer.Place(ctx)
	return err
}
