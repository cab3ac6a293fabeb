package app

import (
	"context"
	"errors"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/access"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/tenant"
)

// Answers is the setting of a provider of the demonstration that says who answers its orders.
const (
	Answers = "demo.answers"
	ByHand  = "by_hand" // whoever signs in there; otherwise the program does
)

// thinking is how long a provider of the demonstration looks at an order before it answers.
const thinking = 15 * time.Second

// AnswerOrders lets the providers of the demonstration accept the orders that came in, and report the start of
// those whose first day has come.
func (a *App) AnswerOrders(ctx context.Context) error {
	all, err := a.Tenants.All(ctx, tenant.Provider)
	for _, t := range all {
		if t.Settings[Answers] == ByHand {
			continue
		}
		open := a.Assignments.AnswerOpen(ctx, access.System(t.ID, "demo.providers"), thinking)
		if !errors.Is(open, fault.Conflict) { // somebody who signed in there answered at the same moment
			err = errors.Join(err, open)
		}
	}
	return err
}
