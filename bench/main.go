// Command bench measures the workloads of the project: each on an installation
// of its own, over HTTP on the loopback, one warm-up and several runs, and
// prints a table of medians and ranges.
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
)

// result is what one run of a workload gave, by column.
type result map[string]float64

// workload is one row of the table.
type workload struct {
	name    string
	columns []string // in order, with their units
	run     func(context.Context, *installation) (result, error)
	browser bool                                                     // needs Chromium
	own     func(ctx context.Context, engine string) (result, error) // instead of run: on data of its own
}

var workloads = []workload{
	{name: "W1 submit", columns: []string{"reports/s", "p50 ms", "p99 ms"}, run: submit},
	{name: "W2 list JSON", columns: []string{"pages/s", "p50 ms", "p99 ms"}, run: listJSON},
	{name: "W2 list county", columns: []string{"pages/s", "p50 ms", "p99 ms"}, run: listCounty},
	{name: "W2 list HTML", columns: []string{"pages/s", "p50 ms", "p99 ms"}, run: listHTML},
	{name: "W3 roll-up", columns: []string{"p50 ms", "p99 ms"}, run: rollUp},
	{name: "W4 export CSV", columns: []string{"p50 ms", "p99 ms", "kB"}, run: exportCSV},
	{name: "W4 export XLSX", columns: []string{"p50 ms", "p99 ms", "kB"}, run: exportXLSX},
	{name: "C5 list", columns: []string{"faulty s", "more MiB", "mended s", "storing MiB", "again s"}, own: importList},
	{name: "C5 long text", columns: []string{"s", "more MiB"}, own: checkLong},
	{name: "W5 list page", columns: []string{"usable s", "kB", "warm kB"}, run: listPage, browser: true},
	{name: "W5 entry page", columns: []string{"usable s", "kB", "warm kB"}, run: entryPage, browser: true},
}

func main() {
	runs := flag.Int("runs", 5, "measured runs of each workload, after one warm-up")
	engines := flag.String("engines", "sqlite,postgres", "databases to measure on")
	only := flag.String("only", "", "measure only workloads whose name contains this")
	profile := flag.String("cpuprofile", "", "write a CPU profile of the whole run here")
	flag.Parse()
	if *profile != "" {
		defer record(*profile)()
	}
	debug.SetGCPercent(app.GCPercent) // as the server does
	if err := measure(context.Background(), *runs, strings.Split(*engines, ","), *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// record writes a CPU profile until the returned function is called.
func record(path string) (stop func()) {
	f, err := os.Create(path)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	return pprof.StopCPUProfile
}

func measure(ctx context.Context, runs int, engines []string, only string) error {
	sum := sha256.Sum256(fmt.Append(nil, playbookText(), content(rand.New(rand.NewPCG(seed, 1)))))
	fmt.Printf("data S, seed %d, %x · %s/%s · %d cores · %s\n\n", seed, sum[:6], runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Println("| workload | engine | measure | median | range |\n|---|---|---|---|---|")
	for _, w := range workloads {
		if !strings.Contains(w.name, only) {
			continue
		}
		for _, engine := range engines {
			if err := table(ctx, w, engine, runs); err != nil {
				fmt.Printf("| %s | %s | not measured: %v | | |\n", w.name, engine, err)
			}
		}
	}
	return nil
}

// table measures one workload on one engine and prints its rows.
func table(ctx context.Context, w workload, engine string, runs int) error {
	all := map[string][]float64{}
	for run := range runs + 1 {
		got, err := once(ctx, w, engine)
		if err != nil {
			return err
		}
		for name, v := range got {
			if run > 0 {
				all[name] = append(all[name], v)
			}
		}
	}
	for _, name := range w.columns {
		v := all[name]
		slices.Sort(v)
		fmt.Printf("| %s | %s | %s | %.1f | %.1f – %.1f |\n", w.name, engine, name, v[len(v)/2], v[0], v[len(v)-1])
	}
	return nil
}

// once runs a workload once, on an installation of its own.
func once(ctx context.Context, w workload, engine string) (result, error) {
	if w.own != nil {
		return w.own(ctx, engine)
	}
	in, err := install(ctx, engine)
	if err != nil {
		return nil, err
	}
	defer in.remove()
	return w.run(ctx, in)
}

// percentile returns the value below which that share of sorted times lies, in
// milliseconds.
func percentile(sorted []time.Duration, share float64) float64 {
	i := min(len(sorted)-1, int(share*float64(len(sorted))))
	return float64(sorted[i].Microseconds()) / 1000
}
