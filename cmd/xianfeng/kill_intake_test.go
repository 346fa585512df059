//go:build unix

package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/internal/require"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// manyHonourees is how many persons the list has; storing them takes long enough
// to be killed in the midst of.
const manyHonourees = 6000

// A list that was being stored as the program was killed is in no part in the
// register, and afterwards as a whole and once. Master key and suite of those
// persons are then changed, and that is killed in the midst, too.
func TestKilledInTheMidstOfAList(t *testing.T) {
	t.Parallel()
	if !assets.Built() {
		require.Skip(t, "assets", fmt.Errorf("run make assets"))
	}
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		killedStoring(t, "sqlite", "")
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		killedStoring(t, "pgx", storetest.PostgresDSN(t))
	})
}

// scene is an installation into which a list is brought.
type scene struct {
	*testing.T
	dir   string
	more  []string // arguments of every command
	db    *sql.DB  // beside the program
	token string
	path  string // of the imports of the register
}

func killedStoring(t *testing.T, driver, dsn string) {
	c := &scene{T: t, dir: t.TempDir()}
	if dsn != "" {
		c.more = []string{"--database", dsn}
	}
	s := start(t, c.dir, append(c.more, "--today", "2018-06-04")...)
	if dsn == "" {
		dsn = filepath.Join(c.dir, "xianfeng.db")
	}
	var err error
	if c.db, err = sql.Open(driver, dsn); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.db.Close() })
	c.aim(s)
	before := c.kept()
	id := c.storing(s)
	if now := c.kept(); now != before {
		t.Fatalf("entries, marks, grams and persons after the kill: %v, before: %v", now, before)
	}
	if len(c.more) > 0 { // one node of several may only wait for the end of another's lease
		c.must(c.db.Exec("UPDATE job SET leased_to = 0 WHERE done_at = 0"))
	}
	s = c.restart()
	c.aim(s)
	if m := c.until(s, id, "stored"); m["new"] != float64(manyHonourees) {
		t.Errorf("stored: %v", m)
	}
	after := c.kept()
	if after[0] != before[0]+manyHonourees || after[3] != before[3]+manyHonourees {
		t.Errorf("entries and persons: %v, before: %v", after, before)
	}
	c.same(s)
	c.over(s)
	c.rekeyed()
	s = c.restart()
	c.aim(s)
	c.same(s)
	if c.kept() != after {
		t.Errorf("rows: %v, before the keys were changed: %v", c.kept(), after)
	}
	c.over(s)
}

func (c *scene) must(_ any, err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *scene) restart() *server { return start(c.T, c.dir, c.more...) }

// aim finds the register of a liaison.
func (c *scene) aim(s *server) {
	c.Helper()
	for _, a := range s.Accounts {
		if a.Role == "liaison" && a.Unit == "yexian" {
			c.token = a.Token
		}
	}
	_, campaigns, err := s.ask("GET", "/api/v1/campaigns", c.token, nil)
	c.must(nil, err)
	c.path = "/api/v1/campaigns/" + first(campaigns) + "/registers/honourees/imports?unit=yexian&name=list.csv"
}

// kept counts the entries, what is derived from them, and the persons.
func (c *scene) kept() (out [4]int) {
	c.Helper()
	for i, table := range []string{"entry", "entry_mark", "entry_gram", "person_key"} {
		c.must(nil, c.db.QueryRow("SELECT count(*) FROM "+table).Scan(&out[i]))
	}
	return out
}

// handIn hands the list in and waits until it was checked.
func (c *scene) handIn(s *server) map[string]any {
	c.Helper()
	var list bytes.Buffer
	list.WriteString("姓名,荣誉类别,荣誉级别,授予年度\n")
	for i := range manyHonourees {
		fmt.Fprintf(&list, "%c%c名册,劳模,市级,%d\n", '一'+rune(i%97), '一'+rune(i), 2000+i%18)
	}
	req, err := http.NewRequest("POST", s.URL+c.path, &list)
	c.must(nil, err)
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/octet-stream")
	resp, err := http.DefaultClient.Do(req)
	c.must(nil, err)
	defer resp.Body.Close()
	var m map[string]any
	c.must(nil, json.NewDecoder(resp.Body).Decode(&m))
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		c.Fatalf("handed in: %d %v", resp.StatusCode, m)
	}
	return c.until(s, fmt.Sprint(m["id"]), "checked")
}

