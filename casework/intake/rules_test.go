package intake

import (
	"errors"
	"slices"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/platform/db"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
)

func fields(err error) []string {
	invalid, _ := errors.AsType[fault.Invalid](err)
	var out []string
	for f := range invalid {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

func words(t *testing.T) Words {
	t.Helper()
	postcode, err1 := ident.ParsePostcode("7601 SS")
	phone, err2 := ident.ParsePhone("0612345678")
	email, err3 := ident.ParseEmail("rosa@example.nl")
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	return Words{Question: "Ik kom de trap niet meer op.", Name: "Rosa Visser", Postcode: postcode, Phone: phone, Email: email, Preferred: ByPhone}
}

func TestQuestionRules(t *testing.T) {
	for _, tt := range []struct {
		name   string
		for_   ForWhom
		change func(*Words)
		want   []string
	}{
		{"complete", ForMyself, func(*Words) {}, nil},
		{"without a question", ForMyself, func(w *Words) { w.Question = " \n" }, []string{"question"}},
		{"far too long", ForMyself, func(w *Words) { w.Question = string(make([]rune, 3001)) + "x" }, []string{"question"}},
		{"for nobody", "", func(*Words) {}, []string{"for"}},
		{"for somebody without a name", ForSomebody, func(*Words) {}, []string{"for_name"}},
		{"for somebody", ForSomebody, func(w *Words) { w.ForName = "Oma" }, nil},
		{"without a postcode", ForMyself, func(w *Words) { w.Postcode = ident.Postcode{} }, []string{"postcode"}},
		{"without a name", ForMyself, func(w *Words) { w.Name = "" }, []string{"name"}},
		{"not to be reached", ForMyself, func(w *Words) { w.Phone, w.Email = ident.Phone{}, ident.Email{} }, []string{"phone"}},
		{"only by mail, and calls please", ForMyself, func(w *Words) { w.Phone = ident.Phone{} }, []string{"phone"}},
		{"only by phone, and mail please", ForMyself, func(w *Words) { w.Email, w.Preferred = ident.Email{}, ByMail }, []string{"email"}},
		{"only by mail", ForMyself, func(w *Words) { w.Phone, w.Preferred = ident.Phone{}, ByMail }, nil},
		{"without a preference", ForMyself, func(w *Words) { w.Preferred = "" }, []string{"preferred"}},
	} {
		w := words(t)
		tt.change(&w)
		if got := fields(w.Validate(tt.for_)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// The states of a question, and who is told what when it is too late.
func TestQuestionStates(t *testing.T) {
	now := time.Now()
	const anna, bram db.ID = 1, 2
	taken := HelpQuestion{State: Taken, TakenBy: anna}
	for _, tt := range []struct {
		name string
		do   func() (HelpQuestion, error)
		want State
		err  bool
	}{
		{"take", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Take(anna, now) }, Taken, false},
		{"take what is taken", func() (HelpQuestion, error) { return taken.Take(bram, now) }, Taken, true},
		{"take what is withdrawn", func() (HelpQuestion, error) { return HelpQuestion{State: Withdrawn}.Take(bram, now) }, Withdrawn, true},
		{"withdraw what waits", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Withdraw(now) }, Withdrawn, false},
		{"withdraw what is taken", func() (HelpQuestion, error) { return taken.Withdraw(now) }, Withdrawn, false},
		{"withdraw what is answered", func() (HelpQuestion, error) { return HelpQuestion{State: Answered}.Withdraw(now) }, Answered, true},
		{"withdraw twice", func() (HelpQuestion, error) { return HelpQuestion{State: Withdrawn}.Withdraw(now) }, Withdrawn, true},
		{"answer", func() (HelpQuestion, error) { return taken.Answer(now) }, Answered, false},
		{"answer what nobody took", func() (HelpQuestion, error) { return HelpQuestion{State: Asked}.Answer(now) }, Asked, true},
		{"stop what is taken", func() (HelpQuestion, error) { return taken.Stop(now), nil }, Stopped, false},
		{"stop what is answered", func() (HelpQuestion, error) { return HelpQuestion{State: Answered}.Stop(now), nil }, Answered, false},
	} {
		got, err := tt.do()
		if got.State != tt.want || (err != nil) != tt.err || err != nil && !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: %s %v", tt.name, got.State, err)
		}
	}
	_, err := taken.Take(bram, now)
	if first, ok := errors.AsType[*TakenError](err); !ok || first.By != anna {
		t.Errorf("who was first: %v", err)
	}
}

func TestPerson(t *testing.T) {
	for name, want := range map[string]string{
		"Rosa Visser": "Rosa||Visser", "Jan van der Berg": "Jan|van der|Berg", "Visser": "||Visser",
		"Ali el Amrani Bos": "Ali|el|Amrani Bos", "jan de": "jan||de", "": "||",
	} {
		p := person(name)
		if got := p.FirstName + "|" + p.Prefix + "|" + p.LastName; got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

func TestWords(t *testing.T) {
	for _, name := range []string{Asked.Name(), Taken.Name(), Answered.Name(), Withdrawn.Name(), Stopped.Name(), ByPhone.Name(), ByMail.Name()} {
		if name == "" {
			t.Error("a state without words")
		}
	}
	if got := words(t).String(); got != "(question)" {
		t.Errorf("a question prints itself: %s", got)
	}
}
