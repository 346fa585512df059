package web

import (
	"context"
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/locale"
)

type contextKey int

const (
	requestKey contextKey = iota
	printerKey
	boundsKey
	homeKey
)

// langName is the name of the cookie, and of the query parameter, that choose
// the language.
const langName = "lang"

// RequestID returns the identifier of the request, as the log and the fault
// page print it.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}

// Homed lets the pages of a handler lead back to an address of their own when
// something fails.
func Homed(home string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), homeKey, home)))
	})
}

// home returns where a fault page leads back to.
func home(ctx context.Context) string {
	if at, ok := ctx.Value(homeKey).(string); ok {
		return at
	}
	return "/"
}

var chinese = locale.New(locale.ZhCN)

// Printer returns the printer of the request's language, Chinese outside of a
// request.
func Printer(ctx context.Context) *locale.Printer {
	if p, ok := ctx.Value(printerKey).(*locale.Printer); ok {
		return p
	}
	return chinese
}

// speak settles the language: what the person chose, else what the browser
// asks for. A choice in the query is kept for a year.
func (s *Site) speak(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chosen := ""
		if c, err := r.Cookie(langName); err == nil {
			chosen = c.Value
		}
		if lang := locale.Lang(r.URL.Query().Get(langName)); s.printers[lang] != nil {
			chosen = string(lang)
			http.SetCookie(w, &http.Cookie{
				Name: langName, Value: chosen, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
				HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode,
			})
		}
		lang := locale.Match(r.Header.Get("Accept-Language"), chosen)
		ctx := context.WithValue(r.Context(), printerKey, s.printers[lang])
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
