package assignment

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var (
	noon  = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	today = law.Day(2026, 6, 1)
	first = law.Day(2026, 3, 9)
	may4  = law.Day(2026, 5, 4)
	may29 = law.Day(2026, 5, 29)

	received = Assignment{State: Received, ReceivedAt: noon, FromDay: first, ToDay: law.Day(2027, 3, 8)}
	accepted = with(received, func(a *Assignment) { a.State, a.AnsweredAt = Accepted, &noon })
	refused  = with(received, func(a *Assignment) { a.State, a.AnsweredAt, a.Refusal = Refused, &noon, "S329" })
	started  = with(accepted, func(a *Assignment) { a.State, a.StartedOn, a.Outcome = Started, first, Taken })
	wrong    = with(started, func(a *Assignment) { a.Outcome, a.Objection = SentBack, "9019" })
	paused   = with(started, func(a *Assignment) { a.State, a.StoppedOn, a.StopReason = Stopped, may4, forATime })
	stopped  = with(started, func(a *Assignment) { a.State, a.StoppedOn, a.StopReason = Stopped, may4, "19" })
)

func with(a Assignment, change func(*Assignment)) Assignment {
	change(&a)
	return a
}

func TestWhatAProviderCanDo(t *testing.T) {
	accept := func(a Assignment) (Assignment, error) { return a.Accept(noon) }
	refuse := func(a Assignment) (Assignment, error) { return a.Refuse("S329", noon) }
	start := func(on law.Date) func(Assignment) (Assignment, error) {
		return func(a Assignment) (Assignment, error) { return a.Start(on, today) }
	}
	stop := func(on law.Date, why string) func(Assignment) (Assignment, error) {
		return func(a Assignment) (Assignment, error) { return a.Stop(on, why, today) }
	}
	for _, one := range []struct {
		name string
		a    Assignment
		do   func(Assignment) (Assignment, error)
		want State
		err  string // a field that is wrong, or the sentence
	}{
		{"accept", received, accept, Accepted, ""},
		{"accept after refusing", refused, accept, Refused, "You refused this order. Call the municipality if that was a mistake."},
		{"refuse", received, refuse, Refused, ""},
		{"refuse after accepting", accepted, refuse, Accepted, "You accepted this order before. Call the municipality if that was a mistake."},

		{"start", accepted, start(first), Started, ""},
		{"start before accepting", received, start(first), Received, "Accept the order first."},
		{"start of a refused order", refused, start(first), Refused, "You refused this order. Call the municipality if that was a mistake."},
		{"start twice", started, start(may4), Started, "You reported the start before. Call the municipality if the day is wrong."},
		{"no day", accepted, start(law.Date{}), Accepted, "day"},
		{"tomorrow", accepted, start(today.Add(1)), Accepted, "day"},
		{"before the order", accepted, start(first.Add(-1)), Accepted, "day"},
		{"after the order", with(accepted, func(a *Assignment) { a.ToDay = may4 }), start(may29), Accepted, "day"},
		{"an order without an end", with(accepted, func(a *Assignment) { a.ToDay = law.Date{} }), start(may29), Started, ""},
		{"start that came back", wrong, start(may4), Started, ""},
		{"start after a stop for a time", paused, start(may29), Started, ""},
		{"start before the stop for a time", paused, start(first), Stopped, "day"},

		{"stop", started, stop(may29, "19"), Stopped, ""},
		{"stop before the start", accepted, stop(may29, "19"), Accepted, "Report first on which day the support began."},
		{"stop while the start came back", wrong, stop(may29, "19"), Started, "Report first on which day the support began."},
		{"stop twice", stopped, stop(may29, "19"), Stopped, "You reported before that the support ended. Call the municipality if that is wrong."},
		{"stop that came back", with(stopped, func(a *Assignment) { a.Outcome = SentBack }), stop(may29, "19"), Stopped, ""},
		{"no reason", started, stop(may29, ""), Started, "reason"},
		{"no last day", started, stop(law.Date{}, "19"), Started, "day"},
		{"last day in the future", started, stop(today.Add(1), "19"), Started, "day"},
		{"last day before the first", started, stop(first.Add(-1), "19"), Started, "day"},
		{"for good after a stop for a time", paused, stop(may29, "19"), Stopped, ""},
		{"for a time after a stop for a time", paused, stop(may29, forATime), Stopped, "reason"},
		{"for good before the stop for a time", paused, stop(first, "19"), Stopped, "day"},
	} {
		got, err := one.do(one.a)
		said, _ := fault.Sentence(err)
		if w, ok := errors.AsType[fault.Invalid](err); ok && w[one.err] != "" {
			said = one.err
		}
		if got.State != one.want || said != one.err || (err == nil) != (one.err == "") {
			t.Errorf("%s: %s, %v; want %s, %q", one.name, got.State, err, one.want, one.err)
		}
	}
}

