package toets

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/regel"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/standaardtest"
)

// goede are the texts of the examples that break no rule, by message type.
func goede(t testing.TB) map[istandaard.Soort][]byte {
	t.Helper()
	uit := map[istandaard.Soort][]byte{}
	for pad, data := range standaardtest.Voorbeelden(t) {
		if b, err := istandaard.Lees(data); err == nil && len(Toets(b)) == 0 {
			uit[b.Soort()] = data
		} else if err == nil && strings.Contains(pad, "repaired") {
			t.Errorf("%s breaks %v", pad, Toets(b).Regels())
		}
	}
	if len(uit) != 28 {
		t.Fatalf("good examples of %d message types", len(uit))
	}
	return uit
}

// vind finds a part along a path such as Client/Relaties/Relatie[2]/Naam below the class of the message.
func vind(t testing.TB, b *istandaard.Bericht, pad string) *istandaard.Deel {
	t.Helper()
	d := b.Wortel
	for stuk := range strings.SplitSeq(pad, "/") {
		naam, nr, heeft := strings.Cut(stuk, "[")
		keer := 1
		if heeft {
			keer, _ = strconv.Atoi(strings.TrimSuffix(nr, "]"))
		}
		var gevonden *istandaard.Deel
		for k := range d.Delen() {
			if k.Naam() == naam {
				if keer--; keer == 0 {
					gevonden = k
				}
			}
		}
		if gevonden == nil {
			t.Fatalf("%s: there is no %s", pad, stuk)
		}
		d = gevonden
	}
	return d
}

// wijzig changes a message: "Client/Bsn=123456782" fills an element in, "-Client/Naam/Partnernaam" takes a part
// out and "Client/Relaties/Relatie[1]*" puts a copy of a member of a list behind the others.
func wijzig(t testing.TB, b *istandaard.Bericht, wijzigingen string) {
	t.Helper()
	for w := range strings.FieldsSeq(wijzigingen) {
		pad, waarde, vul := strings.Cut(w, "=")
		pad, weg := strings.CutPrefix(pad, "-")
		pad, kopie := strings.CutSuffix(pad, "*")
		if !strings.HasPrefix(pad, "Header") {
			pad = b.Inhoud().Naam() + "/" + pad
		}
		n := strings.LastIndex(pad, "/")
		ouder, naam := vind(t, b, pad[:n]), pad[n+1:]
		switch {
		case weg:
			ouder.Weg(naam)
		case kopie:
			naam, _, _ = strings.Cut(naam, "[")
			nieuw, err := ouder.Voeg(naam)
			if err != nil {
				t.Fatal(err)
			}
			nieuw.Neem(vind(t, b, pad))
		case vul:
			// A dot makes a class on the way: Periode.Einddatum.
			if err := ouder.Zet(strings.ReplaceAll(naam, ".", "/"), waarde); err != nil {
				t.Fatalf("%s: %v", w, err)
			}
		}
	}
}

// geval is a change that breaks a rule, and one like it that just does not.
type geval struct {
	regel  string
	soort  istandaard.Soort
	breekt string
	ook    string // the rules that such a message breaks too
	net    string
}

const (
	wmoProduct = "ToegewezenProducten/ToegewezenProduct[1]"
	jwProduct  = "ToegewezenProducten/ToegewezenProduct[2]"
	vraag      = "AangevraagdeProducten/AangevraagdProduct[1]"
	nieuw      = "Verzoek/NieuweProducten/NieuwProduct[1]"
	nieuw2     = "Verzoek/NieuweProducten/NieuwProduct[2]"
	wijz       = "Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]"
	start      = "StartProducten/StartProduct[1]"
	stop       = "StopProducten/StopProduct[1]"
	clienten   = "Clienten/Client[1]/"
	lijn       = "Clienten/Client[1]/Prestaties/Prestatie[1]"
	lijn2      = "Clienten/Client[1]/Prestaties/Prestatie[2]"
	lijnB      = "Clienten/Client[2]/Prestaties/Prestatie[1]"
	dagtekend  = "Header/BerichtIdentificatie/Dagtekening"
	contact    = "Contactgegevens/Contact[1]"
	relatie    = "Relaties/Relatie[1]"
)

