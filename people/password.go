package people

import (
	"context"
	"crypto/rand"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// cost is the work of one guess: 19 MiB, two passes, one lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Bounds of a password, in characters.
const (
	minPassword = 10
	maxPassword = 128
)

// passwords hashes and compares, at most one at a time on each processor: a
// crowd of sign-ins waits instead of taking all the memory.
type passwords struct {
	slots chan struct{}
	decoy func() string // a hash that no password of a person has
}

func newPasswords() passwords {
	return passwords{
		slots: make(chan struct{}, runtime.NumCPU()),
		decoy: sync.OnceValue(func() string {
			hash, _ := argon2id.CreateHash(rand.Text(), cost) // it fails only without randomness, which ends the program
			return hash
		}),
	}
}

func (p passwords) enter(ctx context.Context) (leave func(), err error) {
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p passwords) hash(ctx context.Context, password string) (string, error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(password, cost)
}

// match compares a password with a hash; with none it takes as long and fails.
func (p passwords) match(ctx context.Context, password, hash string) (bool, error) {
	leave, err := p.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	decoy := p.decoy() // made for either, so that the first answer tells nothing either
	if hash == "" {
		_, err := argon2id.ComparePasswordAndHash(password, decoy)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

// HashPassword returns the hash of a password, for accounts that are created
// many at once with one password, as a demonstration does.
func (s *Service) HashPassword(ctx context.Context, password string) (string, error) {
	return s.passwords.hash(ctx, password)
}

// checkPassword returns every rule the password of a login breaks.
func checkPassword(path, login, password string) []fault.Field {
	var bad violations
	n := utf8.RuneCountInString(password)
	bad.add(n < minPassword, path, "people.password_short", minPassword)
	bad.add(n > maxPassword, path, "people.password_long", maxPassword)
	bad.add(strings.EqualFold(password, login), path, "people.password_is_login")
	bad.add(kindsOf(password) < 2, path, "people.password_kinds")
	return bad
}

// kindsOf counts the kinds of characters: small letters and those without
// case, capitals, digits, all others.
func kindsOf(password string) int {
	kinds := map[int]bool{}
	for _, r := range password {
		switch {
		case unicode.IsUpper(r):
			kinds[0] = true
		case unicode.IsLetter(r):
			kinds[1] = true
		case unicode.IsDigit(r):
			kinds[2] = true
		default:
			kinds[3] = true
		}
	}
	return len(kinds)
}

// oneTimePassword makes a password of 80 random bits that can be read out.
func oneTimePassword() string {
	t := rand.Text()
	return t[:4] + "-" + t[4:8] + "-" + t[8:12] + "-" + t[12:16]
}
