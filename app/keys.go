package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
)

// withPrivacy opens an installation that is there and does something with the
// keys of its persons.
func withPrivacy(ctx context.Context, o Options, do func(*App, people.Actor) error) (err error) {
	if _, err := os.Stat(logKeyFile(o)); err != nil {
		return fmt.Errorf("there is no installation: %w", err)
	}
	d, err := OpenData(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return do(New(o, d, o.Real), people.Program(audit.Origin{Request: "command line"}))
}

// progress prints how far a long command is.
func (o Options) progress(done int64) { fmt.Fprintf(o.Out, "… %d\n", done) }

// RotateKeys puts a new master key in use and wraps every person's key by it,
// or goes on with a rotation that was broken off.
func RotateKeys(ctx context.Context, o Options) error {
	return withPrivacy(ctx, o, func(a *App, who people.Actor) error {
		r, err := a.Privacy.Rotate(ctx, who, o.progress)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.Out, "master key in use: %s\npersons: %d\n", r.Master, r.Persons)
		return err
	})
}

// ResealPersons seals the values of every person by the suite of the options.
func ResealPersons(ctx context.Context, o Options) error {
	return withPrivacy(ctx, o, func(a *App, who people.Actor) error {
		n, err := a.Privacy.Reseal(ctx, who, o.progress)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(o.Out, "suite: %s\npersons: %d\n", o.suite().ID(), n)
		return err
	})
}

// ListKeys prints the master keys with how many persons' keys each wraps. One
// that is not in use and wraps none is needed for older backups alone.
func ListKeys(ctx context.Context, o Options) error {
	return withPrivacy(ctx, o, func(a *App, _ people.Actor) error {
		all, used, err := a.Privacy.Wrapped(ctx)
		if err != nil {
			return err
		}
		for _, id := range a.DB.Keys().IDs() {
			if !slices.ContainsFunc(all, func(w privacy.Wrapped) bool { return w.Master == id }) {
				all = append(all, privacy.Wrapped{Master: id})
			}
		}
		for _, w := range all {
			mark := ""
			if w.Master == used {
				mark = "  in use"
			}
			if _, err := fmt.Fprintf(o.Out, "%s  %8d %-8s%s\n", w.Master, w.Persons, w.Suite, mark); err != nil {
				return err
			}
		}
		return nil
	})
}
