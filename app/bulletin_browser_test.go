package app_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// demonstration runs one of a day until the test ends, and returns its address.
func demonstration(t *testing.T, day string) string {
	t.Helper()
	dir := t.TempDir()
	o := app.Demonstration{Today: stage.Date(day), ReadyFile: filepath.Join(dir, "ready.json"), Options: app.Options{
		Data: filepath.Join(dir, "data"), Listen: "127.0.0.1:0", Out: io.Discard, Log: slog.New(slog.DiscardHandler), Real: time.Now,
	}}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- app.RunDemo(ctx, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		ended <- nil
	})
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			ended <- nil
			t.Fatal("the demonstration ended: ", err)
		case <-tick.C:
			var ready struct{ URL string }
			if b, err := os.ReadFile(o.ReadyFile); err == nil && json.Unmarshal(b, &ready) == nil && ready.URL != "" {
				return ready.URL
			}
		}
	}
}

// Nine days into October the bulletin of September is composed by the office,
// signed by its director, issued, and read by somebody who has no account.
func TestP60TheSeptemberBulletinIsComposedSignedIssuedAndRead(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	url := demonstration(t, "2018-10-09")
	signIn := func(login string) {
		t.Helper()
		tab.Visit(url + "/sign-in")
		tab.Click(`[name=demo][value=` + login + `]`)
		tab.See(`nav.side`)
	}
	look := func(name string) {
		t.Helper()
		tab.Axe()
		tab.Shot("bulletin-" + name)
	}
	signIn("office")
	tab.Click(`form[action$="/bulletin"] button`)
	tab.See(`.bulletin-name`)
	look("draft")
	tab.Type(`#edit-note`, "请与 13800138000 联系")
	tab.Click(`button[form=edit].btn-primary`)
	if said := tab.See(`[role=alert]`); !strings.Contains(said, "按语里有手机号") {
		t.Errorf("a phone number in the note: %q", said)
	}
	tab.Click(`[role=alert] a`)
	look("refused")
	tab.Type(`#edit-note`, "请各单位对照方案抓紧推进。")
	tab.Click(`fieldset details:last-of-type summary`)
	tab.Click(`fieldset details:last-of-type [name=take]`)
	tab.Click(`button[form=edit].btn-primary`)
	if note := tab.See(`.bulletin-note`); note != "按语：请各单位对照方案抓紧推进。" {
		t.Errorf("the preview says %q", note)
	}
	tab.See(`#edit-practice-1`)
	look("composed")
	signIn("director")
	tab.Visit(url + "/bulletins")
	look("list")
	tab.Click(`tbody .btn-primary`)
	tab.Click(`[data-open="#sign"]`)
	if said := tab.See(`#sign`); !strings.Contains(said, "办公室主任") {
		t.Errorf("the dialog does not say for whom one signs: %q", said)
	}
	look("sign")
	tab.Click(`#sign .btn-primary`)
	tab.See(`[data-open="#take-back"]`)
	signIn("office")
	tab.Visit(url + "/bulletins")
	tab.Click(`tbody .btn-primary`)
	tab.Click(`[data-open="#issue"]`)
	tab.Click(`#issue .btn-primary`)
	tab.See(`[href^="/public/"]`)
	look("issued")
	tab.Click(`[href$="/correct"]`)
	tab.See(`#figures`)
	look("correct")
	tab.Visit(url + "/posts/office-director")
	look("delegate")
	readByAnybody(t, url)
}

// readByAnybody reads the newest bulletin in a browser that never signed in.
func readByAnybody(t *testing.T, url string) {
	t.Helper()
	tab := webtest.Open(t)
	tab.Visit(url + "/public")
	tab.Axe()
	tab.Shot("public-list")
	tab.Click(`.portal-list a`)
	number := tab.See(`.bulletin-number`)
	text := tab.See(`.bulletin`)
	for _, want := range []string{"2018年9月各单位工作进展情况", "请各单位对照方案抓紧推进。", "叶县总工会", "签发：办公室主任"} {
		if !strings.Contains(text, want) {
			t.Errorf("the public page lacks %q", want)
		}
	}
	if number != "2018年第4期（总第4期）" {
		t.Errorf("the number is %q", number)
	}
	if cookie := webtest.Eval[string](tab, "document.cookie"); cookie != "" {
		t.Errorf("a reader has the cookie %q", cookie)
	}
	tab.Axe()
	tab.Shot("public-bulletin")
}
