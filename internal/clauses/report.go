package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// clause is one row of the table, with the tests named for it.
type clause struct {
	id, title string
	tests     []*test
}

// report is the table with what the tests say of it.
type report struct {
	clauses []*clause
	strays  []*test  // tests named for a clause that the table does not have
	broken  []string // packages that did not build or run
}

var errHeader = errors.New("first line must be «id<TAB>title»")

// readTable reads ids and titles, in the order of the documents.
func readTable(r io.Reader) ([]*clause, error) {
	var clauses []*clause
	sc := bufio.NewScanner(r)
	if !sc.Scan() || sc.Text() != "id\ttitle" {
		return nil, errHeader
	}
	for n := 2; sc.Scan(); n++ {
		id, title, ok := strings.Cut(sc.Text(), "\t")
		if !ok || id == "" || title == "" {
			return nil, fmt.Errorf("line %d: want id, tab, title", n)
		}
		clauses = append(clauses, &clause{id: id, title: title})
	}
	return clauses, sc.Err()
}

// name is Test, the plan's letter, the clause's digits and perhaps a lower-case
// letter; what follows starts with an upper-case letter or an underscore, so
// that a name can stand for one clause only.
var name = regexp.MustCompile(`^Test([PH])(\d+)([a-z]?)(?:[A-Z_].*)?$`)

// clauseOf returns the id of the clause a test is named for, "" if for none.
func clauseOf(test string) string {
	m := name.FindStringSubmatch(test)
	if m == nil {
		return ""
	}
	return m[1] + "-" + m[2] + m[3]
}

// judge gives each test to its clause.
func judge(clauses []*clause, res *outcome) *report {
	rep := &report{clauses: clauses, broken: res.broken}
	byID := make(map[string]*clause, len(clauses))
	for _, c := range clauses {
		byID[c.id] = c
	}
	for _, t := range res.tests {
		id := clauseOf(t.name)
		if id == "" {
			continue
		}
		if c := byID[id]; c != nil {
			c.tests = append(c.tests, t)
		} else {
			rep.strays = append(rep.strays, t)
		}
	}
	return rep
}

// verdict is «pass» if a test passed and none failed, «fail» if one failed or
// never ended, and «none» if there is none or all were skipped.
func (c *clause) verdict() string {
	v := "none"
	for _, t := range c.tests {
		switch t.state {
		case failed, unfinished:
			return "fail"
		case passed:
			v = "pass"
		}
	}
	return v
}

// sound reports whether no clause fails and every test found its clause.
func (r *report) sound() bool {
	for _, c := range r.clauses {
		if c.verdict() == "fail" {
			return false
		}
	}
	return len(r.strays) == 0 && len(r.broken) == 0
}

// print writes the table, what was skipped and why, and the count.
func (r *report) print(w io.Writer, withoutPlans bool) {
	count := 0
	for _, c := range r.clauses {
		v := c.verdict()
		if v == "pass" {
			count++
		}
		fmt.Fprintf(w, "%-6s %s %s\n", c.id, pad(c.title, 26), v)
	}
	fmt.Fprintln(w)
	if withoutPlans {
		fmt.Fprintln(w, "XIANFENG_PLANS is not set: tests that read the original plans are skipped.")
	}
	for _, c := range r.clauses {
		for _, t := range c.tests {
			if t.state == skipped {
				fmt.Fprintf(w, "skipped  %-6s %s (%s): %s\n", c.id, t.name, t.pkg, t.reason)
			}
		}
	}
	for _, t := range r.strays {
		fmt.Fprintf(w, "no such clause: %s (%s)\n", t.name, t.pkg)
	}
	for _, p := range r.broken {
		fmt.Fprintf(w, "did not build or run: %s\n", p)
	}
	fmt.Fprintf(w, "%d of %d pass\n", count, len(r.clauses))
}

// pad fills s with spaces to n columns; a Chinese character takes two.
func pad(s string, n int) string {
	for _, r := range s {
		n--
		if r >= 0x2E80 {
			n--
		}
	}
	return s + strings.Repeat(" ", max(n, 0))
}