// until waits for the state of an import.
func (c *scene) until(s *server, id, state string) map[string]any {
	c.Helper()
	for deadline := time.Now().Add(3 * time.Minute); ; <-time.After(20 * time.Millisecond) {
		_, m, err := s.ask("GET", "/api/v1/imports/"+id, c.token, nil)
		c.must(nil, err)
		if m["state"] == state {
			return m
		}
		if m["state"] == "failed" || time.Now().After(deadline) {
			c.Fatalf("waiting for %s: %v", state, m)
		}
	}
}

// storing confirms the list and kills the program as it has stored some of it.
func (c *scene) storing(s *server) string {
	c.Helper()
	m := c.handIn(s)
	if m["new"] != float64(manyHonourees) || m["findings"] != float64(0) {
		c.Fatalf("checked: %v", m)
	}
	id := fmt.Sprint(m["id"])
	if status, got, err := s.ask("POST", "/api/v1/imports/"+id+"/confirm", c.token, map[string]any{"revision": m["revision"]}); err != nil || status != http.StatusOK {
		c.Fatalf("confirmed: %d, %v, %v", status, got, err)
	}
	for deadline := time.Now().Add(time.Minute); ; {
		_, m, err := s.ask("GET", "/api/v1/imports/"+id, c.token, nil)
		c.must(nil, err)
		if m["state"] != "storing" || time.Now().After(deadline) {
			c.Fatalf("it was to be killed in the midst: %v", m)
		}
		if step, ok := m["progress"].(map[string]any); ok && step["rows"].(float64) > 0 {
			break
		}
	}
	c.kill(s.cmd)
	return id
}

func (c *scene) kill(cmd *exec.Cmd) {
	c.Helper()
	c.must(nil, cmd.Process.Kill())
	_, _ = cmd.Process.Wait() // it was killed
}

// same hands the list in once more: nothing in it is new.
func (c *scene) same(s *server) {
	c.Helper()
	if m := c.handIn(s); m["unchanged"] != float64(manyHonourees) || m["new"] != float64(0) || m["findings"] != float64(0) {
		c.Errorf("handed in again: %v", m)
	}
}

// over ends the program and verifies what it leaves.
func (c *scene) over(s *server) {
	c.Helper()
	c.must(nil, s.cmd.Process.Signal(syscall.SIGTERM))
	if err := s.cmd.Wait(); err != nil {
		c.Errorf("the program did not end gracefully: %v", err)
	}
	c.does("verify")
}

// does runs a command to its end, which has to be a good one.
func (c *scene) does(args ...string) {
	c.Helper()
	status, out, errs := xianfeng(c.T, "en", append(append(args, "--data", c.dir), c.more...)...)
	if status != 0 {
		c.Errorf("%v: status %d\n%s%s", args, status, out, errs)
	}
}

// values is what persons have of a column, in the order of their ids.
func (c *scene) values(column string) (out []string) {
	c.Helper()
	rows, err := c.db.Query("SELECT " + column + " FROM person p JOIN person_key k ON k.person_id = p.id ORDER BY p.id")
	c.must(nil, err)
	defer rows.Close()
	for rows.Next() {
		var b []byte
		c.must(nil, rows.Scan(&b))
		out = append(out, string(b))
	}
	c.must(nil, rows.Err())
	return out
}

// rekeyed changes the master key of all persons, and then the suite, each killed
// in the midst and then done to its end.
func (c *scene) rekeyed() {
	c.Helper()
	c.broken("k.master", "keys", "rotate")
	c.broken("substr(p.name, 1, 7)", "keys", "reseal", "--suite", "sm4gcm")
}

// broken runs a command in a process of its own, kills it once the first of the
// persons has another value and the last one has not, and then runs it to its end.
func (c *scene) broken(column string, args ...string) {
	c.Helper()
	was := c.values(column)
	cmd := exec.Command(os.Args[0], append(append(args, "--data", c.dir), c.more...)...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	c.must(nil, cmd.Start())
	c.Cleanup(func() { _ = cmd.Process.Kill() })
	now := was
	for deadline := time.Now().Add(time.Minute); now[0] == was[0]; now = c.values(column) {
		if time.Now().After(deadline) {
			c.Fatalf("%v has done nothing", args)
		}
	}
	c.kill(cmd)
	if now[len(now)-1] != was[0] {
		c.Fatalf("%v was at its end before it was killed", args)
	}
	c.does(args...)
	if now = slices.Compact(c.values(column)); len(now) != 1 || now[0] == was[0] {
		c.Errorf("%v: %q, before %q", args, now, was[0])
	}
}
