package web

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/locale"
)

//go:embed templates/*.html
var shared embed.FS

// layout is the template every page is executed with.
const layout = "layout.html"

// view is what the layout is executed with.
type view[T any] struct {
	Frame Frame
	Data  T
}

// Page is a whole page whose content has data of type T.
type Page[T any] struct {
	site *Site
	sets map[locale.Lang]*template.Template
}

// NewPage parses the files named in fsys (patterns of path.Match) as a page of
// the site. It panics if they do not parse: pages are made at start.
func NewPage[T any](s *Site, fsys fs.FS, names ...string) *Page[T] {
	p := &Page[T]{site: s, sets: s.parse(layout, fsys, names)}
	s.check(layout, p.sets, view[T]{}, names)
	return p
}

// Render answers with the page.
func (p *Page[T]) Render(w http.ResponseWriter, r *http.Request, f Frame, data T) error {
	return p.RenderStatus(w, r, http.StatusOK, f, data)
}

// RenderStatus answers with the page under another status: a form with its
// violations under 422.
func (p *Page[T]) RenderStatus(w http.ResponseWriter, r *http.Request, status int, f Frame, data T) error {
	printer := Printer(r.Context())
	p.site.complete(&f, r)
	return execute(w, status, p.sets[printer.Lang()], view[T]{f, data})
}

// Fragment is a part of a page, for requests that replace only that part.
type Fragment[T any] struct {
	sets map[locale.Lang]*template.Template
}

// NewFragment parses the files named and takes the template called name from
// them, executed with data of type T.
func NewFragment[T any](s *Site, fsys fs.FS, name string, names ...string) *Fragment[T] {
	f := &Fragment[T]{sets: s.parse(name, fsys, names)}
	var zero T
	s.check(name, f.sets, zero, names)
	return f
}

// Render answers with the fragment.
func (f *Fragment[T]) Render(w http.ResponseWriter, r *http.Request, data T) error {
	return f.renderStatus(w, r, http.StatusOK, data)
}

func (f *Fragment[T]) renderStatus(w http.ResponseWriter, r *http.Request, status int, data T) error {
	return execute(w, status, f.sets[Printer(r.Context()).Lang()], data)
}

// Checked is a template with a value of the type it is executed with, for a
// test that holds every template against its type.
type Checked struct {
	Name     string
	Template *template.Template
	Value    any
}

// Checked lists every page and fragment of the site.
func (s *Site) Checked() []Checked { return s.checked }

func (s *Site) check(name string, sets map[locale.Lang]*template.Template, value any, names []string) {
	if len(names) > 0 {
		name = names[0] + "#" + name
	}
	s.checked = append(s.checked, Checked{name, sets[locale.Langs[0]], value})
}

// parse makes a set per language, so that its functions print in that
// language and nothing is cloned for a request.
func (s *Site) parse(name string, fsys fs.FS, names []string) map[locale.Lang]*template.Template {
	sets := map[locale.Lang]*template.Template{}
	for lang, printer := range s.printers {
		t := template.New(name).Funcs(functions(printer))
		t = template.Must(t.ParseFS(shared, "templates/"+layout, "templates/parts.html", "templates/paper.html"))
		t = template.Must(t.ParseFS(fsys, names...))
		if t.Lookup(name).Tree == nil {
			panic("web: no template " + name + " in " + strings.Join(names, ", "))
		}
		fold(t, printer)
		sets[lang] = t
	}
	return sets
}

// complete fills in what no page may forget.
func (s *Site) complete(f *Frame, r *http.Request) {
	printer := Printer(r.Context())
	f.Lang, f.Demo, f.RequestID = printer.Lang(), s.Demo, RequestID(r.Context())
	query := r.URL.Query()
	for _, lang := range locale.Langs {
		if lang != f.Lang {
			query.Set(langName, string(lang))
			f.Other = Link{s.printers[lang].T("web.language"), "?" + query.Encode()}
		}
	}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// execute renders into memory first: a template that fails answers with a
// fault, not with half a page.
func execute(w http.ResponseWriter, status int, t *template.Template, data any) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.Execute(b, data); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	w.Write(b.Bytes()) // a client that went away is nobody to answer
	return nil
}
