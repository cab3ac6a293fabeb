package account

import (
	"context"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

const (
	accountColumns = `a.tenant_id, a.id, a.name, a.phone, a.demo, a.about, a.made_at`
	choiceColumns  = accountColumns + `, r.id AS grant_id, r.role, r.team_id, r.mandate, r.from_day, r.to_day`
	choiceTables   = ` FROM account a JOIN account_role r ON r.tenant_id = a.tenant_id AND r.account_id = a.id`
)

var (
	qAccount = db.SQL(`SELECT ` + accountColumns + ` FROM account a WHERE a.tenant_id = $1 AND a.id = $2`)

	qEmail = db.SQL(`SELECT email FROM account WHERE tenant_id = $1 AND id = $2`)

	qGrant = db.SQL(`SELECT tenant_id, id, account_id, role, team_id, mandate, from_day, to_day FROM account_role
		WHERE tenant_id = $1 AND account_id = $2 AND id = $3 AND from_day <= $4 AND (to_day IS NULL OR to_day >= $4)`)

	qGrantByID = db.SQL(`SELECT tenant_id, id, account_id, role, team_id, mandate, from_day, to_day FROM account_role
		WHERE tenant_id = $1 AND id = $2`)

	qEndRole = db.SQL(`UPDATE account_role SET to_day = $3 WHERE tenant_id = $1 AND id = $2`)

	qIdentity = db.SharedSQL("at sign-in the organisation is not known yet",
		`SELECT issuer, subject, tenant_id, account_id FROM account_identity WHERE issuer = $1 AND subject = $2 ORDER BY tenant_id`)

	qChoices = db.SQL(`SELECT ` + choiceColumns + choiceTables + `
		WHERE a.tenant_id = $1 AND a.id = $2 AND r.from_day <= $3 AND (r.to_day IS NULL OR r.to_day >= $3) ORDER BY r.id`)

	qPersonas = db.SQL(`SELECT ` + choiceColumns + choiceTables + `
		WHERE a.tenant_id = $1 AND a.demo AND (a.id = $2 OR $2 IS NULL) AND r.from_day <= $3 AND (r.to_day IS NULL OR r.to_day >= $3)
		ORDER BY r.role, a.id LIMIT 200`)

	qWithRole = db.SQL(`SELECT ` + accountColumns + choiceTables + `
		WHERE a.tenant_id = $1 AND r.role = $2 AND (r.team_id = $3 OR $3 IS NULL) AND r.from_day <= $4 AND (r.to_day IS NULL OR r.to_day >= $4)
		ORDER BY a.name, a.id`)
)

type identityRow struct {
	Issuer, Subject string
	TenantID        db.ID
	AccountID       db.ID
}

type accountRow struct {
	TenantID          db.ID
	ID                db.ID
	Name              string
	Phone             string
	Demo              bool
	About             string
	MadeAt            time.Time
	Email, EmailIndex []byte
}

func (s *Accounts) insert(ctx context.Context, tx *db.Tx, a Account) error {
	row := accountRow{TenantID: a.TenantID, ID: a.ID, Name: a.Name, Phone: a.Phone, Demo: a.Demo, About: a.About, MadeAt: a.MadeAt}
	if a.Email != "" {
		sealed, err := s.vault.SealTx(ctx, tx, a.ID, "account.email", []byte(a.Email))
		if err != nil {
			return err
		}
		row.Email, row.EmailIndex = sealed, s.blindEmail(a.TenantID, a.Email)
	}
	return db.Insert(ctx, tx, "account", row)
}

type choiceRow struct {
	TenantID db.ID
	ID       db.ID
	Name     string
	Phone    string
	Demo     bool
	About    string
	MadeAt   time.Time
	GrantID  db.ID
	Role     access.Role
	TeamID   db.ID
	Mandate  int64
	FromDay  law.Date
	ToDay    law.Date
}

func choices(ctx context.Context, tx *db.Tx, q *db.Query, account db.ID) ([]Choice, error) {
	rows, err := db.All[choiceRow](ctx, tx, q, tx.Tenant(), account, law.DateOf(tx.Now()))
	out := make([]Choice, len(rows))
	for i, r := range rows {
		out[i] = Choice{
			Account{TenantID: r.TenantID, ID: r.ID, Name: r.Name, Phone: r.Phone, Demo: r.Demo, About: r.About, MadeAt: r.MadeAt},
			Grant{r.TenantID, r.GrantID, r.ID, r.Role, r.TeamID, r.Mandate, r.FromDay, r.ToDay},
		}
	}
	return out, err
}

const workers = ` AND r.role NOT IN ('resident', 'informal_carer')`

var (
	qWorkers = db.SQL(`SELECT ` + choiceColumns + choiceTables + `
		WHERE a.tenant_id = $1 AND (a.id = $2 OR $2 IS NULL) AND r.from_day <= $3 AND (r.to_day IS NULL OR r.to_day >= $3)` + workers + `
		ORDER BY r.role, a.name, r.id LIMIT 1000`)

	qOtherDays = db.SQL(`SELECT ` + choiceColumns + choiceTables + `
		WHERE a.tenant_id = $1 AND (a.id = $2 OR $2 IS NULL) AND (r.from_day > $3 OR r.to_day < $3)` + workers + `
		ORDER BY r.from_day DESC, r.id DESC LIMIT 500`)
)

// WorkersTx lists who has which role today, residents and informal carers left out. The use case has asked the gate.
func WorkersTx(ctx context.Context, tx *db.Tx) ([]Choice, error) {
	return choices(ctx, tx, qWorkers, 0)
}

// RolesTx lists the roles of one account that run today, and those that ended or are to come, newest first. The use
// case has asked the gate.
func RolesTx(ctx context.Context, tx *db.Tx, account db.ID) (today, otherDays []Choice, err error) {
	if today, err = choices(ctx, tx, qWorkers, account); err == nil {
		otherDays, err = choices(ctx, tx, qOtherDays, account)
	}
	return today, otherDays, err
}

// OtherDaysTx lists which roles of workers ended or are to come, newest first. The use case has asked the gate.
func OtherDaysTx(ctx context.Context, tx *db.Tx) ([]Choice, error) {
	return choices(ctx, tx, qOtherDays, 0)
}
