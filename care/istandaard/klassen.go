package istandaard

import (
	"slices"
	"strings"
)

// This file declares the classes of all messages. A line of a class is `Name Type`, with a mark behind it:
// ? may be left out, + at least once. A type with a small letter before it is one of these:
//
//	Nummer          a data type of the base schema (LDT)
//	c:Omvang        a composite data type (CDT), declared in samengesteld
//	k:Relatie       a class of the message, declared in klassen
//
// A line that begins with jw: stands in the messages of the Jeugdwet only.

var samengesteld = map[string][]string{
	"Achternaam":           {"Achternaam Naam", "Voorvoegsel Voorvoegsel?"},
	"Adres":                {"Huis c:Huis?", "Postcode Postcode?", "Straatnaam Straatnaam?", "Plaatsnaam Plaatsnaam?", "LandCode LandCode?"},
	"BedragMetDC":          {"Bedrag Bedrag", "DebetCredit DebetCredit"},
	"BerichtIdentificatie": {"Identificatie IdentificatieBericht", "Dagtekening Datum"},
	"Communicatie":         {"Vorm Communicatievorm", "Taal Taal?"},
	"Geboortedatum":        {"Datum Datum", "DatumGebruik DatumGebruik?"},
	"GeslotenPeriode":      {"Begindatum Datum", "Einddatum Datum"},
	"Huis": {"Huisnummer Huisnummer", "Huisletter Huisletter?", "HuisnummerToevoeging HuisnummerToevoeging?",
		"AanduidingWoonadres AanduidingWoonadres?"},
	"Omvang":            {"Volume Volume", "Eenheid Eenheid", "Frequentie Frequentie"},
	"OpenPeriode":       {"Begindatum Datum?", "Einddatum Datum?"},
	"Product":           {"Categorie ProductCategorie", "Code ProductCode?"},
	"Referentie":        {"ReferentieNummer ReferentieNummer", "VorigReferentieNummer ReferentieNummer?"},
	"Telefoon":          {"Telefoonnummer Telefoonnummer", "Landnummer Landnummer"},
	"Telefoonnummers":   {"Telefoon01 c:Telefoon", "Telefoon02 c:Telefoon?"},
	"TotaalBedragMetDC": {"TotaalBedrag TotaalBedrag", "DebetCredit DebetCredit"},
	"VerkorteNaam":      {"Geslachtsnaam c:Achternaam", "Voornamen Naam?", "Voorletters Voorletters?"},
	"Verwijzer":         {"Type TypeVerwijzer", "Naam NaamVerwijzer?", "ZorgverlenerCode AgbCode?"},
	"VolledigeNaam": {"Geslachtsnaam c:Achternaam", "Partnernaam c:Achternaam?", "Voornamen Naam?", "Voorletters Voorletters?",
		"NaamGebruik NaamGebruik"},
	"XsdVersie": {"BasisschemaXsdVersie Versie", "BerichtXsdVersie Versie"},
}

// inhoud is the class of each message that stands beside the Header, by number.
var inhoud = map[string]string{"301": "Client", "305": "Client", "307": "Client", "315": "Client", "317": "Client",
	"319": "Antwoord", "323": "Declaratie", "325": "DeclaratieAntwoord"}

