package file

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// stored is a row: the name and the content are sealed when the file has an owner.
type stored struct {
	File
	Name    []byte
	Content []byte
}

var (
	qPut = db.SQL(`INSERT INTO file_stored (tenant_id, id, object_kind, object_id, owner_id, maker_id, name, type, size, sha256, content, made_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`)

	qFile = db.SQL(`SELECT tenant_id, id, object_kind, object_id, owner_id, maker_id, name, type, size, sha256, made_at FROM file_stored
		WHERE tenant_id = $1 AND id = $2`)

	qContent = db.SQL(`SELECT tenant_id, id, object_kind, object_id, owner_id, maker_id, name, type, size, sha256, content, made_at FROM file_stored
		WHERE tenant_id = $1 AND id = $2 AND object_kind = $3 AND object_id = $4`)

	qOf = db.SQL(`SELECT tenant_id, id, object_kind, object_id, owner_id, maker_id, name, type, size, sha256, made_at FROM file_stored
		WHERE tenant_id = $1 AND object_kind = $2 AND object_id = $3 ORDER BY id`)

	qRemove = db.SQL(`DELETE FROM file_stored WHERE tenant_id = $1 AND id = $2 AND object_kind = $3 AND object_id = $4`)
)

func insert(ctx context.Context, tx *db.Tx, s stored) error {
	_, err := tx.Exec(ctx, qPut, s.TenantID, s.ID, s.ObjectKind, s.ObjectID, s.OwnerID, s.MakerID, s.Name, s.Type, s.Size, s.SHA256, s.Content, s.MadeAt)
	return err
}
