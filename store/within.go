package store

import "context"

// Joined lets the services of a domain work inside a transaction that is open:
// what several of them do is then kept whole or not at all.
type Joined[T any] struct{ tx *Tx }

// Within narrows an open transaction to an interface that *Tx satisfies.
func Within[T any](tx *Tx) Joined[T] { return Joined[T]{tx} }

// Update runs fn as a part of the open transaction, whose end decides whether
// anything is kept. An error of fn must end the transaction.
func (j Joined[T]) Update(_ context.Context, fn func(T) error) error { return fn(any(j.tx).(T)) }

// View is Update for what only reads.
func (j Joined[T]) View(ctx context.Context, fn func(T) error) error { return j.Update(ctx, fn) }
