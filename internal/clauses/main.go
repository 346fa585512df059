// Command clauses prints which clauses of the two plans hold: for each of the
// 160 ids in docs/clauses.tsv whether its acceptance tests pass, fail or do
// not exist. A test belongs to the clause it is named for: TestP57… to P-57,
// TestH27a… to H-27a.
//
//	go run ./internal/clauses             run those tests, then print
//	go run ./internal/clauses -from FILE  print from a saved «go test -json»
//
// It ends with status 1 if a clause fails, a package did not build, or a test
// names a clause that does not exist.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
)

func main() {
	table := flag.String("table", "docs/clauses.tsv", "clause ids and titles, tab-separated")
	from := flag.String("from", "", "read this saved «go test -json» output instead of running the tests")
	flag.Parse()
	ok, err := run(os.Stdout, *table, *from)
	if err != nil {
		fmt.Fprintln(os.Stderr, "clauses:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// run prints the table and reports whether nothing is wrong.
func run(w io.Writer, table, from string) (bool, error) {
	f, err := os.Open(table)
	if err != nil {
		return false, err
	}
	defer f.Close()
	clauses, err := readTable(f)
	if err != nil {
		return false, err
	}
	res, err := results(from)
	if err != nil {
		return false, err
	}
	out := bufio.NewWriter(w)
	rep := judge(clauses, res)
	rep.print(out, os.Getenv("XIANFENG_PLANS") == "")
	return rep.sound(), out.Flush()
}

// results reads the events of a saved run, or of one made now. A failing run
// is no error: what failed is in the events.
func results(from string) (*outcome, error) {
	if from != "" {
		f, err := os.Open(from)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return readEvents(f)
	}
	cmd := exec.Command("go", "test", "-json", "-run", "Test[PH][0-9]", "./...")
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	res, err := readEvents(pipe)
	if werr := cmd.Wait(); err == nil && werr != nil && cmd.ProcessState.ExitCode() != 1 {
		err = werr
	}
	return res, err
}