var klassen = map[string]map[string][]string{
	"301": {
		"Client": {"Bsn BurgerServicenummer", "Geboortedatum c:Geboortedatum", "Geslacht Geslacht", "Naam c:VolledigeNaam",
			"Communicatie c:Communicatie?", "JuridischeStatus JuridischeStatus?",
			"WettelijkeVertegenwoordiging WettelijkeVertegenwoordiging?", "Commentaar Commentaar?", "Relaties k:Relaties?",
			"Contactgegevens k:Contactgegevens", "ToegewezenProducten k:ToegewezenProducten"},
		"Relaties": {"Relatie k:Relatie+"},
		"Relatie": {"Nummer Persoonsid", "Volgorde RelatieVolgorde?", "Soort SoortRelatie", "Geboortedatum c:Geboortedatum?",
			"Geslacht Geslacht?", "Naam c:VolledigeNaam", "Contact k:Contact"},
		"Contactgegevens": {"Contact k:Contact+"},
		"Contact": {"Soort AdresSoort", "Adres c:Adres?", "Organisatie Organisatienaam?", "Telefoon c:Telefoonnummers?",
			"Emailadres Emailadres?", "Periode c:OpenPeriode?"},
		"ToegewezenProducten": {"ToegewezenProduct k:ToegewezenProduct+"},
		"ToegewezenProduct": {"ToewijzingNummer Nummer", "ReferentieAanbieder Referentie?", "Product c:Product?",
			"Toewijzingsdatum Datum", "Toewijzingstijd Tijd", "Ingangsdatum Datum", "Einddatum Datum?",
			"RedenWijziging RedenWijziging?", "Omvang c:Omvang?", "Budget Budget?", "Commentaar Commentaar?"},
	},
	"305": {
		"Client":         {"Bsn BurgerServicenummer", "Geboortedatum c:Geboortedatum", "Geslacht Geslacht", "Naam c:VerkorteNaam", "StartProducten k:StartProducten"},
		"StartProducten": {"StartProduct k:StartProduct+"},
		"StartProduct": {"ToewijzingNummer Nummer?", "Product c:Product?", "ToewijzingIngangsdatum Datum?", "Begindatum Datum",
			"StatusAanlevering StatusAanlevering"},
	},
	"307": {
		"Client":        {"Bsn BurgerServicenummer", "Geboortedatum c:Geboortedatum", "Geslacht Geslacht", "Naam c:VerkorteNaam", "StopProducten k:StopProducten"},
		"StopProducten": {"StopProduct k:StopProduct+"},
		"StopProduct": {"ToewijzingNummer Nummer?", "Product c:Product?", "ToewijzingIngangsdatum Datum?", "Begindatum Datum",
			"RedenBeeindiging RedenBeeindiging", "Einddatum Datum", "StatusAanlevering StatusAanlevering"},
	},
	"315": {
		"Client": {"Bsn BurgerServicenummer", "Geboortedatum c:Geboortedatum", "Geslacht Geslacht", "Naam c:VerkorteNaam",
			"jw:GezagsdragerBekend JaNee?", "Commentaar Commentaar?", "AangevraagdeProducten k:AangevraagdeProducten"},
		"AangevraagdeProducten": {"AangevraagdProduct k:AangevraagdProduct+"},
		"AangevraagdProduct": {"ReferentieAanbieder Referentie", "BeschikkingNummer Nummer?", "Product c:Product?",
			"BeschikkingIngangsdatum Datum?", "ToewijzingIngangsdatum Datum", "ToewijzingEinddatum Datum?", "Omvang c:Omvang?",
			"Budget Budget?", "Verwijzer c:Verwijzer", "Raamcontract JaNee?", "Commentaar Commentaar?"},
	},
	"317": {
		"Client": {"Bsn BurgerServicenummer", "Verzoek k:Verzoek"},
		"Verzoek": {"ReferentieAanbieder Referentie", "RedenVerzoek RedenVerzoek", "OngewijzigdeProducten k:OngewijzigdeProducten?",
			"TeWijzigenProducten k:TeWijzigenProducten?", "NieuweProducten k:NieuweProducten?"},
		"OngewijzigdeProducten": {"OngewijzigdProduct k:OngewijzigdProduct+"},
		"OngewijzigdProduct":    {"ToewijzingNummer Nummer"},
		"TeWijzigenProducten":   {"TeWijzigenProduct k:TeWijzigenProduct+"},
		"TeWijzigenProduct":     {"ToewijzingNummer Nummer", "GewensteIngangsdatum Datum", "Einddatum Datum?", "Omvang c:Omvang?", "Budget Budget?"},
		"NieuweProducten":       {"NieuwProduct k:NieuwProduct+"},
		"NieuwProduct":          {"Product c:Product?", "GewensteIngangsdatum Datum", "Einddatum Datum?", "Omvang c:Omvang?", "Budget Budget?"},
	},
	"319": {
		"Antwoord": {"ReferentieAanbieder Referentie", "VerzoekAntwoord VerzoekAntwoord", "RedenAfwijzingVerzoek RedenAfwijzingVerzoek?",
			"jw:Woonplaatsbeginsel k:Woonplaatsbeginsel?"},
		"Woonplaatsbeginsel": {"Gemeente Gemeente"},
	},
	"323": {
		"Declaratie": {"DeclaratieNummer !DeclaratieNummer", "DeclaratiePeriode c:GeslotenPeriode", "DeclaratieDagtekening Datum",
			"TotaalIngediendBedrag c:TotaalBedragMetDC", "Clienten k:Clienten"},
		"Clienten":   {"Client k:Client+"},
		"Client":     {"Bsn BurgerServicenummer", "Prestaties k:Prestaties"},
		"Prestaties": {"Prestatie k:Prestatie+"},
		"Prestatie":  prestatie,
	},
	"325": {
		"DeclaratieAntwoord": {"DeclaratieNummer IdentificatieDeclaratie", "TotaalIngediendBedrag c:TotaalBedragMetDC",
			"TotaalToegekendBedrag c:TotaalBedragMetDC", "Clienten k:Clienten?", "RetourCodes k:RetourCodes"},
		"Clienten":   {"Client k:Client+"},
		"Client":     {"Bsn BurgerServicenummer", "Prestaties k:Prestaties", "RetourCodes k:RetourCodes"},
		"Prestaties": {"Prestatie k:Prestatie+"},
		"Prestatie":  slices.Concat(prestatie, []string{"RetourCodes k:RetourCodes"}),
	},
}

