package ui

import (
	"context"

	"github.com/a-h/templ"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

func stepAttributes(s StepState) templ.Attributes {
	if s != StepNow {
		return nil
	}
	return templ.Attributes{"aria-current": "step"}
}

// stateName says in words what colour and sign say to the eye.
func stateName(ctx context.Context, s StepState) string {
	switch s {
	case StepDone:
		return text.T(ctx, "(done)")
	case StepNow:
		return text.T(ctx, "(now)")
	default:
		return text.T(ctx, "(later)")
	}
}
