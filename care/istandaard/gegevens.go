package istandaard

// Go values for the composite data types (CDT) that orders and claims use, for Deel.Naar and Deel.Van. The
// fields have the names of the elements; what may be left out is a pointer, a slice or empty.

// BerichtIdentificatie tells messages of one type from one sender apart.
type BerichtIdentificatie struct {
	Identificatie string
	Dagtekening   Datum
}

// XsdVersie is the version of the schemas that a message was made with.
type XsdVersie struct {
	BasisschemaXsdVersie string
	BerichtXsdVersie     string
}

// Geboortedatum is a date of birth, of which DatumGebruik says how much is known.
type Geboortedatum struct {
	Datum        Datum
	DatumGebruik string
}

// Achternaam is a surname with the prefix that stands before it.
type Achternaam struct {
	Achternaam  string
	Voorvoegsel string
}

// VolledigeNaam is the name of a client or a relation in an allocation.
type VolledigeNaam struct {
	Geslachtsnaam Achternaam
	Partnernaam   *Achternaam
	Voornamen     string
	Voorletters   string
	NaamGebruik   string
}

// VerkorteNaam is the name of a client in a start or stop message.
type VerkorteNaam struct {
	Geslachtsnaam Achternaam
	Voornamen     string
	Voorletters   string
}

// Communicatie is a special way of communicating that a client needs.
type Communicatie struct {
	Vorm string
	Taal string
}

// Huis is a house in a street.
type Huis struct {
	Huisnummer           int64
	Huisletter           string
	HuisnummerToevoeging string
	AanduidingWoonadres  string
}

// Adres is an address, in the Netherlands or abroad.
type Adres struct {
	Huis       *Huis
	Postcode   string
	Straatnaam string
	Plaatsnaam string
	LandCode   string
}

// Telefoon is one telephone number.
type Telefoon struct {
	Telefoonnummer string
	Landnummer     string
}

// Telefoonnummers are one or two telephone numbers.
type Telefoonnummers struct {
	Telefoon01 Telefoon
	Telefoon02 *Telefoon
}

// OpenPeriode is a period of which either end may be unknown.
type OpenPeriode struct {
	Begindatum Datum
	Einddatum  Datum
}

// Product is what is delivered: a category and, in a specific allocation, a code.
type Product struct {
	Categorie string
	Code      string
}

// Omvang is how much is delivered: so many units, in a time.
type Omvang struct {
	Volume     int64
	Eenheid    string
	Frequentie string
}

// GeslotenPeriode is a period with a first and a last day.
type GeslotenPeriode struct {
	Begindatum Datum
	Einddatum  Datum
}

// Referentie is the number of a line of a claim, and of the line that it takes back.
type Referentie struct {
	ReferentieNummer      string
	VorigReferentieNummer string
}

// BedragMetDC is an amount in cents, to pay (D) or to take back (C).
type BedragMetDC struct {
	Bedrag      int64
	DebetCredit string
}

// TotaalBedragMetDC is a sum in cents, to pay (D) or to take back (C).
type TotaalBedragMetDC struct {
	TotaalBedrag int64
	DebetCredit  string
}

// Verwijzer is who referred a client to the provider.
type Verwijzer struct {
	Type             string
	Naam             string
	ZorgverlenerCode string
}

// Codes that callers name; the other codes of a list are written as they stand there.
const (
	EenheidMinuut  = "01"
	EenheidUur     = "04"
	EenheidEtmaal  = "14"
	EenheidDagdeel = "16"
	EenheidOutput  = "82"
	EenheidEuro    = "83"
	EenheidStuks   = "84"

	FrequentieDag    = "1"
	FrequentieWeek   = "2"
	FrequentieMaand  = "4"
	FrequentieTotaal = "6"

	StatusEerste      = "1" // first delivery of this class
	StatusVerwijderen = "3" // take back what was delivered

	RedenWijzigingVervallen  = "01" // an administrative correction, no longer in use
	RedenWijzigingAanbieder  = "12" // the provider asked for it
	RedenWijzigingVerwijderd = "13" // as if it had never been sent; the end is the start

	RedenTijdelijk = "20" // RedenBeeindiging: the support pauses

	VerzoekAfgewezen   = "1"
	VerzoekInOnderzoek = "2"

	Debet, Credit = "D", "C"
)
