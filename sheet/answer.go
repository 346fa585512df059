package sheet

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
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
// ending; it may be Chinese (RFC 5987). plain is as in Disposition.
func Head(h http.Header, f Format, name, plain string) {
	h.Set("Content-Type", f.Media())
	h.Set("Content-Disposition", Disposition("attachment", name+"."+string(f), plain))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
}

// Disposition returns the header that names a file, «attachment» to be kept or
// «inline» to be shown: in full, and for what reads ASCII alone by plain, «xianfeng»
// where it is "", with the date and the ending that the name has.
func Disposition(how, name, plain string) string {
	name = strings.NewReplacer("/", "／", "\\", "＼", "\"", "＂", "\r", " ", "\n", " ").Replace(name)
	ascii := name
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' }) {
		ascii = cmp.Or(plain, "xianfeng")
		if on := dated.FindString(name); on != "" && !strings.Contains(ascii, on) {
			ascii += "-" + on
		}
		ascii += ending.FindString(name)
	}
	return how + `; filename="` + ascii + `"; filename*=UTF-8''` + url.PathEscape(name)
}

// A date in a name, and an ending that any program reads.
var (
	dated  = regexp.MustCompile(`[12][0-9]{3}-[0-9]{2}(-[0-9]{2})?`)
	ending = regexp.MustCompile(`\.[A-Za-z0-9]{1,8}$`)
)
