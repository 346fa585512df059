package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// First names the federation that the first start enters.
type First struct{ Code, Name string }

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

// begin enters the federation and the administrator of an empty installation.
func (a *App) begin(ctx context.Context, first First) error {
	roots, err := a.Units.Roots(ctx)
	if err != nil || len(roots) > 0 {
		return err
	}
	program := people.Program(audit.Origin{Request: "first start"})
	root, err := a.Units.Found(ctx, program, organisation.Founding{Code: first.Code, Name: first.Name, Category: organisation.Federation})
	if err != nil {
		return err
	}
	account, password, err := a.People.Create(ctx, program, people.NewAccount{Root: root.ID, Login: "admin"})
	if err != nil {
		return err
	}
	_, err = a.People.Grant(ctx, program, people.Grant{Account: account.ID, Role: people.Admin, Unit: root.ID, From: a.Units.Today()})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "administrator: %s\none-time password: %s\n", account.Login, password)
	return nil
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
			c, err := a.Campaigns.Launch(ctx, program, n.ID, source)
			if err == nil {
				fmt.Fprintf(a.Out, "%s %s\n", c.ID, c.Title)
			}
			return err
		}
	}
	return fmt.Errorf("no unit has the code %q", code)
}
