package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// ErrDemo is why «serve» does not take a demonstration's folder.
var ErrDemo = errors.New("this folder or database holds demonstration data: start it with «demo»")

// Serve runs an installation in earnest until the context ends. The first start
// enters the federation and an administrator, whose one-time password it prints.
func Serve(ctx context.Context, o Options, first First) (err error) {
	if !assets.Built() {
		return ErrNoAssets
	}
	d, err := OpenData(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	state, err := readState(ctx, d.DB)
	if err != nil {
		return err
	}
	if !state.Today.IsZero() {
		return ErrDemo
	}
	a := New(o, d, o.Real)
	if err := a.begin(ctx, first); err != nil {
		return err
	}
	return a.Run(ctx, nil, func(url string) error {
		_, err := fmt.Fprintf(a.Out, "%s\n", url)
		return err
	})
}

// Launch starts a playbook as a campaign of the unit with a code.
func Launch(ctx context.Context, o Options, code string, source []byte) (err error) {
	d, err := OpenData(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	a := New(o, d, o.Real)
	roots, err := a.Units.Roots(ctx)
	if err != nil {
		return err
	}
	for _, r := range roots {
		tree, err := a.Units.Tree(ctx, r.ID, a.Units.Today())
		if err != nil {
			return err
		}
		if n, ok := tree.ByCode(code); ok {
			program := people.Program(audit.Origin{Request: "command line"})
			c, err := a.Campaigns.Launch(ctx, program, campaign.Start{Organiser: n.ID, Source: source})
			if err == nil {
				fmt.Fprintf(a.Out, "%s %s\n", c.ID, c.Title)
			}
			return err
		}
	}
	return fmt.Errorf("no unit has the code %q", code)
}
