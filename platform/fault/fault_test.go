package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestRefuse(t *testing.T) {
	err := fmt.Errorf("take question: %w", Refuse(Conflict, "Somebody else took this question."))
	if !errors.Is(err, Conflict) || errors.Is(err, Denied) {
		t.Errorf("%v should be a conflict only", err)
	}
	if s, ok := Sentence(err); !ok || s != "Somebody else took this question." {
		t.Errorf("sentence %q %v", s, ok)
	}
	if _, ok := Sentence(Conflict); ok {
		t.Error("a bare kind has no sentence")
	}
}

func TestInvalid(t *testing.T) {
	wrong := Invalid{}
	if wrong.Err() != nil {
		t.Error("nothing is wrong yet")
	}
	wrong.Say("title", "first")
	wrong.Say("title", "second")
	wrong.Say("age", "too young")
	if wrong["title"] != "first" || wrong.Err() == nil || wrong.Error() != "invalid input: age, title" {
		t.Errorf("%v %v", wrong["title"], wrong)
	}
}
