package web

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Limits of a session, after 等保 level 3: one that is left alone ends, and
// none outlives a working day.
const (
	SessionIdle     = 30 * time.Minute
	SessionLifetime = 12 * time.Hour
)

// glance is how finely idleness is measured. A session is written at most that
// often, so that reading pages does not write.
const glance = time.Minute

// names of the values a session holds
const (
	accountName = "account"
	seenName    = "seen" // unix seconds
	flashName   = "flash"
)

// Sessions keep who is signed in. The store sees only hashes of tokens.
type Sessions struct {
	scs *scs.SessionManager
	now func() time.Time
}

// NewSessions makes the sessions of a site over a store; one that is an
// scs.CtxStore is asked through the request's context.
func NewSessions(s *Site, store scs.Store) *Sessions {
	m := scs.New()
	m.Store = store
	m.Lifetime = SessionLifetime
	m.HashTokenInStore = true
	m.Cookie.Name = "xianfeng"
	m.Cookie.Secure = s.Secure
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Persist = false
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		s.Fault(w, r, fault.Wrap(err, fault.Unavailable, "fault.session"))
	}
	return &Sessions{scs: m, now: s.Now}
}

// Wrap loads the session of each request and ends one that was left alone.
func (s *Sessions) Wrap(next http.Handler) http.Handler {
	return s.scs.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if s.Account(ctx) != "" {
			now := s.now()
			idle := now.Sub(time.Unix(s.scs.GetInt64(ctx, seenName), 0))
			switch {
			case idle > SessionIdle:
				s.scs.Remove(ctx, accountName)
			case idle >= glance:
				s.scs.Put(ctx, seenName, now.Unix())
			}
		}
		next.ServeHTTP(w, r)
	}))
}

// SignIn makes the session that of an account, under a new token.
func (s *Sessions) SignIn(ctx context.Context, account string) error {
	if err := s.scs.RenewToken(ctx); err != nil {
		return err
	}
	s.scs.Put(ctx, accountName, account)
	s.scs.Put(ctx, seenName, s.now().Unix())
	return nil
}

// SignOut ends the session.
func (s *Sessions) SignOut(ctx context.Context) error { return s.scs.Destroy(ctx) }

// Account returns the account that is signed in, "" if none is.
func (s *Sessions) Account(ctx context.Context) string { return s.scs.GetString(ctx, accountName) }

// Put keeps a value in the session: the campaign at hand.
func (s *Sessions) Put(ctx context.Context, name, value string) { s.scs.Put(ctx, name, value) }

// Value returns a value kept in the session, "" if there is none.
func (s *Sessions) Value(ctx context.Context, name string) string { return s.scs.GetString(ctx, name) }

// Flash keeps a sentence for the next page, saying what was done.
func (s *Sessions) Flash(ctx context.Context, text string) { s.scs.Put(ctx, flashName, text) }

// TakeFlash returns the sentence kept for this page, once.
func (s *Sessions) TakeFlash(ctx context.Context) string { return s.scs.PopString(ctx, flashName) }
