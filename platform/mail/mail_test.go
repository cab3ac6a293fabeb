package mail_test

import (
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

func vault(t *testing.T) *seal.Vault {
	t.Helper()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return seal.New(master)
}

// mailbox is a mail server that keeps what it gets. It refuses the first message, as busy servers do.
type mailbox struct {
	mu    sync.Mutex
	busy  int
	got   []string
	heads []string
}

func (m *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{box: m}, nil }

type session struct {
	box *mailbox
	to  string
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error {
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	if s.box.busy > 0 {
		s.box.busy--
		return &smtp.SMTPError{Code: 451, Message: "try again later"}
	}
	return nil
}
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return nil }
func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.got, s.box.heads = append(s.box.got, s.to), append(s.box.heads, string(text))
	return err
}

func TestSend(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		box := &mailbox{busy: 1}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		server := smtp.NewServer(box)
		go func() { _ = server.Serve(l) }() // ends with Close
		defer server.Close()
		q := jobs.New(d)
		post := mail.New(d, access.New(d, mail.Rules), q, vault(t), mail.Server{Address: l.Addr().String(), From: "post@example.nl"})
		sendOne(t, d, post)
		if err := q.Drain(t.Context()); err == nil {
			t.Error("the server was busy")
		}
		testkit.ClockOf(d).Advance(1 << 40) // past the wait before the next try
		if err := q.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(box.got) != 1 || box.got[0] != "anna@example.nl" {
			t.Fatalf("arrived: %v", box.got)
		}
		for _, want := range []string{"From: <post@example.nl>", "Message-ID: <", "=C3=A9n", "Wij hebben"} {
			if !strings.Contains(box.heads[0], want) {
				t.Errorf("%q is not in\n%s", want, box.heads[0])
			}
		}
		if _, err := post.Outbox(t.Context(), access.Visitor(7), 0); err == nil {
			t.Error("real mail can be read")
		}
	})
}

func sendOne(t *testing.T, d *db.DB, post *mail.Post) {
	t.Helper()
	to, err := ident.ParseEmail("anna@example.nl")
	if err != nil {
		t.Fatal(err)
	}
	err = d.InTx(t.Context(), 7, func(tx *db.Tx) error {
		if err := post.SendTx(t.Context(), tx, mail.Message{Subject: "to nobody"}); err != nil {
			return err
		}
		return post.SendTx(t.Context(), tx, mail.Message{To: to, Subject: "Uw vraag is binnen", Body: "Wij hebben één vraag van u gekregen."})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOutbox(t *testing.T) {
	d := testkit.SQLite(t)
	post := mail.New(d, access.New(d, mail.Rules), jobs.New(d), vault(t), mail.Server{})
	sendOne(t, d, post)
	all, err := post.Outbox(t.Context(), access.Visitor(7), 0)
	if err != nil || len(all) != 1 || all[0].To != "anna@example.nl" || all[0].Body == "" {
		t.Errorf("%+v %v", all, err)
	}
	if other, err := post.Outbox(t.Context(), access.Visitor(8), 0); err != nil || len(other) != 0 {
		t.Errorf("at another municipality: %+v %v", other, err)
	}
}
