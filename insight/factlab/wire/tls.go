package wire

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"time"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/delivery"
)

// ErrKey is what is wrong when the other end shows another key than was agreed.
var ErrKey = errors.New("the other end shows another key than was agreed")

// The times that a connection gets. A batch of a thousand elements takes about a quarter of a second to answer.
const (
	connectTime = 10 * time.Second
	requestTime = 2 * time.Minute
	idleTime    = 2 * time.Minute
)

// Client talks to one party only: the one with this key.
func Client(id *Identity, server Key) *http.Client {
	return &http.Client{
		Timeout: requestTime,
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			TLSClientConfig:     clientTLS(id, server),
			TLSHandshakeTimeout: connectTime,
			IdleConnTimeout:     idleTime / 2,
			MaxIdleConnsPerHost: 16,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Server answers those whose key is known. Others prove their key too, and are told that it is not known: their
// questions do not reach the handler. Start it with ListenAndServeTLS or ServeTLS with empty file names.
func Server(id *Identity, known func(Key) bool, handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           only(known, handler),
		TLSConfig:         serverTLS(id),
		ReadHeaderTimeout: connectTime,
		ReadTimeout:       requestTime,
		WriteTimeout:      requestTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    16 << 10,
	}
}

// only lets those through whose key is known, at every request anew. To refuse them in the handshake would be shorter,
// but then they often hear no more than that the connection was broken.
func only(known func(Key) bool, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if key := From(r); key.IsZero() || !known(key) {
			Refuse(w, &delivery.Problem{Status: http.StatusUnauthorized, Code: delivery.Unknown, Detail: "the key " + key.String() + " is not known here"})
			return
		}
		handler.ServeHTTP(w, r)
	})
}

// From is the key of the party that asks. It is zero when the request did not come over wire.
func From(r *http.Request) Key {
	if r.TLS == nil {
		return Key{}
	}
	key, err := shown(*r.TLS)
	if err != nil {
		return Key{}
	}
	return key
}

func clientTLS(id *Identity, server Key) *tls.Config {
	return &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{id.certificate()},
		// Names and authorities say nothing here: VerifyConnection looks at the key, which TLS 1.3 proves.
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			key, err := shown(state)
			if err != nil || key != server || server.IsZero() {
				return fmt.Errorf("%w: expected %s, got %s", ErrKey, server, key)
			}
			return nil
		},
	}
}

func serverTLS(id *Identity) *tls.Config {
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		Certificates:           []tls.Certificate{id.certificate()},
		ClientAuth:             tls.RequireAnyClientCert,
		SessionTicketsDisabled: true, // so that every connection proves its key
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := shown(state)
			return err
		},
	}
}

// shown is the key that the other end proved to have.
func shown(state tls.ConnectionState) (Key, error) {
	if len(state.PeerCertificates) == 0 {
		return Key{}, errKey
	}
	public, is := state.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	if !is || len(public) != ed25519.PublicKeySize || Key(public).IsZero() {
		return Key{}, errKey
	}
	return Key(public), nil
}

// certificate wraps the key as TLS wants it. Only the key in it means something.
func (id *Identity) certificate() tls.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "Factlab"},
		NotBefore:    time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), // RFC 5280 section 4.1.2.5: no end
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, id.private.Public(), id.private)
	if err != nil {
		return tls.Certificate{} // an Ed25519 key can always sign; without a certificate no handshake succeeds
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: id.private}
}
