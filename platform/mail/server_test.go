package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

var certificate tls.Certificate

// TestMain makes a certificate for the mail server of the tests, which this process then trusts.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "mail")
	if err == nil {
		err = trust(filepath.Join(dir, "trusted.pem"))
	}
	if err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(dir) // a few bytes
	os.Exit(code)
}

func trust(file string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		return err
	}
	certificate = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		return err
	}
	return os.Setenv("SSL_CERT_FILE", file)
}

// arrived is a message as the server got it.
type arrived struct {
	from, to, text string
	secure         bool
	user           string
}

// mailbox is a mail server that keeps what it gets.
type mailbox struct {
	mu       sync.Mutex
	address  string
	refuse   map[string]*smtp.SMTPError // by command: MAIL, RCPT, DATA
	hangUp   bool                       // as soon as a message has been taken
	tries    int
	messages []arrived
}

// serve starts a mailbox. Only encrypted it asks who is there.
func serve(t *testing.T, encrypted bool) *mailbox {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box := &mailbox{address: l.Addr().String(), refuse: map[string]*smtp.SMTPError{}}
	server := smtp.NewServer(box)
	if encrypted {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(l) }) // ends with Close
	t.Cleanup(func() {
		_ = server.Close()
		serving.Wait()
	})
	return box
}

func (m *mailbox) got() []arrived {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.messages)
}

func (m *mailbox) answer(command string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if refusal := m.refuse[command]; refusal != nil {
		return refusal
	}
	return nil
}

// NewSession begins a conversation.
func (m *mailbox) NewSession(c *smtp.Conn) (smtp.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tries++
	return &session{box: m, conn: c}, nil
}

type session struct {
	box  *mailbox
	conn *smtp.Conn
	arrived
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.user = user; password != "geheim" {
			return errors.New("wrong password")
		}
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return s.box.answer("MAIL")
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.box.answer("RCPT")
}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.box.answer("DATA"); err != nil {
		return err
	}
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.text = string(text)
	_, s.secure = s.conn.TLSConnectionState()
	s.box.messages = append(s.box.messages, s.arrived)
	if s.box.hangUp {
		time.AfterFunc(20*time.Millisecond, func() { _ = s.conn.Close() })
	}
	return nil
}
