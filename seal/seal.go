// Package seal encrypts single fields that name a person. Each person has a
// data key of their own, which is stored wrapped by one master key; whoever
// destroys the wrapped key erases that person's values in every copy that does
// not hold it.
//
// A sealed value starts with the id of its suite, so that the values of all
// suites are read side by side, whichever one is chosen for new ones.
package seal

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
)

// KeySize is the length of every key in bytes.
const KeySize = 32

// ErrOpen is the failure to open a value: another key, another context, an
// unknown suite or changed bytes.
var ErrOpen = errors.New("seal: the value cannot be opened")

// Key seals and opens values.
type Key []byte

// NewKey makes a random key.
func NewKey() Key {
	k := make(Key, KeySize)
	_, _ = rand.Read(k) // it never fails: the runtime ends the program instead
	return k
}

// Seal encrypts a value. The context says where it belongs («person/ID/phone»):
// a value moved elsewhere does not open.
func (k Key) Seal(by Suite, plain []byte, context string) ([]byte, error) {
	a, err := by.AEAD(k)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	out := by.Prefix()
	nonce := make([]byte, a.NonceSize())
	_, _ = rand.Read(nonce) // as in NewKey
	out = append(out, nonce...)
	return a.Seal(out, nonce, plain, []byte(context)), nil
}

// Open decrypts a value that Seal made under the same key and context; all
// else is ErrOpen.
func (k Key) Open(sealed []byte, context string) ([]byte, error) {
	id, rest, ok := bytes.Cut(sealed, []byte(":"))
	suite, known := SuiteOf(string(id))
	if !ok || !known {
		return nil, ErrOpen
	}
	a, err := suite.AEAD(k)
	if err != nil || len(rest) < a.NonceSize() {
		return nil, ErrOpen
	}
	plain, err := a.Open(nil, rest[:a.NonceSize()], rest[a.NonceSize():], []byte(context))
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
