package playbook

import (
	"slices"
	"strings"
)

// Serves reports whether an obligation serves a track. One that names no track
// serves all of them (H-00); so does every one where track is "".
func (o *Obligation) Serves(track string) bool {
	return track == "" || o.Track == "" || o.Track == track
}

// Served lists the tracks that what names this track serves: itself, or all of
// them where it names none. It is empty for a plan without tracks.
func (pb *Playbook) Served(track string) []Track {
	if t := pb.Track(track); t != nil {
		return []Track{*t}
	}
	return pb.Tracks
}

// Themes lists the themes under which what names this track appears, as the
// plan has them (H-05, H-13).
func (pb *Playbook) Themes(track string) []string {
	var out []string
	for _, t := range pb.Served(track) {
		if t.Theme != "" {
			out = append(out, t.Theme)
		}
	}
	return out
}

// ClauseTracks says to which track each clause belongs, by its id; those that
// serve all tracks are left out. A clause belongs to the one track of what
// follows from it. One from which nothing follows yet belongs to the track that
// alone has clauses in the same part of the document («四/(二)»).
func (pb *Playbook) ClauseTracks() map[string]string {
	direct := map[string][]string{}
	name := func(track string, clauses ...string) {
		for _, id := range clauses {
			if !slices.Contains(direct[id], track) {
				direct[id] = append(direct[id], track)
			}
		}
	}
	for _, t := range pb.Tracks {
		name(t.ID, t.Clauses...)
	}
	for _, o := range pb.Obligations {
		name(o.Track, append([]string{o.Clause}, o.Cites...)...)
	}
	for _, l := range pb.Lines {
		name(l.Track, l.Clause)
	}
	for i := range pb.Awards {
		name(pb.Awards[i].Track, pb.Awards[i].Clauses()...)
	}
	return pb.spread(direct)
}

// spread gives the clauses that nothing names the track of their part.
func (pb *Playbook) spread(direct map[string][]string) map[string]string {
	parts := map[string][]string{}
	for _, c := range pb.Clauses {
		for _, track := range direct[c.ID] {
			if part := partOf(c.At); track != "" && !slices.Contains(parts[part], track) {
				parts[part] = append(parts[part], track)
			}
		}
	}
	out := map[string]string{}
	for _, c := range pb.Clauses {
		tracks, part := direct[c.ID], partOf(c.At)
		if len(tracks) == 0 && strings.Contains(part, "/") {
			tracks = parts[part]
		}
		if len(tracks) == 1 && tracks[0] != "" {
			out[c.ID] = tracks[0]
		}
	}
	return out
}

// partOf returns the part of the document that a place lies in: «四/(二)» of
// «四/(二)/4».
func partOf(at string) string {
	steps := strings.Split(at, "/")
	return strings.Join(steps[:min(2, len(steps))], "/")
}
