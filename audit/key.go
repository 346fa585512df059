package audit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key signs the heads of the tree and checks their signatures (Ed25519). Its
// name stands in every head: two installations must not share it.
type Key struct {
	Verifier
	signer note.Signer
}

// Verifier is the public half of a Key: it checks heads and signs none.
type Verifier struct {
	verifier note.Verifier
	public   string
}

// ParseVerifier reads what Public returned.
func ParseVerifier(public string) (Verifier, error) {
	v, err := note.NewVerifier(public)
	if err != nil {
		return Verifier{}, fmt.Errorf("audit: %w", err)
	}
	return Verifier{v, public}, nil
}

// NewKey makes a key with a name and writes it to a file that only its owner
// reads. An existing file is left alone and is an error (os.ErrExist). The name
// holds no space and no «+».
func NewKey(path, name string) (Key, error) {
	secret, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return Key{}, fmt.Errorf("audit: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Key{}, err
	}
	_, err = fmt.Fprintf(f, "%s\n%s\n", secret, public)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return Key{}, err
	}
	return LoadKey(path)
}

// LoadKey reads a key that NewKey wrote. Without a file the error is
// os.ErrNotExist.
func LoadKey(path string) (Key, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Key{}, err
	}
	secret, public, ok := strings.Cut(strings.TrimSpace(string(text)), "\n")
	if !ok {
		return Key{}, fmt.Errorf("audit: %s holds no key", path)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return Key{}, fmt.Errorf("audit: %s: %w", path, err)
	}
	verifier, err := ParseVerifier(public)
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", path, err)
	}
	return Key{verifier, signer}, nil
}

// Public returns the text by which anybody can check a head.
func (v Verifier) Public() string { return v.public }
