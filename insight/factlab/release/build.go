package release

import (
	"context"
	"errors"

	"codeberg.org/samenkracht/samenkracht/insight/factlab/join"
)

// Unsafe is why no release could be made of tables that hold against the attack.
type Unsafe struct{ Reason string }

func (u *Unsafe) Error() string { return u.Reason }

// build makes the content of a release.
func build(context.Context, join.Tally, []Content) (Content, error) {
	return Content{}, errors.New("not yet")
}
