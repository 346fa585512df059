package audit

// pages reads a long list one thing at a time, and from the store a page at a
// time.
type pages[T any] struct {
	next func(from int64, limit int) ([]T, error)
	key  func(T) int64 // where the page after this thing begins
	at   int64
	rest []T
	done bool
}

// peek returns the next thing and leaves it there; false at the end.
func (p *pages[T]) peek() (t T, ok bool, err error) {
	if len(p.rest) == 0 && !p.done {
		if p.rest, err = p.next(p.at, page); err != nil {
			return t, false, err
		}
		p.done = len(p.rest) < page
		if n := len(p.rest); n > 0 {
			p.at = p.key(p.rest[n-1])
		}
	}
	if len(p.rest) == 0 {
		return t, false, nil
	}
	return p.rest[0], true, nil
}

// take returns the next thing and moves on.
func (p *pages[T]) take() (T, bool, error) {
	t, ok, err := p.peek()
	if ok {
		p.rest = p.rest[1:]
	}
	return t, ok, err
}
