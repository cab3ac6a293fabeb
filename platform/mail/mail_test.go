package mail_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/mail"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
	"codeberg.org/samenkracht/samenkracht/platform/testkit"
)

const almelo db.ID = 7

func vault(t *testing.T) *seal.Vault {
	t.Helper()
	master, err := seal.LoadOrMakeMaster("file:" + filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return seal.New(master)
}

// office is a post with its queue.
type office struct {
	t    *testing.T
	d    *db.DB
	q    *jobs.Queue
	gate *access.Gate
	post *mail.Post
}

func open(t *testing.T, d *db.DB, server mail.Server) office {
	t.Helper()
	o := office{t: t, d: d, q: jobs.New(d), gate: access.New(d, slices.Concat(mail.Rules, tenant.Rules))}
	o.post = mail.New(d, o.gate, o.q, vault(t), server)
	return o
}

func (o office) send(m mail.Message) {
	o.t.Helper()
	err := o.d.InTx(o.t.Context(), almelo, func(tx *db.Tx) error { return o.post.SendTx(o.t.Context(), tx, m) })
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o office) drain() error { return o.q.Drain(o.t.Context()) }

func anna(t *testing.T) mail.Message {
	t.Helper()
	to, err := ident.ParseEmail("anna@example.nl")
	if err != nil {
		t.Fatal(err)
	}
	return mail.Message{To: to, Subject: "Uw vraag één is binnen", Body: "Wij hebben één vraag van u gekregen.\n\nBekijk uw vraag op onze website."}
}

var qRow = db.SharedSQL("test", `SELECT state, tries, recipient, subject, body, sent_at FROM mail_message`)

type row struct {
	State                    string
	Tries                    int
	Recipient, Subject, Body []byte
	SentAt                   *time.Time
}

func (o office) row() (r row) {
	o.t.Helper()
	err := o.d.View(o.t.Context(), almelo, func(tx *db.Tx) (err error) {
		r, err = db.One[row](o.t.Context(), tx, qRow)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func TestSend(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		box := serve(t, true)
		o := open(t, d, mail.Server{Address: box.address, User: "post", Password: "geheim", From: "post@example.nl"})
		o.send(mail.Message{Subject: "to nobody"})
		o.send(anna(t))
		if r := o.row(); r.State != "queued" || bytes.Contains(r.Recipient, []byte("anna")) || bytes.Contains(r.Body, []byte("vraag")) {
			t.Errorf("%+v", r)
		}
		if err := o.drain(); err != nil {
			t.Fatal(err)
		}
		got := box.got()
		if len(got) != 1 || got[0].to != "anna@example.nl" || got[0].from != "post@example.nl" || !got[0].secure || got[0].user != "post" {
			t.Fatalf("arrived: %+v", got)
		}
		check(t, got[0].text, anna(t))
		if r := o.row(); r.State != "sent" || r.Tries != 1 || r.SentAt == nil || len(r.Recipient)+len(r.Subject)+len(r.Body) != 0 {
			t.Errorf("%+v", r)
		}
		if _, err := o.post.Outbox(t.Context(), access.Visitor(almelo), 0); !errors.Is(err, fault.NotFound) {
			t.Errorf("real mail can be read: %v", err)
		}
	})
}

// check reads a message as a reader's program does.
func check(t *testing.T, text string, want mail.Message) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != want.Subject {
		t.Errorf("subject %q %v", subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n")) != want.Body {
		t.Errorf("body %q %v", body, err)
	}
	for header, want := range map[string]string{"To": "<anna@example.nl>", "Content-Type": "text/plain; charset=UTF-8",
		"Content-Transfer-Encoding": "quoted-printable", "Auto-Submitted": "auto-generated", "Date": "Mon, 02 Mar 2026 08:00:00 +0000"} {
		if got := m.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	if id := m.Header.Get("Message-ID"); !strings.HasSuffix(id, ".7@example.nl>") {
		t.Error("Message-ID:", id)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > 126 }) {
		t.Error("the message is not ASCII")
	}
}

// The server may take a message and go away before we know; the second copy has the same Message-ID.
func TestSecondTry(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		box := serve(t, false)
		o := open(t, d, mail.Server{Address: box.address, From: "post@example.nl"})
		o.send(anna(t))
		for command, refusal := range map[string]*smtp.SMTPError{
			"MAIL": {Code: 451, Message: "busy"},
			"RCPT": {Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "<anna@example.nl> is greylisted"},
			"DATA": {Code: 452, Message: "no space for anna@example.nl"},
		} {
			box.refuse = map[string]*smtp.SMTPError{command: refusal}
			if err := o.drain(); err == nil || strings.Contains(err.Error(), "anna") {
				t.Errorf("%s: %v", command, err)
			}
			testkit.ClockOf(d).Advance(time.Hour)
		}
		box.refuse, box.hangUp = nil, true
		if err := o.drain(); err != nil {
			t.Error(err)
		}
		if got, r := box.got(), o.row(); len(got) != 1 || r.State != "sent" || r.Tries != 4 {
			t.Errorf("arrived: %+v, row %+v", got, r)
		}
	})
}

