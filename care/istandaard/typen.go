package istandaard

import "codeberg.org/samenkracht/samenkracht/care/istandaard/codelijst"

// woord is the pattern of text that may not be blank and may not hold a line break (RS033).
const woord = `.*[^\s].*`

// typenVan are the data types of the base schema of a law, by name without LDT_.
func typenVan(wet Wet) map[string]*Type {
	out := map[string]*Type{}
	for _, t := range tekstTypen {
		een := t
		een.Korter, een.Naam = 1, "LDT_"+t.Naam
		een.past = patronen[t.Patroon]
		out[t.Naam] = &een
	}
	for _, t := range getalTypen {
		een := t
		een.vorm, een.Naam = geheel, "LDT_"+t.Naam
		out[t.Naam] = &een
	}
	for naam, max := range codeTypen {
		lijst, _ := codelijst.VoorType("LDT_"+naam, string(wet))
		een := &Type{Naam: "LDT_" + naam, Langer: max, Codes: &lijst, codes: map[string]struct{}{}, regelMax: lengteRegel[max]}
		for _, c := range lijst.Codes {
			een.codes[c.Code] = struct{}{}
		}
		out[naam] = een
	}
	out["Datum"] = &Type{Naam: "LDT_Datum", vorm: datum, Patroon: `[^:Z]*`, regelPat: "RS032"}
	out["Tijd"] = &Type{Naam: "LDT_Tijd", vorm: tijd, Patroon: `[^Z+-]+`, regelPat: "RS034"}
	return out
}

// lengteRegel is the rule that sets a length, where a code list has it.
var lengteRegel = map[int]string{1: "RS008", 2: "RS009", 4: "RS011"}

var tekstTypen = []Type{
	{Naam: "AgbCode", Langer: 8, Patroon: `[0-9]{8}`, regelMax: "RS014", regelPat: "RS036"},
	{Naam: "BerichtCode", Langer: 3, regelMax: "RS010"},
	{Naam: "BurgerServicenummer", Langer: 9, Patroon: `[0-9]{9}`, regelMax: "RS015", regelPat: "RS037"},
	{Naam: "Commentaar", Patroon: `([.\s]*\S+[.\s]*)+`, regelPat: "RS031"},
	{Naam: "Emailadres", Langer: 80, Patroon: woord, regelMax: "RS026", regelPat: "RS033"},
	{Naam: "Gemeente", Patroon: `[0-9]{4}`, regelPat: "RS035"},
	{Naam: "Huisletter", Langer: 1, Patroon: woord, regelMax: "RS008", regelPat: "RS033"},
	{Naam: "HuisnummerToevoeging", Langer: 4, Patroon: woord, regelMax: "RS011", regelPat: "RS033"},
	{Naam: "IdentificatieBericht", Langer: 12, Patroon: woord, regelMax: "RS017", regelPat: "RS033"},
	{Naam: "IdentificatieDeclaratie", Langer: 12, regelMax: "RS017"},
	{Naam: "Landnummer", Langer: 4, Patroon: woord, regelMax: "RS011", regelPat: "RS033"},
	{Naam: "Naam", Langer: 200, Patroon: woord, regelMax: "RS028", regelPat: "RS033"},
	{Naam: "NaamVerwijzer", Langer: 64, Patroon: woord, regelMax: "RS025", regelPat: "RS033"},
	{Naam: "Organisatienaam", Langer: 35, Patroon: woord, regelMax: "RS023", regelPat: "RS033"},
	{Naam: "Persoonsid", Langer: 20, Patroon: woord, regelMax: "RS019", regelPat: "RS033"},
	{Naam: "Plaatsnaam", Langer: 80, Patroon: woord, regelMax: "RS026", regelPat: "RS033"},
	{Naam: "Postcode", Langer: 8, Patroon: woord, regelMax: "RS014", regelPat: "RS033"},
	{Naam: "ProductCode", Langer: 5, Patroon: woord, regelMax: "RS012", regelPat: "RS033"},
	{Naam: "Referentie", Langer: 36, Patroon: woord, regelMax: "RS024", regelPat: "RS033"},
	{Naam: "ReferentieNummer", Langer: 20, regelMax: "RS019"},
	{Naam: "Straatnaam", Langer: 24, Patroon: woord, regelMax: "RS020", regelPat: "RS033"},
	{Naam: "Taal", Langer: 25, Patroon: woord, regelMax: "RS021", regelPat: "RS033"},
	{Naam: "Telefoonnummer", Langer: 15, Patroon: `[0-9]*`, regelMax: "RS018", regelPat: "RS046"},
	{Naam: "Versie", Patroon: `(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)`, regelPat: "RS048"},
	{Naam: "Voorletters", Langer: 6, Patroon: `([a-zA-ZÀ-ỳ])+`, regelMax: "RS013", regelPat: "RS045"},
	{Naam: "Voorvoegsel", Langer: 10, Patroon: woord, regelMax: "RS016", regelPat: "RS033"},
}

var getalTypen = []Type{
	{Naam: "Bedrag", Hoogste: 99999999, regelMax: "RS005"},
	{Naam: "BerichtSubversie", Hoogste: 99, regelMax: "RS002"},
	{Naam: "BerichtVersie", Hoogste: 99, regelMax: "RS002"},
	{Naam: "Budget", Hoogste: 99999999, regelMax: "RS005"},
	{Naam: "Huisnummer", Hoogste: 99999, regelMax: "RS004"},
	{Naam: "Nummer", Hoogste: 999999999, regelMax: "RS006"},
	{Naam: "RelatieVolgorde", Hoogste: 99, regelMax: "RS002"},
	{Naam: "TotaalBedrag", Hoogste: 999999999999, regelMax: "RS040"},
	{Naam: "Volume", Hoogste: 99999999, regelMax: "RS005"},
}

// codeTypen are the data types that hold a code, with the most characters that the schema allows.
var codeTypen = map[string]int{
	"AanduidingWoonadres": 2, "AdresSoort": 2, "Communicatievorm": 1, "DatumGebruik": 1, "DebetCredit": 1, "Eenheid": 2,
	"Frequentie": 1, "Geslacht": 1, "JaNee": 1, "JuridischeStatus": 2, "LandCode": 2, "NaamGebruik": 1, "ProductCategorie": 2,
	"RedenAfwijzingVerzoek": 2, "RedenBeeindiging": 2, "RedenVerzoek": 1, "RedenWijziging": 2, "RetourCode": 4,
	"SoortRelatie": 2, "StatusAanlevering": 1, "TypeVerwijzer": 2, "VerzoekAntwoord": 1, "WettelijkeVertegenwoordiging": 2,
}
