package istandaard

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// opdracht is an order as a municipality would place it.
func opdracht() *Toewijzingsbericht {
	return &Toewijzingsbericht{
		Header: NieuweHeader(WMO301, "0141", "99000001", "T-1", "2026-10-21"),
		Client: &Client{
			Bsn: "999900018", Geboortedatum: Geboortedatum{Datum: "1948-02-29"}, Geslacht: "2",
			Naam: VolledigeNaam{Geslachtsnaam: Achternaam{Achternaam: "Roessingh", Voorvoegsel: "van 't"}, Voorletters: "GM", NaamGebruik: "1"},
			Contactgegevens: []Contact{{Soort: "01", Adres: &Adres{
				Huis: &Huis{Huisnummer: 12}, Postcode: "7601SA", Straatnaam: "Weversgaarde", Plaatsnaam: "Almelo", LandCode: "NL",
			}}},
			ToegewezenProducten: []ToegewezenProduct{{
				ToewijzingNummer: 8812, Product: &Product{Categorie: "01", Code: "01A01"},
				Toewijzingsdatum: "2026-10-21", Toewijzingstijd: "14:30:00", Ingangsdatum: "2026-11-01", Einddatum: "2027-10-31",
				Omvang:     &Omvang{Volume: 180, Eenheid: EenheidMinuut, Frequentie: FrequentieWeek},
				Commentaar: "Eerst bellen.\nHond in huis & <slechthorend>",
			}},
		},
	}
}

func start() *Startbericht {
	return &Startbericht{
		Header: NieuweHeader(WMO305, "99000001", "0141", "S-1", "2026-11-03"),
		Client: &StartClient{
			Bsn: "999900018", Geboortedatum: Geboortedatum{Datum: "1948-02-29"}, Geslacht: "2",
			Naam: VerkorteNaam{Geslachtsnaam: Achternaam{Achternaam: "Roessingh"}},
			StartProducten: []StartProduct{{
				ToewijzingNummer: new(int64(8812)), Product: &Product{Categorie: "01", Code: "01A01"},
				ToewijzingIngangsdatum: "2026-11-01", Begindatum: "2026-11-02", StatusAanlevering: StatusEerste,
			}},
		},
	}
}

func stop() *Stopbericht {
	return &Stopbericht{
		Header: NieuweHeader(WMO307, "99000001", "0141", "E-1", "2027-03-02"),
		Client: &StopClient{
			Bsn: "999900018", Geboortedatum: Geboortedatum{Datum: "1948-02-29"}, Geslacht: "2",
			Naam: VerkorteNaam{Geslachtsnaam: Achternaam{Achternaam: "Roessingh"}},
			StopProducten: []StopProduct{{
				ToewijzingNummer: new(int64(8812)), Begindatum: "2026-11-02", RedenBeeindiging: "19",
				Einddatum: "2027-03-01", StatusAanlevering: StatusEerste,
			}},
		},
	}
}

// moet fails the test on an error.
func moet[T any](waarde T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return waarde
	}
}

func TestWhatWeWriteIsValidAndReadsBack(t *testing.T) {
	afgekeurd := moet(Beoordeling(opdracht(), "R-2", "2026-10-22"))(t)
	afgekeurd.Client.ToegewezenProducten[0].RetourCodes = []string{"9332"}
	for naam, b := range map[string]Bericht{
		"301":          opdracht(),
		"305":          start(),
		"307":          stop(),
		"302 approved": moet(Goedkeuring(opdracht(), "R-1", "2026-10-22"))(t),
		"302 refused":  afgekeurd,
		"302 level 2":  moet(Afkeuring(opdracht(), "R-3", "2026-10-22", RetourAfgekeurd))(t),
		"306 approved": moet(Goedkeuring(start(), "R-4", "2026-11-04"))(t),
		"306 judged":   moet(Beoordeling(start(), "R-5", "2026-11-04"))(t),
		"308 header":   moet(Afkeuring(stop(), "R-6", "2027-03-03", "9056"))(t),
		"308 judged":   moet(Beoordeling(stop(), "R-7", "2027-03-03"))(t),
	} {
		t.Run(naam, func(t *testing.T) {
			data := moet(Schrijf(b))(t)
			if terug := moet(Lees(data))(t); !reflect.DeepEqual(terug, b) {
				t.Errorf("read back %+v, want %+v", terug, b)
			}
			if string(SoortVan(b)) != "WMO"+naam[:3] {
				t.Errorf("type is %s", SoortVan(b))
			}
			vorm(t, data)
			valideer(t, SoortVan(b), data)
		})
	}
}

