package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
)

// Limit is how often one person may do something: Burst times at once, and after that once in each Every.
type Limit struct {
	Burst int
	Every time.Duration
}

// limiter remembers for each person when all that they may do at once would be free again. A person is an account, or
// the network that somebody comes from who has not signed in. Neither is kept: only a keyed hash of it, in memory,
// under a key that dies with the process.
type limiter struct {
	Limit
	key  [32]byte
	mu   sync.Mutex
	free map[[16]byte]time.Time
}

func limiters(all map[string]Limit) map[string]*limiter {
	out := map[string]*limiter{}
	for pattern, limit := range all {
		l := &limiter{Limit: limit, free: map[[16]byte]time.Time{}}
		_, _ = rand.Read(l.key[:]) // never fails since Go 1.24
		out[pattern] = l
	}
	return out
}

// maxKnown is how many people a limiter remembers at most.
const maxKnown = 100_000

// allow reports whether who may do it now.
func (l *limiter) allow(who []byte, now time.Time) bool {
	mac := hmac.New(sha256.New, l.key[:])
	mac.Write(who)
	id := [16]byte(mac.Sum(nil))
	l.mu.Lock()
	defer l.mu.Unlock()
	free := l.free[id]
	if free.Before(now) {
		free = now
	}
	if free.Sub(now) > time.Duration(l.Burst-1)*l.Every {
		return false
	}
	if len(l.free) >= maxKnown {
		l.forget(now)
	}
	l.free[id] = free.Add(l.Every)
	return true
}

// forget drops who may do everything again, and everybody when that does not help.
func (l *limiter) forget(now time.Time) {
	for id, free := range l.free {
		if free.Before(now) {
			delete(l.free, id)
		}
	}
	if len(l.free) >= maxKnown {
		clear(l.free)
	}
}

var errTooOften = errors.New("too often")

// slow refuses who does something too often.
func (m *Mux) slow(pattern string, r *http.Request, actor access.Actor) error {
	l := m.limits[pattern]
	if l == nil {
		return nil
	}
	who := binary.BigEndian.AppendUint64([]byte("account"), uint64(actor.Account))
	if !actor.SignedIn() {
		if who = m.network(r); who == nil {
			return nil
		}
	}
	if !l.allow(who, time.Now()) {
		return errTooOften
	}
	return nil
}

// network is where a request comes from: an address, of IPv6 the part that a household has. It is nil when nobody
// knows, because it comes from a machine nearby that may pass on the requests of everybody.
func (m *Mux) network(r *http.Request) []byte {
	text, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return nil
	}
	if noted := r.Header.Values("X-Forwarded-For"); m.proxies > 0 && len(noted) > 0 {
		passed := strings.Split(strings.Join(noted, ","), ",")
		text = strings.TrimSpace(passed[max(0, len(passed)-m.proxies)])
	}
	addr, err := netip.ParseAddr(text)
	if err != nil {
		return nil
	}
	addr = addr.Unmap().WithZone("")
	if m.proxies == 0 && (addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()) {
		return nil
	}
	bits := 32
	if addr.Is6() {
		bits = 64
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		return nil
	}
	return append([]byte("network"), prefix.Addr().AsSlice()...)
}
