//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/internal/require"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// server is the program running in a process of its own.
type server struct {
	cmd      *exec.Cmd
	URL      string
	Accounts []struct{ Role, Unit, Token string }
}

// start runs a demonstration of the first days and waits until it answers.
func start(t *testing.T, dir string, more ...string) *server {
	t.Helper()
	ready := filepath.Join(t.TempDir(), "ready.json")
	args := append([]string{"demo", "--data", dir, "--listen", "127.0.0.1:0", "--ready-file", ready}, more...)
	s := &server{cmd: exec.Command(os.Args[0], args...)}
	s.cmd.Env = append(os.Environ(), asProgram+"=1")
	var errs bytes.Buffer
	s.cmd.Stderr = &errs
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill(); _, _ = s.cmd.Process.Wait() })
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); {
		if text, err := os.ReadFile(ready); err == nil {
			if err := json.Unmarshal(text, s); err != nil {
				t.Fatal(err)
			}
			return s
		}
		if s.cmd.Process.Signal(syscall.Signal(0)) != nil {
			break
		}
		<-time.After(20 * time.Millisecond)
	}
	t.Fatalf("the program did not answer: %s", errs.String())
	return nil
}

// ask sends a request as an account and returns the status and the answer.
func (s *server) ask(method, path, token string, body any) (int, map[string]any, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	req, err := http.NewRequest(method, s.URL+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	text, err = io.ReadAll(resp.Body)
	if err != nil {
		return 0, nil, err
	}
	var out map[string]any
	return resp.StatusCode, out, json.Unmarshal(text, &out)
}

// sent is a version that a unit was told is saved.
type sent struct{ duty, token, digest string }

// Every report that a unit was told is saved is there after the program was
// killed in the midst of many, once and whole.
func TestKilledInTheMidstOfReports(t *testing.T) {
	t.Parallel()
	if !assets.Built() {
		require.Skip(t, "assets", fmt.Errorf("run make assets"))
	}
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		killed(t)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		killed(t, "--database", storetest.PostgresDSN(t))
	})
}

func killed(t *testing.T, more ...string) {
	dir := t.TempDir()
	s := start(t, dir, append(more, "--today", "2018-06-04")...)
	told := s.burst(t)
	if len(told) == 0 {
		t.Fatal("nothing was acknowledged before the kill")
	}
	again := start(t, dir, more...)
	for _, v := range told {
		status, got, err := again.ask("GET", "/api/v1/duties/"+v.duty+"/versions/1", v.token, nil)
		if err != nil || status != http.StatusOK || got["digest"] != v.digest {
			t.Errorf("a report that was acknowledged with %s: status %d, %v, %v", v.digest, status, got["digest"], err)
		}
		if status, _, err := again.ask("GET", "/api/v1/duties/"+v.duty+"/versions/2", v.token, nil); err != nil || status != http.StatusNotFound {
			t.Errorf("a second version exists: status %d, %v", status, err)
		}
	}
	if err := again.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := again.cmd.Wait(); err != nil {
		t.Errorf("the program did not end gracefully: %v", err)
	}
	if status, out, errs := xianfeng(t, "en", append([]string{"verify", "--data", dir}, more...)...); status != 0 || strings.Contains(out, "no folder") {
		t.Errorf("verify: status %d\n%s%s", status, out, errs)
	}
	if len(more) == 0 {
		return
	}
	if status, out, errs := xianfeng(t, "en", append([]string{"verify"}, more...)...); status != 0 || !strings.Contains(out, "no folder") {
		t.Errorf("verify of the database alone: status %d\n%s%s", status, out, errs)
	}
}

// burst lets every liaison send its June report at once and kills the program
// while they do; it returns those that were acknowledged.
func (s *server) burst(t *testing.T) []sent {
	t.Helper()
	var mu sync.Mutex
	var told []sent
	var wg sync.WaitGroup
	enough := make(chan struct{}, 1)
	for _, a := range s.Accounts {
		if a.Role != "liaison" {
			continue
		}
		wg.Go(func() {
			duty := s.june(a.Unit, a.Token)
			status, v, err := s.ask("POST", "/api/v1/duties/"+duty+"/submit", a.Token,
				map[string]any{"revision": 0, "cells": map[string]string{"texts/progress": "起步", "figures/skill/projects": "2"}})
			if err != nil || status != http.StatusOK {
				return // the program was gone
			}
			mu.Lock()
			defer mu.Unlock()
			told = append(told, sent{duty, a.Token, fmt.Sprint(v["digest"])})
			if len(told) == 12 {
				enough <- struct{}{}
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(30 * time.Second):
	}
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	_, _ = s.cmd.Process.Wait() // it was killed
	return told
}

// june returns the id of a unit's report of June 2018, "" if it cannot be had.
func (s *server) june(unit, token string) string {
	_, campaigns, err := s.ask("GET", "/api/v1/campaigns", token, nil)
	if err != nil {
		return ""
	}
	id := first(campaigns)
	_, duties, err := s.ask("GET", "/api/v1/campaigns/"+id+"/duties?obligation=monthly-report&period=2018-06&unit="+unit, token, nil)
	if err != nil {
		return ""
	}
	return first(duties)
}

func first(list map[string]any) string {
	items, _ := list["items"].([]any)
	if len(items) == 0 {
		return ""
	}
	item, _ := items[0].(map[string]any)
	return fmt.Sprint(item["id"])
}
