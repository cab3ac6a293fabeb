package ui

import (
	"context"
	"fmt"

	"codeberg.org/samenkracht/samenkracht/platform/law"
	"codeberg.org/samenkracht/samenkracht/platform/text"
)

// Term says how long a term of the law is on a day: Term(ctx, "wmo.decision", today) is "2 weken". A term that is not
// there is a fault of the program.
func Term(ctx context.Context, name string, on law.Date) string {
	r, err := law.RuleOn(name, on)
	if err != nil {
		panic(fmt.Sprintf("ui: %v", err))
	}
	return text.Length(ctx, r.Length, r.Unit)
}
