package istandaard

// The composite data types of the base schema (CDT). Their parts stand in the base namespace, which the
// blank field marks. A tag names the data type of a value; `opt` may be left out, `retour` exists in return
// messages only, `heen` is obligatory in the message that is answered and optional in the answer.

type basis struct{}

// BerichtIdentificatie tells messages of one type from one sender apart.
type BerichtIdentificatie struct {
	_             basis
	Identificatie string `ist:"IdentificatieBericht"`
	Dagtekening   Datum  `ist:"Datum"`
}

// XsdVersie is the version of the schemas that a message was made with.
type XsdVersie struct {
	_                    basis
	BasisschemaXsdVersie string `ist:"Versie"`
	BerichtXsdVersie     string `ist:"Versie"`
}

// Geboortedatum is a date of birth, of which DatumGebruik says how much is known.
type Geboortedatum struct {
	_            basis
	Datum        Datum  `ist:"Datum"`
	DatumGebruik string `ist:"DatumGebruik,opt"`
}

// Achternaam is a surname with the prefix that stands before it.
type Achternaam struct {
	_           basis
	Achternaam  string `ist:"Naam"`
	Voorvoegsel string `ist:"Voorvoegsel,opt"`
}

// VolledigeNaam is the name of a client or a relation in an allocation.
type VolledigeNaam struct {
	_             basis
	Geslachtsnaam Achternaam
	Partnernaam   *Achternaam `ist:",opt"`
	Voornamen     string      `ist:"Naam,opt"`
	Voorletters   string      `ist:"Voorletters,opt"`
	NaamGebruik   string      `ist:"NaamGebruik"`
}

// VerkorteNaam is the name of a client in a start or stop message.
type VerkorteNaam struct {
	_             basis
	Geslachtsnaam Achternaam
	Voornamen     string `ist:"Naam,opt"`
	Voorletters   string `ist:"Voorletters,opt"`
}

// Communicatie is a special way of communicating that a client needs.
type Communicatie struct {
	_    basis
	Vorm string `ist:"Communicatievorm"`
	Taal string `ist:"Taal,opt"`
}

// Huis is a house in a street.
type Huis struct {
	_                    basis
	Huisnummer           int64  `ist:"Huisnummer"`
	Huisletter           string `ist:"Huisletter,opt"`
	HuisnummerToevoeging string `ist:"HuisnummerToevoeging,opt"`
	AanduidingWoonadres  string `ist:"AanduidingWoonadres,opt"`
}

// Adres is an address, in the Netherlands or abroad.
type Adres struct {
	_          basis
	Huis       *Huis  `ist:",opt"`
	Postcode   string `ist:"Postcode,opt"`
	Straatnaam string `ist:"Straatnaam,opt"`
	Plaatsnaam string `ist:"Plaatsnaam,opt"`
	LandCode   string `ist:"LandCode,opt"`
}

// Telefoon is one telephone number.
type Telefoon struct {
	_              basis
	Telefoonnummer string `ist:"Telefoonnummer"`
	Landnummer     string `ist:"Landnummer"`
}

// Telefoonnummers are one or two telephone numbers.
type Telefoonnummers struct {
	_          basis
	Telefoon01 Telefoon
	Telefoon02 *Telefoon `ist:",opt"`
}

// OpenPeriode is a period of which either end may be unknown.
type OpenPeriode struct {
	_          basis
	Begindatum Datum `ist:"Datum,opt"`
	Einddatum  Datum `ist:"Datum,opt"`
}

// Product is what is delivered: a category and, in a specific allocation, a code.
type Product struct {
	_         basis
	Categorie string `ist:"ProductCategorie"`
	Code      string `ist:"ProductCode,opt"`
}

// Omvang is how much is delivered: so many units, in a time.
type Omvang struct {
	_          basis
	Volume     int64  `ist:"Volume"`
	Eenheid    string `ist:"Eenheid"`
	Frequentie string `ist:"Frequentie"`
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

	RedenWijzigingVerwijderd = "13"
)
