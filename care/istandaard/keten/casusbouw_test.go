package keten

import (
	"fmt"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
)

// schema says that a slip is seen when the message is written (level 1).
const schema = "schema"

// herstel puts one slip of a case right. A case shows only the fields that matter; what the schema asks beside them
// is filled in by casusSpel.bouw and is no repair.
type herstel struct {
	casus       string
	stap        int
	gebrek      string // in the words of source_defects; empty: it stands in the text of the case
	klasse, pad string // what is repaired, in the first class with that name; empty: nothing, or it stands above
	waarde      string
	weigert     string // the rule by which the engine refuses it unrepaired; empty: it is valid
}

var casusherstel = []herstel{
	{"casus-1-ijw", 4, "the steps use different BSNs for one client: ['999900006', '999996770']", "Client", "Bsn", "999900006", "TR332"},

	// 19 and 22 are reasons of the Wmo; of the Jeugdwet 31 and 33 say the same.
	{"casus-4-ijw", 4, "step 4: StopProduct/RedenBeeindiging = 19 is not in JZ588", "StopProduct", "RedenBeeindiging", "31", schema},
	{"casus-4-iwmo", 3, "step 3: StopProduct/RedenBeeindiging = 22 is not in JZ588", "StopProduct", "RedenBeeindiging", "33", schema},
	{"casus-4-iwmo", 4, "step 4: StopProduct/RedenBeeindiging = 19 is not in JZ588", "StopProduct", "RedenBeeindiging", "31", schema},
	// "A stop message with a wrong reason is withdrawn and replaced in one message": the case shows only what
	// comes instead. Without the line that withdraws there is a second final stop.
	{"casus-4-ijw", 4, "", ingetrokken, "", "", "TR415"},
	{"casus-4-iwmo", 4, "", ingetrokken, "", "", "TR415"},

	{"casuistiek-02", 5, "step 5: StopProduct/RedenBeeindiging = 21 is not in JZ588", "StopProduct", "RedenBeeindiging", "32", schema},
	{"casuistiek-02", 5, "step 5: reason 21 is a Wmo code; JZ588 has 32 for this", "", "", "", ""},
	{"casuistiek-02", 5, "step 5: StopProduct/StatusAanlevering is mandatory in the schema but not given in the source", "StopProduct", "StatusAanlevering", "1", schema},
	{"casuistiek-05", 4, "the text says that care ended as planned (31) while the message gives 32", "", "", "", ""},
	{"casuistiek-08", 1, "step 1: StartProduct/StatusAanlevering is mandatory in the schema but not given in the source", "StartProduct", "StatusAanlevering", "1", schema},
	{"casuistiek-08", 2, "step 2: StopProduct/StatusAanlevering is mandatory in the schema but not given in the source", "StopProduct", "StatusAanlevering", "1", schema},
	{"casuistiek-09", 5, "step 5: StopProduct/StatusAanlevering is mandatory in the schema but not given in the source", "StopProduct", "StatusAanlevering", "1", schema},
	// IV093 is an instruction: no rule refuses an allocation that leaves the reason out.
	{"casuistiek-13", 6, "step 6: RedenWijziging for the withdrawn allocation is not given (IV093 asks for 12, geinitieerd door de aanbieder)",
		"ToegewezenProduct", "RedenWijziging", "12", ""},
	{"casuistiek-14", 3, `step 3: the source pairs code 2 with "past niet binnen contract"; WJ759 has 2 = past niet binnen budget, 3 = geen contract, 4 = past niet binnen contract`,
		"", "", "", ""},
}

// ingetrokken is a class that the case leaves out.
const ingetrokken = "the stop of the step before, with StatusAanlevering 3"

func (h herstel) hoort(c casus, stap casusStap) bool { return h.casus == c.ID && h.stap == stap.Nr }

// plaatsen tells where each class of a case stands in its message: the classes around it.
var plaatsen = map[string][]string{"ToegewezenProduct": {"Client", "ToegewezenProducten"}, "StartProduct": {"Client", "StartProducten"},
	"StopProduct": {"Client", "StopProducten"}, "AangevraagdProduct": {"Client", "AangevraagdeProducten"}, "Verzoek": {"Client"},
	"OngewijzigdProduct": {"Client", "Verzoek", "OngewijzigdeProducten"}, "TeWijzigenProduct": {"Client", "Verzoek", "TeWijzigenProducten"},
	"Antwoord": {}, "Declaratie": {}, "Prestatie": {"Declaratie", "Clienten", "Client", "Prestaties"}}

