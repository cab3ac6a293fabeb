package intake

import (
	"context"
	"strconv"
	"strings"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/worklist"
)

// Number is how people call a question or an inquiry, and when the law wants it to be ready. It is no personal
// data.
type Number struct {
	ID     db.ID
	Number string
	Due    law.Date
}

// among is a list of as many marks as a page of the worklist has lines, after the tenant.
var among = func() string {
	marks := make([]string, worklist.Page)
	for i := range marks {
		marks[i] = "$" + strconv.Itoa(i+2)
	}
	return "(" + strings.Join(marks, ", ") + ")"
}()

var qNumbers = db.SQL(`SELECT id, number, inquiry_due AS due FROM intake_question WHERE tenant_id = $1 AND id IN ` + among + `
	UNION ALL SELECT i.id, q.number, i.due FROM intake_inquiry i
	JOIN intake_notice n ON n.tenant_id = i.tenant_id AND n.id = i.notice_id
	JOIN intake_question q ON q.tenant_id = n.tenant_id AND q.id = n.question_id
	WHERE i.tenant_id = $1 AND i.id IN ` + among)

// Numbers returns how people call the questions and inquiries among at most a page of ids.
func (in *Intake) Numbers(ctx context.Context, actor access.Actor, ids []db.ID) ([]Number, error) {
	args := make([]any, 1+worklist.Page)
	for i := range args {
		args[i] = db.ID(0)
	}
	args[0] = actor.Tenant
	for i, id := range ids[:min(len(ids), worklist.Page)] {
		args[i+1] = id
	}
	var out []Number
	err := in.DB.View(ctx, actor.Tenant, func(tx *db.Tx) (err error) {
		out, err = db.All[Number](ctx, tx, qNumbers, args...)
		return err
	})
	return out, err
}
