// Package ident makes identifiers: UUIDv7 text, so that they sort by the time
// they were made. Each domain package gives its nouns a string type of their
// own, and New returns that type.
package ident

import "github.com/google/uuid"

// New returns a fresh identifier of the wanted type.
func New[T ~string]() T { return T(uuid.Must(uuid.NewV7()).String()) }

// Valid reports whether s has the form of an identifier.
func Valid(s string) bool { return len(s) == 36 && uuid.Validate(s) == nil }
