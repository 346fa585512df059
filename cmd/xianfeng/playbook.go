package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/show"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// errSaid ends a command that has already said what is wrong.
var errSaid = errors.New("said")

// explain turns an error into what a person reads: a fault in the person's
// language with each violation and its cause, any other error as it is.
func explain(err error, lang string) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err.Error()
	}
	message, violations := locale.New(locale.Match("", lang)).Fault(f)
	for _, v := range violations {
		message += "\n  " + v.Path + ": " + v.Message
	}
	if f.Kind == fault.Internal && f.Err != nil {
		message += ": " + f.Err.Error()
	}
	return message
}

type playbookCmd struct {
	Check checkCmd `cmd:"" help:"Say everything that is wrong with a playbook."`
	Show  showCmd  `cmd:"" help:"Explain a playbook: its clauses, what each causes, the next dates."`

	Diff     diffCmd     `cmd:"" help:"Say in words what differs between two playbooks: 0 nothing, 1 something, 2 trouble."`
	Coverage coverageCmd `cmd:"" help:"Account for every clause of a playbook, and for every sentence of its document."`
	Schema   schemaCmd   `cmd:"" help:"Print the JSON Schema of the format, for editors."`
}

type schemaCmd struct{}

// Run prints the schema.
func (schemaCmd) Run(t terminal) error {
	_, err := t.out.Write(playbook.Schema)
	return err
}

type checkCmd struct {
	File string `arg:"" help:"Playbook: a file, or the id of one that comes with the program."`
}

// Run prints every problem with its place.
func (c checkCmd) Run(t terminal) error {
	name, source, err := readPlaybook(c.File)
	if err != nil {
		return err
	}
	pb, warnings, err := playbook.Parse(name, source)
	for _, w := range warnings {
		fmt.Fprintf(t.out, "%s\n", report(w, t.lang))
	}
	if bad, ok := errors.AsType[*playbook.Problems](err); ok {
		for _, p := range bad.List {
			fmt.Fprintf(t.out, "%s\n", report(p, t.lang))
		}
		return errSaid
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s: %s · %d clauses · %d obligations · %d readings\n", name, pb.Title, len(pb.Clauses), len(pb.Obligations), len(pb.Readings))
	return nil
}

// report prints a problem as compilers do: place, message, the line itself.
func report(p playbook.Problem, lang string) string {
	out := fmt.Sprintf("%s:%d:%d: %s: %s", p.File, p.Line, p.Column, p.Severity, p.Text(lang))
	if p.Path != "" {
		out += " [" + p.Path + "]"
	}
	if p.Source != "" {
		out += "\n" + p.Source
	}
	return out
}

type showCmd struct {
	File  string        `arg:"" help:"Playbook: a file, or the id of one that comes with the program."`
	Today calendar.Date `help:"Day from which the next dates are counted; today by default." placeholder:"DATE"`
}

// Run explains the playbook.
func (c showCmd) Run(t terminal) error {
	name, source, err := readPlaybook(c.File)
	if err != nil {
		return err
	}
	pb, _, err := playbook.Parse(name, source)
	if err != nil {
		return err
	}
	today := c.Today
	if today.IsZero() {
		today = calendar.DateOf(time.Now(), locale.Shanghai)
	}
	return show.Plan(t.out, pb, calendar.New(calendar.Notices()).KnownOn(today), today, t.lang)
}

type diffCmd struct {
	Before string `arg:"" help:"Playbook: a file, or the id of one that comes with the program."`
	After  string `arg:"" help:"The playbook it is compared with."`
}

// Run prints a change a line, and ends like diff.
func (c diffCmd) Run(t terminal) error {
	before, err := parsePlaybook(c.Before)
	if err != nil {
		return trouble{err}
	}
	after, err := parsePlaybook(c.After)
	if err != nil {
		return trouble{err}
	}
	differs, err := show.Diff(t.out, before, after, t.lang)
	switch {
	case err != nil:
		return trouble{err}
	case differs:
		return errSaid
	}
	return nil
}

// trouble is the failure of a command whose 1 is an answer.
type trouble struct{ error }

// Unwrap returns what went wrong.
func (t trouble) Unwrap() error { return t.error }

// parsePlaybook reads a playbook that has no mistakes.
func parsePlaybook(name string) (*playbook.Playbook, error) {
	name, source, err := readPlaybook(name)
	if err != nil {
		return nil, err
	}
	pb, _, err := playbook.Parse(name, source)
	return pb, err
}

// readPlaybook reads a file, or a playbook that comes with the program.
func readPlaybook(name string) (string, []byte, error) {
	source, err := os.ReadFile(name)
	if err == nil {
		return name, source, nil
	}
	if pb, shipped := playbooks.Open(name); shipped == nil {
		return name + ".yaml", pb.Source, nil
	}
	return name, nil, err
}

type calendarCmd struct {
	Year    int           `arg:"" help:"Year whose periods are printed."`
	Rule    string        `help:"Due rule." default:"last workday of month"`
	KnownOn calendar.Date `help:"Use only the notices published by this day." placeholder:"DATE"`
}

// Run prints one date with its weekday a line.
func (c calendarCmd) Run(t terminal) error {
	rule, err := calendar.ParseRule(c.Rule)
	if err != nil {
		return err
	}
	cal := calendar.New(calendar.Notices())
	if !c.KnownOn.IsZero() {
		cal = cal.KnownOn(c.KnownOn)
	}
	if !cal.Announced(c.Year) {
		fmt.Fprintln(t.err, locale.New(locale.Match("", t.lang)).T("cli.not_announced", fmt.Sprint(c.Year)))
	}
	for _, line := range calendar.Lines(c.Year, rule, cal) {
		text := line.Chinese()
		if t.lang == "en" {
			text = line.English()
		}
		fmt.Fprintln(t.out, text)
	}
	return nil
}
