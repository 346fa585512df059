package playbook

import "sync"

// Shelf keeps the versions of running playbooks, each parsed once. It is safe
// for concurrent use, and empty to begin with.
type Shelf struct{ parsed sync.Map } // edition → *Playbook

// edition names a version of a campaign's playbook. The digest tells one that
// was never published from the one that was; those before it are published.
type edition struct {
	campaign string
	version  int64
	digest   string
}

// At returns a version of a campaign's playbook, which knows the versions before
// it. digest is that of the version in force, or "" for one before it; read
// gives the text of a version.
func (s *Shelf) At(campaign string, version int64, digest string, read func(version int64) (string, error)) (*Playbook, error) {
	of := edition{campaign, version, digest}
	if pb, ok := s.parsed.Load(of); ok {
		return pb.(*Playbook), nil
	}
	text, err := read(version)
	if err != nil {
		return nil, err
	}
	pb, _, err := Parse(campaign, []byte(text))
	if err != nil {
		return nil, err
	}
	if version > 1 {
		before, err := s.At(campaign, version-1, "", read)
		if err != nil {
			return nil, err
		}
		pb = pb.After(before)
	}
	s.parsed.Store(of, pb)
	return pb, nil
}
