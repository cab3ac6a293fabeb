package istandaard

// Go values for the classes of the messages that orders and claims use.

// Client is the person for whom support is ordered.
type Client struct {
	Bsn                          string
	Geboortedatum                Geboortedatum
	Geslacht                     string
	Naam                         VolledigeNaam
	Communicatie                 *Communicatie
	JuridischeStatus             string
	WettelijkeVertegenwoordiging string
	Commentaar                   string
	Relaties                     []Relatie
	Contactgegevens              []Contact
	ToegewezenProducten          []ToegewezenProduct
	RetourCodes                  []string
}

// Relatie is somebody around the client whom the provider must know.
type Relatie struct {
	Nummer        string
	Volgorde      *int64
	Soort         string
	Geboortedatum *Geboortedatum
	Geslacht      string
	Naam          VolledigeNaam
	Contact       Contact
	RetourCodes   []string
}

// Contact is one way to reach a client or a relation.
type Contact struct {
	Soort       string
	Adres       *Adres
	Organisatie string
	Telefoon    *Telefoonnummers
	Emailadres  string
	Periode     *OpenPeriode
	RetourCodes []string
}

// ToegewezenProduct is one order. Its number identifies it in every later message of the municipality's law.
type ToegewezenProduct struct {
	ToewijzingNummer    int64
	ReferentieAanbieder string
	Product             *Product
	Toewijzingsdatum    Datum
	Toewijzingstijd     string
	Ingangsdatum        Datum
	Einddatum           Datum
	RedenWijziging      string
	Omvang              *Omvang
	Budget              *int64 // in cents (IV024)
	Commentaar          string
	RetourCodes         []string
}

// StartClient is the person for whom support has begun.
type StartClient struct {
	Bsn            string
	Geboortedatum  Geboortedatum
	Geslacht       string
	Naam           VerkorteNaam
	StartProducten []StartProduct
	RetourCodes    []string
}

// StartProduct says on which day delivery began.
type StartProduct struct {
	ToewijzingNummer       *int64
	Product                *Product
	ToewijzingIngangsdatum Datum
	Begindatum             Datum
	StatusAanlevering      string
	RetourCodes            []string
}

// StopClient is the person for whom support has ended.
type StopClient struct {
	Bsn           string
	Geboortedatum Geboortedatum
	Geslacht      string
	Naam          VerkorteNaam
	StopProducten []StopProduct
	RetourCodes   []string
}

// StopProduct says on which day delivery ended, and why.
type StopProduct struct {
	ToewijzingNummer       *int64
	Product                *Product
	ToewijzingIngangsdatum Datum
	Begindatum             Datum
	RedenBeeindiging       string
	Einddatum              Datum
	StatusAanlevering      string
	RetourCodes            []string
}

// VerzoekClient is the person for whom a provider asks for an allocation (315).
type VerzoekClient struct {
	Bsn                   string
	Geboortedatum         Geboortedatum
	Geslacht              string
	Naam                  VerkorteNaam
	GezagsdragerBekend    string // of the Jeugdwet only
	Commentaar            string
	AangevraagdeProducten []AangevraagdProduct
	RetourCodes           []string
}

// AangevraagdProduct is one allocation that a provider asks for. Each has a reference of its own (TR383).
type AangevraagdProduct struct {
	ReferentieAanbieder     string
	BeschikkingNummer       *int64
	Product                 *Product
	BeschikkingIngangsdatum Datum
	ToewijzingIngangsdatum  Datum
	ToewijzingEinddatum     Datum
	Omvang                  *Omvang
	Budget                  *int64
	Verwijzer               Verwijzer
	Raamcontract            string
	Commentaar              string
	RetourCodes             []string
}

// Verzoek is a wish to change allocations (317): what stays, what changes and what is new, as one whole.
type Verzoek struct {
	ReferentieAanbieder   string
	RedenVerzoek          string
	OngewijzigdeProducten []OngewijzigdProduct
	TeWijzigenProducten   []TeWijzigenProduct
	NieuweProducten       []NieuwProduct
	RetourCodes           []string
}

// OngewijzigdProduct is an allocation that stays as it is.
type OngewijzigdProduct struct {
	ToewijzingNummer int64
	RetourCodes      []string
}

// TeWijzigenProduct is an allocation that is to change, from a day on.
type TeWijzigenProduct struct {
	ToewijzingNummer     int64
	GewensteIngangsdatum Datum
	Einddatum            Datum
	Omvang               *Omvang
	Budget               *int64
	RetourCodes          []string
}

// NieuwProduct is an allocation that is to come.
type NieuwProduct struct {
	Product              *Product
	GewensteIngangsdatum Datum
	Einddatum            Datum
	Omvang               *Omvang
	Budget               *int64
	RetourCodes          []string
}

// Antwoord is what a municipality says to a 315 or 317 when it does not allocate (319).
type Antwoord struct {
	ReferentieAanbieder   string
	VerzoekAntwoord       string // 1 refused, 2 under inquiry
	RedenAfwijzingVerzoek string
	Woonplaatsbeginsel    *Woonplaatsbeginsel // of the Jeugdwet only
	RetourCodes           []string
}

// Woonplaatsbeginsel names the municipality that must pay instead.
type Woonplaatsbeginsel struct {
	Gemeente    string
	RetourCodes []string
}

// Declaratie is a claim over one month (323).
type Declaratie struct {
	DeclaratieNummer      string
	DeclaratiePeriode     GeslotenPeriode
	DeclaratieDagtekening Datum
	TotaalIngediendBedrag TotaalBedragMetDC
	Clienten              []DeclaratieClient
}

// DeclaratieClient is one person in a claim.
type DeclaratieClient struct {
	Bsn         string
	Prestaties  []Prestatie
	RetourCodes []string
}

// Prestatie is one line of a claim: how much of a product was delivered in a month. Amounts are in cents.
type Prestatie struct {
	ProductReferentie Referentie
	ToewijzingNummer  int64
	ProductCategorie  string
	ProductCode       string
	ProductPeriode    GeslotenPeriode
	GeleverdVolume    int64
	Eenheid           string
	ProductTarief     *int64
	IngediendBedrag   BedragMetDC
	RetourCodes       []string
}

// DeclaratieAntwoord is the answer to a claim (325): what is granted, and the lines that are not.
type DeclaratieAntwoord struct {
	DeclaratieNummer      string
	TotaalIngediendBedrag TotaalBedragMetDC
	TotaalToegekendBedrag TotaalBedragMetDC
	Clienten              []DeclaratieClient
	RetourCodes           []string
}