// A message that leaves the house looks exactly so: a change here is a change for every partner.
func TestGolden(t *testing.T) {
	for naam, b := range map[string]Bericht{
		"WMO301": opdracht(),
		"WMO302": moet(Beoordeling(opdracht(), "R-2", "2026-10-22"))(t),
		"WMO305": start(),
		"WMO307": stop(),
	} {
		got := moet(Schrijf(b))(t)
		if want := moet(os.ReadFile("testdata/" + naam + ".xml"))(t); !bytes.Equal(got, want) {
			t.Errorf("%s is not what testdata holds:\n%s", naam, got)
		}
	}
}

// vorm looks at what the standard asks of the file: UTF-8, no mark, CR LF on every line.
func vorm(t *testing.T, data []byte) {
	t.Helper()
	if !utf8.Valid(data) || !bytes.HasPrefix(data, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) {
		t.Errorf("not UTF-8 without a mark: %.60q", data)
	}
	if n := bytes.Count(data, []byte("\n")); n != bytes.Count(data, []byte("\r\n")) {
		t.Error("a line does not end in CR LF")
	}
}

func TestPublishedExamples(t *testing.T) {
	for _, s := range berichtsoorten {
		data := voorbeeld(t, s.soort)
		b := moet(Lees(data))(t)
		if err := Toets(b); err != nil {
			t.Errorf("%s: %v", s.soort, err)
		}
		opnieuw := moet(Schrijf(b))(t)
		if terug := moet(Lees(opnieuw))(t); !reflect.DeepEqual(terug, b) {
			t.Errorf("%s changed on the way through", s.soort)
		}
		valideer(t, s.soort, opnieuw)
	}
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	for _, tt := range []struct {
		naam   string
		breek  func(*Toewijzingsbericht)
		niveau Niveau
		want   string
	}{
		{"sender", func(b *Toewijzingsbericht) { b.Header.Afzender = "99000001" }, 1, "Header/Afzender: is not a municipality code of 4 digits"},
		{"type", func(b *Toewijzingsbericht) { b.Header.BerichtCode = "436" }, 1, "Header/BerichtCode: is not a message type that this writes"},
		{"other type", func(b *Toewijzingsbericht) { b.Header.BerichtCode = "418" }, 1, "Header/BerichtCode: is of another message type than the message"},
		{"no client", func(b *Toewijzingsbericht) { b.Client = nil }, 1, "Client: is missing"},
		{"identification", func(b *Toewijzingsbericht) { b.Header.BerichtIdentificatie.Identificatie = "1234567890123" }, 1, "Header/BerichtIdentificatie/Identificatie: is longer than 12 characters"},
		{"street", func(b *Toewijzingsbericht) { b.Client.Contactgegevens[0].Adres.Straatnaam = strings.Repeat("é", 25) }, 1, "Client/Contactgegevens/Contact[1]/Adres/Straatnaam: is longer than 24 characters"},
		{"number", func(b *Toewijzingsbericht) { b.Client.ToegewezenProducten[0].ToewijzingNummer = 1e9 }, 1, "Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer: is not a whole number from 0 to 999999999"},
		{"date", func(b *Toewijzingsbericht) { b.Client.ToegewezenProducten[0].Ingangsdatum = "2026-02-30" }, 1, "Client/ToegewezenProducten/ToegewezenProduct[1]/Ingangsdatum: is not a date such as 2026-10-21"},
		{"unit", func(b *Toewijzingsbericht) { b.Client.ToegewezenProducten[0].Omvang.Eenheid = "4" }, 1, "Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang/Eenheid: is not a code for a unit"},
		{"no product", func(b *Toewijzingsbericht) { b.Client.ToegewezenProducten = nil }, 1, "Client/ToegewezenProducten: is missing"},
		{"return line", func(b *Toewijzingsbericht) { b.Header.RetourCodes = []string{"0200"} }, 1, "Header/RetourCodes: stands in return messages only"},
		{"control character", func(b *Toewijzingsbericht) { b.Client.Commentaar = "bel\x07" }, 1, "Client/Commentaar: holds a character that XML does not allow"},
		{"line break", func(b *Toewijzingsbericht) { b.Client.Naam.Voornamen = "Geesje\nMaria" }, 1, "Client/Naam/Voornamen: holds a line break"},
		{"blank", func(b *Toewijzingsbericht) { b.Client.Naam.Voornamen = " " }, 1, "Client/Naam/Voornamen: is blank"},
		{"bsn", func(b *Toewijzingsbericht) { b.Client.Bsn = "999900017" }, 2, "Client/Bsn: does not pass the eleven test (CS002)"},
		{"week without end", func(b *Toewijzingsbericht) { b.Client.ToegewezenProducten[0].Einddatum = "" }, 2, "Client/ToegewezenProducten/ToegewezenProduct[1]/Einddatum: must be filled when Frequentie is 2 (a week) (CD076)"},
		{"half days a day", func(b *Toewijzingsbericht) {
			b.Client.ToegewezenProducten[0].Omvang = &Omvang{Volume: 2, Eenheid: EenheidDagdeel, Frequentie: FrequentieDag}
		}, 2, "Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang/Frequentie: must be 2 (a week), 4 (a month) or 6 (in total) with this Eenheid (CS338)"},
	} {
		t.Run(tt.naam, func(t *testing.T) {
			b := opdracht()
			tt.breek(b)
			_, err := Schrijf(b)
			fouten, ok := errors.AsType[Fouten](err)
			if !ok || len(fouten) != 1 || fouten[0].Error() != tt.want || fouten[0].Niveau != tt.niveau {
				t.Errorf("got %v, want %s at level %d", err, tt.want, tt.niveau)
			}
		})
	}
}

