package mail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// send brings one message to the mail server.
type send struct {
	Tenant db.ID
	ID     db.ID
}

// Kind names the job.
func (send) Kind() string { return "mail.send" }

var (
	qMessage = db.SQL(`SELECT tenant_id, id, recipient, subject, body, state, tries, made_at, sent_at FROM mail_message
		WHERE tenant_id = $1 AND id = $2`)

	qGone = db.SQL(`UPDATE mail_message SET state = $3, sent_at = $4, tries = tries + 1, recipient = NULL, subject = NULL, body = NULL
		WHERE tenant_id = $1 AND id = $2`)

	qTried = db.SQL(`UPDATE mail_message SET state = $3, tries = tries + 1 WHERE tenant_id = $1 AND id = $2`)
)

// errRefused says that the server will never take this message.
var errRefused = errors.New("refused")

func (p *Post) send(ctx context.Context, j send) error {
	var r row
	var m Sent
	err := p.db.View(ctx, j.Tenant, func(tx *db.Tx) (err error) {
		if r, err = db.One[row](ctx, tx, qMessage, j.Tenant, j.ID); err != nil || len(r.Recipient) == 0 {
			return err
		}
		m, err = p.open(ctx, tx, r)
		return err
	})
	if err != nil || m.To == "" { // it has left, or never will
		return err
	}
	failure := p.deliver(ctx, j, m)
	err = p.db.InTx(context.WithoutCancel(ctx), j.Tenant, func(tx *db.Tx) error {
		return p.note(ctx, tx, j.ID, failure)
	})
	if errors.Is(failure, errRefused) { // nobody can mend that by trying again
		slog.WarnContext(ctx, "mail refused", "tenant", j.Tenant, "message", j.ID, "err", failure)
		failure = nil
	}
	return errors.Join(failure, err)
}

// note writes down how a try went. What has left, or never will, is forgotten with its key.
func (p *Post) note(ctx context.Context, tx *db.Tx, id db.ID, failure error) error {
	switch {
	case failure == nil, errors.Is(failure, errRefused):
		is, at := sent, new(tx.Now())
		if failure != nil {
			is, at = failed, nil
		}
		if err := tx.ExecOne(ctx, qGone, tx.Tenant(), id, is, at); err != nil {
			return err
		}
		return p.vault.DestroyTx(ctx, tx, drawer(id))
	case jobs.LastTry(ctx):
		return tx.ExecOne(ctx, qTried, tx.Tenant(), id, failed)
	}
	return tx.ExecOne(ctx, qTried, tx.Tenant(), id, queued)
}

// sender is the organisation as its readers know it.
func (p *Post) sender(ctx context.Context, id db.ID) (*netmail.Address, error) {
	t, err := p.tenants.ByID(ctx, id)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return nil, err
	}
	address := cmp.Or(t.Settings[tenant.Mail], p.server.From)
	if address == "" {
		return nil, errors.New("there is no address to send from")
	}
	return &netmail.Address{Name: t.Name, Address: address}, nil
}

// deliver hands a message to the server. Its Message-ID is the same at every try, so a reader's program can
// leave out a second copy.
func (p *Post) deliver(ctx context.Context, j send, m Sent) error {
	from, err := p.sender(ctx, j.Tenant)
	if err != nil {
		return err
	}
	msg := gomail.NewMsg()
	msg.FromMailAddress(from)
	msg.ToMailAddress(&netmail.Address{Address: m.To})
	msg.Subject(strings.Join(strings.Fields(m.Subject), " "))
	msg.SetMessageIDWithValue(fmt.Sprintf("%s.%s@%s", j.ID, j.Tenant, from.Address[strings.LastIndexByte(from.Address, '@')+1:]))
	msg.SetDateWithValue(m.MadeAt)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // asks absent readers not to answer
	msg.SetBodyString(gomail.TypeTextPlain, m.Body)
	client, err := p.server.client()
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() { // the server took it, whatever happened after that
		return nil
	}
	return impersonal(err)
}

// impersonal leaves out of an error what the server said in its own words: that often repeats the address.
func impersonal(err error) error {
	said, ok := errors.AsType[*gomail.SendError](err)
	if !ok {
		return err
	}
	short := fmt.Errorf("the mail server said %d %s to %q", said.ErrorCode(), said.EnhancedStatusCode(), said.Reason)
	ours := said.Reason == gomail.ErrSMTPRcptTo || said.Reason == gomail.ErrSMTPData || said.Reason == gomail.ErrSMTPDataClose
	if ours && said.ErrorCode() >= 500 {
		return fmt.Errorf("%w: %w", errRefused, short)
	}
	return short
}

const patience = 30 * time.Second

func (s Server) client() (*gomail.Client, error) {
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	options := []gomail.Option{gomail.WithPort(number), gomail.WithTimeout(patience)}
	switch {
	case number == 465:
		options = append(options, gomail.WithSSL())
	case s.User == "" && here(host):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(host, options...)
}

// here reports whether a host is this machine.
func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
