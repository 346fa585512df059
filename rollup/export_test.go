package rollup

// Bound sets how many figures may be held.
func (s *Service) Bound(figures int64) { s.limit = figures }

// Held returns how many sources are held.
func (s *Service) Held() int {
	s.held.mu.Lock()
	defer s.held.mu.Unlock()
	return len(s.held.sources)
}
