package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// Options are what the pages of one program share.
type Options struct {
	Demo   bool                      // demonstration data: every page says so
	Secure bool                      // served over TLS: cookies and transport security follow
	Log    *slog.Logger              // takes the access log and the causes of faults
	Now    func() time.Time          // real time, for sessions and the access log
	Frame  func(*http.Request) Frame // the frame of fault pages; nil for a bare one
	SignIn string                    // where who is not signed in is sent; "" to answer 401
}

// Site renders pages and answers faults in one manner.
type Site struct {
	Options
	printers map[locale.Lang]*locale.Printer
	fault    *Page[faultPage]
	notice   *Fragment[faultPage]
	checked  []Checked
}

// NewSite makes the site and parses the pages of its faults.
func NewSite(o Options) *Site {
	s := &Site{Options: o, printers: map[locale.Lang]*locale.Printer{}}
	for _, lang := range locale.Langs {
		s.printers[lang] = locale.New(lang)
	}
	s.fault = NewPage[faultPage](s, shared, "templates/fault.html")
	s.notice = NewFragment[faultPage](s, shared, "notice", "templates/fault.html")
	return s
}