// p puts a change together.
func p(delen ...string) string { return strings.Join(delen, "") }

var gevallen = []geval{
	// TR: the rules over more than one element.
	{"TR002", "WMO301", "Geboortedatum/Datum=1903-08-12", "", "Geboortedatum/Datum=1903-08-13"}, // the message is of 2023-08-13
	{"TR002", "JW305", "Geboortedatum/Datum=1900-01-01", "", "Geboortedatum/Datum=1900-01-01 Geboortedatum/DatumGebruik=3"},
	{"TR002", "WMO307", "Geboortedatum/Datum=-0044-03-15", "", "Geboortedatum/Datum=1967-08-13"},
	{"TR002", "JW315", "Geboortedatum/Datum=0001-01-01", "", "Geboortedatum/Datum=1920-02-29"},
	{"TR002", "JW301", p(relatie, "/Geboortedatum/Datum=1850-01-01"), "", p(relatie, "/Geboortedatum/Datum=1950-01-01")},
	{"TR006", "JW301", p("-", contact, "/Telefoon -", contact, "/Adres ", contact, "/Soort=02"), "", p("-", contact, "/Telefoon")},
	{"TR006", "JW301", p("-", contact, "/Telefoon -", contact, "/Adres/Huis ", contact, "/Adres/LandCode=BE"), "",
		p("-", contact, "/Adres ", contact, "/Soort=02")},
	{"TR018", "WMO307", p(stop, "/Begindatum=2025-07-19"), "", p(stop, "/Begindatum=2025-07-18")},
	{"TR061", "WMO301", p(contact, "/Soort=04"), "", p(contact, "/Soort=02")},
	{"TR101", "WMO301", p(relatie, "*"), "", p(relatie, "* Relaties/Relatie[3]/Nummer=01")},
	{"TR101", "JW301", p(contact, "*"), "", p(contact, "* Contactgegevens/Contact[3]/Soort=02")},
	{"TR101", "WMO305", p(start, "*"), "", p(start, "* StartProducten/StartProduct[3]/Begindatum=2025-04-04")},
	{"TR101", "WMO305", p("-", start, "/Product/Code ", start, "* StartProducten/StartProduct[3]/StatusAanlevering=3"), "",
		p(start, "* -StartProducten/StartProduct[3]/Product")},
	{"TR101", "JW307", p(stop, "* StopProducten/StopProduct[3]/StatusAanlevering=3"), "", p(stop, "* StopProducten/StopProduct[3]/RedenBeeindiging=20")},
	{"TR101", "JW317", "Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]*", "",
		"Verzoek/OngewijzigdeProducten/OngewijzigdProduct[1]* Verzoek/OngewijzigdeProducten/OngewijzigdProduct[2]/ToewijzingNummer=7"},
	{"TR101", "WMO317", p(wijz, "*"), "", p(wijz, "/ToewijzingNummer=10071")},
	{"TR101", "WMO323", p(clienten, "Bsn=999900018"), "", p(lijn, "/ProductReferentie/ReferentieNummer=RN003")},
	{"TR101", "WMO325", p(lijn2, "/ProductReferentie/ReferentieNummer=RN001 ", lijn2, "/ProductReferentie/VorigReferentieNummer=RT001"), "",
		p(lijn2, "/ProductReferentie/ReferentieNummer=RN001")},
	{"TR134", "WMO301", p(wmoProduct, "/Toewijzingsdatum=2100-01-01"), "", p(wmoProduct, "/Ingangsdatum=2023-12-31")},
	{"TR134", "JW305", p(start, "/Begindatum=2026-04-16"), "", p(start, "/Begindatum=2026-04-15")},
	{"TR134", "WMO307", p(stop, "/Einddatum=2025-07-22"), "", p(stop, "/Einddatum=2025-07-21")},
	{"TR134", "JW315", "Geboortedatum/Datum=12026-01-01", "", "Geboortedatum/Datum=2026-04-01"},
	{"TR134", "JW301", p(relatie, "/Geboortedatum/Datum=2026-04-02"), "", p(relatie, "/Geboortedatum/Datum=2026-04-01")},
	{"TR134", "WMO325", p(lijn, "/ProductPeriode/Begindatum=2023-05-08"), "TR137", p(lijn, "/ProductPeriode/Begindatum=2023-04-30")},
	{"TR134", "JW323", p(dagtekend, "=2026-03-31"), "TR137", p(dagtekend, "=2026-04-30")},
	{"TR137", "WMO325", p(lijn, "/ProductPeriode/Begindatum=2023-05-07"), "", p(lijn, "/ProductPeriode/Begindatum=2023-05-07 ", lijn, "/ProductPeriode/Einddatum=2023-05-07")},
	{"TR137", "WMO325", p(lijn, "/ProductPeriode/Einddatum=2023-05-08"), "", p(lijn, "/ProductPeriode/Einddatum=2023-05-07")},
	{"TR137", "JW323", p(lijn, "/ProductPeriode/Begindatum=2026-04-30 ", lijn, "/ProductPeriode/Einddatum=2026-04-29"), "",
		p(lijn, "/ProductPeriode/Begindatum=2026-04-30")},
	{"TR137", "JW323", p(dagtekend, "=2026-04-29"), "", p(dagtekend, "=2026-04-30")},
	{"TR302", "WMO301", p(wmoProduct, "* ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer=7 ", wmoProduct, "/Einddatum=2023-01-01"), "",
		p(wmoProduct, "* ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer=7 ", wmoProduct, "/Ingangsdatum=2022-12-01 ", wmoProduct, "/Einddatum=2022-12-31")},
	{"TR315", "WMO323", p(credit(lijn, "OUD1"), credit(lijnB, "OUD1"), "TotaalIngediendBedrag/TotaalBedrag=38000"), "",
		p(credit(lijn, "OUD1"), credit(lijnB, "OUD2"), "TotaalIngediendBedrag/TotaalBedrag=38000")},
	{"TR316", "WMO323", p(credit(lijn, "RN003"), "TotaalIngediendBedrag/TotaalBedrag=48000"), "",
		p(credit(lijn, "RN0003"), "TotaalIngediendBedrag/TotaalBedrag=48000")},
	{"TR319", "JW323", "DeclaratiePeriode/Begindatum=2026-03-01 DeclaratiePeriode/Einddatum=2026-03-31", "", p(lijn, "/ProductPeriode/Begindatum=2026-03-01 ", lijn, "/ProductPeriode/Einddatum=2026-03-31")},
	{"TR319", "WMO323", "DeclaratiePeriode/Begindatum=2021-01-01 DeclaratiePeriode/Einddatum=2021-01-31", "", p(lijn, "/ProductPeriode/Begindatum=2021-01-31 ", lijn, "/ProductPeriode/Einddatum=2021-01-31")},
	{"TR335", "JW323", p(lijn, "/ProductPeriode/Begindatum=2021-05-01 ", lijn, "/ProductPeriode/Einddatum=2021-05-05"), "",
		p(lijn, "/ProductPeriode/Begindatum=2021-05-01 ", lijn, "/ProductPeriode/Einddatum=2021-05-06")},
	{"TR342", "WMO325", "TotaalToegekendBedrag/TotaalBedrag=34001", "", "TotaalToegekendBedrag/TotaalBedrag=34001 TotaalIngediendBedrag/TotaalBedrag=58001"},
	{"TR342", "JW325", "-Clienten", "", "-Clienten TotaalToegekendBedrag/TotaalBedrag=58000"},
	{"TR342", "JW325", "-RetourCodes RetourCodes.RetourCode=9333 -Clienten", "",
		"-RetourCodes RetourCodes.RetourCode=9333 -Clienten TotaalToegekendBedrag/TotaalBedrag=0 TotaalToegekendBedrag/DebetCredit=D"},
	{"TR342", "JW325", p("-Clienten -RetourCodes RetourCodes.RetourCode=8001"), "",
		"-Clienten -RetourCodes RetourCodes.RetourCode=8001 TotaalIngediendBedrag/TotaalBedrag=34000"},
	{"TR352", "JW317", "-Verzoek/OngewijzigdeProducten", "", "-Verzoek/OngewijzigdeProducten Verzoek/TeWijzigenProducten.TeWijzigenProduct.ToewijzingNummer=1 Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/GewensteIngangsdatum=2026-11-01"},
	{"TR353", "JW317", "-Verzoek/NieuweProducten", "", "Verzoek/RedenVerzoek=2"},
	{"TR358", "JW323", "TotaalIngediendBedrag/TotaalBedrag=79001", "", p("TotaalIngediendBedrag/TotaalBedrag=79001 ", lijn, "/IngediendBedrag/Bedrag=5001")},
	{"TR358", "WMO323", credit(lijn, "OUD1"), "", p(credit(lijn, "OUD1"), "TotaalIngediendBedrag/TotaalBedrag=48000")},
	{"TR377", "JW319", "-Woonplaatsbeginsel", "", "-Woonplaatsbeginsel RedenAfwijzingVerzoek=7"},
	{"TR380", "WMO317", p(nieuw, "/GewensteIngangsdatum=2023-04-02"), "", p(wijz, "/GewensteIngangsdatum=2023-04-02")},
	{"TR383", "WMO315", p(vraag, "/ReferentieAanbieder=42420002"), "TR101", p(vraag, "/ReferentieAanbieder=42420003")},
	{"TR386", "JW315", p(vraag, "/Product/Code=55A12"), "", p(vraag, "/Product/Code=55A12 ", vraag, "/ToewijzingEinddatum=2026-03-31 ", vraag, "/ToewijzingIngangsdatum=2026-03-01")},
	{"TR409", "JW319", "RedenAfwijzingVerzoek=7", "", "RedenAfwijzingVerzoek=8"},
	{"TR409", "JW319", "VerzoekAntwoord=2 RedenAfwijzingVerzoek=7", "CD086", "VerzoekAntwoord=2 -RedenAfwijzingVerzoek"},
	{"TR410", "WMO317", p(nieuw, "* ", nieuw2, "/GewensteIngangsdatum=2023-12-31"), "", p(nieuw, "* ", nieuw2, "/GewensteIngangsdatum=2024-01-01 ", nieuw2, "/Einddatum=2024-12-31")},
	{"TR416", "JW323", p(lijn2, "/ToewijzingNummer=10072 ", lijn2, "/ProductCode=45A03"), "", p(lijn2, "/ToewijzingNummer=10072")},
	{"TR416", "WMO323", p(lijn, "* Clienten/Client[1]/Prestaties/Prestatie[3]/ProductReferentie/ReferentieNummer=RN9 TotaalIngediendBedrag/TotaalBedrag=63000"), "",
		p(lijnB, "/ToewijzingNummer=20072")}, // the same line at another client

	// CD: when an element is filled.
	{"CD005", "JW301", p("-", contact, "/Adres/LandCode"), "", p(contact, "/Adres/LandCode=BE")},
	{"CD005", "JW301", p(contact, "/Soort=02 -", contact, "/Adres/Postcode ", contact, "/Adres/LandCode=BE"), "",
		p(contact, "/Soort=02 -", contact, "/Adres/Postcode -", contact, "/Adres/LandCode")},
	{"CD007", "WMO301", "-Communicatie/Taal", "", "-Communicatie/Taal Communicatie/Vorm=2"},
	{"CD007", "JW301", "Communicatie/Vorm=2", "", "-Communicatie"},
	{"CD009", "WMO301", p(contact, "/Periode.Begindatum=2026-01-01"), "", p(contact, "* Contactgegevens/Contact[2]/Soort=04 Contactgegevens/Contact[2]/Periode.Begindatum=2026-01-01")},
	{"CD025", "JW301", p("-", contact, "/Adres/Huis"), "", p("-", contact, "/Adres/Huis ", contact, "/Adres/LandCode=BE")},
	{"CD034", "JW301", p("-", contact, "/Adres"), "", p("-", contact, "/Adres ", contact, "/Soort=02")},
	{"CD034", "WMO301", p("-", relatie, "/Contact/Adres"), "", p("-", relatie, "/Contact/Adres ", relatie, "/Contact/Soort=04")},
	{"CD041", "WMO301", p("-", wmoProduct, "/Omvang"), "", p("-", wmoProduct, "/Omvang -", wmoProduct, "/Product/Code")},
	{"CD041", "JW315", p("-", vraag, "/Omvang"), "", p(vraag, "/Omvang/Volume=1")},
	{"CD041", "JW317", p("-", nieuw, "/Omvang"), "", p("-", nieuw, "/Omvang -", nieuw, "/Product/Code")},
	{"CD043", "WMO315", p("-", vraag, "/BeschikkingNummer"), "", p("-", vraag, "/BeschikkingNummer -", vraag, "/BeschikkingIngangsdatum")},
	{"CD043", "JW315", p("-", vraag, "/BeschikkingIngangsdatum"), "", p(vraag, "/BeschikkingNummer=0")},
	{"CD060", "JW323", p(lijn, "/ProductReferentie/VorigReferentieNummer=OUD1"), "", p(credit(lijn, "OUD1"), "TotaalIngediendBedrag/TotaalBedrag=69000")},
	{"CD060", "WMO325", p("-", lijn, "/ProductReferentie/VorigReferentieNummer"), "",
		p("-", lijn, "/ProductReferentie/VorigReferentieNummer ", lijn, "/IngediendBedrag/DebetCredit=D TotaalIngediendBedrag/TotaalBedrag=48000")},
	{"CD066", "JW315", "AangevraagdeProducten/AangevraagdProduct[2]/Verwijzer/Naam=arts", "", p(vraag, "/Verwijzer/Type=02")},
	{"CD067", "WMO315", p("-", vraag, "/Verwijzer/Naam"), "", p("-", vraag, "/Verwijzer/Naam ", vraag, "/Verwijzer/ZorgverlenerCode=01012345")},
	{"CD068", "JW315", p(vraag, "/Verwijzer/ZorgverlenerCode=01012345"), "", p("-", vraag, "/Verwijzer/Naam")},
	{"CD075", "WMO301", p("-", wmoProduct, "/Einddatum -", wmoProduct, "/Omvang -", wmoProduct, "/Product ", wmoProduct, "/Budget=1"), "",
		p("-", wmoProduct, "/Omvang -", wmoProduct, "/Product ", wmoProduct, "/Budget=1")},
	{"CD075", "WMO317", p("-", wijz, "/Einddatum ", wijz, "/Budget=1"), "", p(wijz, "/Budget=1")},
	{"CD076", "WMO301", p("-", wmoProduct, "/Einddatum ", wmoProduct, "/Omvang/Frequentie=2"), "", p("-", wmoProduct, "/Einddatum ", wmoProduct, "/Omvang/Frequentie=4")},
	{"CD076", "JW315", p("-", vraag, "/ToewijzingEinddatum ", vraag, "/Omvang/Frequentie=2"), "", p(vraag, "/Omvang/Frequentie=2")},
	{"CD076", "WMO317", p("-", wijz, "/Einddatum ", omvang(wijz, "01", "2")), "", omvang(wijz, "01", "2")},
	{"CD077", "WMO301", p(wmoProduct, "/Budget=1"), "CD078", ""},
	{"CD078", "WMO317", p(omvang(wijz, "01", "4"), wijz, "/Budget=1"), "CD077", p(wijz, "/Budget=1")},
	{"CD079", "WMO301", p("-", wmoProduct, "/Product -", wmoProduct, "/Omvang"), "", p("-", wmoProduct, "/Product -", wmoProduct, "/Omvang ", wmoProduct, "/Budget=0")},
	{"CD079", "JW317", p("-", nieuw, "/Product -", nieuw, "/Omvang"), "", p("-", nieuw, "/Product -", nieuw, "/Omvang ", nieuw, "/Budget=0")},
	{"CD080", "WMO301", p("-", wmoProduct, "/Product/Code"), "", p("-", wmoProduct, "/Product/Code ", wmoProduct, "/Ingangsdatum=2020-01-01 ", wmoProduct, "/Einddatum=2020-12-31")},
	{"CD080", "WMO301", p("-", wmoProduct, "/Product/Code ", wmoProduct, "/Ingangsdatum=2020-01-01 ", wmoProduct, "/Einddatum=2021-01-01"), "", ""},
	{"CD080", "WMO301", p("-", wmoProduct, "/Product/Code ", wmoProduct, "/Ingangsdatum=2020-01-01 -", wmoProduct, "/Einddatum"), "",
		p("-", wmoProduct, "/Product/Code -", wmoProduct, "/Omvang")},
	{"CD085", "WMO319", "-RedenAfwijzingVerzoek", "", "-RedenAfwijzingVerzoek VerzoekAntwoord=2"},
	{"CD086", "WMO319", "VerzoekAntwoord=2", "", "VerzoekAntwoord=1"},
	{"CD087", "JW323", p("-", lijn, "/ProductTarief"), "", p(lijn, "/ProductTarief=0")},
	{"CD087", "JW323", p(lijn, "/Eenheid=83 ", lijn, "/GeleverdVolume=5000"), "", p(lijn, "/Eenheid=83 ", lijn, "/GeleverdVolume=5000 -", lijn, "/ProductTarief")},
	{"CD095", "WMO315", p("-", vraag, "/Product/Code"), "", p("-", vraag, "/Product/Code ", vraag, "/ToewijzingIngangsdatum=2020-01-01 ", vraag, "/ToewijzingEinddatum=2020-12-31")},
	{"CD096", "WMO317", p("-", nieuw, "/Product/Code"), "", p("-", nieuw, "/Product/Code -", nieuw, "/Omvang")},

	// CS: what an element may hold.
	{"CS002", "JW317", "Bsn=999900007", "", "Bsn=999900018"},
	{"CS002", "WMO325", p(clienten, "Bsn=100000000"), "", p(clienten, "Bsn=000000000")},
	{"CS003", "WMO301", p(wmoProduct, "/Einddatum=2022-12-31"), "", p(wmoProduct, "/Einddatum=2023-01-01")},
	{"CS003", "JW301", "Contactgegevens/Contact[2]/Periode/Einddatum=2018-02-02", "", "Contactgegevens/Contact[2]/Periode/Einddatum=2018-02-03"},
	{"CS003", "JW301", "-Contactgegevens/Contact[2]/Periode/Begindatum Contactgegevens/Contact[2]/Periode/Einddatum=2018-02-03", "",
		"-Contactgegevens/Contact[2]/Periode/Begindatum"},
	{"CS003", "WMO315", p(vraag, "/ToewijzingEinddatum=-2023-12-31"), "", p(vraag, "/ToewijzingEinddatum=12023-12-31")},
	{"CS003", "WMO317", p(wijz, "/Einddatum=2023-04-02"), "", p(wijz, "/Einddatum=2023-04-03")},
	{"CS050", "WMO301", "Naam/NaamGebruik=6", "", "Naam/NaamGebruik=6 -Naam/Partnernaam"},
	{"CS050", "WMO301", p("-Naam/Partnernaam"), "", "-Naam/Partnernaam Naam/NaamGebruik=1"},
	{"CS050", "JW301", p(relatie, "/Naam/NaamGebruik=5"), "", p(relatie, "/Naam/NaamGebruik=1")},
	{"CS058", "JW305", p(start, "/StatusAanlevering=9"), "", p(start, "/StatusAanlevering=3")},
	{"CS058", "WMO307", p(stop, "/StatusAanlevering=2"), "", p(stop, "/StatusAanlevering=1")},
	{"CS089", "JW301", p(contact, "/Adres/Postcode=0999XX"), "", p(contact, "/Adres/Postcode=1000aB")},
	{"CS089", "JW301", p(contact, "/Adres/Postcode=9999X9"), "", p(contact, "/Adres/Postcode=B-1000 ", contact, "/Adres/LandCode=BE")},
	{"CS089", "JW301", p(contact, "/Adres/Postcode=99991X"), "", p(contact, "/Adres/Postcode=9999zZ")},
	{"CS089", "JW301", p(contact, "/Adres/Postcode=99A9XX"), "", p(contact, "/Adres/Postcode=9099Aa")},
	{"CS089", "JW301", p("-", contact, "/Adres/Postcode ", contact, "/Soort=02"), "CD005", p(contact, "/Soort=02")},
	{"CS100", "JW323", p(lijn, "/ProductPeriode/Begindatum=2020-12-01 ", lijn, "/ProductPeriode/Einddatum=2020-12-31"), "TR335",
		p(lijn, "/ProductPeriode/Begindatum=2021-05-06 ", lijn, "/ProductPeriode/Einddatum=2021-05-31")},
	{"CS100", "WMO323", "DeclaratiePeriode/Begindatum=2020-12-01 DeclaratiePeriode/Einddatum=2020-12-31", "TR319", p(lijn, "/ProductPeriode/Begindatum=2021-01-01 ", lijn, "/ProductPeriode/Einddatum=2021-01-31")},
	{"CS139", "WMO305", "Geboortedatum/Datum=1953-05-02 Geboortedatum/DatumGebruik=1", "", "Geboortedatum/Datum=1953-05-01 Geboortedatum/DatumGebruik=1"},
	{"CS139", "JW307", "Geboortedatum/Datum=1953-05-01 Geboortedatum/DatumGebruik=2", "", "Geboortedatum/Datum=1953-01-01 Geboortedatum/DatumGebruik=2"},
	{"CS139", "JW315", "Geboortedatum/Datum=1953-01-01 Geboortedatum/DatumGebruik=3", "", "Geboortedatum/Datum=1900-01-01 Geboortedatum/DatumGebruik=3"},
	{"CS318", "JW301", "Naam/NaamGebruik=6", "", p(relatie, "/Naam/NaamGebruik=1")},
	{"CS325", "JW323", p("TotaalIngediendBedrag/TotaalBedrag=0 TotaalIngediendBedrag/DebetCredit=C"), "TR358", p(lijn, "/IngediendBedrag/Bedrag=0 TotaalIngediendBedrag/TotaalBedrag=74000")},
	{"CS325", "JW323", p(credit(lijn, "OUD1"), lijn, "/IngediendBedrag/Bedrag=0 TotaalIngediendBedrag/TotaalBedrag=74000"), "",
		p(credit(lijn, "OUD1"), lijn, "/IngediendBedrag/Bedrag=1 TotaalIngediendBedrag/TotaalBedrag=73999")},
	{"CS325", "WMO325", "TotaalToegekendBedrag/TotaalBedrag=0 TotaalIngediendBedrag/TotaalBedrag=24000", "",
		"TotaalToegekendBedrag/TotaalBedrag=0 TotaalIngediendBedrag/TotaalBedrag=24000 TotaalToegekendBedrag/DebetCredit=D"},
	{"CS335", "WMO301", p(wmoProduct, "/RedenWijziging=13"), "", p(wmoProduct, "/RedenWijziging=13 ", wmoProduct, "/Einddatum=2023-01-01")},
	{"CS335", "JW301", p("-", jwProduct, "/Einddatum ", jwProduct, "/Omvang/Frequentie=4 ", jwProduct, "/RedenWijziging=13"), "",
		p("-", jwProduct, "/Einddatum ", jwProduct, "/Omvang/Frequentie=4")},
	{"CS336", "WMO301", p(wmoProduct, "/RedenWijziging=01"), "", p(wmoProduct, "/RedenWijziging=02")},
	{"CS337", "JW323", p(lijn, "/ProductPeriode/Begindatum=2026-03-31"), "", p(lijn, "/ProductPeriode/Begindatum=2026-04-30")},
	{"CS337", "JW323", p(lijn, "/ProductPeriode/Begindatum=2025-04-01"), "", p(lijn, "/ProductPeriode/Begindatum=2025-04-30 ", lijn, "/ProductPeriode/Einddatum=2025-04-30")},
	{"CS338", "JW301", p(jwProduct, "/Omvang/Frequentie=1"), "", p(jwProduct, "/Omvang/Frequentie=6")},
	{"CS338", "WMO301", p(wmoProduct, "/Omvang/Eenheid=84"), "", p(wmoProduct, "/Omvang/Eenheid=84 ", wmoProduct, "/Ingangsdatum=2020-01-01 ", wmoProduct, "/Einddatum=2020-12-31")},
	{"CS338", "WMO317", omvang(wijz, "83", "1"), "", omvang(wijz, "04", "1")},
	{"CS338", "JW317", p(nieuw, "/Omvang/Eenheid=14 ", nieuw, "/Omvang/Frequentie=1 -", nieuw, "/Einddatum"), "", p(nieuw, "/Omvang/Eenheid=14 -", nieuw, "/Einddatum")},
	{"CS339", "JW323", p(lijn, "/Eenheid=83 -", lijn, "/ProductTarief"), "", p(lijn, "/Eenheid=83 -", lijn, "/ProductTarief ", lijn, "/GeleverdVolume=5000")},
	{"CS340", "WMO323", "DeclaratiePeriode/Begindatum=2023-04-02", "", p("DeclaratiePeriode/Begindatum=2024-02-01 DeclaratiePeriode/Einddatum=2024-02-29 ", dagtekend, "=2024-03-01")},
	{"CS340", "WMO323", p("DeclaratiePeriode/Begindatum=2024-02-01 DeclaratiePeriode/Einddatum=2024-02-28 ", dagtekend, "=2024-03-01"), "",
		p("DeclaratiePeriode/Begindatum=2023-05-01 DeclaratiePeriode/Einddatum=2023-05-31 ", dagtekend, "=2023-06-01")},
	{"CS340", "WMO323", "DeclaratiePeriode/Begindatum=2022-04-01", "", "DeclaratiePeriode/Begindatum=2023-04-01"},
	{"CS343", "JW315", p(vraag, "/Omvang/Frequentie=1"), "", p(vraag, "/Omvang/Frequentie=1 ", vraag, "/ToewijzingIngangsdatum=2020-01-01 ", vraag, "/ToewijzingEinddatum=2020-12-31")},
}

