package worklist

import (
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

// never is the due day of a line without one as it is stored, so that it comes last.
var never = law.Day(9999, 12, 31)

const columns = `tenant_id, id, account_id, team_id, role, kind, title, note, link, object_id, rule, due, made_at, done_at`

// What somebody sees: the lines of the account, then those of the team and of the role. Each has an index of its own,
// and no line is in two of them.
const (
	open      = ` FROM worklist_line WHERE tenant_id = $1 AND done_at IS NULL AND `
	ofAccount = open + `account_id = $2 AND $5 <> 'team'`
	ofTeam    = open + `team_id = $3 AND account_id IS NULL AND $5 <> 'mine'`
	ofRole    = open + `role = $4 AND account_id IS NULL AND team_id IS NULL AND $5 <> 'mine'`
)

const late = ` AND due < $6`

// first reads the first page of one kind of lines, after a given line.
func first(from string) string {
	return `SELECT * FROM (SELECT ` + columns + from + ` AND (due, id) > ($6, $7) ORDER BY due, id LIMIT 50) AS l`
}

var (
	qDone = db.SQL(`UPDATE worklist_line SET done_at = $4 WHERE tenant_id = $1 AND kind = $2 AND object_id = $3 AND done_at IS NULL`)

	qOpen = db.SQL(first(ofAccount) + ` UNION ALL ` + first(ofTeam) + ` UNION ALL ` + first(ofRole) + ` ORDER BY due, id LIMIT 50`)

	qOne = db.SQL(`SELECT ` + columns + ` FROM worklist_line WHERE tenant_id = $1 AND kind = $2 AND object_id = $3 AND done_at IS NULL`)

	qReassign = db.SQL(`UPDATE worklist_line SET account_id = $3 WHERE tenant_id = $1 AND object_id = $2 AND account_id IS NOT NULL AND done_at IS NULL`)

	qLate = db.SQL(`SELECT count(*) AS lines FROM (
		SELECT id` + ofAccount + late + ` UNION ALL SELECT id` + ofTeam + late + ` UNION ALL SELECT id` + ofRole + late + `) AS l`)
)
