package arch

import (
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// trace is something that must stand in no file of the project.
type trace struct {
	what string
	re   *regexp.Regexp
}

// The patterns are written so that they do not find themselves.
var traces = []trace{
	{"a mark of unfinished work", regexp.MustCompile(`\b(?:TO[D]O|FIX[M]E|X[X]X)\b`)},
	{"a host of a package registry", regexp.MustCompile(`(?i)\b(?:registry|npm|goproxy|proxy|mirrors?)\.[a-z0-9-]+\.(?:org|com|cn|io|dev|net)\b`)},
	{"a path of somebody's machine", regexp.MustCompile(`(?:^|[\s"'=(:])(?:/home/|/Users/|/root/|[A-Z]:\\Users\\)\w`)},
}

func TestTraces(t *testing.T) {
	t.Parallel()
	all := append(here(t), traces...)
	for _, x := range texts(t) {
		for i, line := range strings.Split(string(x.body), "\n") {
			for _, tr := range all {
				if x.path != "go.sum" && tr.re.MatchString(line) {
					t.Errorf("%s:%d: %s", x.path, i+1, tr.what)
				}
			}
		}
	}
}

// here returns what would tell on this machine: the folder of the clone and
// the registries its tools are set to.
func here(t *testing.T) []trace {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	var out []trace
	if strings.Count(dir, string(filepath.Separator)) > 1 { // a clone in «/src» would find too much
		out = append(out, trace{"the path of this clone", regexp.MustCompile(`(?:^|[\s"'=(:])` + regexp.QuoteMeta(dir) + `(?:/|\b)`)})
	}
	for _, cmd := range [][]string{{"go", "env", "GOPROXY"}, {"npm", "config", "get", "registry"}} {
		answer, err := exec.Command(cmd[0], cmd[1:]...).Output()
		if err != nil {
			continue // the tool is not installed here, so it leaves no traces
		}
		for _, u := range strings.FieldsFunc(strings.TrimSpace(string(answer)), func(r rune) bool { return r == ',' || r == '|' }) {
			if host := hostOf(u); host != "" {
				out = append(out, trace{"the host of a registry", regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(host) + `\b`)})
			}
		}
	}
	return out
}

// hostOf returns the host a setting names, "" for none and for this machine.
func hostOf(setting string) string {
	u, err := url.Parse(setting)
	if err != nil || u.Hostname() == "localhost" {
		return ""
	}
	if ip := net.ParseIP(u.Hostname()); ip != nil && ip.IsLoopback() {
		return ""
	}
	return u.Hostname()
}

func TestTracePatterns(t *testing.T) {
	t.Parallel()
	for i, lines := range [][2][]string{
		{{"// TO" + "DO: later", "x() // FIX" + "ME"}, {"todo list", "«待办» → todo", "XX"}},
		{{"https://registry." + "example.org/x", "mirror." + "example.cn"}, {"github.com/xianfeng-oss", "registry.Register(x.Collector)"}},
		{{`open("/ho` + `me/ann/x")`, "/ro" + "ot/x"}, {"https://example.org/home/x", "<a href=/users/>"}},
	} {
		for _, bad := range lines[0] {
			if !traces[i].re.MatchString(bad) {
				t.Errorf("%s: misses %q", traces[i].what, bad)
			}
		}
		for _, good := range lines[1] {
			if traces[i].re.MatchString(good) {
				t.Errorf("%s: finds %q", traces[i].what, good)
			}
		}
	}
}
