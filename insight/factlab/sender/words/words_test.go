package words

import (
	"errors"
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/command"
	"codeberg.org/samenkracht/samenkracht/platform/command/commandtest"
)

func TestEverySentenceHasDutch(t *testing.T) {
	commandtest.Sentences(t, dutch, "..", "../table", "../profile", "../../addresses")
}

func TestIn(t *testing.T) {
	err := fmt.Errorf("read: %w", Say("The profile has form %d, and this program reads form %d", 1, 2))
	if got, ok := In(command.NL, err); !ok || got != "Het profiel heeft vorm 1, en dit programma leest vorm 2" {
		t.Error(got)
	}
	if got, ok := In(command.EN, err); !ok || got != "The profile has form 1, and this program reads form 2" || err.Error() != "read: "+got {
		t.Error(got)
	}
	if _, ok := In(command.NL, errors.New("odd")); ok {
		t.Error("there are no words for this")
	}
}
