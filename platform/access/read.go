package access

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/db"
)

// Looks are the lines that a page of a log holds.
const Looks = 50

var qAbout = db.SQL(`SELECT tenant_id, id, at, actor_id, job, role, action, purpose, ground, subject_id, object_kind, object_id, outcome, reason, trace
	FROM access_log WHERE tenant_id = $1 AND subject_id = $2 AND id < $3 ORDER BY id DESC LIMIT 50`)

var qDenied = db.SQL(`SELECT tenant_id, id, at, actor_id, job, role, action, purpose, ground, subject_id, object_kind, object_id, outcome, reason, trace
	FROM access_log WHERE tenant_id = $1 AND id < $2 AND (outcome = 'denied' OR reason <> '') ORDER BY id DESC LIMIT 50`)

// About lists who saw or changed data of a person, newest first, before the line with id before (zero: the
// newest). The use case that shows it has asked the gate.
func About(ctx context.Context, tx *db.Tx, subject, before db.ID) ([]Entry, error) {
	return db.All[Entry](ctx, tx, qAbout, tx.Tenant(), subject, last(before))
}

// Remarkable lists what was denied and where the glass was broken, newest first, for the privacy officer.
func Remarkable(ctx context.Context, tx *db.Tx, before db.ID) ([]Entry, error) {
	return db.All[Entry](ctx, tx, qDenied, tx.Tenant(), last(before))
}

func last(before db.ID) db.ID {
	if before == 0 {
		return 1<<63 - 1
	}
	return before
}
