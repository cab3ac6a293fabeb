package factlab

import (
	"context"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/file"
)

// DocumentKind says what a document is.
type DocumentKind string

// What is filed with a round.
const (
	ImpactAssessment DocumentKind = "dpia"           // AVG art. 35
	LegalGround      DocumentKind = "ground"         // why this may be done
	Correspondence   DocumentKind = "correspondence" // with the supervisor, or an organisation
)

// DocumentKinds are all of them.
var DocumentKinds = []DocumentKind{ImpactAssessment, LegalGround, Correspondence}

// Document is something that was filed with a round.
type Document struct {
	file.File
	What DocumentKind
}

// File files a document with a round, in whatever state it is but destroyed.
func (f *Factlab) File(ctx context.Context, actor access.Actor, round db.ID, kind DocumentKind, n file.New) error {
	if kind != ImpactAssessment && kind != LegalGround && kind != Correspondence {
		return fault.Invalid{"kind": "Choose what kind of document it is."}
	}
	err := f.DB.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if err := f.Gate.Allow(ctx, tx, actor, "factlab.file", Object(round)); err != nil {
			return err
		}
		if _, err := RoundTx(ctx, tx, round); err != nil {
			return err
		}
		before, err := db.All[document](ctx, tx, qDocuments, tx.Tenant(), round)
		if err != nil {
			return err
		}
		n.ObjectKind, n.ObjectID = Object(round).Kind, round
		stored, err := f.Files.PutTx(ctx, tx, actor, n)
		if err != nil {
			return err
		}
		for _, d := range before {
			if d.FileID == stored.ID {
				return nil // the button was pressed twice
			}
		}
		return db.Insert(ctx, tx, "factlab_document", document{TenantID: tx.Tenant(), FileID: stored.ID, RoundID: round, Kind: kind, MakerID: actor.Account, MadeAt: tx.Now()})
	})
	return wrap("file document", err)
}

// document is a document as it is stored.
type document struct {
	TenantID db.ID
	FileID   db.ID
	RoundID  db.ID
	Kind     DocumentKind
	MakerID  db.ID
	MadeAt   time.Time
}

// Document opens what was filed.
func (f *Factlab) Document(ctx context.Context, actor access.Actor, round, id db.ID) (file.File, []byte, error) {
	return f.Files.Get(ctx, actor, "factlab.read", Object(round), id)
}

func (f *Factlab) documentsTx(ctx context.Context, tx *db.Tx, round db.ID) ([]Document, error) {
	rows, err := db.All[document](ctx, tx, qDocuments, tx.Tenant(), round)
	if err != nil {
		return nil, err
	}
	files, err := f.Files.OfTx(ctx, tx, Object(round).Kind, round)
	if err != nil {
		return nil, err
	}
	var out []Document
	for _, d := range rows {
		for _, one := range files {
			if one.ID == d.FileID {
				out = append(out, Document{File: one, What: d.Kind})
			}
		}
	}
	return out, nil
}
