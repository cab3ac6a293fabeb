package termijn

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/platform/law"
)

func itoa(n int) string { return strconv.Itoa(n) }

func dag(t *testing.T, s string) law.Date {
	t.Helper()
	if s == "" {
		return law.Date{}
	}
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// schrijf writes a term as: what is awaited, from whom, by which rule, when.
func schrijf(k Termijn) string {
	return strings.Join(k.Verwacht, "/") + " " + string(k.Voor) + " " + strings.Join(k.Regels, ",") + " " + k.Uiterlijk().String()
}

func schrijfAlle(lijst []Termijn) []string {
	var uit []string
	for _, k := range lijst {
		uit = append(uit, schrijf(k))
	}
	return uit
}

// TestCalendar holds that terms in working days skip weekends and holidays but not Good Friday, and that terms in
// weeks end on any day.
func TestCalendar(t *testing.T) {
	for _, c := range []struct{ naam, soort, ontvangen, uiterlijk string }{
		{"a plain week", "301", "2026-02-02", "2026-02-05"},
		{"over a weekend", "305", "2026-02-06", "2026-02-11"},
		{"received on a Saturday", "307", "2026-02-07", "2026-02-11"},
		{"Good Friday works, Easter Monday does not", "319", "2026-04-02", "2026-04-08"},
		{"over Christmas and New Year", "323", "2026-12-21", "2027-01-06"},
		{"over the day of the King", "317", "2026-04-24", "2026-04-30"},
	} {
		termijnen, err := Termijnen(Gebeurtenis{Soort: c.soort, Wet: IWmo, Ontvangen: dag(t, c.ontvangen)})
		if err != nil {
			t.Fatal(err)
		}
		if got := termijnen[0].Uiterlijk(); got != dag(t, c.uiterlijk) {
			t.Errorf("%s: %s, want %s", c.naam, got, c.uiterlijk)
		}
	}
	g := Gebeurtenis{Soort: "315", Wet: IJw, Dagtekening: dag(t, "2026-03-02"), Ontvangen: dag(t, "2026-03-01"),
		Onderzoek: dag(t, "2026-03-06"), Woonplaats: true}
	termijnen, err := Termijnen(g)
	if err != nil {
		t.Fatal(err)
	}
	if got := schrijfAlle(termijnen); !slices.Equal(got, []string{
		"316 gemeente OP090 2026-03-04",
		"301/319 gemeente OP274,OP344 2026-03-06",
		"301/319 gemeente OP359 2026-03-15",       // a Sunday
		"301/319 gemeente OP274,OP344 2026-04-27", // the day of the King
	}) {
		t.Errorf("the terms of the request are %q", got)
	}
}

// TestOpen follows what happens to what is awaited.
func TestOpen(t *testing.T) {
	d := func(s string) law.Date { return dag(t, s) }
	for _, c := range []struct {
		naam    string
		g       Gebeurtenis
		vandaag string
		open    []string // with "late" behind it
	}{
		{"a request in time", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02")}, "2026-02-05",
			[]string{"316 gemeente OP090 2026-02-05", "301/319 gemeente OP274,OP344 2026-02-09"}},
		{"a request without a return message", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02")}, "2026-02-06",
			[]string{"316 gemeente OP090 2026-02-05 late", "301/319 gemeente OP274,OP344 2026-02-09"}},
		{"a request before it was sent", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02")}, "2026-02-01", nil},
		{"a request that was refused", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Afgekeurd: true},
			"2026-03-01", nil},
		{"a refusal that is not written yet", Gebeurtenis{Soort: "317", Wet: IWmo, Ontvangen: d("2026-02-02"), Afgekeurd: true},
			"2026-02-06", []string{"318 gemeente OP090 2026-02-05 late"}},
		{"an answered request", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Antwoord: d("2026-02-04")},
			"2026-02-04", nil},
		{"the day before the answer", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Antwoord: d("2026-02-04")},
			"2026-02-03", []string{"301/319 gemeente OP274,OP344 2026-02-09"}},
		{"a change in inquiry", Gebeurtenis{Soort: "317", Wet: IJw, Dagtekening: d("2026-02-02"), Retour: d("2026-02-03"), Onderzoek: d("2026-02-09"), Woonplaats: true},
			"2026-03-31", []string{"301/319 gemeente OP346,OP344 2026-03-30 late"}},
		{"an inquiry that is over", Gebeurtenis{Soort: "317", Wet: IJw, Dagtekening: d("2026-02-02"), Retour: d("2026-02-03"), Onderzoek: d("2026-02-09"), Antwoord: d("2026-03-02")},
			"2026-03-31", nil},
		{"residence in the iJw", Gebeurtenis{Soort: "315", Wet: IJw, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Onderzoek: d("2026-02-04"), Woonplaats: true},
			"2026-02-17", []string{"301/319 gemeente OP359 2026-02-16 late", "301/319 gemeente OP274,OP344 2026-03-30"}},
		{"residence in the iWmo", Gebeurtenis{Soort: "315", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Onderzoek: d("2026-02-04"), Woonplaats: true},
			"2026-02-17", []string{"301/319 gemeente OP274,OP344 2026-03-30"}},
		{"an allocation not begun", Gebeurtenis{Soort: "301", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Terugwerkend: true}, "2026-06-01", nil},
		{"a start", Gebeurtenis{Soort: "301", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Start: d("2026-02-09")}, "2026-02-16",
			[]string{"305 aanbieder OP271 2026-02-16"}},
		{"a start before the allocation came", Gebeurtenis{Soort: "301", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Start: d("2026-01-05"), Terugwerkend: true},
			"2026-02-10", []string{"305 aanbieder OP271 2026-02-09 late"}},
		{"a later start of what looks back", Gebeurtenis{Soort: "301", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Start: d("2026-02-09"), Terugwerkend: true},
			"2026-02-10", []string{"305 aanbieder OP271 2026-02-16"}},
		{"a started delivery", Gebeurtenis{Soort: "305", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03")}, "2026-06-01", nil},
		{"an end", Gebeurtenis{Soort: "305", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Einde: d("2026-05-29")}, "2026-06-01",
			[]string{"307 aanbieder OP272 2026-06-05"}},
		{"a temporary stop that became final", Gebeurtenis{Soort: "307", Wet: IWmo, Ontvangen: d("2026-02-02"), Retour: d("2026-02-03"), Einde: d("2026-05-29")},
			"2026-06-08", []string{"307 aanbieder OP272 2026-06-05 late"}},
		{"a claim", Gebeurtenis{Soort: "323", Wet: IWmo, Ontvangen: d("2026-02-02")}, "2026-02-17", []string{"325 gemeente OP090x4 2026-02-16 late"}},
		{"an answer to a claim", Gebeurtenis{Soort: "325", Wet: IWmo, Ontvangen: d("2026-02-02")}, "2026-06-01", nil},
	} {
		lijst, err := Openstaand([]Gebeurtenis{c.g}, dag(t, c.vandaag))
		if err != nil {
			t.Errorf("%s: %v", c.naam, err)
		}
		var got []string
		for _, k := range lijst {
			regel := schrijf(k)
			if k.TeLaat(dag(t, c.vandaag)) {
				regel += " late"
			}
			got = append(got, regel)
		}
		if !slices.Equal(got, c.open) {
			t.Errorf("%s: %q, want %q", c.naam, got, c.open)
		}
	}
}

// TestLateAnswer holds that what came late stays late, and that a list is in order of its due days.
func TestLateAnswer(t *testing.T) {
	g := Gebeurtenis{Kenmerk: "a", Soort: "323", Wet: IJw, Ontvangen: dag(t, "2026-02-02"), Retour: dag(t, "2026-02-17")}
	termijnen, err := Termijnen(g)
	if err != nil {
		t.Fatal(err)
	}
	k := termijnen[0]
	if k.Open(dag(t, "2026-02-17")) || !k.TeLaat(dag(t, "2026-03-01")) || k.TeLaat(dag(t, "2026-02-16")) || !k.Open(dag(t, "2026-02-16")) {
		t.Errorf("a late answer is %+v", k)
	}
	g = Gebeurtenis{Soort: "315", Wet: IJw, Ontvangen: dag(t, "2026-02-02"), Onderzoek: dag(t, "2026-02-09"), Antwoord: dag(t, "2026-03-31")}
	if termijnen, err = Termijnen(g); err != nil {
		t.Fatal(err)
	}
	if k := termijnen[1]; k.Voldaan != g.Onderzoek || k.TeLaat(g.Antwoord) {
		t.Errorf("that there is an inquiry was told in time: %+v", k)
	}
	if k := termijnen[2]; k.Voldaan != g.Antwoord || !k.TeLaat(g.Antwoord) {
		t.Errorf("the inquiry took too long: %+v", k)
	}
	lijst, err := Openstaand([]Gebeurtenis{
		{Kenmerk: "b", Soort: "323", Wet: IWmo, Ontvangen: dag(t, "2026-02-02")},
		{Kenmerk: "c", Soort: "305", Wet: IWmo, Ontvangen: dag(t, "2026-02-03")},
		{Kenmerk: "d", Soort: "301", Wet: IWmo, Ontvangen: dag(t, "2026-02-02")},
	}, dag(t, "2026-02-04"))
	if err != nil {
		t.Fatal(err)
	}
	var volgorde string
	for _, k := range lijst {
		volgorde += k.Gebeurtenis.Kenmerk
	}
	if volgorde != "dcb" {
		t.Errorf("the order is %s, want dcb", volgorde)
	}
}

func TestCannotCount(t *testing.T) {
	for wil, g := range map[string]Gebeurtenis{
		`"zvw" is no law`:     {Soort: "301", Wet: "zvw", Ontvangen: law.Day(2026, 1, 1)},
		"neither its date":    {Soort: "301", Wet: IWmo},
		`"999" is no message`: {Soort: "999", Wet: IWmo, Ontvangen: law.Day(2026, 1, 1)},
		"no term":             {Soort: "301", Wet: IWmo, Ontvangen: law.Day(1990, 1, 1)},
	} {
		if _, err := Openstaand([]Gebeurtenis{g}, law.Day(2026, 1, 2)); err == nil || !strings.Contains(err.Error(), wil) {
			t.Errorf("%v, want %s", err, wil)
		}
	}
}
