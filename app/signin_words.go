package app

import (
	"context"

	"codeberg.org/samenkracht/samenkracht/platform/text"
)

func signInTitle(ctx context.Context, v signInView) string {
	if len(v.Groups) > 0 {
		return text.T(ctx, "Who do you want to be?")
	}
	return text.T(ctx, "Sign in")
}

func signInIntro(ctx context.Context, v signInView) string {
	if len(v.Groups) > 0 {
		return text.T(ctx, "This is a demonstration. Everybody here is made up. Choose somebody and look around.")
	}
	return text.T(ctx, "Choose how you want to sign in.")
}
