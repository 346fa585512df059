package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/calendar"
)

type demoCmd struct {
	place
	Listen    string        `help:"Address to listen on; port 0 picks a free one." default:"127.0.0.1:8080"`
	Today     calendar.Date `help:"Day that is shown; a folder keeps its day. A new one: 2020-10-15." placeholder:"DATE"`
	ReadyFile string        `help:"Write the address and the accounts here when the server answers." type:"path"`
	With      []string      `help:"Launch a template in the new demonstration, too: rural-revitalisation." placeholder:"TEMPLATE"`
	Fresh     bool          `help:"Throw the folder's demonstration away and begin anew."`
}

// Run runs the demonstration.
func (c demoCmd) Run(ctx context.Context, t terminal) error {
	o := c.options(t, "xianfeng-demo")
	o.Listen = c.Listen
	return app.RunDemo(ctx, app.Demonstration{Options: o, Today: c.Today, With: c.With, Fresh: c.Fresh, ReadyFile: c.ReadyFile})
}

type serveCmd struct {
	place
	Listen string `help:"Address to listen on." default:"127.0.0.1:8080"`
	Secure bool   `help:"Reached over TLS: session cookies are sent over it alone." default:"true" negatable:""`
	Code   string `help:"First start: code of the federation." default:"ROOT"`
	Name   string `help:"First start: name of the federation." default:"总工会"`
}

// Run runs the server.
func (c serveCmd) Run(ctx context.Context, t terminal) error {
	o := c.options(t, installation)
	o.Listen, o.Secure = c.Listen, c.Secure
	return app.Serve(ctx, o, app.First{Code: c.Code, Name: c.Name})
}

type campaignCmd struct {
	Launch launchCmd `cmd:"" help:"Start a playbook as a campaign of a unit."`
}

type launchCmd struct {
	place
	Unit string `help:"Code of the organising unit." required:""`
	File string `arg:"" help:"Playbook: a file, or the id of one that comes with the program."`
}

// Run starts the campaign.
func (c launchCmd) Run(ctx context.Context, t terminal) error {
	_, source, err := readPlaybook(c.File)
	if err != nil {
		return err
	}
	return app.Launch(ctx, c.options(t, installation), c.Unit, source)
}

type verifyCmd struct {
	place
	Against string `help:"File with a signed head that was kept elsewhere." type:"existingfile" placeholder:"FILE"`
}

// found returns where the installation lies. A database alone may have its
// folder on another machine.
func (c verifyCmd) found(t terminal) app.Options {
	o := c.options(t, installation)
	if _, err := os.Stat(o.Data); c.Data == "" && c.Database != "" && errors.Is(err, os.ErrNotExist) {
		o.Data = ""
	}
	return o
}

// Run compares what is stored with the record.
func (c verifyCmd) Run(ctx context.Context, t terminal) error {
	against := ""
	if c.Against != "" {
		text, err := os.ReadFile(c.Against)
		if err != nil {
			return err
		}
		against = string(text)
	}
	r, err := app.Verify(ctx, c.found(t), against)
	if err != nil {
		return err
	}
	for _, table := range r.Tables {
		fmt.Fprintf(t.out, "%-20s %10d\n", table.Name, table.Rows)
	}
	fmt.Fprintf(t.out, "%-20s %10d\n%-20s %10d\n", "records placed", r.Placed, "records waiting", r.Unplaced)
	if !r.Folder {
		fmt.Fprintln(t.out, "no folder: the attachments were not read, and the heads were checked with the key that the database names")
	}
	if r.Head.Size > 0 {
		fmt.Fprintf(t.out, "\n%s\n", strings.TrimSpace(r.Head.Note))
	}
	return r.Err()
}
