package keten

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// casus is a worked case of the standard: what happens, step by step, with the values of each message.
type casus struct {
	ID       string         `json:"id"`
	Wet      istandaard.Wet `json:"standard"`
	Stappen  []casusStap    `json:"steps"`
	Gebreken []string       `json:"source_defects"`
}

type casusStap struct {
	Nr        int              `json:"nr"`
	Soort     istandaard.Soort `json:"message"` // empty: nothing is sent
	Verstuurd istandaard.Datum `json:"sent_on"`
	Bsn       string           `json:"bsn"`
	Klassen   []casusKlasse    `json:"classes"`
}

// casusKlasse is one class of a message, with its values by path.
type casusKlasse struct {
	Klasse  string            `json:"class"`
	Waarden map[string]string `json:"xml"`
}

func casussen(t *testing.T) []casus {
	t.Helper()
	data, err := os.ReadFile(standaardtest.Map(t, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var alle struct {
		Cases []casus `json:"cases"`
	}
	if err := json.Unmarshal(data, &alle); err != nil {
		t.Fatal(err)
	}
	return alle.Cases
}

// TestCasussen plays the worked cases as conversations.
func TestCasussen(t *testing.T) {
	gespeeld, berichten := 0, 0
	for _, c := range casussen(t) {
		t.Run(c.ID, func(t *testing.T) {
			s := &casusSpel{paar: nieuwPaar(t), casus: c}
			s.speel()
			berichten += s.berichten
		})
		gespeeld++
	}
	if gespeeld != 15 || berichten != 65 {
		t.Errorf("%d cases with %d messages", gespeeld, berichten)
	}
}

// TestCasusherstel holds the table of repairs against the slips that were found in the cases.
func TestCasusherstel(t *testing.T) {
	vermeld := map[string][]string{}
	for _, h := range casusherstel {
		if h.gebrek != "" && !slices.Contains(vermeld[h.casus], h.gebrek) {
			vermeld[h.casus] = append(vermeld[h.casus], h.gebrek)
		}
	}
	for _, c := range casussen(t) {
		if !reflect.DeepEqual(slices.Sorted(slices.Values(c.Gebreken)), slices.Sorted(slices.Values(vermeld[c.ID]))) {
			t.Errorf("%s: the table of repairs has %q, the source %q", c.ID, vermeld[c.ID], c.Gebreken)
		}
	}
}

// casusSpel is a case that is being played.
type casusSpel struct {
	*paar
	casus     casus
	berichten int
}

func (s *casusSpel) speel() {
	s.dag = "2021-01-01"
	klok := Openbaar{}
	for _, p := range []*Partij{s.gemeente, s.aanbieder} {
		p.Register = &klok
	}
	for i, stap := range s.casus.Stappen {
		if stap.Soort == "" {
			continue
		}
		if eerste := eersteDag(stap); i == 0 || eerste.Na(s.dag) {
			s.dag = eerste
		}
		klok.Dag = s.dag
		s.stap(stap)
		s.berichten++
	}
	s.afloop()
}

// dagen are the values of a message that tell when it can have been sent, at the earliest.
var dagen = map[string][]string{"ToegewezenProduct": {"Toewijzingsdatum"}, "StartProduct": {"Begindatum"}, "StopProduct": {"Einddatum"},
	"Declaratie": {"DeclaratieDagtekening"}}

// eersteDag is a day on which the message of a step can have been sent. Allocations that do not tell when they
// were made, and requests, are sent on the day from which they hold.
func eersteDag(stap casusStap) istandaard.Datum {
	dag := stap.Verstuurd
	for _, k := range stap.Klassen {
		for _, naam := range dagen[k.Klasse] {
			if d := istandaard.Datum(k.Waarden[naam]); d.Na(dag) || dag == "" {
				dag = d
			}
		}
	}
	for _, naam := range []string{"Ingangsdatum", "ToewijzingIngangsdatum"} {
		if d := stap.Klassen[0].Waarden[naam]; dag == "" && d != "" {
			dag = istandaard.Datum(d)
		}
	}
	return dag
}

// stap plays one step: first with each slip of the source that the engine must see, then repaired.
func (s *casusSpel) stap(stap casusStap) {
	s.t.Helper()
	if stap.Soort.Nummer() == "325" {
		return // the answer of the engine was held against it when the 323 was played
	}
	for _, h := range casusherstel {
		if h.hoort(s.casus, stap) && h.weigert != "" {
			s.weigert(s.bouw(stap, h), h)
		}
	}
	b := s.bouw(stap, herstel{})
	uit := s.stuur(b)
	if len(uit.Fouten) > 0 {
		s.t.Fatalf("step %d: %v", stap.Nr, uit.Fouten)
	}
	s.vergelijk(stap, uit.Bericht)
	if stap.Soort.Nummer() != "323" {
		return
	}
	for _, volgende := range s.casus.Stappen {
		if volgende.Nr == stap.Nr+1 && volgende.Soort == stap.Soort.Antwoord() {
			data, err := uit.Antwoord.Schrijf()
			if err != nil {
				s.t.Fatal(err)
			}
			antwoord, err := istandaard.Lees(data)
			if err != nil {
				s.t.Fatal(err)
			}
			s.vergelijk(volgende, antwoord)
			return
		}
	}
	s.t.Errorf("step %d: the case has no answer to the claim", stap.Nr)
}

// weigert reports that the engine lets a slip of the source through.
func (s *casusSpel) weigert(b *istandaard.Bericht, h herstel) {
	s.t.Helper()
	van := s.gemeente
	if b.Verzender() == s.aanbieder.Code {
		van = s.aanbieder
	}
	_, err := van.Verzend(b)
	fouten, _ := err.(istandaard.Fouten)
	goed := slices.Equal(fouten.Regels(), []string{h.weigert})
	if h.weigert == schema {
		goed = len(fouten) > 0 && fouten[0].Niveau == regel.Schema
	}
	if !goed {
		s.t.Errorf("step %d with %q: %v", h.stap, h.gebrek, err)
	}
}

// vergelijk holds the values of a message as it was received against those that the case names.
func (s *casusSpel) vergelijk(stap casusStap, b *istandaard.Bericht) {
	s.t.Helper()
	aantal := map[string]int{}
	for i, k := range stap.Klassen {
		d := vindKlasse(b, k.Klasse, aantal[k.Klasse])
		aantal[k.Klasse]++
		for pad, waarde := range s.waarden(stap, i, herstel{}) {
			if is := d.Tekst(strings.Split(pad, "/")...); is != waarde {
				s.t.Errorf("step %d: %s/%s is %q, the case says %q", stap.Nr, k.Klasse, pad, is, waarde)
			}
		}
	}
	for d := range b.Wortel.Alle() {
		if bsn := s.bsn(stap, herstel{}); d.Naam() == "Bsn" && d.Waarde() != bsn {
			s.t.Errorf("step %d is about %s, the case says %s", stap.Nr, d.Waarde(), bsn)
		}
	}
}

// vindKlasse finds the class with a name that comes after so many others.
func vindKlasse(b *istandaard.Bericht, naam string, na int) *istandaard.Deel {
	for d := range b.Wortel.Alle() {
		if d.Naam() != naam {
			continue
		}
		if na == 0 {
			return d
		}
		na--
	}
	return nil
}

// afloop holds how the allocations stand at the end against what the case tells, on both sides.
func (s *casusSpel) afloop() {
	s.t.Helper()
	genoemd := map[int64]bool{}
	for _, wil := range casusafloop[s.casus.ID] {
		genoemd[wil.nummer] = true
		for _, p := range []*Partij{s.gemeente, s.aanbieder} {
			st, err := StandVan(p.Archief, s.casus.Wet, gemeenteCode, wil.nummer)
			if err != nil || st.Toewijzing == nil {
				s.t.Errorf("%s: allocation %d: %v", p.Rol, wil.nummer, err)
				continue
			}
			is := slot{wil.nummer, st.Toewijzing.Einddatum, st.Gestart, st.Gestopt, st.Tijdelijk, st.Toegekend}
			if is != wil || st.Ingediend != st.Toegekend || st.Verwijderd {
				s.t.Errorf("%s: %+v, the case tells %+v", p.Rol, is, wil)
			}
		}
		van, _ := StandVan(s.gemeente.Archief, s.casus.Wet, gemeenteCode, wil.nummer)
		naar, _ := StandVan(s.aanbieder.Archief, s.casus.Wet, gemeenteCode, wil.nummer)
		if !reflect.DeepEqual(van, naar) {
			s.t.Errorf("allocation %d: %+v at the municipality, %+v at the provider", wil.nummer, van, naar)
		}
	}
	for _, stap := range s.casus.Stappen {
		for _, k := range stap.Klassen {
			if nr := k.Waarden["ToewijzingNummer"]; nr != "" && !genoemd[getal(nr)] {
				s.t.Errorf("nothing is said about allocation %s", nr)
			}
		}
	}
}

func getal(s string) (n int64) {
	for _, c := range s {
		n = n*10 + int64(c-'0')
	}
	return n
}

// slot is how an allocation stands at the end of a case.
type slot struct {
	nummer                int64
	tot, gestart, gestopt istandaard.Datum
	tijdelijk             bool
	toegekend             int64
}

var casusafloop = map[string][]slot{
	"casus-1-ijw":   {{667899, "2025-12-31", "2025-01-05", "", false, 0}},
	"casus-2-ijw":   {{668877, "2025-12-31", "2025-05-15", "2025-06-20", false, 0}},
	"casus-4-ijw":   {{667899, "2025-06-30", "2025-01-06", "2025-06-17", false, 0}},
	"casus-1-iwmo":  {{667899, "2023-12-31", "2023-01-05", "", false, 0}},
	"casus-2-iwmo":  {{668877, "2023-12-31", "2023-05-17", "2023-06-20", false, 0}},
	"casus-4-iwmo":  {{667899, "2023-06-30", "2023-01-05", "2023-06-17", false, 0}},
	"casuistiek-02": {{170500300, "2023-09-27", "2023-05-11", "2023-09-27", false, 382000}},
	"casuistiek-05": {{500201, "", "2023-05-03", "2023-06-11", false, 0}},
	"casuistiek-08": {}, // there is no allocation: TestTaakgericht looks at the delivery
	"casuistiek-09": {{123456789, "2021-12-31", "2021-05-06", "2021-09-30", false, 680000}},
	"casuistiek-10": {{1000001, "2021-09-30", "2021-05-01", "2021-09-30", false, 0}},
	"casuistiek-11": {{18562, "2021-05-15", "2021-02-01", "2021-05-15", false, 0}},
	"casuistiek-13": {{2055001, "2021-02-19", "2021-01-05", "2021-02-19", false, 36000},
		{2055002, "2021-12-31", "2021-01-02", "", false, 84000}, {2055003, "2021-12-31", "2021-02-20", "", false, 20000}},
	"casuistiek-14": {{124456, "2022-05-31", "", "", false, 0}},
	"casuistiek-16": {{500101, "2021-12-31", "2021-01-15", "", false, 275000}},
}

// waarden are the values of a class in a step with its slips repaired, but for one.
func (s *casusSpel) waarden(stap casusStap, i int, behalve herstel) map[string]string {
	k := stap.Klassen[i]
	uit := maps.Clone(k.Waarden)
	eerste := slices.IndexFunc(stap.Klassen, func(a casusKlasse) bool { return a.Klasse == k.Klasse }) == i
	for _, h := range casusherstel {
		if h.hoort(s.casus, stap) && h.klasse == k.Klasse && eerste && h != behalve {
			uit[h.pad] = h.waarde
		}
	}
	return uit
}

// bsn is the client of a step, with that slip repaired unless it is the one.
func (s *casusSpel) bsn(stap casusStap, behalve herstel) string {
	for _, h := range casusherstel {
		if h.hoort(s.casus, stap) && h.pad == "Bsn" && h != behalve {
			return h.waarde
		}
	}
	return stap.Bsn
}
