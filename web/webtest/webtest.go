// Package webtest drives pages in a headless Chromium, for tests: what a
// person sees, types and hears, and whether axe-core finds a barrier.
package webtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// patience is how long one step may take on a busy machine.
const patience = 30 * time.Second

// Tab is one page in a browser of 1366×768 that asks for Chinese. Its methods
// end the test when a step fails.
type Tab struct {
	t   testing.TB
	ctx context.Context
}

// Open starts a browser with a profile of its own. Without Chromium or without
// the built front end it skips the test, or fails it where XIANFENG_REQUIRE
// names chromium.
func Open(t testing.TB) *Tab {
	t.Helper()
	path, err := exec.LookPath("chromium")
	switch {
	case err != nil:
		missing(t, "chromium is not installed")
	case !assets.Built():
		missing(t, "the front end is not built")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1366, 768),
		chromedp.Flag("accept-lang", "zh-CN"), chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	tab := &Tab{t, ctx}
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as this context
		t.Fatal(err)
	}
	tab.Do(chromedp.EmulateViewport(1366, 768))
	return tab
}

func missing(t testing.TB, what string) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("XIANFENG_REQUIRE"), ","), "chromium") {
		t.Fatal(what)
	}
	t.Skip(what)
}

// Do takes steps one after another.
func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// Visit opens an address.
func (b *Tab) Visit(url string) { b.t.Helper(); b.Do(chromedp.Navigate(url)) }

// See waits until the page has loaded and the element is visible and returns its
// text.
func (b *Tab) See(selector string) string {
	b.t.Helper()
	return await[string](b, selector, "e.innerText")
}

// Gone waits until no element of the selector is visible.
func (b *Tab) Gone(selector string) {
	b.t.Helper()
	wait[bool](b, selector+" to go", fmt.Sprintf(
		`[...document.querySelectorAll(%q)].some(e => e.getClientRects().length) ? null : true`, selector))
}

// Click waits until the page has loaded and the element is visible and rests
// where it is, and clicks its middle. A click that the page moved away from under
// the pointer is made again, as a person would, and told of; a third one that
// meets something else fails the test.
func (b *Tab) Click(selector string) {
	b.t.Helper()
	for range 3 {
		if b.clicked(selector) {
			return
		}
		b.t.Logf("the click on %s met something else", selector)
	}
	b.Shot("failed")
	b.t.Fatalf("%s is covered by something else", selector)
}

// clicked clicks and reports whether the element, or another page, was met.
func (b *Tab) clicked(selector string) bool {
	b.t.Helper()
	at, before := b.middle(selector), []float64(nil)
	for !slices.Equal(at, before) {
		at, before = b.middle(selector), at
	}
	await[bool](b, selector, `(window.met = false, e.addEventListener("click", () => { window.met = true }, {once: true, capture: true}), true)`)
	b.Do(chromedp.MouseClickXY(at[0], at[1]))
	ctx, cancel := context.WithTimeout(b.ctx, time.Second)
	defer cancel()
	met, err := chromedp.Run(ctx, chromedp.Evaluate[*bool]("window.met ?? null"))
	return err != nil || met == nil || *met
}

// middle scrolls to an element and returns where its middle is.
func (b *Tab) middle(selector string) []float64 {
	b.t.Helper()
	return await[[]float64](b, selector, `(e.scrollIntoView({block: "center"}),
		(r => [r.x + r.width / 2, r.y + r.height / 2])(e.getBoundingClientRect()))`)
}

// Type waits until the page has loaded and replaces what a field holds, key by
// key.
func (b *Tab) Type(selector, text string) {
	b.t.Helper()
	await[bool](b, selector, `(e.focus(), e.select(), true)`)
	b.Do(chromedp.KeyEvent(text))
}

// Press strikes keys (of package kb) where the focus is.
func (b *Tab) Press(keys string) { b.t.Helper(); b.Do(chromedp.KeyEvent(keys)) }

// await waits until the first element e of the selector is visible and returns
// the value of the expression.
func await[T any](b *Tab, selector, expression string) T {
	b.t.Helper()
	return wait[T](b, selector, fmt.Sprintf(
		`(e => e && e.getClientRects().length ? %s : null)(document.querySelector(%q))`, expression, selector))
}

// wait evaluates an expression until the page has loaded and it is not null: half
// a page shows tables without rows. It asks anew instead of leaving the waiting
// to the page, which may be replaced meanwhile.
func wait[T any](b *Tab, what, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	expression = `document.readyState !== "complete" ? null : ` + expression
	for {
		if v, err := chromedp.Run(ctx, chromedp.Evaluate[*T](expression)); err == nil && v != nil {
			return *v
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			b.Shot("failed")
			b.t.Fatalf("waited in vain for %s; the page says: %s", what, Eval[string](b,
				`location.pathname + " " + (document.querySelector("main") ?? document.body).innerText.slice(0, 400)`))
		}
	}
}

// Eval returns the value of an expression of type T on the page; a promise is
// waited for.
func Eval[T any](b *Tab, expression string) T {
	b.t.Helper()
	return run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

func run[T any](b *Tab, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// Shot saves a picture of the whole page as NAME.png in the folder that
// XIANFENG_SCREENSHOTS names, if it names one.
func (b *Tab) Shot(name string) {
	b.t.Helper()
	dir := os.Getenv("XIANFENG_SCREENSHOTS")
	if dir == "" {
		return
	}
	shot := run(b, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// Axe fails the test for every barrier axe-core finds on the page.
func (b *Tab) Axe() {
	b.t.Helper()
	source, err := os.ReadFile(filepath.Join(root(b.t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(b.t, "axe-core is not installed")
	}
	Eval[any](b, string(source)+"; null")
	found := Eval[[]string](b, `axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n =>
		v.id + ": " + n.html.slice(0, 200) + " — " + n.failureSummary)))`)
	for _, barrier := range found {
		b.t.Errorf("%s: %s", Eval[string](b, "location.pathname"), barrier)
	}
}

// root returns the folder of the module the test runs in.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}
