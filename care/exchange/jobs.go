package exchange

import (
	"context"
	"errors"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// deliver brings one message to its receiver.
type deliver struct {
	Tenant db.ID
	ID     db.ID
}

// Kind names the job.
func (deliver) Kind() string { return "exchange.deliver" }

// deliver hands the message to the receiver's inbox on this installation (loopback). When it was delivered
// and only the note of that was lost, the receiver sees it twice and acts once.
func (x *Exchange) deliver(ctx context.Context, j deliver) error {
	var row outboxRow
	var raw []byte
	err := x.db.View(ctx, j.Tenant, func(tx *db.Tx) (err error) {
		if row, err = db.One[outboxRow](ctx, tx, qOut, j.Tenant, j.ID); err != nil {
			return err
		}
		raw, err = x.vault.OpenTx(ctx, tx, row.ID, "exchange.raw", row.Sealed)
		return err
	})
	if err != nil || row.State == Delivered {
		return err
	}
	to, err := x.receiver(ctx, row.ToCode)
	if err != nil {
		return fmt.Errorf("deliver %s: receiver: %w", row.Kind, err)
	}
	var invalid fault.Invalid
	if err := x.Receive(ctx, to.ID, raw); err != nil && !errors.As(err, &invalid) {
		return fmt.Errorf("deliver %s: %w", row.Kind, err)
	}
	return x.db.InTx(ctx, j.Tenant, func(tx *db.Tx) error {
		return tx.ExecOne(ctx, qDelivered, j.Tenant, j.ID, tx.Now())
	})
}

func (x *Exchange) receiver(ctx context.Context, code string) (tenant.Tenant, error) {
	if len(code) == len("12345678") {
		return x.tenants.ByCode(ctx, tenant.AGB, code)
	}
	return x.tenants.ByCode(ctx, tenant.CBS, code)
}