func TestFaultsNeverRepeatWhatStoodThere(t *testing.T) {
	b := opdracht()
	b.Client.Bsn, b.Client.Naam.Voorletters = "geheim123", "geheim 456"
	_, err := Schrijf(b)
	if err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("got %v", err)
	}
	data := bytes.Replace(moet(Schrijf(opdracht()))(t), []byte("999900018"), []byte("geheim123"), 1)
	if _, err := Lees(data); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("got %v", err)
	}
}

func TestReaderRefuses(t *testing.T) {
	goed := string(moet(Schrijf(opdracht()))(t))
	for _, tt := range []struct{ naam, data, want string }{
		{"nothing", "", "Bericht: is missing: there is no XML element"},
		{"another file", "%PDF-1.7", "has text outside"},
		{"a DOCTYPE", strings.Replace(goed, "?>", "?><!DOCTYPE Bericht [<!ENTITY a \"b\">]>", 1), "has a DOCTYPE; messages may not have one"},
		{"another release", strings.ReplaceAll(goed, "/iwmo/3_2/", "/iwmo/2_4/"), "is of release 2.4; this reads iWmo 3.2"},
		{"another standard", strings.ReplaceAll(strings.ReplaceAll(goed, "iwmo/3_2", "ijw/3_2"), "wmo301/", "jw301/"), "is a message of iJw; this reads iWmo 3.2"},
		{"another message", strings.ReplaceAll(goed, "wmo301", "wmo315"), "is a WMO315; this reads 301, 302, 305, 306, 307 and 308"},
		{"something else", `<a xmlns="urn:b"/>`, "is not a message of iWmo"},
		{"depth", strings.Replace(goed, "<wmo301:Client>", "<wmo301:Client>"+strings.Repeat("<a>", 100000), 1), "Client/Bsn: is missing"},
		{"half a file", goed[:len(goed)/2], "is not well-formed XML, at line"},
		{"two messages", goed + goed, "is not well-formed XML, at line"},
		{"a second element", goed + "<a/>", "Bericht: is followed by something else"},
		{"half a character", strings.Replace(goed, "Almelo", "&#xD83D;", 1), "refers to a character that does not exist"},
		{"size", goed + strings.Repeat(" ", MaxGrootte), "is larger than 25 MB"},
	} {
		t.Run(tt.naam, func(t *testing.T) {
			b, err := Lees([]byte(tt.data))
			fouten, _ := errors.AsType[Fouten](err)
			if b != nil || len(fouten) == 0 || !strings.Contains(fouten[len(fouten)-1].Error(), tt.want) {
				t.Errorf("got %v, %v; want %s", b, err, tt.want)
			}
		})
	}
}

