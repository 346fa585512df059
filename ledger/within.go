package ledger

import "context"

// Within lets the use cases work inside a transaction that is open: what several
// of them do is then kept whole or not at all. An error of one of them must end
// the transaction.
func (s *Service) Within(tx Tx) *Service {
	return &Service{db: joined{tx}, blobs: s.blobs, campaigns: s.campaigns, clock: s.clock}
}

type joined struct{ tx Tx }

// Update implements Store.
func (j joined) Update(_ context.Context, fn func(Tx) error) error { return fn(j.tx) }

// View implements Store.
func (j joined) View(_ context.Context, fn func(Tx) error) error { return fn(j.tx) }
