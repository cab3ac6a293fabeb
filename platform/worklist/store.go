package worklist

import (
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// never is the due day of a line without one, so that it comes last.
var never = law.Day(9999, 12, 31)

const columns = `tenant_id, id, account_id, team_id, role, kind, title, note, link, object_id, rule, due, made_at, done_at`

// mine is a line for the account, its team or its role. Each branch has an index of its own.
const mine = `(account_id = $2 OR team_id = $3 OR (role = $4 AND account_id IS NULL AND team_id IS NULL))`

var (
	qDone = db.SQL(`UPDATE worklist_line SET done_at = $4 WHERE tenant_id = $1 AND kind = $2 AND object_id = $3 AND done_at IS NULL`)

	qOpen = db.SQL(`SELECT ` + columns + ` FROM worklist_line WHERE tenant_id = $1 AND done_at IS NULL AND ` + mine + `
		AND (coalesce(due, $7), id) > ($5, $6) ORDER BY coalesce(due, $7), id LIMIT 50`)

	qOne = db.SQL(`SELECT ` + columns + ` FROM worklist_line WHERE tenant_id = $1 AND kind = $2 AND object_id = $3 AND done_at IS NULL`)

	qReassign = db.SQL(`UPDATE worklist_line SET account_id = $3, team_id = NULL WHERE tenant_id = $1 AND object_id = $2 AND done_at IS NULL`)

	qCount = db.SQL(`SELECT count(*) AS open, count(CASE WHEN due < $5 THEN 1 END) AS late FROM worklist_line
		WHERE tenant_id = $1 AND done_at IS NULL AND ` + mine)
)
