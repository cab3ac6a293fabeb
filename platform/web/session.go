package web

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
)

//go:embed schema/*.sql
var schema embed.FS

const sessions = "a session is found before the organisation is known, and holds ids only"

var (
	_ = db.Register(schema)
	_ = db.Shared("web_session", sessions)

	qFind    = db.SharedSQL(sessions, `SELECT data FROM web_session WHERE token = $1 AND expires > $2`)
	qCommit  = db.SharedSQL(sessions, `INSERT INTO web_session (token, data, expires) VALUES ($1, $2, $3)`)
	qAgain   = db.SharedSQL(sessions, `UPDATE web_session SET data = $2, expires = $3 WHERE token = $1`)
	qDelete  = db.SharedSQL(sessions, `DELETE FROM web_session WHERE token = $1`)
	qExpired = db.SharedSQL(sessions, `DELETE FROM web_session WHERE expires <= $1`)
)

// How long a session lasts: without use, and in all.
const (
	idle     = 15 * time.Minute
	lifetime = 8 * time.Hour
)

// store keeps sessions in the database, by the hash of their token.
type store struct{ db *db.DB }

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// loaded is the session that a request came with.
type loaded struct{ token string }

type loadedKey struct{}

// rememberLoaded lets the store know which session a request came with.
func rememberLoaded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), loadedKey{}, &loaded{})))
	})
}

// FindCtx returns the session with a token.
func (s store) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.db.View(ctx, 0, func(tx *db.Tx) (err error) {
		data, err = db.One[[]byte](ctx, tx, qFind, hash(token), tx.Now())
		return err
	})
	if errors.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	if with, ok := ctx.Value(loadedKey{}).(*loaded); ok && err == nil {
		with.token = token
	}
	return data, err == nil, err
}

// CommitCtx keeps a session. One that the request came with must still be there: when somebody signed out meanwhile,
// in another tab, it does not come back.
func (s store) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	q := qCommit
	if with, ok := ctx.Value(loadedKey{}).(*loaded); ok && with.token == token {
		q = qAgain
	}
	return s.exec(ctx, q, hash(token), data, s.db.Now().Add(time.Until(expires)))
}

// DeleteCtx ends a session.
func (s store) DeleteCtx(ctx context.Context, token string) error {
	return s.exec(ctx, qDelete, hash(token))
}

func (s store) exec(ctx context.Context, q *db.Query, args ...any) error {
	return s.db.InTx(ctx, 0, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, q, args...)
		return err
	})
}

// The store of scs without a context; every call here has one.
var errNoContext = errors.New("session store: a context is needed")

func (s store) Find(string) ([]byte, bool, error)      { return nil, false, errNoContext }
func (s store) Commit(string, []byte, time.Time) error { return errNoContext }
func (s store) Delete(string) error                    { return errNoContext }

// Forget removes the sessions that have ended.
func (m *Mux) Forget(ctx context.Context) error {
	return store{m.db}.exec(ctx, qExpired, m.db.Now())
}

func newSessions(d *db.DB, secure bool) *scs.SessionManager {
	s := scs.New()
	s.Store = store{d}
	s.IdleTimeout, s.Lifetime = idle, lifetime
	s.Cookie.Name, s.Cookie.Secure = "sessie", secure
	if secure {
		s.Cookie.Name = "__Host-sessie"
	}
	s.Cookie.HttpOnly, s.Cookie.SameSite, s.Cookie.Persist = true, http.SameSiteLaxMode, false
	return s
}

// The keys of a session.
const (
	keyTenant  = "tenant"
	keyAccount = "account"
	keyGrant   = "grant"
	keyNotice  = "notice"
)

// SignIn makes the session that of an account in one of its roles. The token changes, so that nobody can
// have planted it, and what the session held before is gone.
func (m *Mux) SignIn(ctx context.Context, tenant, account, grant db.ID) error {
	if _, err := m.accounts.SignIn(ctx, tenant, account, grant); err != nil {
		return err
	}
	if err := m.sessions.Clear(ctx); err != nil {
		return err
	}
	if err := m.sessions.RenewToken(ctx); err != nil {
		return err
	}
	m.sessions.Put(ctx, keyTenant, int64(tenant))
	m.sessions.Put(ctx, keyAccount, int64(account))
	m.sessions.Put(ctx, keyGrant, int64(grant))
	return nil
}

// Renew gives the session another token and keeps what it holds, for when it learns who somebody is.
func (m *Mux) Renew(ctx context.Context) error { return m.sessions.RenewToken(ctx) }

// SignOut ends the session.
func (m *Mux) SignOut(ctx context.Context) error { return m.sessions.Destroy(ctx) }

// Keep remembers a word in the session, such as a state that a sign-in service must give back.
func (m *Mux) Keep(ctx context.Context, key, word string) { m.sessions.Put(ctx, "keep."+key, word) }

// Kept returns what Keep remembered, or nothing.
func (m *Mux) Kept(ctx context.Context, key string) string {
	return m.sessions.GetString(ctx, "keep."+key)
}

// Take returns what Keep remembered and forgets it.
func (m *Mux) Take(ctx context.Context, key string) string {
	return m.sessions.PopString(ctx, "keep."+key)
}

// Say has the next page of this session begin with a message, an English sentence.
func (m *Mux) Say(ctx context.Context, sentence string) { m.sessions.Put(ctx, keyNotice, sentence) }