// bouw makes the message of a step from the values of the case, with its slips repaired but for one, and with what
// the schema asks beside them.
func (s *casusSpel) bouw(stap casusStap, behalve herstel) *istandaard.Bericht {
	s.t.Helper()
	van, aan := s.aanbieder, gemeenteCode
	if stap.Soort.VanGemeente() {
		van, aan = s.gemeente, aanbiederCode
	}
	bericht := van.Nieuw(stap.Soort, aan)
	s.client(bericht, s.bsn(stap, behalve))
	for i, k := range stap.Klassen {
		s.klasse(bericht, k.Klasse, s.waarden(stap, i, behalve))
	}
	for _, h := range casusherstel {
		if h.hoort(s.casus, stap) && h.klasse == ingetrokken && h != behalve {
			s.trekIn(bericht, stap)
		}
	}
	for client := range bericht.Wortel.Rij("Declaratie", "Clienten") {
		s.zet(client, "Bsn", s.bsn(stap, behalve))
	}
	return bericht
}

// trekIn takes back the stop of the step before, which has the same values but for the reason.
func (s *casusSpel) trekIn(b *istandaard.Bericht, stap casusStap) {
	for _, eerder := range s.casus.Stappen {
		if eerder.Nr == stap.Nr-1 {
			waarden := s.waarden(eerder, 0, herstel{})
			waarden["StatusAanlevering"] = istandaard.StatusVerwijderen
			s.klasse(b, "StopProduct", waarden)
		}
	}
}

// client fills in what the messages about a client must say about them.
func (s *casusSpel) client(b *istandaard.Bericht, bsn string) {
	nummer := b.Soort().Nummer()
	if nummer == "319" || nummer == "323" {
		return
	}
	client, err := b.Wortel.Voeg("Client")
	if err != nil {
		s.t.Fatal(err)
	}
	s.zet(client, "Bsn", bsn)
	if nummer == "317" {
		return
	}
	s.zet(client, "Geboortedatum/Datum", "2008-04-05")
	s.zet(client, "Geslacht", "2")
	s.zet(client, "Naam/Geslachtsnaam/Achternaam", "Wit")
	if nummer != "301" {
		return
	}
	s.zet(client, "Naam/NaamGebruik", "1")
	s.zet(client, "Contactgegevens/Contact/Soort", "01")
	contact := client.Zoek("Contactgegevens", "Contact")
	s.zet(contact, "Adres/Huis/Huisnummer", "1")
	s.zet(contact, "Adres/Postcode", "7601SA")
	s.zet(contact, "Adres/LandCode", "NL")
}

// klasse puts a class in its place, with the values of the case and what the schema asks beside them.
func (s *casusSpel) klasse(b *istandaard.Bericht, naam string, waarden map[string]string) {
	s.t.Helper()
	d := b.Wortel
	for _, boven := range plaatsen[naam] {
		k := d.Zoek(boven)
		if k == nil {
			var err error
			if k, err = d.Voeg(boven); err != nil {
				s.t.Fatal(err)
			}
		}
		d = k
	}
	d, err := d.Voeg(naam)
	if err != nil {
		s.t.Fatal(err)
	}
	for pad, waarde := range waarden {
		s.zet(d, pad, waarde)
	}
	if naam == "ToegewezenProduct" && d.Zoek("Toewijzingsdatum") == nil {
		s.zet(d, "Toewijzingsdatum", string(s.dag))
	}
	if naam == "ToegewezenProduct" {
		s.zet(d, "Toewijzingstijd", fmt.Sprintf("10:%02d:00", s.berichten))
	}
}

func (s *casusSpel) zet(d *istandaard.Deel, pad, waarde string) {
	s.t.Helper()
	if err := d.Zet(pad, waarde); err != nil {
		s.t.Fatal(err)
	}
}

// TestTaakgericht looks at the case in which the provider decides on access itself: there is no allocation, and
// both sides know when support began and ended.
func TestTaakgericht(t *testing.T) {
	for _, c := range casussen(t) {
		if c.ID != "casuistiek-08" {
			continue
		}
		s := &casusSpel{paar: nieuwPaar(t), casus: c}
		s.speel()
		for _, p := range []*Partij{s.gemeente, s.aanbieder} {
			bron := Bron{Soort: istandaard.JW305, Gemeente: gemeenteCode, Aanbieder: aanbiederCode}
			v := &beeld{Bron: bron, g: &Geheugen{Onder: p.Archief}}
			l := v.leveringen(nil, &istandaard.Product{Categorie: "44", Code: "44A47"}, "999996782")
			if len(l) != 1 || l[0].begint != "2021-05-21" || len(l[0].stops) != 1 || l[0].stops[0].Einddatum != "2021-12-31" {
				t.Errorf("%s: %+v", p.Rol, l)
			}
		}
	}
}
