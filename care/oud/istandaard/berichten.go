package istandaard

// Header opens every message. A return message repeats the header that it answers and adds its own lines.
type Header struct {
	BerichtCode          string `ist:"BerichtCode"`
	BerichtVersie        string `ist:"BerichtVersie"`
	BerichtSubversie     string `ist:"BerichtSubversie"`
	Afzender             string `ist:"Afzender"`
	Ontvanger            string `ist:"Ontvanger"`
	BerichtIdentificatie BerichtIdentificatie
	XsdVersie            XsdVersie
	IdentificatieRetour  string     `ist:"IdentificatieBericht,retour"`
	DagtekeningRetour    Datum      `ist:"Datum,retour"`
	XsltVersie           string     `ist:"Versie,retour,opt"`
	XsdVersieRetour      *XsdVersie `ist:",retour"`
	RetourCodes          []string   `ist:"RetourCode,retour,opt"`
}

// NieuweHeader is the header of a new message. A municipality is named by its CBS code of 4 digits, a
// provider by its AGB code of 8; identificatie must be new for this sender and type (TR056).
func NieuweHeader(soort Soort, afzender, ontvanger, identificatie string, dagtekening Datum) Header {
	s, _ := zoekSoort(func(s berichtsoort) bool { return s.soort == soort })
	return Header{
		BerichtCode: s.code, BerichtVersie: "3", BerichtSubversie: "2",
		Afzender: afzender, Ontvanger: ontvanger,
		BerichtIdentificatie: BerichtIdentificatie{Identificatie: identificatie, Dagtekening: dagtekening},
		XsdVersie:            onzeVersie,
	}
}

var onzeVersie = XsdVersie{BasisschemaXsdVersie: schemaVersie, BerichtXsdVersie: schemaVersie}

// Toewijzingsbericht is the 301, with which a municipality orders support from a provider, and its 302.
type Toewijzingsbericht struct {
	Header Header
	Client *Client `ist:",heen"`
}

// Kop is the header of the message.
func (b *Toewijzingsbericht) Kop() *Header { return &b.Header }

// Client is the person for whom support is ordered.
type Client struct {
	Bsn                          string `ist:"BurgerServicenummer"`
	Geboortedatum                Geboortedatum
	Geslacht                     string `ist:"Geslacht"`
	Naam                         VolledigeNaam
	Communicatie                 *Communicatie `ist:",opt"`
	JuridischeStatus             string        `ist:"JuridischeStatus,opt"`
	WettelijkeVertegenwoordiging string        `ist:"WettelijkeVertegenwoordiging,opt"`
	Commentaar                   string        `ist:"Commentaar,opt"`
	Relaties                     []Relatie     `ist:",opt"`
	Contactgegevens              []Contact
	ToegewezenProducten          []ToegewezenProduct
	RetourCodes                  []string `ist:"RetourCode,retour"`
}

// Relatie is somebody around the client whom the provider must know.
type Relatie struct {
	Nummer        string         `ist:"Persoonsid"`
	Volgorde      *int64         `ist:"RelatieVolgorde,opt"`
	Soort         string         `ist:"SoortRelatie"`
	Geboortedatum *Geboortedatum `ist:",opt"`
	Geslacht      string         `ist:"Geslacht,opt"`
	Naam          VolledigeNaam
	Contact       Contact
	RetourCodes   []string `ist:"RetourCode,retour"`
}

// Contact is one way to reach a client or a relation.
type Contact struct {
	Soort       string           `ist:"AdresSoort"`
	Adres       *Adres           `ist:",opt"`
	Organisatie string           `ist:"Organisatienaam,opt"`
	Telefoon    *Telefoonnummers `ist:",opt"`
	Emailadres  string           `ist:"Emailadres,opt"`
	Periode     *OpenPeriode     `ist:",opt"`
	RetourCodes []string         `ist:"RetourCode,retour"`
}

// ToegewezenProduct is one order. Its number identifies it in every later message of the municipality's law.
type ToegewezenProduct struct {
	ToewijzingNummer    int64    `ist:"Nummer"`
	ReferentieAanbieder string   `ist:"Referentie,opt"`
	Product             *Product `ist:",opt"`
	Toewijzingsdatum    Datum    `ist:"Datum"`
	Toewijzingstijd     string   `ist:"Tijd"`
	Ingangsdatum        Datum    `ist:"Datum"`
	Einddatum           Datum    `ist:"Datum,opt"`
	RedenWijziging      string   `ist:"RedenWijziging,opt"`
	Omvang              *Omvang  `ist:",opt"`
	Budget              *int64   `ist:"Budget,opt"` // in cents (IV024)
	Commentaar          string   `ist:"Commentaar,opt"`
	RetourCodes         []string `ist:"RetourCode,retour"`
}

// Startbericht is the 305, with which a provider says that support has begun, and its 306.
type Startbericht struct {
	Header Header
	Client *StartClient `ist:",heen"`
}

// Kop is the header of the message.
func (b *Startbericht) Kop() *Header { return &b.Header }

// StartClient is the person for whom support has begun.
type StartClient struct {
	Bsn            string `ist:"BurgerServicenummer"`
	Geboortedatum  Geboortedatum
	Geslacht       string `ist:"Geslacht"`
	Naam           VerkorteNaam
	StartProducten []StartProduct
	RetourCodes    []string `ist:"RetourCode,retour"`
}

// StartProduct says on which day delivery began.
type StartProduct struct {
	ToewijzingNummer       *int64   `ist:"Nummer,opt"`
	Product                *Product `ist:",opt"`
	ToewijzingIngangsdatum Datum    `ist:"Datum,opt"`
	Begindatum             Datum    `ist:"Datum"`
	StatusAanlevering      string   `ist:"StatusAanlevering"`
	RetourCodes            []string `ist:"RetourCode,retour"`
}

// Stopbericht is the 307, with which a provider says that support has ended, and its 308.
type Stopbericht struct {
	Header Header
	Client *StopClient `ist:",heen"`
}

// Kop is the header of the message.
func (b *Stopbericht) Kop() *Header { return &b.Header }

// StopClient is the person for whom support has ended.
type StopClient struct {
	Bsn           string `ist:"BurgerServicenummer"`
	Geboortedatum Geboortedatum
	Geslacht      string `ist:"Geslacht"`
	Naam          VerkorteNaam
	StopProducten []StopProduct
	RetourCodes   []string `ist:"RetourCode,retour"`
}

// StopProduct says on which day delivery ended, and why.
type StopProduct struct {
	ToewijzingNummer       *int64   `ist:"Nummer,opt"`
	Product                *Product `ist:",opt"`
	ToewijzingIngangsdatum Datum    `ist:"Datum,opt"`
	Begindatum             Datum    `ist:"Datum"`
	RedenBeeindiging       string   `ist:"RedenBeeindiging"`
	Einddatum              Datum    `ist:"Datum"`
	StatusAanlevering      string   `ist:"StatusAanlevering"`
	RetourCodes            []string `ist:"RetourCode,retour"`
}