func TestDue(t *testing.T) {
	for _, one := range []struct {
		name string
		a    Assignment
		want string
	}{
		{"answer", received, "2026-03-05"},
		{"start", accepted, "2026-03-16"},
		{"start of what was ordered for the past", with(accepted, func(a *Assignment) { a.FromDay = law.Day(2026, 1, 1) }), "2026-03-09"},
		{"over Easter", with(received, func(a *Assignment) { a.ReceivedAt = time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC) }), "2026-04-08"},
		{"running", started, ""},
	} {
		if got, err := one.a.Due(); err != nil || got.String() != one.want {
			t.Errorf("%s is due on %s, %v; want %s", one.name, got, err, one.want)
		}
	}
}

func TestFirstDay(t *testing.T) {
	for _, one := range []struct{ from, to, want law.Date }{
		{first, may4, first},
		{law.Day(2026, 2, 1), may4, law.Day(2026, 3, 2)},
		{law.Day(2026, 2, 1), law.Day(2026, 2, 27), law.Day(2026, 2, 1)},
		{law.Day(2026, 2, 1), law.Date{}, law.Day(2026, 3, 2)},
	} {
		a := with(received, func(a *Assignment) { a.FromDay, a.ToDay = one.from, one.to })
		if got := a.firstDay(); got != one.want {
			t.Errorf("from %s to %s it begins on %s, want %s", one.from, one.to, got, one.want)
		}
	}
}

func TestTheClientForPeople(t *testing.T) {
	own, partner := istandaard.Achternaam{Achternaam: "Veen", Voorvoegsel: "van der"}, &istandaard.Achternaam{Achternaam: "Bakker"}
	for _, one := range []struct {
		n    istandaard.VolledigeNaam
		want string
	}{
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Voornamen: "Ans", NaamGebruik: "1"}, "Ans van der Veen"},
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Voorletters: "A", NaamGebruik: "6"}, "A van der Veen"},
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Partnernaam: partner, NaamGebruik: "1"}, "van der Veen"},
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Partnernaam: partner, NaamGebruik: "2"}, "Bakker"},
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Partnernaam: partner, NaamGebruik: "3"}, "Bakker - van der Veen"},
		{istandaard.VolledigeNaam{Geslachtsnaam: own, Partnernaam: partner, NaamGebruik: "4"}, "van der Veen - Bakker"},
	} {
		if got := (Client{Client: istandaard.Client{Naam: one.n}}).FullName(); got != one.want {
			t.Errorf("the name is %q, want %q", got, one.want)
		}
	}
	if (Client{}).Address() != "" || len((Client{}).Phones()) != 0 || (Client{}).Language() != "" {
		t.Error("a client of whom nothing is known has an address, a telephone or a language")
	}
	phone := istandaard.Contact{Telefoon: &istandaard.Telefoonnummers{Telefoon01: istandaard.Telefoon{Telefoonnummer: "1"}, Telefoon02: &istandaard.Telefoon{Telefoonnummer: "2"}}}
	home := istandaard.Contact{Adres: &istandaard.Adres{Postcode: "7601SA", Plaatsnaam: "Almelo"}}
	c := Client{Client: istandaard.Client{Contactgegevens: []istandaard.Contact{phone, home}, Communicatie: &istandaard.Communicatie{Taal: "Deens"}}}
	if c.Address() != "7601SA Almelo" || strings.Join(c.Phones(), " ") != "1 2" || c.Language() != "Deens" {
		t.Errorf("the client is at %q, %q, and speaks %q", c.Address(), c.Phones(), c.Language())
	}
}

func TestNothingPrintsAClient(t *testing.T) {
	a := Assignment{Client: Client{Client: istandaard.Client{Bsn: "999900006"}, OrderComment: "geheim"}}
	text, err := json.Marshal(a)
	for _, s := range []string{fmt.Sprint(a), fmt.Sprintf("%+v", a), string(text)} {
		if strings.Contains(s, "999900006") || strings.Contains(s, "geheim") || err != nil {
			t.Errorf("it prints %s, %v", s, err)
		}
	}
}

func TestEveryRefusalIsACode(t *testing.T) {
	unknown, _ := regel.Uitleg("?")
	for _, why := range Refusals {
		if nl, _ := regel.Uitleg(why.Code); nl == unknown {
			t.Errorf("%s is no return code", why.Code)
		}
	}
	if _, ok := refusal("8021"); ok {
		t.Error("a code for claims refuses an order")
	}
}
