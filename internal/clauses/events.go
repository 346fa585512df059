package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// state is what became of a test.
type state int

const (
	unfinished state = iota // started, and nothing was heard of it again
	skipped
	passed
	failed
)

// test is one top-level test function of one package.
type test struct {
	pkg, name string
	state     state
	reason    string // why it was skipped, as the test said it
	subPassed bool   // some subtest passed
	subSkip   bool   // some subtest was skipped
}

// outcome is what a run of «go test -json» says.
type outcome struct {
	tests  []*test  // in the order they started
	broken []string // packages that did not build or run
}

// event is one line of «go test -json».
type event struct {
	Action      string
	Package     string
	Test        string
	Output      string
	FailedBuild string
}

// readEvents reads the lines of «go test -json». Lines that are no events
// (a compiler's words in between) are passed over.
func readEvents(r io.Reader) (*outcome, error) {
	res := &outcome{}
	byName := map[string]*test{}
	failing := map[string]bool{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var e event
		if json.Unmarshal(sc.Bytes(), &e) != nil {
			continue
		}
		if e.Test == "" {
			if e.Action == "fail" && (e.FailedBuild != "" || !failing[e.Package]) {
				res.broken = append(res.broken, e.Package)
			}
			continue
		}
		top, sub, _ := strings.Cut(e.Test, "/")
		key := e.Package + "." + top
		t := byName[key]
		if t == nil {
			t = &test{pkg: e.Package, name: top}
			byName[key] = t
			res.tests = append(res.tests, t)
		}
		t.note(e, sub != "")
		failing[e.Package] = failing[e.Package] || t.state == failed
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read test events: %w", err)
	}
	return res, nil
}

var logLine = regexp.MustCompile(`^\s*[\w.-]+\.go:\d+: (.+)$`)

// note takes one event of the test, or of a subtest of it. A test all of whose
// subtests were skipped has shown nothing and counts as skipped.
func (t *test) note(e event, sub bool) {
	switch {
	case e.Action == "output":
		if m := logLine.FindStringSubmatch(strings.TrimRight(e.Output, "\n")); m != nil {
			t.reason = m[1]
		}
	case e.Action == "fail":
		t.state = failed
	case sub:
		t.subPassed = t.subPassed || e.Action == "pass"
		t.subSkip = t.subSkip || e.Action == "skip"
	case e.Action == "skip", e.Action == "pass" && t.subSkip && !t.subPassed:
		t.state = skipped
	case e.Action == "pass":
		t.state = passed
	}
}
