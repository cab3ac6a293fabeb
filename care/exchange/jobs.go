package exchange

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/jobs"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// deliver brings one message to its receiver.
type deliver struct {
	Tenant db.ID
	ID     db.ID
}

// Kind names the job.
func (deliver) Kind() string { return "exchange.deliver" }

// Why a message has not arrived.
var (
	errNobody = fault.Refuse(fault.NotFound, "The receiver is not known here. We keep trying.")
	errLater  = fault.Refuse(fault.Unavailable, "The message could not be delivered. We keep trying.")
)

// deliver hands the message to its receiver. When it was delivered and only the note of that was lost, the receiver
// sees it twice and acts once.
func (x *Exchange) deliver(ctx context.Context, j deliver) error {
	row, raw, err := x.outgoing(ctx, j)
	if err != nil || row.State == Delivered {
		return err
	}
	to, err := x.receiver(ctx, row.ToCode)
	if err != nil {
		return x.waits(ctx, j, row, errNobody, err)
	}
	note := ""
	switch err := x.hand(ctx, to, row, raw); {
	case isInvalid(err):
		note = "The receiver cannot read this message."
	case err != nil:
		return x.waits(ctx, j, row, errLater, err)
	}
	return x.db.InTx(ctx, j.Tenant, func(tx *db.Tx) error {
		return tx.ExecOne(ctx, qDelivered, j.Tenant, j.ID, note, tx.Now())
	})
}

func isInvalid(err error) bool {
	_, ok := errors.AsType[fault.Invalid](err)
	return ok
}

func (x *Exchange) outgoing(ctx context.Context, j deliver) (row outboxRow, raw []byte, err error) {
	err = x.db.InTx(ctx, j.Tenant, func(tx *db.Tx) (err error) {
		if err = x.gate.Allow(ctx, tx, access.System(j.Tenant, "exchange"), "exchange.deliver", access.Object{Kind: "message", ID: j.ID}); err != nil {
			return err
		}
		if row, err = db.One[outboxRow](ctx, tx, qOut, j.Tenant, j.ID); err != nil {
			return err
		}
		raw, err = x.vault.OpenTx(ctx, tx, row.ID, sealedAs, row.Sealed)
		return err
	})
	return row, raw, err
}

// waits notes why a message has not arrived yet and tells the noun that sent it. After the last try it failed.
func (x *Exchange) waits(ctx context.Context, j deliver, row outboxRow, why, cause error) error {
	note, _ := fault.Sentence(why)
	state := Waiting
	if jobs.LastTry(ctx) {
		state, note = Failed, "The message was not delivered. We stopped trying."
	}
	err := x.db.InTx(ctx, j.Tenant, func(tx *db.Tx) error {
		if err := tx.ExecOne(ctx, qWaits, j.Tenant, j.ID, string(state), note); err != nil {
			return err
		}
		if tell := x.undelivered[row.Kind]; tell != nil {
			return tell(ctx, tx, row.Identification)
		}
		return nil
	})
	return errors.Join(fmt.Errorf("deliver %s: %w", row.Kind, cause), err)
}

func (x *Exchange) receiver(ctx context.Context, code string) (tenant.Tenant, error) {
	if len(code) == len("12345678") {
		return x.tenants.ByCode(ctx, tenant.AGB, code)
	}
	return x.tenants.ByCode(ctx, tenant.CBS, code)
}