func TestRetour(t *testing.T) {
	heen := opdracht()
	goed := moet(Goedkeuring(heen, "R-1", "2026-10-22"))(t)
	if goed.Client != nil || len(goed.Header.RetourCodes) != 0 || len(Retourcodes(goed)) != 0 {
		t.Errorf("an approval is more than a header: %+v", goed)
	}
	if goed.Header.Afzender != heen.Header.Afzender || goed.Header.BerichtIdentificatie != heen.Header.BerichtIdentificatie {
		t.Errorf("the header is not repeated: %+v", goed.Header)
	}
	oordeel := moet(Beoordeling(heen, "R-2", "2026-10-22"))(t)
	oordeel.Client.ToegewezenProducten[0].RetourCodes = []string{"9332", "S300"}
	if got := Retourcodes(oordeel); !reflect.DeepEqual(got, []string{"9332", "S300"}) {
		t.Errorf("codes %v", got)
	}
	if heen.Header.RetourCodes != nil || heen.Client.Contactgegevens[0].RetourCodes != nil || heen.Client.Contactgegevens[0].Adres == oordeel.Client.Contactgegevens[0].Adres {
		t.Error("the message that is answered changed, or is shared with the answer")
	}
	technisch := moet(Afkeuring(heen, "R-3", "2026-10-22", RetourAfgekeurd))(t)
	if technisch.Header.XsltVersie == "" || technisch.Client != nil {
		t.Errorf("a refusal by level 2 is not a header with the version of the rules: %+v", technisch)
	}
	if _, err := Goedkeuring(goed, "R-4", "2026-10-23"); err == nil {
		t.Error("a return message got a return message")
	}
}

func TestUitleg(t *testing.T) {
	for code, u := range uitleg {
		nl, en := Uitleg(code)
		if nl != u.nl || en != u.en || !strings.HasSuffix(nl, ".") || !strings.HasSuffix(en, ".") {
			t.Errorf("%s: %q, %q", code, nl, en)
		}
	}
	if nl, en := Uitleg("1234"); nl == "" || en == "" {
		t.Error("an unknown code has no sentence")
	}
}

func TestDatum(t *testing.T) {
	if got := DatumVan(time.Date(2026, 10, 21, 23, 30, 0, 0, time.UTC)); got != "2026-10-21" {
		t.Errorf("got %s", got)
	}
	for datum, want := range map[Datum]bool{
		"2026-10-21": true, "2024-02-29": true, "2023-02-29": false, "1900-02-29": false, "0000-01-01": false, "-0044-03-15": true,
		"12026-01-01": true, "02026-01-01": false, "2026-13-01": false, "2026-1-1": false, "2026-10-21Z": false, "": false,
	} {
		if got := isDatum(string(datum)); got != want {
			t.Errorf("%q: %v", datum, got)
		}
	}
	if !Datum("12026-01-01").na("2026-12-31") || Datum("2026-01-01").na("2026-01-01") || Datum("").na("2026-01-01") {
		t.Error("dates do not compare by time")
	}
}