var prestatie = []string{"ProductReferentie c:Referentie", "ToewijzingNummer Nummer", "ProductCategorie ProductCategorie",
	"ProductCode ProductCode", "ProductPeriode c:GeslotenPeriode", "GeleverdVolume Volume", "Eenheid Eenheid",
	"ProductTarief Bedrag?", "IngediendBedrag c:BedragMetDC"}

// kop is the Header of every message, without the two addresses; the lines after it are those of an answer.
var (
	kop       = []string{"BerichtCode !BerichtCode", "BerichtVersie !BerichtVersie", "BerichtSubversie !BerichtSubversie"}
	kenmerk   = []string{"BerichtIdentificatie c:BerichtIdentificatie", "XsdVersie c:XsdVersie"}
	kopRetour = []string{"IdentificatieRetour IdentificatieBericht", "DagtekeningRetour Datum", "XsltVersie Versie?",
		"XsdVersieRetour c:XsdVersie", "RetourCodes k:RetourCodes?"}
	kopAntwoord = []string{"DeclaratieIdentificatie c:BerichtIdentificatie", "XsltVersie Versie?",
		"XsdVersieDeclaratie c:XsdVersie", "RetourCodes k:RetourCodes"}
)

// samensteller turns the declaration into schemas, for one law.
type samensteller struct {
	wet     Wet
	typen   map[string]*Type
	nummer  string
	code    string
	retour  bool
	klassen map[string]*Klasse // of the message at hand
}

// bericht declares a message that is sent; paar is its place in paren.
func (s samensteller) bericht(paar int, code string) *Schema {
	p := paren[paar]
	s.nummer, s.code, s.klassen = p.heen, code, map[string]*Klasse{}
	return s.schema(p.heen, p.gemeente, nil, 1)
}

// antwoord declares the message that answers one: a return message has the content of the message that it
// answers with return codes in every class, or none.
func (s samensteller) antwoord(paar int, code string, heen *Schema) *Schema {
	p := paren[paar]
	s.code, s.klassen = code, map[string]*Klasse{}
	if p.retour {
		s.nummer, s.retour = p.heen, true
		return s.schema(p.terug, p.gemeente, kopRetour, 0)
	}
	s.nummer = p.terug
	return s.schema(p.terug, !p.gemeente, kopAntwoord, 0)
}

