package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// small answers are sent as they are: compressing them gains nothing.
const small = 1024

var gzips = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err)
	}
	return w
}}

// compress sends text as gzip to who takes it. What is compressed already (the
// bundle) passes untouched.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead || !assets.Accepts(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		cw := &compressor{ResponseWriter: w}
		defer cw.close()
		next.ServeHTTP(cw, r)
	})
}

// compressor holds the status back until the first bytes show whether
// compressing is worth while.
type compressor struct {
	http.ResponseWriter
	gz     *gzip.Writer
	status int
	begun  bool
}

// WriteHeader notes the status for the first Write.
func (c *compressor) WriteHeader(status int) {
	if c.begun || status < http.StatusOK {
		c.ResponseWriter.WriteHeader(status)
		return
	}
	if c.status == 0 {
		c.status = status
	}
}

// Write sends bytes, compressed if the answer is worth it.
func (c *compressor) Write(b []byte) (int, error) {
	if !c.begun {
		c.begin(len(b))
	}
	if c.gz != nil {
		return c.gz.Write(b)
	}
	return c.ResponseWriter.Write(b)
}

func (c *compressor) begin(n int) {
	c.begun = true
	h := c.Header()
	if n >= small && h.Get("Content-Encoding") == "" && compressible(h.Get("Content-Type")) {
		h.Set("Content-Encoding", "gzip")
		h.Add("Vary", "Accept-Encoding")
		h.Del("Content-Length")
		c.gz = gzips.Get().(*gzip.Writer)
		c.gz.Reset(c.ResponseWriter)
	}
	if c.status != 0 {
		c.ResponseWriter.WriteHeader(c.status)
	}
}

func (c *compressor) close() {
	if !c.begun {
		c.begin(0)
	}
	if c.gz != nil {
		c.gz.Close()
		gzips.Put(c.gz)
	}
}

// FlushError sends what has been written so far.
func (c *compressor) FlushError() error {
	if !c.begun {
		c.begin(0)
	}
	if c.gz != nil {
		if err := c.gz.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(c.ResponseWriter).Flush()
}

// Unwrap gives http.ResponseController the writer beneath.
func (c *compressor) Unwrap() http.ResponseWriter { return c.ResponseWriter }

func compressible(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "+xml")
}
