// Package assets holds the front-end bundle that build.mjs makes: names carry
// a hash of their content, so they are cached for good, and each file lies
// beside its compressed forms. A clone without Node builds and tests with an
// empty bundle; Built tells the two apart.
package assets

import (
	"embed"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed all:dist
var embedded embed.FS

// Prefix is the path the bundle is served under.
const Prefix = "/assets/"

var bundle = mustOpen(embedded)

// FS returns the bundle's files, without their folder.
func FS() fs.FS { return bundle.files }

// Built reports whether the front end has been built into this binary.
func Built() bool { return len(bundle.names) > 0 }

// URL returns the address of an asset by its plain name: «app.css». Before the
// front end is built it is an address that answers 404.
func URL(name string) string {
	if hashed, ok := bundle.names[name]; ok {
		name = hashed
	}
	return Prefix + name
}

// Read returns what an asset holds, by its plain name; nothing before the front
// end is built.
func Read(name string) []byte {
	b, err := fs.ReadFile(bundle.files, bundle.names[name])
	if err != nil {
		return nil
	}
	return b
}

// Handler serves the bundle under Prefix.
func Handler() http.Handler { return http.StripPrefix(Prefix, bundle) }

type files struct {
	files  fs.FS
	names  map[string]string // plain name to hashed name
	served map[string]bool   // hashed names
}

func mustOpen(embedded fs.FS) *files {
	sub, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic(err)
	}
	b := &files{files: sub, names: map[string]string{}, served: map[string]bool{}}
	manifest, err := fs.ReadFile(sub, "manifest.json")
	if err != nil {
		return b // not built
	}
	if err := json.Unmarshal(manifest, &b.names); err != nil {
		panic("assets: manifest.json: " + err.Error())
	}
	for _, hashed := range b.names {
		b.served[hashed] = true
	}
	return b
}

// encodings are the compressed forms in order of preference.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// ServeHTTP answers with the smallest form the client takes.
func (b *files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	if !b.served[name] {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body, encoding := b.read(name, r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

func (b *files) read(name, accept string) (body []byte, encoding string) {
	for _, e := range encodings {
		if !Accepts(accept, e.name) {
			continue
		}
		if body, err := fs.ReadFile(b.files, name+e.suffix); err == nil {
			return body, e.name
		}
	}
	body, _ = fs.ReadFile(b.files, name)
	return body, ""
}

// Accepts reports whether an Accept-Encoding header takes an encoding; one
// with q=0 is refused by it.
func Accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, param, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		q, weighted := strings.CutPrefix(strings.TrimSpace(param), "q=")
		weight, err := strconv.ParseFloat(q, 64)
		return !weighted || (err == nil && weight > 0)
	}
	return false
}