func (s samensteller) schema(nummer string, vanGemeente bool, achter []string, verplicht int) *Schema {
	adressen := []string{"Afzender AgbCode", "Ontvanger Gemeente"}
	if vanGemeente {
		adressen = []string{"Afzender Gemeente", "Ontvanger AgbCode"}
	}
	header := s.klasse("Header", false, slices.Concat(kop, adressen, kenmerk, achter))
	naam := inhoud[s.nummer]
	wortel := &Klasse{Naam: "Root", Elementen: []Element{
		{Naam: "Header", Klasse: header, Min: 1, Max: 1},
		{Naam: naam, Klasse: s.eigen(naam), Min: verplicht, Max: 1},
	}}
	return &Schema{Soort: s.wet.Soort(nummer), BerichtCode: s.code, Wortel: &Element{Naam: "Bericht", Klasse: wortel, Min: 1, Max: 1}}
}

// eigen is a class of the message itself.
func (s samensteller) eigen(naam string) *Klasse {
	if k := s.klassen[naam]; k != nil {
		return k
	}
	k := s.klasse(naam, false, klassen[s.nummer][naam])
	if s.retour && !k.IsLijst() {
		k.Elementen = append(k.Elementen, Element{Naam: "RetourCodes", Klasse: s.retourCodes(), Min: 1, Max: 1})
	}
	s.klassen[naam] = k
	return k
}

func (s samensteller) retourCodes() *Klasse {
	return &Klasse{Naam: "RetourCodes", Elementen: []Element{{Naam: "RetourCode", Type: s.typen["RetourCode"], Min: 1}}}
}

func (s samensteller) klasse(naam string, basis bool, regels []string) *Klasse {
	k := &Klasse{Naam: naam, Basis: basis}
	for _, regel := range regels {
		if e, ok := s.element(regel); ok {
			k.Elementen = append(k.Elementen, e)
		}
	}
	return k
}

// element reads one line of a declaration.
func (s samensteller) element(regel string) (Element, bool) {
	if rest, ok := strings.CutPrefix(regel, "jw:"); ok {
		if s.wet != IJw {
			return Element{}, false
		}
		regel = rest
	}
	naam, soort, _ := strings.Cut(regel, " ")
	e := Element{Naam: naam, Min: 1, Max: 1}
	switch soort[len(soort)-1] {
	case '?':
		e.Min, soort = 0, soort[:len(soort)-1]
	case '+':
		e.Max, soort = 0, soort[:len(soort)-1]
	}
	switch {
	case soort == "k:RetourCodes":
		e.Klasse = s.retourCodes()
	case soort[:2] == "c:":
		e.Klasse = s.klasse("CDT_"+soort[2:], true, samengesteld[soort[2:]])
	case soort[:2] == "k:":
		e.Klasse = s.eigen(soort[2:])
	case soort[0] == '!':
		e.Type = s.vast(soort[1:])
	default:
		e.Type = s.typen[soort]
	}
	return e, true
}

// vast is the data type of an element that a message narrows down on the spot.
func (s samensteller) vast(naam string) *Type {
	switch naam {
	case "BerichtCode":
		return s.versmal(naam, s.code, "RS047")
	case "BerichtVersie":
		return s.versmal(naam, "3", "CS025")
	case "BerichtSubversie":
		return s.versmal(naam, "2", "CS015")
	}
	t := *s.typen["IdentificatieDeclaratie"]
	t.Anoniem, t.Patroon, t.past, t.regelPat = true, lettersCijfers, patronen[lettersCijfers], "CS319"
	return &t
}

func (s samensteller) versmal(naam, waarde, regel string) *Type {
	t := *s.typen[naam]
	t.Anoniem, t.Patroon, t.regelPat = true, waarde, regel
	t.past = func(s string) bool { return s == waarde }
	return &t
}
