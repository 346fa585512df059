package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"
)

// probes is how many totals are asked for, each right after one more report was
// accepted.
const probes = 100

// rollUp is W3: totals per county × indicator for the year, one request after
// the other, each of which must hold the report accepted just before it.
func rollUp(ctx context.Context, in *installation) (result, error) {
	at(2026, time.January, 5)
	client := newClient(nil)
	defer client.CloseIdleConnections()
	if err := in.year(ctx, client, probes+1); err != nil {
		return nil, err
	}
	var times []time.Duration
	for n := range probes + 1 {
		if err := in.accept(ctx, client, units-1-n, "2025-12"); err != nil {
			return nil, err
		}
		took, reports, err := in.totals(ctx, client)
		switch want := 12*units - probes + n; {
		case err != nil:
			return nil, err
		case reports != want:
			return nil, fmt.Errorf("totals of %d reports, %d are accepted", reports, want)
		case n > 0: // the first reads everything
			times = append(times, took)
		}
	}
	slices.Sort(times)
	return result{"p50 ms": percentile(times, .5), "p99 ms": percentile(times, .99)}, nil
}

// totals asks for the totals and returns how many reports are in them.
func (in *installation) totals(ctx context.Context, client *http.Client) (took time.Duration, reports int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet,
		in.url+"/api/v1/campaigns/"+string(in.campaign)+"/rollup?by=county&from=2025&to=2025", nil)
	if err != nil {
		return 0, 0, err
	}
	req.Header.Set("Authorization", "Bearer "+in.office.token)
	began := time.Now()
	resp, err := client.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	took = time.Since(began)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", resp.Status, text)
	}
	if err != nil {
		return 0, 0, err
	}
	var answer struct {
		Groups []struct{ Values map[string]any }
		Total  struct{ Reports int }
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return 0, 0, err
	}
	if len(answer.Groups) != 10 || len(answer.Groups[0].Values) != measures {
		return 0, 0, fmt.Errorf("%d groups instead of 10 × %d numbers", len(answer.Groups), measures)
	}
	return took, answer.Total.Reports, nil
}

// year sends the reports of twelve months and accepts them, but for those of the
// last units in December, which are left.
func (in *installation) year(ctx context.Context, client *http.Client, left int) error {
	failed := make([]error, clients)
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() { failed[c] = in.unitYears(ctx, client, c, left) })
	}
	wg.Wait()
	return errors.Join(failed...)
}

func (in *installation) unitYears(ctx context.Context, client *http.Client, c, left int) error {
	dice := rand.New(rand.NewPCG(seed, uint64(c)))
	for month := 1; month <= 12; month++ {
		period := fmt.Sprintf("2025-%02d", month)
		for u := c; u < units; u += clients {
			body, err := json.Marshal(map[string]any{"cells": content(dice), "revision": 0})
			if err != nil {
				return err
			}
			if err := in.post(ctx, client, u, period, body); err != nil {
				return err
			}
			if month == 12 && u >= units-left {
				continue
			}
			if err := in.accept(ctx, client, u, period); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *installation) accept(ctx context.Context, client *http.Client, u int, period string) error {
	body := bytes.NewReader([]byte(`{"body": "office", "version": 1}`))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, in.url+"/api/v1/duties/"+string(in.duties[u][period])+"/accept", body)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+in.office.token)
	req.Header.Set("Content-Type", "application/json")
	return answered(client, req)
}
