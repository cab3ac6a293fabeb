package allocation

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/platform/fault"
	"codeberg.org/samenkracht/samenkracht/platform/ident"
	"codeberg.org/samenkracht/samenkracht/platform/law"
)

var (
	noon   = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	may4   = law.Day(2026, 5, 4)
	may29  = law.Day(2026, 5, 29)
	june15 = law.Day(2026, 6, 15)

	ordered  = Allocation{State: Ordered, FromDay: law.Day(2026, 3, 9), ToDay: law.Day(2026, 12, 31)}
	accepted = with(ordered, func(a *Allocation) { a.State, a.AnsweredAt = Accepted, &noon })
	refused  = with(ordered, func(a *Allocation) { a.State, a.Refusal = Refused, "S329,9332" })
	started  = with(accepted, func(a *Allocation) { a.State, a.StartedOn = Started, may4 })
	paused   = with(started, func(a *Allocation) { a.State, a.StoppedOn, a.StopReason = Stopped, may29, "20" })
	stopped  = with(started, func(a *Allocation) { a.State, a.StoppedOn, a.StopReason = Stopped, may29, "19" })
)

func with(a Allocation, change func(*Allocation)) Allocation {
	change(&a)
	return a
}

func TestTheStatesOfAnOrder(t *testing.T) {
	accept := func(a Allocation) (Allocation, error) { return a.Accept(noon) }
	refuse := func(a Allocation) (Allocation, error) { return a.Refuse([]string{"S329"}, noon) }
	start := func(a Allocation) (Allocation, error) { return a.Start(may4) }
	startLater := func(a Allocation) (Allocation, error) { return a.Start(june15) }
	takeBack := func(a Allocation) (Allocation, error) { return a.TakeBackStart(may4) }
	stop := func(on law.Date, reason string) func(Allocation) (Allocation, error) {
		return func(a Allocation) (Allocation, error) { return a.Stop(may4, on, reason) }
	}
	undoStop := func(reason string) func(Allocation) (Allocation, error) {
		return func(a Allocation) (Allocation, error) { return a.TakeBackStop(may4, may29, reason) }
	}
	for _, one := range []struct {
		name string
		a    Allocation
		do   func(Allocation) (Allocation, error)
		want State
		err  error
	}{
		{"accept", ordered, accept, Accepted, nil},
		{"accept after the start", with(started, func(a *Allocation) { a.AnsweredAt = nil }), accept, Started, nil},
		{"accept after a refusal", refused, accept, Refused, errAnswered},
		{"refuse", ordered, refuse, Refused, nil},
		{"refuse after accepting", accepted, refuse, Accepted, errAnswered},
		{"refuse after the start", started, refuse, Started, errAnswered},

		{"start", accepted, start, Started, nil},
		{"start before the answer", ordered, start, Started, nil},
		{"start of a refused order", refused, start, Refused, noAllocation},
		{"the same start again", started, start, Started, running},
		{"another start while it runs", started, startLater, Started, running},
		{"start after a stop for a time", paused, startLater, Started, nil},
		{"start after a stop", stopped, startLater, Started, nil},
		{"no day", accepted, func(a Allocation) (Allocation, error) { return a.Start(law.Date{}) }, Accepted, noAllocation},

		{"take back a start", started, takeBack, Accepted, nil},
		{"take back a start before the answer", with(started, func(a *Allocation) { a.AnsweredAt = nil }), takeBack, Ordered, nil},
		{"take back what never was", accepted, takeBack, Accepted, nothingEarly},
		{"take back a start after the stop", stopped, takeBack, Stopped, stoppedSince},

		{"stop", started, stop(may29, "19"), Stopped, nil},
		{"stop without a start", accepted, stop(may29, "19"), Accepted, noStart},
		{"stop of another start", started, func(a Allocation) (Allocation, error) { return a.Stop(june15, june15, "19") }, Started, noStart},
		{"stop after a stop", stopped, stop(june15, "19"), Stopped, stoppedAll},
		{"stop after a stop for a time", paused, stop(june15, "19"), Stopped, nil},

		{"take back a stop", stopped, undoStop("19"), Started, nil},
		{"take back another stop", stopped, undoStop("23"), Stopped, nothingEarly},
		{"take back a stop that never was", started, undoStop("19"), Started, nothingEarly},
	} {
		got, err := one.do(one.a)
		if got.State != one.want || !errors.Is(err, one.err) || (err == nil) != (one.err == nil) {
			t.Errorf("%s: %s, %v; want %s, %v", one.name, got.State, err, one.want, one.err)
		}
	}
}

func TestWhyItCameBack(t *testing.T) {
	if got := refused.Why(); len(got) != 2 || !strings.Contains(got[1], "number") {
		t.Errorf("the reasons are %q", got)
	}
	if ordered.Why() != nil {
		t.Error("an order that was not refused has a reason")
	}
}

