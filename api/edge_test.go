package api_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

var pdf = []byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n")

func TestFiles(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	liaison, foreign := w.token(people.Liaison, "yexian", ""), w.token(people.Liaison, "lushan", "")
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID)
	add := func(token, name string, revision string, body io.Reader) answer {
		q := url.Values{"slot": {"papers/evidence"}, "name": {name}, "revision": {revision}}
		return w.post(token, d+"/files?"+q.Encode(), body)
	}
	draft := add(liaison, "佐证.pdf", "0", bytes.NewReader(pdf)).must(t, 200)
	f := draft["files"].([]any)[0].(obj)
	if f["name"] != "佐证.pdf" || f["slot"] != "papers/evidence" {
		t.Errorf("stored as %v", f)
	}
	got := w.get(liaison, "/files/"+f["id"].(string))
	if got.status != 200 || !bytes.Equal(got.raw, pdf) {
		t.Errorf("download answers %d with %d bytes", got.status, len(got.raw))
	}
	if h := got.header.Get("Content-Disposition"); !strings.HasPrefix(h, "attachment") || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a file may be shown in place: %q", h)
	}
	if n := len(w.get(liaison, d+"/files").must(t, 200)["items"].([]any)); n != 1 {
		t.Errorf("%d files listed", n)
	}
	w.get(foreign, "/files/"+f["id"].(string)).must(t, 404)
	add(foreign, "a.pdf", "1", bytes.NewReader(pdf)).must(t, 404)
	add(liaison, "b.pdf", "0", bytes.NewReader(pdf)).must(t, 409)
	if p := add(liaison, "c.pdf", "1", strings.NewReader("MZ no pdf")).must(t, 422); p["kind"] != "invalid" {
		t.Errorf("a file that is not what its name says answers %v", p)
	}
	// As large as allowed is read to its end and no further; larger is refused
	// before it is read, where the client says how large.
	add(liaison, "d.pdf", "1", io.LimitReader(zeros{}, report.MaxFile+1)).must(t, 413)
	big := httptestReader{io.LimitReader(zeros{}, 40<<20)}
	if p := add(liaison, "e.pdf", "1", big).must(t, 413); p["kind"] != "too_large" {
		t.Errorf("40 MB answer %v", p)
	}
	if got := w.get(liaison, d+"/draft").must(t, 200); got["revision"] != 1.0 {
		t.Errorf("a refused file changed the draft to revision %v", got["revision"])
	}
}

// zeros is an endless file that begins like a PDF.
type zeros struct{}

// Read fills with zeros.
func (zeros) Read(b []byte) (int, error) {
	clear(b)
	copy(b, "%PDF-1.4\n")
	return len(b), nil
}

// httptestReader hides what it reads from, so that no length is known.
type httptestReader struct{ io.Reader }

func TestEveryAnswerOfADemonstrationSaysSo(t *testing.T) {
	w := newWorld(t, api.Options{Demo: true})
	office := w.token(people.Office, "PDS", "office")
	for _, path := range []string{"/campaigns", "/campaigns/" + string(w.Campaign), "/units", "/units/yexian", "/audit", "/nowhere", "/units/nobody", "/units?limit=x"} {
		got := w.get(office, path)
		if h := got.header.Get("X-Xianfeng-Demo"); !strings.HasPrefix(h, "UTF-8''%E6%BC%94") {
			t.Errorf("%s: header %q", path, h)
		}
		if !bytes.Contains(got.raw, []byte(`"notice":"演示数据，均属虚构"`)) {
			t.Errorf("%s: no notice in %s", path, got.raw)
		}
	}
	if got := w.get("", "/campaigns"); got.status != 401 || !bytes.Contains(got.raw, []byte("演示数据")) {
		t.Errorf("without a token: %d %s", got.status, got.raw)
	}
}

func TestProblems(t *testing.T) {
	w := newWorld(t, api.Options{})
	office := w.token(people.Office, "PDS", "office")
	for _, c := range []struct {
		method, path, token string
		status              int
		code                string
	}{
		{"GET", "/campaigns", "", 401, "api.no_token"},
		{"GET", "/campaigns", "xf_wrong", 401, "people.bad_token"},
		{"GET", "/nowhere", office, 404, "fault.not_found"},
		{"DELETE", "/campaigns", office, 405, "api.method"},
		{"GET", "/units/nobody", office, 404, "api.unknown_unit"},
		{"GET", "/units?colour=red", office, 422, "api.misfit"},
		{"GET", "/units?limit=1000", office, 422, "api.misfit"},
		{"GET", "/units?on=yesterday", office, 422, "api.misfit"},
		{"GET", "/audit?cursor=x", office, 422, "fault.fields"},
		{"GET", "/campaigns/nothing", office, 404, "fault.not_found"},
		{"GET", "/duties/nothing", office, 404, "fault.not_found"},
	} {
		got := w.do(request{method: c.method, path: c.path, token: c.token})
		p := got.must(t, c.status)
		if p["code"] != c.code || p["status"] != float64(c.status) || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s answers %v as %s", c.method, c.path, p, got.header.Get("Content-Type"))
		}
	}
	english := w.do(request{method: "GET", path: "/units/nobody", token: office, header: http.Header{"Accept-Language": {"en"}}}).must(t, 404)
	if english["detail"] != "There is no unit with the code nobody, or it is outside your range." {
		t.Errorf("in English: %v", english["detail"])
	}
}

