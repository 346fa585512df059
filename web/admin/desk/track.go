package desk

import (
	"net/url"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// TrackView is the activity to which something belongs, in a plan that runs
// several side by side (H-00); it is empty in any other plan.
type TrackView struct {
	Names  string // of all that it serves
	Themes []string
}

// NewTrackView names the tracks that what names this track serves.
func NewTrackView(p *locale.Printer, pb *playbook.Playbook, track string) TrackView {
	var names []string
	for _, t := range pb.Served(track) {
		names = append(names, t.Name)
	}
	return TrackView{strings.Join(names, p.T("core.list_comma")), pb.Themes(track)}
}

// Track reads the track that an address asks for, "" for the whole plan and for
// one that the plan does not have.
func (c *Call) Track(pb *playbook.Playbook) string {
	if t := pb.Track(c.URL.Query().Get("track")); t != nil {
		return t.ID
	}
	return ""
}

// TrackTabs lead from one track of a page to another and to the whole plan,
// with what else the address asks for but the parameters dropped. A plan
// without tracks has none.
func (c *Call) TrackTabs(pb *playbook.Playbook, drop ...string) []Option {
	if len(pb.Tracks) == 0 {
		return nil
	}
	on := c.Track(pb)
	address := func(track string) string {
		q := url.Values{}
		for name, values := range c.URL.Query() {
			q[name] = values
		}
		for _, name := range append(drop, "track") {
			q.Del(name)
		}
		if track != "" {
			q.Set("track", track)
		}
		if len(q) == 0 {
			return c.URL.Path
		}
		return c.URL.Path + "?" + q.Encode()
	}
	tabs := []Option{{Value: address(""), Text: c.T("track.all"), On: on == ""}}
	for _, t := range pb.Tracks {
		tabs = append(tabs, Option{Value: address(t.ID), Text: t.Name, On: on == t.ID})
	}
	return tabs
}