func TestOutsideTheOrder(t *testing.T) {
	for day, want := range map[law.Date]bool{law.Day(2026, 3, 8): true, law.Day(2026, 3, 9): false, law.Day(2026, 12, 31): false, law.Day(2027, 1, 1): true} {
		if a := with(started, func(a *Allocation) { a.StartedOn = day }); a.Outside() != want {
			t.Errorf("a start on %s is outside: %v", day, !want)
		}
	}
}

func TestYearlyCents(t *testing.T) {
	for _, one := range []struct {
		volume          int64
		unit, frequency string
		cents           int64
		rateUnit        string
		want            int64
	}{
		{120, istandaard.EenheidMinuut, istandaard.FrequentieWeek, 34_20, istandaard.EenheidUur, 3_556_80},
		{2, istandaard.EenheidUur, istandaard.FrequentieWeek, 34_20, istandaard.EenheidUur, 3_556_80},
		{1, istandaard.EenheidMinuut, istandaard.FrequentieTotaal, 100, istandaard.EenheidUur, 2},
		{3, istandaard.EenheidDagdeel, istandaard.FrequentieWeek, 43_80, istandaard.EenheidDagdeel, 6_832_80},
		{1, istandaard.EenheidEtmaal, istandaard.FrequentieDag, 128_40, istandaard.EenheidEtmaal, 46_866_00},
		{10, istandaard.EenheidStuks, istandaard.FrequentieMaand, 11_90, istandaard.EenheidStuks, 1_428_00},
	} {
		if got := YearlyCents(one.volume, one.unit, one.frequency, one.cents, one.rateUnit); got != one.want {
			t.Errorf("%d of %s costs %d a year, want %d", one.volume, one.unit, got, one.want)
		}
	}
}

func TestWhatAnOrderNeeds(t *testing.T) {
	bsn, err := ident.ParseBSN("999900006")
	if err != nil {
		t.Fatal(err)
	}
	good := Order{ProviderID: 1, Client: Client{BSN: bsn, BirthDate: may4, LastName: "Veen", Phone: "0546 123456"}, Volume: 1, FromDay: may4, ToDay: may29}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	wrong, _ := errors.AsType[fault.Invalid](Order{}.Validate())
	if len(wrong) != 7 {
		t.Errorf("of nothing the form says %v", wrong)
	}
	good.ToDay = law.Day(2026, 5, 3)
	if good.Validate() == nil {
		t.Error("an order that ends before it begins is taken")
	}
}

func TestTheMessageFitsTheStandard(t *testing.T) {
	bsn, _ := ident.ParseBSN("999900006")
	postcode, _ := ident.ParsePostcode("7601SA")
	a := Allocation{Number: 7, Category: "01", Code: "01A03", Volume: 120, Unit: istandaard.EenheidMinuut, Frequency: istandaard.FrequentieWeek,
		FromDay: may4, ToDay: may29, Message: "M1"}
	c := Client{BSN: bsn, BirthDate: law.Day(1948, 5, 20), Gender: Female, FirstName: "Ans Bea Cor Dien Els Fie Gré 7e", Prefix: "van der en tot de",
		LastName: "Veen", Street: "Burgemeester van der Heijdenstraat", House: 12, Addition: "bis 2 achter", Postcode: postcode, City: "Almelo"}
	read := func(c Client) *istandaard.Client {
		t.Helper()
		b, err := message(a, c, "", "0141", "99000101", noon)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Schrijf(); err != nil {
			t.Fatal(err)
		}
		var out istandaard.Client
		b.Inhoud().Naar(&out)
		return &out
	}
	got := read(c)
	if home := got.Contactgegevens[0]; home.Soort != "01" || home.Adres.Straatnaam != "Burgemeester van der Hei" || home.Adres.Huis.HuisnummerToevoeging != "bis" {
		t.Errorf("the address is %+v", home)
	}
	if got.Naam.Voorletters != "ABCDEF" || got.Naam.Geslachtsnaam.Voorvoegsel != "van der en" {
		t.Errorf("the name is %+v", got.Naam)
	}
	c.Postcode, c.Phone = ident.Postcode{}, "(0546) 12 34 56"
	if secret := read(c).Contactgegevens[0]; secret.Soort != "02" || secret.Adres != nil || secret.Telefoon.Telefoon01.Telefoonnummer != "0546123456" {
		t.Errorf("a secret address leaves as %+v", secret)
	}
}

func TestInitials(t *testing.T) {
	for names, want := range map[string]string{"": "", "Ans": "A", "Jan-Peter élise": "JÉ", "7e 漢": ""} {
		if got := initials(names); got != want {
			t.Errorf("the initials of %q are %q, want %q", names, got, want)
		}
	}
	if !slices.Equal([]rune(cut("  ab ", 4)), []rune("ab")) {
		t.Error("cut leaves blanks")
	}
}
