package release

import (
	"context"
	"embed"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

const columns = `tenant_id, id, round_id, state, maker_id, maker, approver_id, approver, note, content, signature, begun_at, made_at, decided_at, version`

var (
	qOf = db.SQL(`SELECT ` + columns + ` FROM factlab_release WHERE tenant_id = $1 AND round_id = $2 ORDER BY id DESC`)

	qOne = db.SQL(`SELECT ` + columns + ` FROM factlab_release WHERE tenant_id = $1 AND id = $2`)

	qSave = db.SQL(`UPDATE factlab_release SET state = $4, approver_id = $5, approver = $6, note = $7, content = $8, signature = $9, made_at = $10,
		decided_at = $11, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3`)

	qPublished = db.SQL(`SELECT ` + columns + ` FROM factlab_release r WHERE tenant_id = $1 AND state = 'approved' AND NOT EXISTS (SELECT 1 FROM factlab_release n
		WHERE n.tenant_id = r.tenant_id AND n.round_id = r.round_id AND n.state = 'approved' AND n.id > r.id) ORDER BY round_id DESC`)
)

func ofTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Release, error) {
	return db.All[Release](ctx, tx, qOf, tx.Tenant(), round)
}

func oneTx(ctx context.Context, tx *db.Tx, id db.ID) (Release, error) {
	return db.One[Release](ctx, tx, qOne, tx.Tenant(), id)
}

func publishedTx(ctx context.Context, tx *db.Tx) ([]Release, error) {
	return db.All[Release](ctx, tx, qPublished, tx.Tenant())
}

func saveTx(ctx context.Context, tx *db.Tx, r Release) error {
	return tx.ExecOne(ctx, qSave, tx.Tenant(), r.ID, r.Version, string(r.State), r.ApproverID, r.Approver, r.Note, r.Content, r.Signature, r.MadeAt, r.DecidedAt)
}
