// Package fault names what can go wrong. An error that leaves a service
// carries a Kind, which decides the HTTP status and nothing else, and a Key,
// which a person reads in their language. The cause stays in Err: it goes to
// the log once, at the edge, and never to a person.
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Kind is a meaning of failure. The set is small and closed.
type Kind uint8

// The kinds of failure, with the HTTP status each answers with (see Status).
const (
	Internal        Kind = iota // nobody's fault but ours
	Invalid                     // the input breaks a rule; Fields names where
	Unauthenticated             // nobody is signed in
	Forbidden                   // signed in, may see the thing, may not do this
	NotFound                    // does not exist, or the actor may not know that it does
	Conflict                    // the state of the thing does not allow it
	Stale                       // somebody else wrote first
	TooLarge                    // more bytes than are taken
	TooMany                     // too many attempts; wait
	Unavailable                 // a dependency is away; try again
)

var kinds = [...]struct {
	code   string
	status int
}{
	Internal:        {"internal", http.StatusInternalServerError},
	Invalid:         {"invalid", http.StatusUnprocessableEntity},
	Unauthenticated: {"unauthenticated", http.StatusUnauthorized},
	Forbidden:       {"forbidden", http.StatusForbidden},
	NotFound:        {"not_found", http.StatusNotFound},
	Conflict:        {"conflict", http.StatusConflict},
	Stale:           {"stale", http.StatusConflict},
	TooLarge:        {"too_large", http.StatusRequestEntityTooLarge},
	TooMany:         {"too_many", http.StatusTooManyRequests},
	Unavailable:     {"unavailable", http.StatusServiceUnavailable},
}

// String returns the stable code of the kind, as the API prints it.
func (k Kind) String() string { return kinds[k].code }

// Status returns the HTTP status a failure of this kind answers with.
func (k Kind) Status() int { return kinds[k].status }

// Field is one violation and its place.
type Field struct {
	Path   string // where: a cell «figures/skill/projects», a form field, «sheet!B7»
	Key    string // message key of package locale
	Args   []any  // values the message names, in order
	Clause string // the clause that asks for it, "" if none does
}

// Error is a failure that a person may be told about.
type Error struct {
	Kind   Kind
	Key    string  // message key of package locale
	Args   []any   // values the message names, in order
	Fields []Field // every violation at once
	Err    error   // the cause, for the log only
}

// New makes an error of a kind with a message key and the values it names.
func New(k Kind, key string, args ...any) *Error {
	return &Error{Kind: k, Key: key, Args: args}
}

// Wrap makes an error of a kind around its cause.
func Wrap(err error, k Kind, key string, args ...any) *Error {
	return &Error{Kind: k, Key: key, Args: args, Err: err}
}

// Violations makes one Invalid error of all the violations found, or nil if
// there are none.
func Violations(fields []Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Key: "fault.fields", Args: []any{len(fields)}, Fields: fields}
}

// Error returns the text for the log: kind, key, violations and cause.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Key)
	if len(e.Args) > 0 {
		fmt.Fprintf(&b, " %v", e.Args)
	}
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s %v", f.Path, f.Key, f.Args)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// From returns the fault inside err. An error without one is Internal.
func From(err error) *Error {
	if f, ok := errors.AsType[*Error](err); ok {
		return f
	}
	return &Error{Kind: Internal, Key: "fault.internal", Err: err}
}

// Is reports whether err is a fault of the kind.
func Is(err error, k Kind) bool { return err != nil && From(err).Kind == k }
