package desktest

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// Page is an answer.
type Page struct {
	t      *testing.T
	Status int
	Header http.Header
	Body   string
}

var hidden = regexp.MustCompile(`name="(revision|key)" value="([^"]*)"`)

// Form returns the fields of the entry form of a page with these cells.
func (p Page) Form(cells map[string]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, m := range hidden.FindAllStringSubmatch(p.Body, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			out = append(out, m[1], m[2])
		}
	}
	for cell, text := range cells {
		out = append(out, cell, text)
	}
	return out
}

// Is checks the status.
func (p Page) Is(status int) Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("status %d, want %d: %s", p.Status, status, p.Body)
	}
	return p
}

// Says checks that the page holds each text.
func (p Page) Says(texts ...string) Page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.Body, text) {
			p.t.Errorf("the page does not say %q", text)
			p.t.Logf("%s", Main.FindString(p.Body))
		}
	}
	return p
}

// Main finds what a page shows between its frame.
var Main = regexp.MustCompile(`(?s)<main.*</main>`)

// Lacks checks that the page holds none of the texts.
func (p Page) Lacks(texts ...string) Page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.Body, text) {
			p.t.Errorf("the page says %q", text)
		}
	}
	return p
}

// RevisionOn returns the revision that the form of an address carries.
func RevisionOn(p Page, action string) string {
	p.t.Helper()
	m := regexp.MustCompile(`(?s)action="` + regexp.QuoteMeta(action) + `".*?name="revision" value="(\d+)"`).FindStringSubmatch(p.Body)
	if m == nil {
		p.t.Fatalf("no form leads to %s: %s", action, Main.FindString(p.Body))
	}
	return m[1]
}
