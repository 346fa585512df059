package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// The workload: as many clauses as both shipped plans have, duties for three
// years.
const (
	benchUnits   = 3000
	benchClauses = 160
)

// benchPlan is a playbook of that size and its document: a monthly, three
// quarterly, five yearly and eight single obligations.
func benchPlan() (source, document string) {
	var pb, doc strings.Builder
	pb.WriteString(`playbook: xianfeng/1
id: bench-plan
title: 基准方案
short: 基准
period: 2018-01-01..2020-12-31
timezone: Asia/Shanghai
document: {kind: 方案, title: 基准方案, issuers: [基准市总工会], number: , issued: , clauses: [B-1]}
clauses:
`)
	doc.WriteString("基准方案\n")
	parts := []rune("一二三四五六七八")
	for i := range benchClauses {
		part := i / 20
		if i%20 == 0 {
			fmt.Fprintf(&doc, "%c、第%d部分\n", parts[part], part)
		}
		fmt.Fprintf(&pb, "  B-%d: {at: %c, words: [第%d款起, 第%d款止], asks: 按要求办理}\n", i+1, parts[part], i+1, i+1)
		fmt.Fprintf(&doc, "第%d款起，%s，第%d款止。\n", i+1, strings.Repeat("各单位按照要求认真组织落实", 4), i+1)
	}
	pb.WriteString("bodies:\n  office: {name: 办公室, kind: office, clauses: [B-1]}\naudience: {categories: [industry], clause: B-1}\n")
	pb.WriteString("forms:\n  f: {title: 表, clause: B-1, sections: {s: {title: 情况, clause: B-1, fields: {a: {label: 进度, type: long_text, max: 3000}}}}}\nobligations:\n")
	for i := range 17 {
		every, span, due := "once", "", "2018-03-10"
		switch {
		case i == 0:
			every, span, due = "month", "    from: 2018-01\n    until: 2020-12\n", "last workday of month"
		case i < 4:
			every, span, due = "quarter", "    from: 2018-01\n    until: 2020-12\n", "last workday of quarter"
		case i < 9:
			every, span, due = "year", "    from: 2018-01\n    until: 2020-12\n", "last workday of year"
		}
		var cites []string
		for k := 9*i + 2; k < 9*i+10 || i == 16 && k <= benchClauses; k++ {
			cites = append(cites, fmt.Sprintf("B-%d", k))
		}
		fmt.Fprintf(&pb, "  o%d:\n    title: 事项%d\n    clause: B-%d\n    of: units\n    forms: f\n    to: office\n    every: %s\n%s    due: %s\n    also: [%s]\n",
			i, i, 9*i+1, every, span, due, strings.Join(cites, ", "))
	}
	return pb.String(), doc.String()
}

// benchHouse is a federation of that size in the middle of its plan: what was
// due is sent, a thousand drafts are open.
func benchHouse(b *testing.B) *desktest.House {
	b.Helper()
	ctx := context.Background()
	s := stage.Empty(b, storetest.SQLite(b))
	s.At("2018-01-02 09:00")
	s.Root = s.Found("PDS", "基准市总工会", organisation.Federation, "", "")
	for i := range benchUnits {
		s.Found(fmt.Sprintf("u%d", i), fmt.Sprintf("基准单位%d工会", i), organisation.Industry, "PDS", "")
	}
	source, document := benchPlan()
	c, err := s.Campaigns.Launch(ctx, stage.Program, campaign.Start{Organiser: s.Root, Source: []byte(source)})
	s.Must(err)
	s.Campaign = c.ID
	_, err = s.Originals.Attach(ctx, stage.Program, c.ID, "方案.txt", []byte(document))
	s.Must(err)
	s.At("2018-09-28 10:00")
	due := s.Now().UnixMilli()
	s.Must(s.DB.Update(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec("UPDATE duty SET newest = 1, first_at = due_at - 1, judged_at = due_at - 1 WHERE due_at < $1", due); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO draft (duty_id, content, handed_at, handed_by, handed_back, handed_back_at, updated_at, updated_by, revision)
			SELECT id, '{}', 0, '', '', 0, 1, '', 1 FROM duty WHERE obligation = 'o0' AND period = '2018-09' ORDER BY id LIMIT 1000`)
		return err
	}))
	key, err := audit.NewKey(filepath.Join(b.TempDir(), "audit.key"), "pds")
	s.Must(err)
	_, err = audit.NewSequencer(store.Scope[audit.Tx](s.DB), key, time.Now).Place(ctx)
	s.Must(err)
	return desktest.On(b, s, Routes)
}

// BenchmarkPlan measures the first byte of the page: when nothing happened since
// the last look, and when a unit has just reported.
func BenchmarkPlan(b *testing.B) {
	h := benchHouse(b)
	account, _, err := h.People.Create(b.Context(), stage.Program, people.NewAccount{Root: h.Root, Login: "office", Hash: "none"})
	h.Must(err)
	_, err = h.People.Grant(b.Context(), stage.Program, people.Grant{Account: account.ID, Role: people.Office, Unit: h.Root, Body: "office"})
	h.Must(err)
	jar, err := cookiejar.New(nil)
	h.Must(err)
	client := &http.Client{Jar: jar}
	ask := func(path string) time.Duration {
		began := time.Now()
		res, err := client.Get(h.Server.URL + path)
		h.Must(err)
		took := time.Since(began)
		h.Must(res.Body.Close())
		if res.StatusCode != http.StatusOK {
			b.Fatalf("status %d", res.StatusCode)
		}
		return took
	}
	ask("/sit/" + string(account.ID))
	b.Logf("the first look of all: %v", ask("/plan"))
	measure := func(name string, before func(int)) {
		b.Run(name, func(b *testing.B) {
			var times []time.Duration
			for n := range b.N {
				b.StopTimer()
				before(n)
				b.StartTimer()
				times = append(times, ask("/plan"))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
	measure("quiet", func(int) {})
	unit := 1000
	measure("reported", func(int) {
		unit++
		code := fmt.Sprintf("u%d", unit)
		_, err := h.Stage.Send(h.As(people.Liaison, code), h.Duty(code, "o0", "2018-09", "").ID, map[string]string{"s/a": "进展"})
		h.Must(err)
	})
}
