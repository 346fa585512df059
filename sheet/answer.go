package sheet

import (
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

// Media is the type of a workbook in a header of HTTP.
const Media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// media returns the type of a format in a header of HTTP.
func (f Format) media() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return Media
}

// Head writes the headers of an answer that is a file to be kept. name has no
// ending; it may be Chinese (RFC 5987).
func Head(h http.Header, f Format, name string) {
	h.Set("Content-Type", f.media())
	h.Set("Content-Disposition", Disposition(name+"."+string(f)))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
}

// Disposition returns the header that names a file to be kept, in ASCII for
// what reads no other and in full.
func Disposition(name string) string {
	name = strings.NewReplacer("/", "／", "\\", "＼", "\"", "＂", "\r", " ", "\n", " ").Replace(name)
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, name)
	if strings.HasPrefix(plain, ".") || plain == "" {
		plain = "xianfeng" + plain
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + url.PathEscape(name)
}

// Answer answers a request with a list as a file. A failure before the first
// byte is returned; after it only breaking off tells that the file is not whole.
func Answer(w http.ResponseWriter, f Format, t Table, rows iter.Seq[[]any]) error {
	Head(w.Header(), f, t.Name)
	out := &begun{Writer: w}
	err := Write(out, f, t, rows)
	if err == nil {
		return nil
	}
	if out.yes {
		panic(http.ErrAbortHandler)
	}
	for _, name := range []string{"Content-Type", "Content-Disposition"} {
		w.Header().Del(name)
	}
	return err
}

// begun notes that something was written.
type begun struct {
	io.Writer
	yes bool
}

func (b *begun) Write(p []byte) (int, error) {
	b.yes = true
	return b.Writer.Write(p)
}
