package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// entryPage is W5's entry page: a liaison opens the month's report.
func entryPage(ctx context.Context, in *installation) (result, error) {
	return in.page(ctx, in.liaisons[0], "/duties/"+string(in.duties[0]["2025-10"]))
}

// listPage is W5's list: the office opens the reports that were sent.
func listPage(ctx context.Context, in *installation) (result, error) {
	if err := in.sendAll(ctx); err != nil {
		return nil, err
	}
	return in.page(ctx, in.office, "/duties?work=sent")
}

// page opens a page in a browser that has seen nothing, over 1.6 Mbit/s with
// 150 ms of round trip; then again.
func (in *installation) page(ctx context.Context, who account, path string) (result, error) {
	dir, err := os.MkdirTemp("", "xianfeng-chromium-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, stop := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(dir), chromedp.WindowSize(1366, 768))...)
	defer stop()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	page := in.url + path
	if err := in.signIn(ctx, who); err != nil {
		return nil, err
	}
	if err := slowLine(ctx); err != nil {
		return nil, err
	}
	cold, err := visit(ctx, page)
	if err != nil {
		return nil, err
	}
	warm, err := visit(ctx, page)
	return result{"usable s": cold.Usable / 1000, "kB": cold.Bytes / 1000, "warm kB": warm.Bytes / 1000}, err
}

// slowLine makes the line slow and the browser one that has seen nothing.
func slowLine(ctx context.Context) error {
	conditions := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{
		Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 1.6e6 / 8,
	}}}
	if _, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, conditions); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, network.ClearBrowserCache, cdp.Empty{})
	return err
}

// signIn opens the session on the fast line: the workload is the page.
func (in *installation) signIn(ctx context.Context, who account) error {
	script := fmt.Sprintf(`(() => { const f = document.querySelector('[name=password]').form;
		f.elements.login.value = %q; f.elements.password.value = %q; f.requestSubmit(); })()`, who.login, password)
	if err := chromedp.Do(ctx, chromedp.Navigate(in.url+"/sign-in?lang=zh-CN")); err != nil {
		return err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](script)); err != nil {
		return err
	}
	return wait(ctx, `!document.querySelector('[name=password]')`)
}

// loaded is what the browser measured of a page.
type loaded struct{ Usable, Bytes float64 }

// visit opens a page and returns when its scripts ran, counting what came over
// the line.
func visit(ctx context.Context, page string) (l loaded, err error) {
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		return l, err
	}
	if err := wait(ctx, `performance.getEntriesByType('navigation')[0].loadEventEnd > 0`); err != nil {
		return l, err
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`JSON.stringify({
		Usable: performance.getEntriesByType('navigation')[0].loadEventEnd,
		Bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
			.reduce((sum, e) => sum + e.transferSize, 0)})`))
	if err == nil {
		err = json.Unmarshal([]byte(text), &l)
	}
	return l, err
}

// wait asks until a condition of the page holds.
func wait(ctx context.Context, condition string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](condition)); err == nil && yes {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the page never came to %s", condition)
		case <-tick.C:
		}
	}
}
