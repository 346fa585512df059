// Package seal encrypts single fields that name a person. Each person has a
// data key of their own, which is stored wrapped by one master key; whoever
// destroys the wrapped key erases that person's values in every copy that does
// not hold it.
//
// A sealed value starts with the id of its suite, so that another suite (such
// as SM4-GCM) can be added and both be read side by side.
package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
)

// KeySize is the length of every key in bytes.
const KeySize = 32

// Suite is an algorithm that seals. Its id is stored with each value.
type Suite interface {
	ID() string
	AEAD(key []byte) (cipher.AEAD, error)
}

type aesGCM struct{}

func (aesGCM) ID() string { return "a256gcm" }

func (aesGCM) AEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Default is the suite new values are sealed with.
var Default Suite = aesGCM{}

var suites = map[string]Suite{Default.ID(): Default}

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
func (k Key) Seal(plain []byte, context string) ([]byte, error) {
	a, err := Default.AEAD(k)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	out := append([]byte(Default.ID()), ':')
	nonce := make([]byte, a.NonceSize())
	_, _ = rand.Read(nonce) // as in NewKey
	out = append(out, nonce...)
	return a.Seal(out, nonce, plain, []byte(context)), nil
}

// Open decrypts a value that Seal made under the same key and context; all
// else is ErrOpen.
func (k Key) Open(sealed []byte, context string) ([]byte, error) {
	id, rest, ok := bytes.Cut(sealed, []byte(":"))
	suite, known := suites[string(id)]
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
