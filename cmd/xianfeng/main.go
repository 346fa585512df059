// Command xianfeng runs a campaign of a trade-union federation from its plan
// to its reports: the demonstration, the server, and the tools around them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // the zone of the plans, where the system has none

	"github.com/alecthomas/kong"

	"github.com/xianfeng-oss/xianfeng/app"
)

// program is the command line.
type program struct {
	Demo     demoCmd     `cmd:"" help:"Run the demonstration: invented data of the campaign of 2018."`
	Serve    serveCmd    `cmd:"" help:"Run the server."`
	Campaign campaignCmd `cmd:"" help:"Start a campaign."`
	Playbook playbookCmd `cmd:"" help:"Check and explain playbooks."`
	Calendar calendarCmd `cmd:"" help:"Print the dates of a due rule in a year."`
	Keys     keysCmd     `cmd:"" help:"The keys that personal values are sealed under."`
	Verify   verifyCmd   `cmd:"" help:"Compare everything stored with the audit record."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// terminal is where a command reads and writes.
type terminal struct {
	out, err io.Writer
	lang     string // «en», or else Chinese
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], terminal{os.Stdout, os.Stderr, language(os.Getenv)}))
}

// run carries out a command line and returns the exit status: 0 done, 1 the
// command found something wrong, 2 it could not be understood.
func run(ctx context.Context, args []string, t terminal) int {
	var p program
	exited := -1
	parser, err := kong.New(&p, kong.Name("xianfeng"), kong.Description("From the official plan to the award: a union federation's campaign in one program."),
		kong.UsageOnError(), kong.Writers(t.out, t.err), kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(t))
	if err != nil {
		fmt.Fprintln(t.err, err)
		return 2
	}
	command, err := parser.Parse(args)
	switch {
	case exited >= 0:
		return exited
	case err != nil:
		fmt.Fprintln(t.err, "xianfeng:", err)
		return 2
	}
	if err := command.Run(); err != nil {
		if !errors.Is(err, errSaid) {
			fmt.Fprintln(t.err, "xianfeng:", explain(err, t.lang))
		}
		if _, bad := errors.AsType[trouble](err); bad {
			return 2
		}
		return 1
	}
	return 0
}

// language tells English from Chinese by the environment; Chinese is the first.
func language(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			return "zh-CN"
		}
	}
	return "zh-CN"
}

// installation is the folder of an installation unless another is named.
const installation = "xianfeng-data"

// place is where an installation lies.
type place struct {
	Data     string `help:"Folder of the keys, the attachments and the SQLite file." type:"path" env:"XIANFENG_DATA" placeholder:"DIR"`
	Database string `help:"PostgreSQL address instead of the SQLite file." env:"XIANFENG_DATABASE" placeholder:"DSN"`
	Suite    string `help:"Algorithm that seals personal values from now on: ${enum}. Those of both are read." enum:"a256gcm,sm4gcm" default:"a256gcm" env:"XIANFENG_SUITE"`
}

func (p place) options(t terminal, fallback string) app.Options {
	if p.Data == "" {
		p.Data = fallback
	}
	log := slog.New(slog.NewJSONHandler(t.err, &slog.HandlerOptions{Level: slog.LevelInfo}))
	return app.Options{Data: p.Data, Database: p.Database, Suite: p.Suite, Log: log, Out: t.out, Real: time.Now}
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(t terminal) error {
	version, revision := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(t.out, "xianfeng %s%s\n", version, revision)
	return err
}
