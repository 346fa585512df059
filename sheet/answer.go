package sheet

import (
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