func TestRateIsPerAccount(t *testing.T) {
	w := newWorld(t, api.Options{Rate: 3})
	one, two := w.token(people.Office, "PDS", "office"), w.token(people.Viewer, "PDS", "")
	for range 3 {
		w.get(one, "/campaigns").must(t, 200)
	}
	if p := w.get(one, "/campaigns").must(t, 429); p["code"] != "api.too_many" {
		t.Errorf("beyond the rate: %v", p)
	}
	w.get(two, "/campaigns").must(t, 200)
}

func TestLargeBodyIsRefused(t *testing.T) {
	w := newWorld(t, api.Options{})
	liaison := w.token(people.Liaison, "yexian", "")
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-06", "").ID)
	for _, body := range []io.Reader{bytes.NewReader(make([]byte, 2<<20)), httptestReader{bytes.NewReader(make([]byte, 2<<20))}} {
		if p := w.post(liaison, d+"/submit", body).must(t, 413); p["code"] != "fault.too_large" {
			t.Errorf("2 MiB answer %v", p)
		}
	}
}

// Pages by cursor join without a gap or a row twice.
func TestCursors(t *testing.T) {
	w := newWorld(t, api.Options{})
	office := w.token(people.Office, "PDS", "office")
	for _, path := range []string{"/units?limit=2", "/audit?limit=3", "/campaigns/" + string(w.Campaign) + "/duties?limit=90"} {
		all := w.get(office, strings.Split(path, "?")[0]+"?limit=200").must(t, 200)
		seen, first := map[string]bool{}, []string{}
		for next := ""; ; {
			page := w.get(office, path+"&cursor="+url.QueryEscape(next)).must(t, 200)
			for _, it := range page["items"].([]any) {
				id := rowID(it.(obj))
				if seen[id] {
					t.Fatalf("%s: %s twice", path, id)
				}
				seen[id] = true
				first = append(first, id)
			}
			more, _ := page["next"].(string)
			if more == "" {
				break
			}
			next = more
		}
		for i, it := range all["items"].([]any) {
			if rowID(it.(obj)) != first[i] {
				t.Fatalf("%s: row %d is %s, in one page %s", path, i, first[i], rowID(it.(obj)))
			}
		}
		if _, more := all["next"]; !more && len(seen) != len(all["items"].([]any)) {
			t.Errorf("%s: %d rows in pages, %d in one", path, len(seen), len(all["items"].([]any)))
		}
	}
}

func rowID(row obj) string {
	if id, ok := row["id"].(string); ok {
		return id
	}
	return row["code"].(string)
}

func TestMatrixAndClauses(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	office := w.token(people.Office, "PDS", "office")
	c := "/campaigns/" + string(w.Campaign)
	m := w.get(office, c+"/matrix?obligation=monthly-report&group=category").must(t, 200)
	names := []string{}
	for _, g := range m["groups"].([]any) {
		names = append(names, g.(obj)["name"].(string))
	}
	if got := strings.Join(names, " "); got != "县(市、区)总工会 示范区、高新区工会 产业工会 市总直属企业工会" {
		t.Errorf("groups %s", got)
	}
	county := w.get(office, c+"/matrix?obligation=monthly-report&as=today").must(t, 200)["groups"].([]any)
	if last := county[len(county)-1].(obj); county[0].(obj)["key"] != "lushan" || last["key"] != "" {
		t.Errorf("by county: %v", county)
	}
	for _, cl := range w.get(office, c+"/clauses").must(t, 200)["items"].([]any) {
		if cl.(obj)["id"] != "P-57" {
			continue
		}
		st := cl.(obj)["state"].([]any)
		if june := st[0].(obj); june["period"] != "2018-06" || june["missing"] != 5.0 || june["all"] != 5.0 {
			t.Errorf("June stands as %v", june)
		}
		return
	}
	t.Error("no P-57")
}
