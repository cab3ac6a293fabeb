package istandaard_test

import (
	"fmt"

	"codeberg.org/samenkracht/samenkracht/care/istandaard"
	"codeberg.org/samenkracht/samenkracht/care/istandaard/toets"
)

// A provider reports that support has begun, and makes a mistake in the BSN.
func Example() {
	b := istandaard.Nieuw(istandaard.WMO305, istandaard.Kop{Afzender: "12345678", Ontvanger: "0141", Identificatie: "S1", Dagtekening: "2026-03-10"})
	client, err := b.Wortel.Voeg("Client")
	if err != nil {
		fmt.Println(err)
		return
	}
	nummer := int64(7)
	err = client.Van(istandaard.StartClient{Bsn: "999900007", Geboortedatum: istandaard.Geboortedatum{Datum: "1950-01-01"}, Geslacht: "2",
		Naam:           istandaard.VerkorteNaam{Geslachtsnaam: istandaard.Achternaam{Achternaam: "Veen", Voorvoegsel: "van der"}},
		StartProducten: []istandaard.StartProduct{{ToewijzingNummer: &nummer, Begindatum: "2026-03-09", StatusAanlevering: istandaard.StatusEerste}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := b.Schrijf()
	if err != nil {
		fmt.Println(err)
		return
	}
	terug, err := istandaard.Lees(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(terug.Soort(), terug.Inhoud().Tekst("Naam", "Geslachtsnaam", "Achternaam"))
	for _, fout := range toets.Toets(terug) {
		fmt.Println(fout.Regel, fout.Pad, fout.Zin(istandaard.NL))
	}
	// Output:
	// WMO305 Veen
	// CS002 Client/Bsn Dit burgerservicenummer kan niet bestaan. Kijk na of er een cijfer verkeerd staat.
}

// A message of an older release is refused in a sentence.
func ExampleLees() {
	_, err := istandaard.Lees(`<a:Bericht xmlns:a="http://www.istandaarden.nl/ijw/3_1/jw301/schema"/>`)
	fmt.Println(err)
	// Output: Bericht: This is a message of ijw 3.1. Messages of iWmo and iJw release 3.2 are read here.
}
