package web

import "github.com/xianfeng-oss/xianfeng/locale"

// Frame is what stands around the content of a page. The delivery package
// fills in what it knows of the request; the site adds the rest.
type Frame struct {
	Title     string    // of the page, in the person's language
	Campaigns []Link    // the campaigns the person may switch to
	Campaign  string    // the one at hand, "" outside of one
	Hand      string    // its id: what the page sends goes to this one
	Notice    string    // the next deadline, «月报截止 9月30日», or ""
	Pressing  bool      // it is near
	Nav       []NavItem // the left menu; none for who is not signed in
	Search    string    // address of the search, "" without one
	Account   Account   // who is signed in
	SignOut   string    // address that ends the session
	Flash     string    // what the last action did, shown once

	Lang      locale.Lang // set by the site
	Other     Link        // the same page in the other language; set by the site
	Demo      bool        // set by the site: no page can forget it
	RequestID string      // set by the site
}

// Link is an address with its text.
type Link struct{ Text, URL string }

// NavItem is an entry of the left menu.
type NavItem struct {
	Text, URL string
	Active    bool
	Badge     int // what waits there, «99+» beyond that; 0 shows none
}

// Account is who is signed in, in words.
type Account struct{ Person, Unit, Role string }

// Bar is a bar of several parts, drawn without inline styles.
type Bar struct {
	Label string // what it shows, for who cannot see it
	Parts []Part
}

// Part is a stretch of a bar, in hundredths of a per cent of its length.
type Part struct {
	Class    string // good, warn, bad, calm
	From, To int
}

// NewBar makes a bar of which each count takes its share of total, in the
// order of classes good, warn, bad, calm. A total of nothing gives an empty bar.
func NewBar(label string, total int, counts ...int) Bar {
	bar := Bar{Label: label}
	sum := 0
	for i, n := range counts {
		from := sum
		sum += n
		if n > 0 && total > 0 && i < len(partClasses) {
			bar.Parts = append(bar.Parts, Part{partClasses[i], 10000 * from / total, 10000 * sum / total})
		}
	}
	return bar
}

var partClasses = [...]string{"good", "warn", "bad", "calm"}

// X returns where the part begins, as a length of SVG.
func (p Part) X() string { return percentage(p.From) }

// Width returns how long the part is, as a length of SVG.
func (p Part) Width() string { return percentage(p.To - p.From) }

// Pager leads through a list that is paged by key.
type Pager struct {
	Previous, Next string // addresses, "" at either end
	Shown          int    // rows on this page
}
