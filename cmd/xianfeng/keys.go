package main

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/app"
)

type keysCmd struct {
	List   keysListCmd   `cmd:"" help:"List the master keys and how many persons each protects."`
	Rotate keysRotateCmd `cmd:"" help:"Put a new master key in use. Broken off, it goes on where it was."`
	Reseal keysResealCmd `cmd:"" help:"Seal the values of every person by the suite that is chosen."`
}

type keysListCmd struct{ place }

// Run lists the keys.
func (c keysListCmd) Run(ctx context.Context, t terminal) error {
	return app.ListKeys(ctx, c.options(t, installation))
}

type keysRotateCmd struct{ place }

// Run rotates the master key.
func (c keysRotateCmd) Run(ctx context.Context, t terminal) error {
	return app.RotateKeys(ctx, c.options(t, installation))
}

type keysResealCmd struct{ place }

// Run seals every person's values by the suite.
func (c keysResealCmd) Run(ctx context.Context, t terminal) error {
	return app.ResealPersons(ctx, c.options(t, installation))
}
