// Package file keeps the files that people hand in and that belong to something: a photo with a place, a letter
// of a doctor with a question. A file of a household is sealed with the household's key, its name too; when the
// key is destroyed, so is the file. What kind of file it is, is read from its content and must agree with its
// name; kinds that can hold a program are refused.
package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"mime"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/seal"
)

//go:embed schema/*.sql
var schema embed.FS

var _ = db.Register(schema)

// File is what is known of a stored file, without its content.
type File struct {
	TenantID   db.ID
	ID         db.ID
	ObjectKind string // what it belongs to, as the gate names it
	ObjectID   db.ID
	OwnerID    db.ID  // the household with whose key it is sealed; none for what is public
	MakerID    db.ID  // the account that handed it in
	Name       string `db:"-"`
	Type       string // as in Content-Type
	Size       int64
	SHA256     []byte `db:"sha256"`
	MadeAt     time.Time
}

// Disposition is the header Content-Disposition with which a browser saves the file under its name.
func (f File) Disposition() string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": f.Name})
}

// New is a file that somebody hands in.
type New struct {
	ID         db.ID // from the form, so that a second press of the button stores it once; none: a new one
	ObjectKind string
	ObjectID   db.ID
	Owner      db.ID // the household that it is about; none for what is public
	Name       string
	Content    []byte
}

// Files keeps the files of every tenant.
type Files struct {
	db    *db.DB
	gate  *access.Gate
	vault *seal.Vault
}

// NewFiles returns the files of d.
func NewFiles(d *db.DB, gate *access.Gate, vault *seal.Vault) *Files { return &Files{d, gate, vault} }

// PutTx stores a file in the transaction of a use case, which has asked the gate whether actor may change what
// the file belongs to. A file that is not accepted is fault.Invalid, with a sentence for the field "file".
func (fs *Files) PutTx(ctx context.Context, tx *db.Tx, actor access.Actor, n New) (File, error) {
	name := tidy(n.Name)
	kind, err := recognise(name, n.Content)
	if err != nil {
		return File{}, err
	}
	sum := sha256.Sum256(n.Content)
	f := File{TenantID: tx.Tenant(), ID: n.ID, ObjectKind: n.ObjectKind, ObjectID: n.ObjectID, OwnerID: n.Owner, MakerID: actor.Account,
		Name: name, Type: kind, Size: int64(len(n.Content)), SHA256: sum[:], MadeAt: tx.Now()}
	if n.ID == 0 {
		f.ID = tx.NewID()
	} else if first, err := fs.first(ctx, tx, f); !errors.Is(err, fault.NotFound) {
		return first, err
	}
	row := stored{File: f}
	if row.Name, err = fs.seal(ctx, tx, f.OwnerID, columnName, []byte(f.Name)); err != nil {
		return File{}, fmt.Errorf("store file: %w", err)
	}
	if row.Content, err = fs.seal(ctx, tx, f.OwnerID, columnContent, n.Content); err != nil {
		return File{}, fmt.Errorf("store file: %w", err)
	}
	if err := insert(ctx, tx, row); err != nil {
		return File{}, fmt.Errorf("store file: %w", err)
	}
	return f, nil
}

// first returns the file that was stored under this id before, if it is the same one by the same maker.
func (fs *Files) first(ctx context.Context, tx *db.Tx, again File) (File, error) {
	row, err := db.One[stored](ctx, tx, qFile, tx.Tenant(), again.ID)
	if err != nil {
		return File{}, err
	}
	same := row.MakerID == again.MakerID && row.ObjectKind == again.ObjectKind && row.ObjectID == again.ObjectID && bytes.Equal(row.SHA256, again.SHA256)
	if !same {
		return File{}, fmt.Errorf("store file: another one has this id: %w", fault.Conflict)
	}
	return fs.named(ctx, tx, row)
}

// Get opens a file that belongs to o, when actor may do action on o. A file of something else is not found.
func (fs *Files) Get(ctx context.Context, actor access.Actor, action string, o access.Object, id db.ID) (f File, content []byte, err error) {
	err = fs.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		f, content, err = fs.GetTx(ctx, tx, actor, action, o, id)
		return err
	})
	return f, content, err
}

// GetTx is Get in the caller's transaction.
func (fs *Files) GetTx(ctx context.Context, tx *db.Tx, actor access.Actor, action string, o access.Object, id db.ID) (File, []byte, error) {
	if err := fs.gate.Allow(ctx, tx, actor, action, o); err != nil {
		return File{}, nil, err
	}
	row, err := db.One[stored](ctx, tx, qContent, tx.Tenant(), id, o.Kind, o.ID)
	if err != nil {
		return File{}, nil, fmt.Errorf("open file: %w", err)
	}
	f, err := fs.named(ctx, tx, row)
	if err != nil {
		return File{}, nil, err
	}
	content, err := fs.open(ctx, tx, f.OwnerID, columnContent, row.Content)
	if err != nil {
		return File{}, nil, err
	}
	if sum := sha256.Sum256(content); !bytes.Equal(sum[:], f.SHA256) {
		return File{}, nil, fmt.Errorf("open file %s: its content is not what was stored", id)
	}
	return f, content, nil
}

// OfTx lists the files of an object, oldest first. The use case that shows the object has asked the gate. Files of
// a household whose key was destroyed are left out.
func (fs *Files) OfTx(ctx context.Context, tx *db.Tx, objectKind string, objectID db.ID) ([]File, error) {
	rows, err := db.All[stored](ctx, tx, qOf, tx.Tenant(), objectKind, objectID)
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	var files []File
	for _, row := range rows {
		f, err := fs.named(ctx, tx, row)
		switch {
		case err == nil:
			files = append(files, f)
		case !errors.Is(err, fault.NotFound):
			return nil, err
		}
	}
	return files, nil
}

// RemoveTx removes a file of an object. The use case has asked the gate.
func (fs *Files) RemoveTx(ctx context.Context, tx *db.Tx, objectKind string, objectID, id db.ID) error {
	n, err := tx.Exec(ctx, qRemove, tx.Tenant(), id, objectKind, objectID)
	if err == nil && n == 0 {
		err = fault.NotFound
	}
	if err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	return nil
}

const (
	columnName    = "file_stored.name"
	columnContent = "file_stored.content"
)

func (fs *Files) seal(ctx context.Context, tx *db.Tx, owner db.ID, column string, plain []byte) ([]byte, error) {
	if owner == 0 {
		return plain, nil
	}
	return fs.vault.SealTx(ctx, tx, owner, column, plain)
}

func (fs *Files) open(ctx context.Context, tx *db.Tx, owner db.ID, column string, kept []byte) ([]byte, error) {
	if owner == 0 {
		return kept, nil
	}
	plain, err := fs.vault.OpenTx(ctx, tx, owner, column, kept)
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	return plain, nil
}

func (fs *Files) named(ctx context.Context, tx *db.Tx, row stored) (File, error) {
	name, err := fs.open(ctx, tx, row.OwnerID, columnName, row.Name)
	row.File.Name = string(name)
	return row.File, err
}
