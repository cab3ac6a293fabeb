package account

import (
	"context"
	"slices"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

const atHome = ` AND EXISTS (SELECT 1 FROM account_role r WHERE r.tenant_id = a.tenant_id AND r.account_id = a.id
	AND r.role IN ('resident', 'informal_carer') AND r.from_day <= $3 AND (r.to_day IS NULL OR r.to_day >= $3)) ORDER BY a.name, a.id LIMIT 20`

var (
	qByEmail = db.SQL(`SELECT ` + accountColumns + ` FROM account a WHERE a.tenant_id = $1 AND a.email_index = $2` + atHome)

	qByName = db.SQL(`SELECT ` + accountColumns + ` FROM account a WHERE a.tenant_id = $1 AND lower(a.name) = lower($2)` + atHome)
)

// blindEmail is an e-mail address as it can be looked up, at one organisation only.
func (s *Accounts) blindEmail(tenant db.ID, email string) []byte {
	return s.vault.Blind(tenant, "email\n"+strings.ToLower(strings.TrimSpace(email)))
}

// FindAtHome lists who signs in as a resident or an informal carer with an e-mail address, or under a name, with their
// e-mail addresses. Nobody is found by a part of either.
func (s *Accounts) FindAtHome(ctx context.Context, actor access.Actor, who string) (out []Account, err error) {
	err = s.db.InTx(ctx, actor.Tenant, func(tx *db.Tx) error {
		if out, err = s.findAtHome(ctx, tx, who); err != nil {
			return err
		}
		o := access.Object{Kind: "account"}
		for _, a := range out {
			o.Subjects = append(o.Subjects, a.ID)
		}
		if err := s.gate.Allow(ctx, tx, actor, "account.find_at_home", o); err != nil {
			return err
		}
		for i := range out {
			if out[i].Email, err = s.EmailTx(ctx, tx, out[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *Accounts) findAtHome(ctx context.Context, tx *db.Tx, who string) ([]Account, error) {
	today := law.DateOf(tx.Now())
	if strings.Contains(who, "@") {
		return db.All[Account](ctx, tx, qByEmail, tx.Tenant(), s.blindEmail(tx.Tenant(), who), today)
	}
	return db.All[Account](ctx, tx, qByName, tx.Tenant(), strings.Join(strings.Fields(who), " "), today)
}

// AtHomeTx reports whether an account signs in as a resident or an informal carer today.
func AtHomeTx(ctx context.Context, tx *db.Tx, id db.ID) (bool, error) {
	roles, err := choices(ctx, tx, qChoices, id)
	return slices.ContainsFunc(roles, func(c Choice) bool {
		return c.Grant.Role == access.RoleResident || c.Grant.Role == access.RoleInformalCarer
	}), err
}
