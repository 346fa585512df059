package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// listRequests is how many pages are read in one run.
const listRequests = 2000

// reader asks for one address again and again.
type reader func(ctx context.Context, url string) error

// listJSON is W2 for machines: pages of 50 reports of one month that were sent,
// read by the office.
func listJSON(ctx context.Context, in *installation) (result, error) {
	return in.list(ctx, in.machine(in.office.token), "/api/v1/campaigns/"+string(in.campaign)+"/duties?period=2025-06&work=sent&limit=50")
}

// listCounty is W2 for a county account, over one quarter.
func listCounty(ctx context.Context, in *installation) (result, error) {
	return in.list(ctx, in.machine(in.county.token),
		"/api/v1/campaigns/"+string(in.campaign)+"/duties?due_from=2025-04-01&due_to=2025-06-30&work=sent&limit=50")
}

// listHTML is W2 as the page.
func listHTML(ctx context.Context, in *installation) (result, error) {
	read, err := in.person(ctx, in.office.login)
	if err != nil {
		return nil, err
	}
	return in.list(ctx, read, "/duties?period=2025-06&work=sent")
}

// list sends every report and then reads the list, eight at a time.
func (in *installation) list(ctx context.Context, read reader, path string) (result, error) {
	if err := in.sendAll(ctx); err != nil {
		return nil, err
	}
	if err := read(ctx, in.url+path); err != nil {
		return nil, err
	}
	return together("pages/s", func(int) (times []time.Duration, err error) {
		for range listRequests / clients {
			start := time.Now()
			if err := read(ctx, in.url+path); err != nil {
				return nil, err
			}
			times = append(times, time.Since(start))
		}
		return times, nil
	})
}

// sendAll lets every unit send the reports of ten months.
func (in *installation) sendAll(ctx context.Context) error {
	_, err := submit(ctx, in)
	return err
}

// machine reads with a token.
func (in *installation) machine(token string) reader {
	client := newClient(nil)
	return func(ctx context.Context, url string) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		return answered(client, req)
	}
}

// person reads with the cookie of a session.
func (in *installation) person(ctx context.Context, login string) (reader, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := newClient(jar)
	form := url.Values{"login": {login}, "password": {password}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, in.url+"/sign-in", strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if err := answered(client, req); err != nil {
		return nil, err
	}
	return func(ctx context.Context, url string) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		return answered(client, req)
	}, nil
}

func newClient(jar http.CookieJar) *http.Client {
	return &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}}
}

// answered sends a request and reads its answer to the end; a page that leads
// to the sign-in is a failure.
func answered(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	switch {
	case err != nil:
		return err
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("%s %s: %s: %.300s", req.Method, req.URL, resp.Status, text)
	case req.Method == http.MethodGet && resp.Request.URL.Path == "/sign-in":
		return errors.New("the session is gone")
	}
	return nil
}
