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

// Media returns the type of a format in a header of HTTP.
func (f Format) Media() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return Media
}

// Head writes the headers of an answer that is a file to be kept. name has no
// ending; it may be Chinese (RFC 5987).
func Head(h http.Header, f Format, name string) {
	h.Set("Content-Type", f.Media())
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

// Answer answers a request with a list as a file. The list is written aside
// first and checked: one in whose texts personal numbers stand is held back
// (Held) with the cells, unless the table releases it. A failure is returned
// before anything is sent; after that only breaking off tells of one.
func Answer(w http.ResponseWriter, f Format, t Table, rows iter.Seq[[]any]) error {
	s, err := Spool(f, t, rows)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // the answer is given by then
	Head(w.Header(), f, t.Name)
	if _, err := io.Copy(w, s.file); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}
