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

// clients is how many connections work at once.
const clients = 8

// submit is W1: each of 300 units sends one report a month for ten months in a
// row, eight clients, every report under its own unit's account.
func submit(ctx context.Context, in *installation) (result, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	return together("reports/s", func(c int) ([]time.Duration, error) { return in.sendMonths(ctx, client, c) })
}

// together lets every client do its work at once and says how fast they were,
// under the name of what they did.
func together(rate string, work func(c int) ([]time.Duration, error)) (result, error) {
	times := make([][]time.Duration, clients)
	failed := make([]error, clients)
	var wg sync.WaitGroup
	began := time.Now()
	for c := range clients {
		wg.Go(func() { times[c], failed[c] = work(c) })
	}
	wg.Wait()
	took := time.Since(began)
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	all := slices.Concat(times...)
	slices.Sort(all)
	return result{rate: float64(len(all)) / took.Seconds(), "p50 ms": percentile(all, .5), "p99 ms": percentile(all, .99)}, nil
}

// sendMonths sends the reports of every eighth unit, a month after the other.
func (in *installation) sendMonths(ctx context.Context, client *http.Client, c int) ([]time.Duration, error) {
	dice := rand.New(rand.NewPCG(seed, uint64(c)))
	var times []time.Duration
	for month := 1; month <= 10; month++ {
		period := fmt.Sprintf("2025-%02d", month)
		for u := c; u < units; u += clients {
			body, err := json.Marshal(map[string]any{"cells": content(dice), "revision": 0})
			if err != nil {
				return nil, err
			}
			began := time.Now()
			if err := in.post(ctx, client, u, period, body); err != nil {
				return nil, err
			}
			times = append(times, time.Since(began))
		}
	}
	return times, nil
}

func (in *installation) post(ctx context.Context, client *http.Client, u int, period string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, in.url+"/api/v1/duties/"+string(in.duties[u][period])+"/submit", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+in.liaisons[u].token)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", fmt.Sprintf("%d-%s", u, period))
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", resp.Status, text)
	}
	return err
}
