package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"
)

// exportRequests is how many files are fetched in one run, one after the other.
const exportRequests = 12

// exportCSV and exportXLSX are W4: every report of the year as a row, read by
// the office.
func exportCSV(ctx context.Context, in *installation) (result, error) {
	return in.export(ctx, "csv", func(file []byte) bool { return bytes.Count(file, []byte("\r\n")) == 12*units+1 })
}

func exportXLSX(ctx context.Context, in *installation) (result, error) {
	return in.export(ctx, "xlsx", func(file []byte) bool { return bytes.HasPrefix(file, []byte("PK")) })
}

// export sends and accepts the reports of a year and fetches them as a file,
// again and again; whole says whether all of it came.
func (in *installation) export(ctx context.Context, format string, whole func([]byte) bool) (result, error) {
	at(2026, time.January, 5)
	client := newClient(nil)
	defer client.CloseIdleConnections()
	if err := in.year(ctx, client, 0); err != nil {
		return nil, err
	}
	path := "/api/v1/campaigns/" + string(in.campaign) + "/reports/export?format=" + format + "&from=2025&to=2025"
	var times []time.Duration
	size := 0
	for n := range exportRequests + 1 {
		began := time.Now()
		file, err := in.fetch(ctx, client, path)
		took := time.Since(began)
		if err == nil && !whole(file) {
			err = fmt.Errorf("the .%s is not whole: %d bytes", format, len(file))
		}
		if err != nil {
			return nil, err
		}
		if size = len(file); n > 0 { // the first reads what is then kept
			times = append(times, took)
		}
	}
	slices.Sort(times)
	return result{"p50 ms": percentile(times, .5), "p99 ms": percentile(times, .99), "kB": float64(size) / 1000}, nil
}

// fetch reads one address to its end as the office.
func (in *installation) fetch(ctx context.Context, client *http.Client, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, in.url+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+in.office.token)
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	file, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %.300s", resp.Status, file)
	}
	return file, err
}
