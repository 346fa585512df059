package people

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// TokenID identifies a token; it is no secret.
type TokenID string

// Token lets a machine act as an account. Only the hash of the secret is kept.
type Token struct {
	ID      TokenID
	Account AccountID
	Name    string // what it is for, in its owner's words
	Hash    []byte // SHA-256 of the secret
	Created time.Time
	Expires time.Time // zero: never
	Revoked time.Time // zero while it is good
}

const (
	tokenPrefix  = "xf_" // so that a secret is known for one where it leaks
	maxTokenName = 60    // characters
)

// IssueToken makes a token for the actor's own account, or for one whose
// accounts the actor manages, and returns it with its secret, shown once.
func (s *Service) IssueToken(ctx context.Context, by Actor, of AccountID, name string, expires time.Time) (t Token, secret string, err error) {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails: the runtime ends the program instead
	secret = tokenPrefix + base64.RawURLEncoding.EncodeToString(key)
	now := s.real()
	t = Token{ID: ident.New[TokenID](), Account: of, Name: strings.TrimSpace(name), Hash: tokenHash(secret), Created: now, Expires: expires}
	var bad violations
	bad.add(t.Name == "", "name", "fault.required")
	bad.add(utf8.RuneCountInString(t.Name) > maxTokenName, "name", "people.token_name_long", maxTokenName)
	bad.add(!expires.IsZero() && !expires.After(now), "expires", "people.token_expired")
	err = s.db.Update(ctx, func(tx Tx) error {
		a, err := s.owner(tx, by, of)
		if err != nil {
			return err
		}
		if err := fault.Violations(bad); err != nil {
			return err
		}
		if err := tx.InsertToken(&t); err != nil {
			return err
		}
		return s.record(tx, by, "token.issue", a, nil, map[string]any{"token": t.ID, "name": t.Name})
	})
	if err != nil {
		return Token{}, "", err
	}
	return t, secret, nil
}

// RevokeToken ends a token at once.
func (s *Service) RevokeToken(ctx context.Context, by Actor, id TokenID) error {
	return s.db.Update(ctx, func(tx Tx) error {
		t, err := tx.Token(id)
		if err != nil {
			return err
		}
		a, err := s.owner(tx, by, t.Account)
		if err != nil || !t.Revoked.IsZero() {
			return err
		}
		if err := tx.RevokeToken(id, s.real()); err != nil {
			return err
		}
		return s.record(tx, by, "token.revoke", a, nil, map[string]any{"token": id, "name": t.Name})
	})
}

// Tokens lists the tokens of an account, the newest first, revoked ones too.
func (s *Service) Tokens(ctx context.Context, by Actor, of AccountID) (out []Token, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.owner(tx, by, of); err != nil {
			return err
		}
		out, err = tx.TokensOf(of)
		return err
	})
	return out, err
}

// owner returns the account whose tokens the actor may see and change: the
// actor's own, or any where accounts are the actor's to manage.
func (s *Service) owner(tx Tx, by Actor, of AccountID) (Account, error) {
	a, err := tx.Account(of)
	if err != nil || by.Account == of && !by.MustChange {
		return a, err
	}
	return a, by.May(AccountManage, atRoot(a.Root))
}

// ActorByToken returns the actor a secret stands for. Unknown, expired and
// revoked ones and those of a disabled account get the same answer.
func (s *Service) ActorByToken(ctx context.Context, secret string, from audit.Origin) (who Actor, err error) {
	refused := fault.New(fault.Unauthenticated, "people.bad_token")
	if !strings.HasPrefix(secret, tokenPrefix) {
		return who, refused
	}
	err = s.db.View(ctx, func(tx Tx) error {
		a, err := tx.AccountByToken(tokenHash(secret), s.real())
		if fault.Is(err, fault.NotFound) || err == nil && !a.Disabled.IsZero() {
			return refused
		}
		if err != nil {
			return err
		}
		who, err = s.actor(tx, a, from)
		return err
	})
	return who, err
}

func tokenHash(secret string) []byte {
	h := sha256.Sum256([]byte(secret))
	return h[:]
}