func TestRefused(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		box := serve(t, false)
		box.refuse["RCPT"] = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<anna@example.nl>: no such user"}
		o := open(t, d, mail.Server{Address: box.address, From: "post@example.nl"})
		o.send(anna(t))
		if err := o.drain(); err != nil {
			t.Error(err)
		}
		testkit.ClockOf(d).Advance(time.Hour)
		if err := o.drain(); err != nil || box.tries != 1 {
			t.Errorf("tried %d times: %v", box.tries, err)
		}
		if r := o.row(); r.State != "failed" || r.Tries != 1 || len(r.Recipient) != 0 {
			t.Errorf("%+v", r)
		}
	})
}

// Nobody reads along: a server elsewhere must encrypt, and every server to which we say who we are.
func TestNoEncryptionNoMail(t *testing.T) {
	d := testkit.SQLite(t)
	box := serve(t, false)
	o := open(t, d, mail.Server{Address: box.address, User: "post", Password: "geheim", From: "post@example.nl"})
	o.send(anna(t))
	for range 16 {
		if err := o.drain(); err == nil {
			t.Fatal("sent in the clear")
		}
		testkit.ClockOf(d).Advance(24 * time.Hour)
	}
	failed, err := o.q.Failed(t.Context())
	if err != nil || len(failed) != 1 || failed[0].Kind != "mail.send" || failed[0].Tenant != almelo {
		t.Errorf("%+v %v", failed, err)
	}
	if r := o.row(); r.State != "failed" || r.Tries != 16 || len(r.Recipient) == 0 || len(box.got()) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestSender(t *testing.T) {
	d := testkit.SQLite(t)
	box := serve(t, false)
	o := open(t, d, mail.Server{Address: box.address, From: "post@example.nl"})
	tenants, system := tenant.New(d, o.gate), access.System(almelo, "test")
	if err := tenants.Add(t.Context(), system, tenant.Tenant{ID: almelo, Kind: tenant.Municipality, Slug: "almelo", Name: `Gemeente "Almelo"`}); err != nil {
		t.Fatal(err)
	}
	if err := tenants.Set(t.Context(), system, tenant.Mail, "almelo@example.nl", law.DateOf(d.Now())); err != nil {
		t.Fatal(err)
	}
	m := anna(t)
	m.Subject = "Uw vraag\r\nBcc: ander@example.nl"
	o.send(m)
	if err := o.drain(); err != nil {
		t.Fatal(err)
	}
	got := box.got()
	if len(got) != 1 || got[0].from != "almelo@example.nl" || !strings.Contains(got[0].text, `From: "Gemeente \"Almelo\"" <almelo@example.nl>`) {
		t.Errorf("%+v", got)
	}
	if strings.Contains(got[0].text, "\nBcc") {
		t.Error("a subject became a header")
	}
}

func TestOutbox(t *testing.T) {
	testkit.Engines(t, func(t *testing.T, d *db.DB) {
		o := open(t, d, mail.Server{})
		o.send(anna(t))
		if err := o.drain(); err != nil {
			t.Error(err)
		}
		all, err := o.post.Outbox(t.Context(), access.Visitor(almelo), 0)
		if err != nil || len(all) != 1 || all[0].To != "anna@example.nl" || all[0].Body != anna(t).Body {
			t.Errorf("%+v %v", all, err)
		}
		if other, err := o.post.Outbox(t.Context(), access.Visitor(8), 0); err != nil || len(other) != 0 {
			t.Errorf("at another municipality: %+v %v", other, err)
		}
		if older, err := o.post.Outbox(t.Context(), access.Visitor(almelo), all[0].ID); err != nil || len(older) != 0 {
			t.Errorf("before the oldest: %+v %v", older, err)
		}
	})
}