// credit makes a line of a claim take an earlier one back.
func credit(lijn, vorig string) string {
	return lijn + "/ProductReferentie/VorigReferentieNummer=" + vorig + " " + lijn + "/IngediendBedrag/DebetCredit=C "
}

func omvang(d, eenheid, frequentie string) string {
	return d + "/Omvang.Volume=1 " + d + "/Omvang/Eenheid=" + eenheid + " " + d + "/Omvang/Frequentie=" + frequentie + " "
}

// TestElkeRegel makes every rule be broken, with no other than those that cannot but be broken too, and makes
// the same change go well.
func TestElkeRegel(t *testing.T) {
	voorbeelden := goede(t)
	gezien := map[string]bool{}
	for _, g := range gevallen {
		gezien[g.regel] = true
		t.Run(g.regel+" "+string(g.soort), func(t *testing.T) {
			moet := append(strings.Fields(g.ook), g.regel)
			slices.Sort(moet)
			if is := na(t, voorbeelden[g.soort], g.breekt); !slices.Equal(is, moet) {
				t.Errorf("%q breaks %v, want %v", g.breekt, is, moet)
			}
			if is := na(t, voorbeelden[g.soort], g.net); len(is) > 0 {
				t.Errorf("%q breaks %v", g.net, is)
			}
		})
	}
	for _, r := range regel.Alle() {
		if moet := r.ID == "TR319" || r.Niveau == regel.Bericht; moet != gezien[r.ID] {
			t.Errorf("%s: tried %v", r.ID, gezien[r.ID])
		}
	}
	if len(gezien) != 61 {
		t.Errorf("%d rules", len(gezien))
	}
}

// na are the rules that an example breaks after a change. The change must leave a message that Lees accepts.
func na(t *testing.T, data []byte, wijzigingen string) []string {
	t.Helper()
	b, err := istandaard.Lees(data)
	if err != nil {
		t.Fatal(err)
	}
	wijzig(t, b, wijzigingen)
	if data, err = b.Schrijf(); err == nil {
		b, err = istandaard.Lees(data)
	}
	if err != nil {
		t.Fatalf("%q: %v", wijzigingen, err)
	}
	return gebroken(b)
}
